/** Which files of a folder belong to a connector, by the names under which connectors are kept and published. */
import { join } from 'node:path';
import type { FileSystem, FolderEntry } from '../ports';

/** Absolute paths. */
export interface ConnectorFiles {
  readonly definition?: string;
  readonly properties?: string;
  readonly settings?: string;
  readonly scripts: readonly string[];
  readonly icon?: string;
  readonly readme?: string;
  readonly intro?: string;
}

const definitionNames = [/^apidefinition\.swagger\.(json|ya?ml)$/i, /^apidefinition\.(json|ya?ml)$/i, /\.swagger\.(json|ya?ml)$/i, /^(swagger|openapi)\.(json|ya?ml)$/i];
const propertiesName = /^apiproperties\.(json|ya?ml)$/i;

/** The connector in a folder; undefined when it holds neither a definition nor properties. */
export function connectorIn(folder: string, files: FileSystem): ConnectorFiles | undefined {
  const names = (files.list(folder) ?? []).filter(entry => entry.kind === 'file').map(entry => entry.name);
  const named = (pattern: RegExp): string | undefined => names.find(name => pattern.test(name));
  const definition = definitionNames.map(named).find(name => name !== undefined);
  const properties = named(propertiesName);
  if (definition === undefined && properties === undefined) return undefined;
  const path = (name: string | undefined): string | undefined => (name === undefined ? undefined : join(folder, name));
  const found = {
    definition: path(definition), properties: path(properties),
    settings: path(named(/^settings\.json$/i)), icon: path(named(/^icon\.png$/i)),
    readme: path(named(/^readme\.(md|markdown|txt)$/i)), intro: path(named(/^intro\.md$/i)),
  };
  return { ...present(found), scripts: names.filter(name => /\.csx$/i.test(name) || /^script\.cs$/i.test(name)).map(name => join(folder, name)) };
}

/** Every folder with a connector, from the given one downwards, in the order of their paths. */
export function connectorFolders(folder: string, files: FileSystem): readonly string[] {
  const found: string[] = [];
  eachFolder(folder, files, here => {
    const has = connectorIn(here, files) !== undefined;
    if (has) found.push(here);
    return !has;
  });
  return found.sort();
}

/** The definitions inside unpacked solutions: one file for each connector, under a name of its own. */
export function exportedDefinitions(folder: string, files: FileSystem): readonly string[] {
  const found: string[] = [];
  eachFolder(folder, files, (here, entries) => {
    for (const { name, kind } of entries) if (kind === 'file' && /_openapidefinition\.json$/i.test(name)) found.push(join(here, name));
    return true;
  });
  return found.sort();
}

/** Calls `visit` with each folder; below it only where that answers true. Linked folders are not entered: they may lead in circles. */
function eachFolder(folder: string, files: FileSystem, visit: (folder: string, entries: readonly FolderEntry[]) => boolean): void {
  const waiting = [folder];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const entries = files.list(next) ?? [];
    if (!visit(next, entries)) continue;
    for (const { name, kind, linked } of entries) if (kind === 'folder' && !linked && !name.startsWith('.') && name !== 'node_modules') waiting.push(join(next, name));
  }
}

const present = <T extends object>(object: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> }; // what is undefined was taken out
