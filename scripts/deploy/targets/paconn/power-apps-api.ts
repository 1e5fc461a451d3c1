/**
 * The service that paconn talks to (tools/paconn-cli, version 0.0.21): the same requests with the same headers and queries.
 * It is not documented, so nothing is asked of it that paconn does not ask, but for further pages of a list.
 */
import { DeployError } from '../../deploy-error';
import { sender, type Incoming, type Send } from '../../http/send';
import type { DeployPorts } from '../../ports';
import type { EnvironmentSettings } from '../../settings/environment-settings';
import type { AccessTokens } from '../../target';
import { isRow, rowsOf, textOf, type Row } from '../dataverse/row';
import { explainedError } from '../known-failures';

export const host = 'https://api.powerapps.com/providers/Microsoft.PowerApps/';
const version = 'api-version=2016-11-01';
/** The resource ends with a slash, and so the scope has two (Scopes and permissions, "Trailing slash"). */
export const powerAppsScope = 'https://service.powerapps.com//.default';

export interface PowerAppsApi {
  /** Connectors that were made by somebody, none of Microsoft's. */
  readonly list: () => Promise<readonly Row[]>;
  readonly get: (id: string) => Promise<Row>;
  /** What the service says of a definition. Throws where it refuses it. */
  readonly validate: (definition: string) => Promise<string>;
  /** The address of a container with the signature that lets one write to it. */
  readonly makeStorage: () => Promise<string>;
  /** Uploads a file; the address, signed, from which the service fetches it. */
  readonly upload: (container: string, name: string, content: Uint8Array) => Promise<string>;
  /** The new connector's id. */
  readonly create: (properties: object) => Promise<string>;
  readonly update: (id: string, properties: object) => Promise<void>;
  /** A file that the service points to; its address may be signed. Undefined where it can't be had. */
  readonly fetch: (address: string, what: string) => Promise<Uint8Array | undefined>;
}

const origin = { 'x-ms-origin': 'paconn-cli' } as const;
const contentTypes: Readonly<Record<string, string>> = { png: 'image/png', jpg: 'image/jpeg', jpeg: 'image/jpeg', csx: 'text/plain' };
/** A script is compiled while the request waits. */
const writeTimeoutMs = 10 * 60_000;

export function powerAppsApi(environment: EnvironmentSettings, ports: DeployPorts, tokens: AccessTokens): PowerAppsApi {
  const plain = sender(ports, tokens);
  const send: Send = async request => {
    try {
      return await plain(request);
    } catch (error) {
      throw notAccepted(explainedError(error));
    }
  };
  const filter = (): string => `${version}&%24filter=environment%20eq%20%27${encodeURIComponent(idOf(environment))}%27`;
  const userPath = async (): Promise<string> => `${host}objectIds/${objectIdIn((await tokens.of(powerAppsScope)).reveal())}`;
  const common = { scope: powerAppsScope, headers: origin } as const;

  return {
    list: async () => {
      const rows: Row[] = [];
      const read = new Set<string>();
      // paconn reads one page; a connector on the next one would be made a second time.
      for (let address: string | undefined = `${host}apis?${filter()}`; address !== undefined && !read.has(address);) {
        read.add(address);
        const page = rowIn(await send({ ...common, method: 'GET', address, answer: 'json', ifUnsure: 'again', what: 'looking for the connector' }));
        rows.push(...rowsOf(page, 'value'));
        const next = textOf(page, 'nextLink');
        address = next?.startsWith(host) ? next : undefined; // a token goes to this service alone
      }
      return rows.filter(row => isRow(row['properties']) && row['properties']['isCustomApi'] === true);
    },
    get: async id => rowIn(await send({ ...common, method: 'GET', address: `${host}apis/${encodeURIComponent(id)}?${filter()}`, answer: 'json', ifUnsure: 'again', what: 'reading the connector back' })),
    validate: async definition => {
      const { text, json } = await send({ ...common, method: 'POST', address: `${await userPath()}/validateApiSwagger?${version}`, headers: { ...origin, 'Content-Type': 'application/json' }, body: definition, answer: 'text', ifUnsure: 'again', what: 'having the definition validated' });
      return typeof json === 'string' ? json : text;
    },
    makeStorage: async () => {
      // The one request that paconn sends without the header of its origin.
      const answer = rowIn(await send({ scope: powerAppsScope, method: 'POST', address: `${await userPath()}/generateResourceStorage?${version}`, json: { environment: { name: idOf(environment) } }, answer: 'json', ifUnsure: 'again', what: 'asking for a place for the files' }));
      const address = textOf(answer, 'sharedAccessSignature');
      if (address === undefined || !isBlobAddress(address)) throw new DeployError('storage-answer', 'The service gave no place for the icon and the script.', { kind: 'later' });
      keepSignature(address, ports);
      return address;
    },
    upload: async (container, name, content) => {
      const at = new URL(container);
      at.pathname = `${at.pathname.replace(/\/$/, '')}/${encodeURIComponent(name)}`;
      const extension = name.split('.').at(-1)?.toLowerCase() ?? '';
      await plain({ method: 'PUT', address: at.href, body: content, headers: { 'x-ms-blob-type': 'BlockBlob', 'Content-Type': contentTypes[extension] ?? 'application/octet-stream' }, answer: 'text', ifUnsure: 'again', what: `uploading ${name}` });
      return at.href;
    },
    create: async properties => {
      const id = textOf(rowIn(await send({ ...common, method: 'POST', address: `${host}apis?${filter()}`, json: { properties }, answer: 'json', ifUnsure: 'lookFirst', what: 'making the connector', timeoutMs: writeTimeoutMs })), 'name');
      if (id === undefined) throw new DeployError('create-answer', 'The answer to the new connector names no id.', { kind: 'later', lookFirst: true });
      return id;
    },
    update: async (id, properties) => { await send({ ...common, method: 'PATCH', address: `${host}apis/${encodeURIComponent(id)}?${filter()}`, json: { properties }, answer: 'json', ifUnsure: 'again', what: 'changing the connector', timeoutMs: writeTimeoutMs }); },
    fetch: async (address, what) => {
      if (!isBlobAddress(address)) return undefined;
      keepSignature(address, ports);
      // Without a token: the address alone must do, and it is no address of the service.
      const { status, bytes } = await plain({ method: 'GET', address, answer: 'bytes', ifUnsure: 'again', expect: [403, 404, 409], what });
      return status === 200 ? bytes : undefined;
    },
  };
}

/** The part of a signed address that is worth anything (shared access signatures). */
function keepSignature(address: string, { keepSecret }: Pick<DeployPorts, 'keepSecret'>): void {
  const signature = new URL(address).searchParams.get('sig');
  if (signature !== null && signature !== '') keepSecret(signature, 'the signature of an address in the storage');
}

const rowIn = ({ json }: Incoming): Row => (isRow(json) ? json : {});

/** Files go to, and come from, Azure Storage and the platform's own content hosts, by https. */
function isBlobAddress(address: string): boolean {
  try {
    const { protocol, hostname } = new URL(address);
    return protocol === 'https:' && /\.(windows\.net|azureedge\.net|azurefd\.net|powerapps\.com|microsoft\.com|azure-apim\.net)$/i.test(hostname);
  } catch {
    return false;
  }
}

function idOf({ id, name }: EnvironmentSettings): string {
  if (id === undefined) throw new DeployError('environment-id-missing', `environments.${name}.id is missing in konektor.yaml. It is the id of the Power Platform environment, such as Default-00000000-0000-0000-0000-000000000000.`);
  return id;
}

/** Who the token is for, by its claim `oid`: requests name the caller in their path. The service checks the token, not we. */
export function objectIdIn(token: string): string {
  try {
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')) as { readonly oid?: unknown }; // looked at below
    if (typeof claims.oid === 'string' && /^[0-9a-f-]{36}$/i.test(claims.oid)) return claims.oid;
  } catch {
    // Told below, like a token without the claim.
  }
  throw new DeployError('token-without-oid', 'The access token does not say who it is for (claim oid), and this service wants to be told.');
}

/** No document says that this service takes tokens of applications; paconn itself signs people in. */
function notAccepted(error: unknown): unknown {
  if (!(error instanceof DeployError) || (error.code !== 'http-401' && error.code !== 'http-403')) return error;
  return new DeployError('application-not-accepted', `${error.message} This service may not accept applications: paconn signs people in, and Microsoft has not said that it supports anything else (PowerPlatformConnectors 287). Give the application the environment's role Environment Admin and try again, or deploy the connector with paconn by hand.`, { kind: 'never' }, error);
}
