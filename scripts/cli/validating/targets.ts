/** From the paths of the command line to what is validated. */
import { join, resolve } from 'node:path';
import type { Ports } from '../ports';
import { UserError } from '../user-error';
import type { Target } from './collected';
import { connectorFolders, connectorIn, exportedDefinitions } from './connector-files';

const modelInHere = 'connector/index.ts';

/**
 * One target for each model, file and connector folder that the paths name; a folder of connectors gives one for each.
 * Without paths the model in connector/index.ts, else the connector in the working folder. Throws UserError for a path
 * that leads nowhere.
 */
export function targetsOf(paths: readonly string[], { files, directory }: Pick<Ports, 'files' | 'directory'>): readonly Target[] {
  if (paths.length > 0) return distinct(paths.flatMap(path => targetsAt(path, resolve(directory, path), files)));
  const model = resolve(directory, modelInHere);
  if (files.read(model) !== undefined) return [{ kind: 'model', file: model }];
  if (connectorIn(directory, files)) return [{ kind: 'folder', folder: directory }];
  throw new UserError(`There is nothing to validate here: no model at ${modelInHere}, and no apiDefinition.swagger.json. Name a path: konektor validate <path>`);
}

/** What several paths lead to is looked at once. */
function distinct(targets: readonly Target[]): readonly Target[] {
  const byPath = new Map(targets.map(target => [target.kind === 'folder' ? target.folder : target.file, target]));
  return [...byPath.values()];
}

function targetsAt(path: string, resolved: string, files: Ports['files']): readonly Target[] {
  const entries = files.list(resolved);
  if (entries === undefined) {
    if (files.readBytes(resolved) === undefined) throw new UserError(`There is no file or folder ${path}.`);
    return [/\.[cm]?[jt]sx?$/i.test(resolved) ? { kind: 'model', file: resolved } : { kind: 'file', file: resolved }];
  }
  const folders = connectorFolders(resolved, files);
  // A model's folder holds its artifacts too: the model is what the author writes.
  const own = [join(resolved, 'index.ts'), join(resolved, modelInHere)].find(file => files.read(file) !== undefined);
  if (own !== undefined && !folders.includes(resolved)) return [{ kind: 'model', file: own }];
  const exported = exportedDefinitions(resolved, files);
  if (folders.length + exported.length === 0) throw new UserError(`There is no connector in ${path}: neither apiDefinition.swagger.json nor apiProperties.json is in it or below it.`);
  return [...folders.map((folder): Target => ({ kind: 'folder', folder })), ...exported.map((file): Target => ({ kind: 'file', file }))];
}
