import { PackageError } from '../../package/package-error';
import type { PackageFile } from '../../package/package-file';
import { directoryOf, type Directory, filesBelow } from '../../package/inspect/container';
import { connectorFolderNames, rootKindOf } from '../../package/inspect/recognise';
import { readSolution } from '../../package/solution/read-solution';
import { connectorsOf, identityOf } from '../../package/solution/views';
import { readDocument } from '../../validate/reading/read-document';
import { EnvironmentError } from '../finding';
import { type SolutionContents, solutionContents } from '../connectors/install-solution';
import type { ConnectorArtifacts } from '../connectors/installed-connector';
import { objectOr, textOf } from '../json';
import type { CheckedFiles } from './connector-check';

/** A connector out of a package, with its documents as they were written where they are files of a folder. */
export interface PackagedConnector { readonly artifacts: ConnectorArtifacts; readonly files: CheckedFiles; readonly version?: string }

/** What a package brings, whichever kind it is. */
export interface PackageContents extends Pick<SolutionContents, 'flows' | 'connectionReferences' | 'environmentVariables'> {
  readonly connectors: readonly PackagedConnector[];
  /** Unique name of the solution. */
  readonly solution?: string;
}

/**
 * Reads a solution (exported or unpacked) or a connector folder; either may stand in a folder of its own. Throws
 * EnvironmentError or PackageError with a sentence where it is none of them, or can't be read.
 */
export async function packageContents(name: string, files: readonly PackageFile[]): Promise<PackageContents> {
  const root = rootIn(directoryOf(files, name));
  const kind = root && rootKindOf(root);
  if (!root || (kind !== 'exported solution' && kind !== 'unpacked solution' && kind !== 'connector folder')) {
    throw new PackageError('solution-none', `${name} is neither a solution (solution.xml, customizations.xml) nor a connector folder (apiDefinition.swagger.json, apiProperties.json)${kind === 'legacy flow package' ? '; it is a flow that was exported by itself, which is not installed here: add the flow to a solution and export that' : ''}.`);
  }
  const inside = filesBelow(root).map(file => ({ ...file, path: file.path.slice(root.path.length) }));
  return kind === 'connector folder' ? connectorFolder(name, inside) : solution(inside);
}

/** The package's root: the folder itself, or the only one below it that is a package. */
function rootIn(directory: Directory): Directory | undefined {
  if (rootKindOf(directory) !== undefined) return directory;
  const below = directory.folders.filter(folder => rootKindOf(folder) !== undefined);
  return below.length === 1 ? below[0] : undefined;
}

async function solution(files: readonly PackageFile[]): Promise<PackageContents> {
  const read = await readSolution(files);
  const { connectors, ...rest } = await solutionContents(read);
  const { uniqueName, version } = identityOf(read);
  const colors = new Map(connectorsOf(read).map(({ logicalName, brandColor }) => [logicalName, brandColor]));
  return {
    ...rest, ...(uniqueName === '' ? {} : { solution: uniqueName }),
    connectors: connectors.map(artifacts => ({ artifacts: withBrandColor(artifacts, colors.get(artifacts.name)), files: {}, ...(version === '' ? {} : { version }) })),
  };
}

/** A solution keeps the color beside the documents; apiProperties.json holds it. */
function withBrandColor(artifacts: ConnectorArtifacts, color: string | undefined): ConnectorArtifacts {
  return color === undefined || color === '' ? artifacts : { ...artifacts, properties: { properties: { iconBrandColor: color, ...objectOr(objectOr(artifacts.properties)['properties']) } } };
}

async function connectorFolder(name: string, files: readonly PackageFile[]): Promise<PackageContents> {
  const top = files.filter(({ path }) => !path.includes('/'));
  const names = connectorFolderNames(top.map(({ path }) => path));
  const bytesOf = async (path: string | undefined): Promise<Uint8Array | undefined> => top.find(file => file.path === path)?.read();
  const [definition, properties, settings, script] = await Promise.all([names.definition, names.properties, names.settings, names.script].map(bytesOf));
  if (!definition || names.definition === undefined) throw new EnvironmentError('connector', `${name} has no definition. Put apiDefinition.swagger.json there.`);
  const read = readDocument(names.definition, definition);
  const readProperties = properties && names.properties !== undefined ? readDocument(names.properties, properties) : undefined;
  const title = textOf(objectOr(objectOr(read.value)['info'])['title']) ?? name;
  const version = textOf(objectOr(objectOr(read.value)['info'])['version']);
  const known = settings && textOf(objectOr(readDocument('settings.json', settings).value)['connectorId']);
  const text = script && Buffer.from(script).toString('utf8').replace(/^\ufeff/, '');
  return {
    flows: [], connectionReferences: [], environmentVariables: [],
    connectors: [{
      artifacts: {
        name: known !== undefined && /^[A-Za-z0-9_.-]+$/.test(known) ? known : nameFrom(title), definition: read.value ?? {},
        ...(readProperties ? { properties: readProperties.value ?? {} } : {}), ...(text === undefined || text.trim() === '' ? {} : { script: text }),
      },
      files: { definition: read, ...(readProperties ? { properties: readProperties } : {}) },
      ...(version === undefined ? {} : { version }),
    }],
  };
}

/** The platform makes `shared_` names from titles in a similar way, with a digest behind that only it knows. */
function nameFrom(title: string): string {
  const letters = title.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '');
  return letters === '' ? 'connector' : letters;
}
