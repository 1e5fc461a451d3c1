/** What can be known of a deployment to Dataverse before anything is changed: without asking, and by asking. */
import { DeployError } from '../../deploy-error';
import { note, refused, type Finding } from '../../plan';
import type { Release } from '../../release/release';
import type { DeploymentRequest } from '../../request';
import { connectorRow, installedSolutions, type InstalledSolution } from './components';
import { columnLimits, columnOf } from './connector-row';
import type { Identity } from './identity';
import { textOf, type Row } from './row';
import type { WebApi } from './web-api';

/** Organisations of all clouds. A token is sent there, so other hosts are refused. */
const organisation = /^https:\/\/[a-z0-9-]+(\.api)?\.(crm\d*\.dynamics\.com|crm\.microsoftdynamics\.us|crm\.appsplatform\.us|crm\.dynamics\.cn)$/i;


/** From settings and packages alone. */
export function dataverseFindings({ environment, release, purpose, clientSecret }: DeploymentRequest): readonly Finding[] {
  const { name, url, managed } = environment;
  const where = `environments.${name}`;
  const { connector } = release;
  return [
    ...(url === undefined ? [refused('url-missing', `${where}.url is missing in konektor.yaml. Write the address of the Dataverse organisation, such as https://contoso.crm.dynamics.com; it stands in Power Platform admin center.`)]
      : organisation.test(url) ? [] : [refused('url-form', `${where}.url is ${url}, which is no address of a Dataverse organisation. It looks like https://contoso.crm.dynamics.com, without a path.`)]),
    ...(environment.credentials ? [] : [note('credentials-missing', `${where}.credentials is missing in konektor.yaml, so only what needs no sign-in can be told.`)]),
    ...overLimits(release).map(([column, size, limit]) => refused('column-limit', `The connector has ${size} characters for ${column}, and Dataverse keeps ${limit}. Make it smaller.`)),
    ...(connector.signsIn && !clientSecret && !environment.clientSecret ? [note('client-secret-missing', `Packages hold no secret, and ${where}.clientSecret names none. If people sign in by an app registration, enter its secret after the first import: Power Apps, Custom connectors, Security.`)] : []),
    ...(managed && purpose === 'rollback' ? [note('rollback-managed', 'An environment may refuse a lower version of a managed solution. Then give the old content a higher version and deploy that.')] : []),
  ];
}

/** Columns that are too small, with the characters that they would get and those that they keep. */
function overLimits({ connector: { logicalName, title, description, contents } }: Release): readonly (readonly [string, number, number])[] {
  const wanted: Readonly<Record<string, number>> = {
    name: logicalName.length, displayname: title.length, description: description.length,
    ...Object.fromEntries(Object.entries(columnOf).map(([part, column]) => [column, contents[part as keyof typeof columnOf]?.length ?? 0])), // the keys of columnOf
  };
  return Object.entries(columnLimits).flatMap(([column, limit]) => (wanted[column]! > limit ? [[column, wanted[column]!, limit] as const] : []));
}

/** By asking the environment, before anything is planned; reads only. */
export async function dataverseAccess(api: WebApi, request: DeploymentRequest, identity: () => Promise<Identity>): Promise<readonly Finding[]> {
  const { release, environment } = request;
  try {
    const { environmentId } = await identity();
    const wrong = environment.id !== undefined && environmentId !== undefined && environment.id.toLowerCase() !== environmentId.toLowerCase();
    return [
      ...(wrong ? [refused('wrong-environment', `${environment.url ?? ''} is the environment ${environmentId}, and environments.${environment.name}.id says ${environment.id}. One of them is wrong.`)] : []),
      ...await findingsThere(api, request, await connectorRow(api, release), await installedSolutions(api, release)),
    ];
  } catch (error) {
    if (error instanceof DeployError) return [refused(error.code, error.message)];
    throw error;
  }
}

/** What others have there that does not go with this deployment. Throws DeployError. */
export async function findingsThere(api: WebApi, request: DeploymentRequest, row: Row | undefined, solutions: ReadonlyMap<string, InstalledSolution>): Promise<readonly Finding[]> {
  const { release, environment } = request;
  const solution = solutions.get(release.connectorSolution.uniqueName);
  return [
    ...(solution && solution.isManaged !== environment.managed ? [refused('managed-differs', `${release.connectorSolution.uniqueName} is there as ${solution.isManaged ? 'a managed' : 'an unmanaged'} solution, and environments.${environment.name}.managed wants the other. Delete the one that is there, or change the setting.`)] : []),
    ...(row && textOf(row, 'connectorid')?.toLowerCase() !== release.connector.id ? [note('connector-made-elsewhere', `A connector named ${release.connector.logicalName} is there that did not come from this solution. Its name is permanent, so it is changed in place. Flows of a solution may not find it by our id; delete it first if nothing uses it.`)] : []),
    ...await onBehalfOf(api, request),
  ];
}

/** Two connectors that act on behalf of users for one resource: the second is saved but never reaches the runtime, without a word. */
async function onBehalfOf(api: WebApi, { release: { connector, folder } }: DeploymentRequest): Promise<readonly Finding[]> {
  const own = Buffer.from(folder.get('apiProperties.json') ?? []).toString('utf8');
  const resources = resourcesOnBehalf(own);
  if (resources.length === 0) return [];
  const rows = await api.query('connectors?$select=name,displayname,connectionparameters', 'looking for connectors on behalf of users');
  return rows.filter(row => textOf(row, 'name') !== connector.logicalName && resourcesOnBehalf(textOf(row, 'connectionparameters') ?? '').some(each => resources.includes(each)))
    .map(row => refused('on-behalf-of-twice', `"${textOf(row, 'displayname') ?? ''}" acts on behalf of users for the same resource already. The platform saves a second such connector, but its runtime never learns of it. Remove one of them.`));
}

function resourcesOnBehalf(text: string): readonly string[] {
  if (!/"enableOnbehalfOfLogin"\s*:\s*\{\s*"value"\s*:\s*"true"/i.test(text)) return [];
  return [...text.matchAll(/"AzureActiveDirectoryResourceId"\s*:\s*"([^"]+)"/gi)].map(([, resource]) => resource!.toLowerCase());
}
