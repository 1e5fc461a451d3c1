/** What a folder is, by the names in it: nothing is read for that. */
import { fileName, type Directory } from './container';

/** A folder that is the root of a package by itself. */
export type RootKind = 'exported solution' | 'unpacked solution' | 'connector folder' | 'legacy flow package';

const definitionName = /^(apidefinition\.swagger|apidefinition)\.(json|ya?ml)$|\.swagger\.(json|ya?ml)$/i;
const propertiesName = /^apiproperties\.(json|ya?ml)$/i;

/** Undefined for a folder that is no package, though packages may be in it. */
export function rootKindOf(directory: Directory): RootKind | undefined {
  if (hasFile(directory, /^(solution|customizations)\.xml$/i)) return 'exported solution';
  const other = folderOf(directory, 'Other');
  if (other && hasFile(other, /^(solution|customizations)\.xml$/i)) return 'unpacked solution';
  if (folderOf(directory, 'Microsoft.Flow') && hasFile(directory, /^manifest\.json$/i)) return 'legacy flow package';
  if (hasFile(directory, definitionName) || hasFile(directory, propertiesName)) return 'connector folder';
  return undefined;
}

/** True for names under which a flow's definition is kept by itself. */
export const mayBeFlowDefinition = (name: string): boolean => /^definition\.json$/i.test(name) || /-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.json$/i.test(name);

/** True for names that settings of a deployment have. */
export const mayBeSettings = (name: string): boolean => /settings[^/]*\.json$/i.test(name);

export const isArchiveName = (name: string): boolean => /\.zip$/i.test(name);
export const isMarkdownName = (name: string): boolean => /\.md$/i.test(name);
export const hasFile = (directory: Directory, name: RegExp): boolean => directory.files.some(file => name.test(fileName(file)));
export const folderOf = (directory: Directory, name: string): Directory | undefined => directory.folders.find(folder => folder.name.toLowerCase() === name.toLowerCase());

/** The files of a connector folder, each undefined where it is not there. Paths are those of the container. */
export interface ConnectorFolderNames {
  readonly definition: string | undefined; readonly properties: string | undefined; readonly settings: string | undefined;
  readonly script: string | undefined; readonly icon: string | undefined;
}
export function connectorFolderNames(names: readonly string[]): ConnectorFolderNames {
  const named = (pattern: RegExp): string | undefined => names.find(name => pattern.test(name));
  return {
    definition: named(/^apidefinition\.swagger\.(json|ya?ml)$/i) ?? named(definitionName), properties: named(propertiesName),
    settings: named(/^settings\.json$/i), script: named(/\.csx$/i), icon: named(/^icon\.(png|jpe?g|gif|svg)$/i),
  };
}
