/** The Dataverse Web API, version 9.2, of one organisation. */
import { DeployError } from '../../deploy-error';
import { sender, type Outgoing } from '../../http/send';
import type { DeployPorts } from '../../ports';
import type { EnvironmentSettings } from '../../settings/environment-settings';
import type { AccessTokens } from '../../target';
import { isRow, rowsOf, type Row } from './row';

export interface WebApi {
  /** One row, or the answer of a function. `path` is below /api/data/v9.2/. */
  readonly get: (path: string, what: string) => Promise<Row>;
  /** The rows of a query, all pages of them. */
  readonly query: (path: string, what: string) => Promise<readonly Row[]>;
  /** `ifUnsure` as in http/send.ts. */
  readonly post: (path: string, body: object, what: string, ifUnsure: Outgoing['ifUnsure'], timeoutMs?: number) => Promise<Row>;
  /** Changes columns of a row that is there; never makes one. With `solution`, the row becomes a part of that solution. */
  readonly patch: (path: string, body: object, what: string, solution?: string) => Promise<void>;
}

/** OData 4.0 as Dataverse wants it (Compose HTTP requests and handle errors). */
const headers = { 'OData-Version': '4.0', 'OData-MaxVersion': '4.0' } as const;

/** Throws DeployError 'url-missing' where the environment has no address. */
export function webApi({ name, url }: Pick<EnvironmentSettings, 'name' | 'url'>, ports: Pick<DeployPorts, 'http' | 'clock' | 'tell'>, tokens: AccessTokens): WebApi {
  const send = sender(ports, tokens);
  const root = (): string => {
    if (url === undefined) throw new DeployError('url-missing', `environments.${name}.url is missing in konektor.yaml. It is the address of the Dataverse organisation.`);
    return url;
  };
  const asked = async (request: Omit<Outgoing, 'address' | 'scope' | 'answer'> & { readonly path: string }): Promise<Row> => {
    const { path, ...rest } = request;
    const { json } = await send({ ...rest, headers: { ...headers, ...rest.headers }, address: path.startsWith('https://') ? path : `${root()}/api/data/v9.2/${path}`, scope: `${root()}/.default`, answer: 'json' });
    return isRow(json) ? json : {};
  };
  return {
    get: (path, what) => asked({ method: 'GET', path, what, ifUnsure: 'again' }),
    query: async (path, what) => {
      const rows: Row[] = [];
      const read = new Set<string>();
      for (let next: string | undefined = path; next !== undefined;) {
        // A page that leads back to one before it would lead round for ever.
        if (read.has(next)) throw new DeployError('query-goes-round', `The pages of the answer while ${what} lead back to one that was read. Look at the organisation's address in konektor.yaml: something else may answer there.`);
        read.add(next);
        const page: Row = await asked({ method: 'GET', path: next, what, ifUnsure: 'again' });
        rows.push(...rowsOf(page, 'value'));
        const link = page['@odata.nextLink'];
        // A page elsewhere would be asked for with our token.
        next = typeof link === 'string' && link.startsWith(`${root()}/`) ? link : undefined;
      }
      return rows;
    },
    post: (path, body, what, ifUnsure, timeoutMs) => asked({ method: 'POST', path, json: body, what, ifUnsure, ...(timeoutMs === undefined ? {} : { timeoutMs }) }),
    patch: async (path, body, what, solution) => {
      // If-Match: * changes a row and never makes one (Update and delete table rows, "Prevent create in upsert").
      await asked({ method: 'PATCH', path, json: body, what, ifUnsure: 'again', headers: { 'If-Match': '*', ...(solution === undefined ? {} : { 'MSCRM.SolutionUniqueName': solution }) } });
    },
  };
}

/** A text inside a query's filter. */
export const quoted = (text: string): string => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);

/** A filter for rows whose column has one of these values. `literal` writes a value: texts quoted, GUIDs as they are. */
export const anyOf = (column: string, values: readonly string[], literal: (value: string) => string): string =>
  values.map(value => `${column}%20eq%20${literal(value)}`).join('%20or%20');
