/**
 * A solution that is unpacked as both, managed and unmanaged, has a second file `…_managed.xml` for what differs in the managed
 * one (`AppModule_managed.xml` beside `AppModule.xml`). The first file describes the component; its twin would be a second one of
 * the same id.
 */
export const managedTwin = /_managed\.xml$/i;

/** True for a twin whose first file is there; a component whose own name ends so is none. */
export const isManagedTwin = (path: string, all: { has(path: string): boolean }): boolean => managedTwin.test(path) && all.has(path.replace(managedTwin, '.xml'));
