/**
 * The service that paconn talks to, in the shapes that paconn's sources show, with the storage that files are put into. It
 * takes nothing that paconn would not send: other queries, headers or bodies are refused with what is wrong.
 */
import { nock } from '../../../support/played-network';

export const environmentId = 'Default-5c1dc2ed-bf65-e52c-ab22-ea1fc9c10106';
export const objectId = 'aaaaaaaa-0000-4000-8000-00000000000a';
const service = 'https://api.powerapps.com';
const storage = 'https://contosofiles.blob.core.windows.net';
const login = 'https://login.microsoftonline.com';
const signature = 'sv=2018-03-28&sr=c&sig=planted-signature%2Bof%2Fstorage&se=2026-11-30&sp=rw';
const filter = `?api-version=2016-11-01&%24filter=environment%20eq%20%27${environmentId}%27`;

export interface Answer { readonly status: number; readonly body?: unknown; readonly text?: string; readonly bytes?: Uint8Array; readonly headers?: Readonly<Record<string, string>> }
export interface Asked { readonly method: string; readonly address: string; readonly headers: Readonly<Record<string, string>>; readonly body: string }
type Properties = Record<string, unknown>;

export class FakePowerApps {
  /** Lists its own connectors on a second page. */
  hasPages = false;
  readonly apis = new Map<string, Properties>();
  readonly blobs = new Map<string, string>();
  readonly made: string[] = [];
  readonly asked: Asked[] = [];
  readonly secrets: string[] = [];
  readonly faults: { readonly fits: (asked: Asked) => boolean; readonly answer: Answer; readonly after?: 'carriedOut' }[] = [];
  tokens = 0;
  oldestToken = 1;

  endState(): unknown {
    return [...this.apis].map(([name, { modified: _, ...properties }]) => [name, JSON.parse(JSON.stringify(properties).replaceAll(/revision-\d+/g, 'revision')) as unknown]);
  }

  play(): void {
    const self = this;
    for (const host of [service, storage, login]) {
      for (const method of ['get', 'post', 'patch', 'put'] as const) {
        nock(host).persist()[method](/.*/).reply(async function (this: nock.ReplyFnContext, path: string, body: nock.Body): Promise<nock.ReplyFnResult> {
          const answer = await self.answer({ method: method.toUpperCase(), address: host + path, headers: this.req.headers as Record<string, string>, body: typeof body === 'string' ? body : JSON.stringify(body) });
          return [answer.status, answer.bytes ? Buffer.from(answer.bytes) : answer.text ?? (answer.body ?? '') as object, { 'Content-Type': answer.text === undefined ? 'application/json' : 'text/html', ...answer.headers }];
        });
      }
    }
  }

  readonly http = async (address: string, request: RequestInit): Promise<Response> => {
    const body = request.body === undefined || request.body === null ? '' : typeof request.body === 'string' ? request.body : Buffer.from(request.body as Uint8Array).toString('utf8');
    const { status, text, bytes, body: json, headers } = await this.answer({ method: request.method ?? 'GET', address, headers: Object.fromEntries(Object.entries(request.headers as Record<string, string>).map(([name, each]) => [name.toLowerCase(), each])), body });
    return new Response(bytes ? Buffer.from(bytes) : text ?? (json === undefined ? null : JSON.stringify(json)), { status, headers: { ...headers } });
  };

  answer(asked: Asked): Promise<Answer> {
    if (asked.address.startsWith(login)) {
      this.tokens++;
      const claims = Buffer.from(JSON.stringify({ oid: objectId, number: this.tokens })).toString('base64url');
      const scope = new URLSearchParams(asked.body).get('scope');
      return Promise.resolve(scope === 'https://service.powerapps.com//.default' ? { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: `head.${claims}.planted-token-signature` } } : { status: 400, body: { error: 'invalid_scope', error_description: `scope ${scope ?? ''}` } });
    }
    this.asked.push(asked);
    const at = this.faults.findIndex(each => each.fits(asked));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    if (fault && fault.after !== 'carriedOut') return Promise.resolve(fault.answer);
    const answer = asked.address.startsWith(storage) ? this.stored(asked) : this.served(asked);
    return Promise.resolve(fault ? fault.answer : answer);
  }

  private stored({ method, address, headers, body }: Asked): Answer {
    const { pathname, search } = new URL(address);
    if (headers['authorization'] !== undefined) return { status: 400, text: 'a token was sent to the storage' };
    if (decodeURIComponent(search.slice(1)) !== decodeURIComponent(signature)) return { status: 403, text: 'AuthenticationFailed' };
    if (method === 'PUT') {
      if (headers['x-ms-blob-type'] !== 'BlockBlob') return { status: 400, text: 'InvalidHeaderValue' };
      this.blobs.set(pathname, body);
      return { status: 201, text: '' };
    }
    const found = this.blobs.get(pathname);
    return found === undefined ? { status: 404, text: 'BlobNotFound' } : { status: 200, bytes: Buffer.from(found, 'utf8') };
  }

  private served({ method, address, headers, body }: Asked): Answer {
    const path = address.slice(`${service}/providers/Microsoft.PowerApps/`.length);
    const number = (JSON.parse(Buffer.from((headers['authorization'] ?? '').split('.')[1] ?? 'e30', 'base64url').toString() || '{}') as { readonly number?: number }).number ?? 0;
    if (number < this.oldestToken) return { status: 401, body: { error: { code: 'ExpiredAuthenticationToken', message: 'The access token has expired.' } } };
    const isStorage = path.startsWith('objectIds/') && path.includes('generateResourceStorage');
    if ((headers['x-ms-origin'] === 'paconn-cli') === isStorage) return refusal('x-ms-origin');
    if (method === 'POST' && path === `objectIds/${objectId}/validateApiSwagger?api-version=2016-11-01`) return { status: 200, body: 'The connector has no errors.\r\n' };
    if (method === 'POST' && path === `objectIds/${objectId}/generateResourceStorage?api-version=2016-11-01`) {
      return (JSON.parse(body) as { readonly environment?: { readonly name?: string } }).environment?.name === environmentId ? { status: 200, body: { sharedAccessSignature: `${storage}/api-uploads?${signature}` } } : refusal('environment');
    }
    if (!path.replace(/&%24skiptoken=2$/, '').endsWith(filter)) return refusal(`query of ${path}`);
    const [, id] = /^apis(?:\/([^?]+))?\?/.exec(path) ?? [];
    if (method === 'GET' && id === undefined) {
      const microsofts = [{ name: 'shared_teams', properties: { displayName: 'Microsoft Teams' } }];
      const own = [...this.apis].map(([name, properties]) => ({ name, properties: { displayName: properties['displayName'], isCustomApi: true } }));
      if (!this.hasPages) return { status: 200, body: { value: [...microsofts, ...own] } };
      // The last page leads back to itself, as a faulty service's might.
      const nextLink = `${service}/providers/Microsoft.PowerApps/apis${filter}&%24skiptoken=2`;
      return { status: 200, body: path.includes('skiptoken') ? { value: own, nextLink } : { value: microsofts, nextLink } };
    }
    const there = id === undefined ? undefined : this.apis.get(id);
    if (method === 'GET') return there ? { status: 200, body: { name: id, id: `/providers/Microsoft.PowerApps/apis/${id!}`, properties: { ...there, isCustomApi: true } } } : { status: 404, body: { error: { code: 'ApiResourceNotFound', message: 'Could not find API' } } };
    const { properties } = JSON.parse(body) as { readonly properties: Properties };
    if ('stackOwner' in properties) return refusal('stackOwner is not allowed');
    if (method === 'PATCH' && there) { if ('displayName' in properties) return refusal('displayName'); this.keep(id!, { ...there, ...properties }); return { status: 200, body: { name: id } }; }
    if (method === 'POST' && id === undefined) {
      const name = `shared_${String(properties['displayName']).toLowerCase().replaceAll(' ', '-20')}-5f0123456789abcdef-5ffedcba98765432${this.apis.size === 0 ? '10' : String(this.apis.size)}`;
      this.made.push(`connector ${String(properties['displayName'])}`);
      this.keep(name, properties);
      return { status: 201, body: { name } };
    }
    return { status: 404, body: { error: { code: 'NotFound', message: path } } };
  }

  /** The definition becomes a file of its own; secrets are kept elsewhere; the rest as it came. */
  private keep(name: string, { openApiDefinition, displayName, ...properties }: Properties): void {
    const file = `/api-uploads/${name}/revision-${String(this.asked.length)}/apiDefinition.json`;
    if (openApiDefinition !== undefined) this.blobs.set(file, JSON.stringify(openApiDefinition));
    const text = JSON.stringify(properties).replace(/,?"clientSecret":"([^"]*)"/g, (_, secret: string) => { this.secrets.push(secret); return ''; });
    this.apis.set(name, { ...JSON.parse(text) as Properties, displayName, ...(openApiDefinition === undefined ? {} : { apiDefinitions: { originalSwaggerUrl: `${storage}${file}?${signature}` } }) });
  }
}

const refusal = (what: string): Answer => ({ status: 400, body: { error: { code: 'InvalidRequest', message: `Not as paconn sends it: ${what}` } } });
