/** Loading the author's model: one TypeScript module that exports a connector, and the files that came with it. */
import { readFileSync } from 'node:fs';
import Module from 'node:module';
import { dirname, sep } from 'node:path';
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { AuthorFile } from '../diagnostics/lambda-lint/lambda-lint';
import { isConnector, type Connector } from '../model/connector';
import { registerLoader } from './loader-door';
import { thrownByModel } from './model-failure';

/** The connector, or what kept it from loading; `sources` are the author's TypeScript files that were read on the way. */
export type LoadedModel =
  | { readonly connector: Connector; readonly sources: readonly AuthorFile[] }
  | { readonly connector?: never; readonly diagnostics: readonly Diagnostic[]; readonly sources: readonly AuthorFile[] };

/** Loads the module at `file` (absolute; it exists). What the author's code throws becomes a finding at its place. */
export function loadModel(file: string): LoadedModel {
  registerLoader();
  const { exported, thrown, read } = requireNoting(file, dirname(file));
  const sources = read.map(each => ({ file: each, text: readFileSync(each, 'utf8') }));
  if (thrown) return { diagnostics: [thrownByModel(thrown.error, file)], sources };
  const found = exportedConnector(exported);
  return found.connector ? { connector: found.connector, sources } : { diagnostics: [noConnector(found.names, file)], sources };
}

type Extensions = Record<string, (module: NodeModule, file: string) => void>;

/** Requires a module and notes the TypeScript files of its folder that are read for the first time meanwhile. */
function requireNoting(file: string, folder: string): { readonly exported?: unknown; readonly thrown?: { readonly error: unknown }; readonly read: readonly string[] } {
  // Node keeps this table for exactly such hooks (require.extensions); its type leaves it out of Module.
  const extensions = (Module as unknown as { readonly _extensions: Extensions })._extensions;
  const load = extensions['.ts'];
  if (!load) throw new Error('The TypeScript loader is not registered.');
  const read: string[] = [];
  extensions['.ts'] = (module, each) => {
    if (each.startsWith(folder + sep) && !each.includes(`${sep}node_modules${sep}`)) read.push(each);
    load(module, each);
  };
  try {
    return { exported: require(file) as unknown, read };
  } catch (error) {
    return { thrown: { error }, read };
  } finally {
    extensions['.ts'] = load;
  }
}

function exportedConnector(exported: unknown): { readonly connector?: Connector; readonly names: readonly string[] } {
  const entries = typeof exported === 'object' && exported !== null ? Object.entries(exported) : [];
  const named = new Map(entries.filter((entry): entry is [string, Connector] => isConnector(entry[1])));
  const chosen = named.get('default') ?? named.get('connector') ?? (named.size === 1 ? [...named.values()][0] : undefined);
  return { ...(chosen ? { connector: chosen } : {}), names: [...named.keys()] };
}

const noConnector = (names: readonly string[], file: string): Diagnostic => ({
  code: 'model-without-connector',
  severity: 'error',
  what: names.length === 0 ? 'This file exports no connector.' : `This file exports several connectors: ${names.join(', ')}.`,
  why: 'One build makes the artifacts of one connector.',
  todo: names.length === 0 ? 'Write export default defineConnector({ … }).' : 'Export the one to build as default, or under the name "connector".',
  where: { kind: 'file', file },
});
