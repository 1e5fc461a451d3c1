/** Problems of the platform that packages can have whichever target deploys them (facts of deployment, known problems). */
import { note, refused, type Finding } from '../plan';
import type { ConnectorPart } from '../release/release';
import type { DeploymentRequest } from '../request';

const longestTitle = 30;
/** Ids that an environment makes end in a hash of its own (names of a solution's components). */
const hash = /(-5f|_)[0-9a-f]{16}($|[^0-9a-z])|[0-9a-f]{32}/i;
/** A connection reference's type among root components in some environments, and numbers that each environment gives anew. */
const ofReference = (type: string): boolean => type === '371' || Number(type) >= 10_000;

export function knownProblems({ release, environment }: DeploymentRequest): readonly Finding[] {
  const { connector: { title, signsIn, contents }, flows } = release;
  const usesVariables = (part: ConnectorPart): boolean => part !== 'icon' && /@environmentVariables\(/.test(contents[part] ?? '');
  return [
    ...(title.length > longestTitle ? [refused('title-length', `The title "${title}" has ${title.length} characters. Above ${longestTitle}, tools drop the connector's files when they unpack its solution, and the next import fails with "File not found". Shorten it before the first import: its name follows from it.`)] : []),
    ...(flows?.references ?? []).filter(({ logicalName }) => hash.test(logicalName)).map(({ logicalName }) =>
      refused('reference-name-hash', `The connection reference ${logicalName} has the hash of one environment in its name, and no other environment has the same. Give it a name of its own.`)),
    ...(flows?.rootTypes.some(ofReference) ? [refused('reference-in-roots', `The solution ${flows.uniqueName} lists a connection reference among its root components, which fails at the import: it belongs under connectionreferences only. Make the packages with "konektor package".`)] : []),
    ...(usesVariables('policies') || /@environmentVariables\(/.test(pathsIn(contents.definition)) ? [refused('environment-variables-place', 'An operation or a policy uses @environmentVariables(…). The platform fills them in at the host, the base path and the sign-in of a connector, and nowhere else. Use a connection parameter.')] : []),
    ...(environment.managed && /"clientSecret"\s*:\s*"@environmentVariables\(/.test(`${contents.connectionParameters ?? ''}${contents.connectionParameterSets ?? ''}`) ? [note('secret-variable-in-managed', 'The client secret comes from an environment variable, and a managed import loses the link. Open the connector in Power Apps after the import, and save it again.')]
      : usesVariables('definition') || usesVariables('connectionParameters') || usesVariables('connectionParameterSets') ? [note('environment-variables-in-connector', 'The connector takes settings from environment variables, which are read when it is saved: save it again in Power Apps after a value has changed.')] : []),
    ...(contents.script !== undefined && /"gateway"/.test(folderText(release.folder, 'apiProperties.json')) ? [refused('script-with-gateway', 'The connector has custom code and goes through an on-premises gateway. The platform runs no code for such connectors.')] : []),
    ...(signsIn && environment.target !== 'local' && !/"redirectMode"\s*:\s*"GlobalPerConnector"/.test(`${contents.connectionParameters ?? ''}${contents.connectionParameterSets ?? ''}`)
      ? [note('redirect-shared', 'People who sign in come back to the address that all connectors share. Microsoft asks for one of the connector\'s own: redirectMode "GlobalPerConnector" in its OAuth settings.')] : []),
  ];
}

/** The operations of a definition; elsewhere in it, as in its host, a variable may stand. */
const pathsIn = (definition = '{}'): string => JSON.stringify((JSON.parse(definition) as { readonly paths?: unknown }).paths ?? {}); // our own definition

const folderText = (folder: ReadonlyMap<string, Uint8Array>, name: string): string => Buffer.from(folder.get(name) ?? []).toString('utf8');
