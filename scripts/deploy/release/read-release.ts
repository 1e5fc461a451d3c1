import { connectionReferencesOf, connectorsOf, environmentVariablesOf, identityOf, rootComponentsOf, workflowsOf } from '../../package/solution/views';
import { readSolution } from '../../package/solution/read-solution';
import type { Solution, SolutionConnector, SolutionPublisher } from '../../package/solution/solution';
import { openZip } from '../../package/zip/read-zip';
import { DeployError } from '../deploy-error';
import { archiveWithClientId, needsClientId, withClientId } from './client-id';
import { flowDigest, partDigests } from './digests';
import type { PackageFolder } from './packages-folder';
import type { PackedArchive, PartContents, Release, ReleasedConnector, ReleasedFlow, ReleasedReference, ReleasedVariable } from './release';

/** A secret, in the type of an environment variable (Dataverse, environmentvariabledefinition.type). */
const secretType = '100000005';

/**
 * What the packages hold, with the environment's client id in its place. Throws DeployError where they are not what
 * `konektor package` makes: one connector in its solution, flows in another; PackageError for what can't be read.
 */
export async function releaseOf(packages: PackageFolder, clientId: string | undefined): Promise<Release> {
  const { files, version, digest } = packages;
  const put = async (archive: PackedArchive): Promise<PackedArchive> => (clientId === undefined ? archive : archiveWithClientId(archive, clientId));
  const ofConnector = bothArchives(files.solution, 'solution');
  const [unmanaged, managed] = await Promise.all([put(ofConnector.unmanaged), put(ofConnector.managed)]);
  // The pristine one says whether there is a place for a client id.
  const waits = await insideZip(ofConnector.unmanaged, async solution => anyNeedsClientId(solution));
  const connector = await insideZip(unmanaged, async (solution): Promise<Pick<Release, 'connector' | 'solutionVersion' | 'connectorSolution' | 'publisher'>> => {
    const { uniqueName, version: solutionVersion, publisher } = identityOf(solution);
    const [only, ...more] = connectorsOf(solution);
    if (!only || more.length > 0) throw new DeployError('packages-connectors', `${unmanaged.name} holds ${more.length + (only ? 1 : 0)} connectors, and one is deployed. Make the packages with "konektor package".`);
    const read = await connectorOf(only, waits);
    return { connector: read, solutionVersion, connectorSolution: { uniqueName, unmanaged, managed }, publisher: publisherValues(publisher, read.contents.definition) };
  });
  const folder = new Map([...files.folder].map(([path, bytes]) => [path.replace(/^connector\//, ''), clientId === undefined ? bytes : withClientId(path, bytes, clientId)]));
  const flows = files.flows.size === 0 ? undefined : await flowsOf(bothArchives(files.flows, 'flows'), connector.connector.id);
  return { version, digest, folder, ...connector, ...(flows ? { flows } : {}) };
}

function bothArchives(files: ReadonlyMap<string, Uint8Array>, kind: string): { readonly unmanaged: PackedArchive; readonly managed: PackedArchive } {
  const archives = [...files].filter(([path]) => path.endsWith('.zip')).map(([name, bytes]): PackedArchive => ({ name, bytes }));
  const managed = archives.find(({ name }) => name.endsWith('_managed.zip'));
  const unmanaged = archives.find(archive => archive !== managed);
  if (!managed || !unmanaged || archives.length > 2) throw new DeployError('packages-archives', `The package ${kind} holds ${archives.length === 0 ? 'no solution' : archives.map(({ name }) => name).join(', ')}, and should hold one solution, managed and unmanaged. Make it with "konektor package".`);
  return { managed, unmanaged };
}

/** Reads a solution out of its zip, which is open as long as `work` goes on. */
async function insideZip<T>(archive: PackedArchive, work: (solution: Solution) => Promise<T>): Promise<T> {
  const zip = await openZip({ bytes: archive.bytes, name: archive.name });
  try {
    return await work(await readSolution(zip.files));
  } finally {
    zip.close();
  }
}

async function anyNeedsClientId({ files }: Solution): Promise<boolean> {
  const waiting = await Promise.all(files.map(async ({ path, read }) => needsClientId(path, await read())));
  return waiting.includes(true);
}

async function connectorOf(connector: SolutionConnector, waits: boolean): Promise<ReleasedConnector> {
  const { displayName, description, logicalName, connectorId, brandColor, scriptOperations, files } = connector;
  const text = async (role: keyof typeof files): Promise<string | undefined> => { const file = files[role]; return file ? Buffer.from(await file.read()).toString('utf8') : undefined; };
  const known = {
    definition: await text('openapidefinition'), connectionParameters: await text('connectionparameters'), connectionParameterSets: await text('connectionparametersets'),
    policies: await text('policytemplateinstances'), scriptOperations: scriptOperations && JSON.stringify(scriptOperations), script: await text('customcodeblobcontent'),
    icon: await files.iconblob?.read(), brandColor: brandColor === '' ? undefined : brandColor,
  };
  const contents: PartContents = Object.fromEntries(Object.entries(known).filter(([, content]) => content !== undefined)); // keys and values of `known`
  const testOperation = testOperationOf(known.definition);
  return {
    title: displayName, description, logicalName, id: connectorId, digests: partDigests(contents), needsClientId: waits, contents,
    signsIn: [known.connectionParameters, known.connectionParameterSets].some(each => /"type"\s*:\s*"oauthSetting"/.test(each ?? '')),
    ...(testOperation === undefined ? {} : { testOperation }),
  };
}

/** x-ms-capabilities.testConnection.operationId (OpenAPI extensions for custom connectors). */
function testOperationOf(definition: string | undefined): string | undefined {
  const { 'x-ms-capabilities': capabilities } = JSON.parse(definition ?? '{}') as { readonly 'x-ms-capabilities'?: { readonly testConnection?: { readonly operationId?: unknown } } }; // our own definition
  const id = capabilities?.testConnection?.operationId;
  return typeof id === 'string' ? id : undefined;
}

/** The publisher of the solution, and who the definition says is to be asked. */
function publisherValues({ uniqueName, names, prefix, email, website }: SolutionPublisher, definition: string | undefined): Release['publisher'] {
  const { info: { contact = {} } = {} } = JSON.parse(definition ?? '{}') as { readonly info?: { readonly contact?: Readonly<Record<string, unknown>> } }; // our own definition
  const all: readonly (readonly [string, unknown])[] = [
    ['publisher.name', Object.values(names)[0]], ['publisher.uniqueName', uniqueName], ['publisher.prefix', prefix], ['publisher.contact.email', email], ['publisher.website', website],
    ...Object.entries(contact).map(([name, value]) => [`publisher.contact.${name}`, value] as const),
  ];
  const byName = new Map(all.flatMap(([what, value]) => (typeof value === 'string' && value !== '' ? [[what, value] as const] : [])));
  return [...byName].map(([what, value]) => ({ what, value }));
}

async function flowsOf(archives: { readonly unmanaged: PackedArchive; readonly managed: PackedArchive }, connectorId: string): Promise<NonNullable<Release['flows']>> {
  return insideZip(archives.unmanaged, async solution => ({
    uniqueName: identityOf(solution).uniqueName, ...archives,
    flows: await Promise.all(workflowsOf(solution).map(async ({ workflowId, name, file }): Promise<ReleasedFlow> => ({ id: workflowId, name, digest: flowDigest(Buffer.from(await file?.read() ?? []).toString('utf8')) }))),
    references: connectionReferencesOf(solution).map(({ logicalName, displayName, apiId, customConnectorId }): ReleasedReference => ({
      logicalName, title: displayName, connector: customConnectorId === connectorId ? 'own' : { id: apiId.split('/').at(-1) ?? apiId },
    })),
    variables: (await environmentVariablesOf(solution)).map(({ schemaName, displayName, type, defaultValue, value }): ReleasedVariable => ({ schemaName, title: displayName, type, bringsValue: (value ?? defaultValue) !== undefined, isSecret: type === secretType })),
    rootTypes: rootComponentsOf(solution).map(({ type }) => type),
  }));
}
