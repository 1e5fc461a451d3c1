import type { FolderEntry, Ports } from '../../scripts/cli/ports';

/** Ports that record what is printed; files come from the table, nothing can be written, each look at the clock takes 1 ms. */
export function recordedPorts(files: Readonly<Record<string, string>> = {}): { readonly ports: Ports; readonly printed: () => { readonly out: string; readonly error: string } } {
  const refuse = (): never => { throw new Error('This test writes nothing.'); };
  let out = '';
  let error = '';
  let time = 0;
  return {
    ports: {
      console: { out: text => { out += text; }, error: text => { error += text; }, colours: false, resultColours: false, progress: () => undefined },
      files: { read: file => files[file], readBytes: file => (files[file] === undefined ? undefined : Buffer.from(files[file])), list: folder => listed(Object.keys(files), folder), write: refuse, openNew: refuse, rename: refuse, remove: refuse, makeDirectory: refuse, makeTemporaryDirectory: refuse },
      directory: '/project', environment: {}, http: () => Promise.reject(new Error('This test calls nobody.')), now: () => { time += 1; return time; },
    },
    printed: () => ({ out, error }),
  };
}

/** The files and folders directly below a folder, as the table of files implies them. */
function listed(files: readonly string[], folder: string): readonly FolderEntry[] | undefined {
  const below = files.filter(file => file.startsWith(`${folder}/`)).map(file => file.slice(folder.length + 1));
  if (below.length === 0) return undefined;
  return [...new Set(below.map(file => file.split('/')[0]!))].sort().map(name => ({ name, kind: below.includes(name) ? 'file' : 'folder' }));
}
