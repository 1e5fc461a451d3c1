/** Connections of references and values of variables, as konektor.yaml says them; what it does not say stays as it is. */
import type { DeploymentRequest } from '../../request';
import type { SeenConnector } from '../../target';
import { noAnswers, type ImportAnswers } from '../solution-importer';
import { referenceRows, variableRows } from './components';
import type { WebApi } from './web-api';

const apis = '/providers/Microsoft.PowerApps/apis/';

/** What the import is told. Our own connector's internal id is another one in every environment, so it comes from what is there. */
export function answersFor({ release: { flows }, connections, environment }: DeploymentRequest, connector: SeenConnector): ImportAnswers {
  if (!flows) return noAnswers;
  return {
    references: flows.references.flatMap(({ logicalName, title, connector: of }) => {
      const connectionId = connections[logicalName];
      const internalId = of === 'own' ? connector.internalId : of.id;
      return connectionId === undefined || internalId === undefined ? [] : [{ logicalName, title, connectionId, connectorId: apis + internalId }];
    }),
    variables: flows.variables.flatMap(({ schemaName }) => { const value = environment.environmentVariables[schemaName]; return value === undefined ? [] : [{ schemaName, value }]; }),
  };
}

/** Sets what differs from the answers; returns what it set, as names. Twice is the same as once. */
export async function bind(api: WebApi, request: DeploymentRequest, answers: ImportAnswers): Promise<readonly string[]> {
  const [references, variables] = [await referenceRows(api, request.release), await variableRows(api, request.release)];
  const set: string[] = [];
  for (const { logicalName, title, connectionId, connectorId } of answers.references) {
    const row = references.find(each => each.logicalName === logicalName);
    if (!row || row.connectionId === connectionId) continue;
    await api.patch(`connectionreferences(${row.id})`, { connectionid: connectionId, ...(row.connectorId === connectorId ? {} : { connectorid: connectorId }) }, `binding ${title}`);
    set.push(logicalName);
  }
  for (const { schemaName, value } of answers.variables) {
    const row = variables.find(each => each.schemaName === schemaName);
    if (!row || row.value === value) continue;
    if (row.valueId !== undefined) await api.patch(`environmentvariablevalues(${row.valueId})`, { value }, `setting ${schemaName}`);
    else await api.post('environmentvariablevalues', { schemaname: schemaName, value, 'EnvironmentVariableDefinitionId@odata.bind': `/environmentvariabledefinitions(${row.definitionId})` }, `setting ${schemaName}`, 'lookFirst');
    set.push(schemaName);
  }
  return set;
}
