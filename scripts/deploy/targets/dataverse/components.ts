/** What of a release is there, as rows: connector, solutions, flows, connection references, environment variables. */
import type { Release } from '../../release/release';
import { rowsOf, textOf, type Row } from './row';
import { anyOf, quoted, type WebApi } from './web-api';

/** The row of our connector, by its permanent name; undefined where there is none. */
export async function connectorRow(api: WebApi, { connector }: Release): Promise<Row | undefined> {
  // All columns: asking for one that an organisation does not know yet would be refused.
  const [row] = await api.query(`connectors?$filter=name%20eq%20${quoted(connector.logicalName)}`, 'looking for the connector');
  return row;
}

export interface InstalledSolution { readonly version: string; readonly isManaged: boolean }

/** Our solutions that are installed, by unique name. */
export async function installedSolutions(api: WebApi, { connectorSolution, flows }: Release): Promise<ReadonlyMap<string, InstalledSolution>> {
  const names = [connectorSolution.uniqueName, ...(flows ? [flows.uniqueName] : [])];
  const rows = await api.query(`solutions?$select=uniquename,version,ismanaged&$filter=${anyOf('uniquename', names, quoted)}`, 'looking for the solutions');
  return new Map(rows.flatMap(row => {
    const [name, version] = [textOf(row, 'uniquename'), textOf(row, 'version')];
    return name === undefined || version === undefined ? [] : [[name, { version, isManaged: row['ismanaged'] === true }] as const];
  }));
}

/** Flows are rows of the process table with category 5 (Work with cloud flows using code). */
export async function flowRows(api: WebApi, { flows }: Release): Promise<readonly Row[]> {
  if (!flows || flows.flows.length === 0) return [];
  return api.query(`workflows?$select=workflowid,name,statecode,clientdata&$filter=category%20eq%205%20and%20(${anyOf('workflowid', flows.flows.map(flow => flow.id), id => id)})`, 'looking for the flows');
}

export interface ReferenceRow { readonly id: string; readonly logicalName: string; readonly connectionId?: string; readonly connectorId?: string }

export async function referenceRows(api: WebApi, { flows }: Release): Promise<readonly ReferenceRow[]> {
  if (!flows || flows.references.length === 0) return [];
  const names = flows.references.map(reference => reference.logicalName);
  const rows = await api.query(`connectionreferences?$select=connectionreferenceid,connectionreferencelogicalname,connectionid,connectorid&$filter=${anyOf('connectionreferencelogicalname', names, quoted)}`, 'looking for the connection references');
  return rows.flatMap(row => {
    const [id, logicalName, connectionId, connectorId] = [textOf(row, 'connectionreferenceid'), textOf(row, 'connectionreferencelogicalname'), textOf(row, 'connectionid'), textOf(row, 'connectorid')];
    return id === undefined || logicalName === undefined ? [] : [{ id, logicalName, ...(connectionId === undefined ? {} : { connectionId }), ...(connectorId === undefined ? {} : { connectorId }) }];
  });
}

/** `valueId` is absent where the variable has no value of this environment, only its default. */
export interface VariableRow { readonly definitionId: string; readonly schemaName: string; readonly valueId?: string; readonly value?: string }

export async function variableRows(api: WebApi, { flows }: Release): Promise<readonly VariableRow[]> {
  if (!flows || flows.variables.length === 0) return [];
  const names = flows.variables.map(variable => variable.schemaName);
  const values = 'environmentvariabledefinition_environmentvariablevalue';
  const rows = await api.query(`environmentvariabledefinitions?$select=environmentvariabledefinitionid,schemaname&$expand=${values}($select=environmentvariablevalueid,value)&$filter=${anyOf('schemaname', names, quoted)}`, 'looking for the environment variables');
  return rows.flatMap(row => {
    const [definitionId, schemaName] = [textOf(row, 'environmentvariabledefinitionid'), textOf(row, 'schemaname')];
    const [current] = rowsOf(row, values);
    const [valueId, value] = [textOf(current, 'environmentvariablevalueid'), textOf(current, 'value')];
    return definitionId === undefined || schemaName === undefined ? [] : [{ definitionId, schemaName, ...(valueId === undefined ? {} : { valueId }), ...(value === undefined ? {} : { value }) }];
  });
}
