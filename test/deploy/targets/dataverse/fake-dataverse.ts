/**
 * An organisation of Dataverse, as far as deployments talk to it, in the shapes of its documentation: it keeps rows, imports
 * solutions in jobs that take time, and gives a connector its internal id some time after its row.
 */
import { nock } from '../../../support/played-network';
import { readSolution } from '../../../../scripts/package/solution/read-solution';
import { connectionReferencesOf, connectorsOf, environmentVariablesOf, identityOf, workflowsOf } from '../../../../scripts/package/solution/views';
import { openZip } from '../../../../scripts/package/zip/read-zip';
import { componentsOf, type Imported } from './imported-components';

export const url = 'https://contoso.crm.dynamics.com';
export const environmentId = '5c1dc2ed-bf65-e52c-ab22-ea1fc9c10106';
const login = 'https://login.microsoftonline.com';
/** The environment's own sixteen digits in the internal id. */
const internalIdOf = (name: string): string => `shared_${name.toLowerCase().replace('_5f', '-5f')}-5f9f745961df205669`;

export interface Answer { readonly status: number; readonly body?: unknown; readonly text?: string; readonly headers?: Readonly<Record<string, string>> }
export interface Asked { readonly method: string; readonly path: string; readonly headers: Readonly<Record<string, string>>; readonly body: Record<string, unknown> }
type RowState = Record<string, unknown>;
interface Job { readonly operation: string; readonly solution: string; readonly startedAt: number; readonly endsAt: number; readonly apply: () => void; state: 'running' | 'succeeded' | 'failed'; message?: string }

const importMs = 12_000;
const bindingMs = 25_000;

export class FakeDataverse {
  readonly solutions = new Map<string, { version: string; isManaged: boolean }>();
  readonly connectors = new Map<string, RowState>();
  readonly flows = new Map<string, RowState>();
  readonly references = new Map<string, RowState>();
  readonly definitions = new Map<string, RowState>();
  readonly values = new Map<string, RowState>();
  /** What was made, by kind and key: nothing may be there twice. */
  readonly made: string[] = [];
  readonly asked: Asked[] = [];
  /** Answers that are given instead, to requests that fit, in their order. */
  readonly faults: { readonly fits: (asked: Asked) => boolean; readonly answer: Answer; readonly after?: 'carriedOut' }[] = [];
  readonly secrets: string[] = [];
  published = 0;
  tokens = 0;
  /** Tokens with a lower number are refused. */
  oldestToken = 1;
  /** Why the next import fails. */
  importFailure: string | undefined;
  private readonly jobs: Job[] = [];
  private readonly staged = new Map<string, Imported>();
  private ids = 0;

  constructor(private readonly now: () => number) {}

  /** Everything that a deployment changes, without ids that the organisation gives and without times. */
  endState(): unknown {
    this.settle();
    const sorted = (rows: Iterable<RowState>, key: string): readonly RowState[] => [...rows].map(({ bornAt: _, environmentvariablevalueid: __, ...row }) => row).sort((one, other) => (String(one[key]) < String(other[key]) ? -1 : 1));
    return {
      solutions: [...this.solutions].sort(), connectors: sorted(this.connectors.values(), 'name'), flows: sorted(this.flows.values(), 'name'), references: sorted(this.references.values(), 'connectionreferencelogicalname'),
      definitions: sorted(this.definitions.values(), 'schemaname'), values: sorted(this.values.values(), 'schemaname'), secrets: [...new Set(this.secrets)],
    };
  }

  /** Plays the organisation, and Entra ID, to everybody in this process. */
  play(): void {
    const reply = (host: string) => async function reply(this: nock.ReplyFnContext, path: string, body: nock.Body): Promise<nock.ReplyFnResult> {
      const { method, headers } = this.req;
      return answerOf(await self.answer({ method, path: host + path, headers: headers as Record<string, string>, body: bodyOf(body) }));
    };
    const self = this;
    for (const host of [url, login]) for (const method of ['get', 'post', 'patch', 'delete'] as const) nock(host).persist()[method](/.*/).reply(reply(host));
  }

  /** The same without a network. */
  readonly http = async (address: string, request: RequestInit): Promise<Response> => {
    const answer = await this.answer({ method: request.method ?? 'GET', path: address, headers: Object.fromEntries(Object.entries(request.headers as Record<string, string>).map(([name, each]) => [name.toLowerCase(), each])), body: bodyOf(request.body as string | undefined ?? '') });
    const [status, body, headers] = answerOf(answer);
    return new Response(status === 204 ? null : typeof body === 'string' ? body : JSON.stringify(body), { status, headers });
  };

  async answer(asked: Asked): Promise<Answer> {
    const path = decodeURIComponent(asked.path);
    if (path.startsWith(login)) {
      this.tokens++;
      return { status: 200, body: { token_type: 'Bearer', expires_in: 3599, access_token: `token-number-${this.tokens}` } };
    }
    this.settle();
    const known = { ...asked, path: path.replace(`${url}/api/data/v9.2/`, '') };
    this.asked.push(known);
    const at = this.faults.findIndex(each => each.fits(known));
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    if (fault && fault.after !== 'carriedOut') return fault.answer;
    const number = Number(/token-number-(\d+)/.exec(asked.headers['authorization'] ?? '')?.[1] ?? 0);
    if (number < this.oldestToken) return { status: 401, body: { error: { code: '0x80072560', message: 'The token has expired.' } } };
    const answer = await this.handled(known);
    return fault ? fault.answer : answer;
  }

  private async handled({ method, path, body, headers }: Asked): Promise<Answer> {
    const [, entity = '', key, query = ''] = /^(\w+)(?:\(([^)]*)\))?(?:\?(.*))?$/s.exec(path) ?? [];
    if (method === 'GET' && entity === 'WhoAmI') return { status: 200, body: { BusinessUnitId: 'bu', UserId: '8f3c6f6e-0000-4000-8000-000000000001', OrganizationId: 'org' } };
    if (method === 'GET' && entity === 'systemusers') return { status: 200, body: { fullname: '# Deployer' } };
    if (method === 'GET' && entity === 'RetrieveCurrentOrganization') return { status: 200, body: { Detail: { EnvironmentId: environmentId, UniqueName: 'unq', FriendlyName: 'Contoso' } } };
    if (method === 'POST' && entity === 'StageSolution') return this.stage(String(body['CustomizationFile']));
    if (method === 'POST' && entity === 'ImportSolutionAsync') return this.begin(body);
    if (method === 'POST' && entity === 'PublishAllXml') { this.published++; for (const row of this.connectors.values()) row['componentstate'] = 0; return { status: 204 }; }
    if (method === 'GET' && entity === 'asyncoperations') return this.operation(key ?? '');
    if (method === 'GET' && entity === 'importjobs') {
      if (!/completedon eq null and startedon ge 20\d\d-/.test(query)) return refusal('importjobs: filter');
      return page(this.jobs.filter(job => job.state === 'running' && query.includes(`'${job.solution}'`)).map(job => ({ solutionname: job.solution })));
    }
    const table = ({ solutions: undefined, connectors: this.connectors, workflows: this.flows, connectionreferences: this.references, environmentvariabledefinitions: this.definitions, environmentvariablevalues: this.values } as Record<string, Map<string, RowState> | undefined>)[entity];
    if (method === 'GET' && entity === 'solutions') return page([...this.solutions].filter(([name]) => query.includes(`'${name}'`)).map(([uniquename, { version, isManaged }]) => ({ uniquename, version, ismanaged: isManaged })));
    if (table && method === 'GET') return page([...table.values()].filter(row => fits(row, query)).map(row => this.read(row, entity)));
    if (table && method === 'PATCH') return this.patch(table, key ?? '', body, headers);
    if (method === 'POST' && entity === 'environmentvariablevalues') return this.makeValue(body);
    return { status: 404, body: { error: { code: '0x80060888', message: `Resource not found for the segment '${entity}'.` } } };
  }

  private read(row: RowState, entity: string): RowState {
    if (entity === 'connectors') { const { bornAt, ...rest } = row; return { ...rest, connectorinternalid: this.now() >= Number(bornAt) + bindingMs ? internalIdOf(String(row['name'])) : null }; }
    if (entity === 'environmentvariabledefinitions') return { ...row, environmentvariabledefinition_environmentvariablevalue: [...this.values.values()].filter(each => each['definition'] === row['environmentvariabledefinitionid']) };
    return row;
  }

  private patch(table: Map<string, RowState>, key: string, body: Record<string, unknown>, headers: Readonly<Record<string, string>>): Answer {
    const row = table.get(key);
    if (!row) return headers['if-match'] === '*' ? { status: 404, body: { error: { code: '0x80040217', message: `${key} Does Not Exist` } } } : refusal('a PATCH without If-Match would have made a row');
    if ('name' in body) return refusal('The name of a connector cannot be changed.');
    for (const [column, given] of Object.entries(body)) row[column] = this.withoutSecrets(given);
    return { status: 204 };
  }

  /** Dataverse keeps secrets elsewhere, and never gives them back. */
  private withoutSecrets(given: unknown): unknown {
    if (typeof given !== 'string') return given;
    return given.replace(/,?"clientSecret":"([^"]*)"/g, (_, secret: string) => { this.secrets.push(secret); return ''; });
  }

  private makeValue(body: Record<string, unknown>): Answer {
    const definition = /\(([^)]+)\)/.exec(String(body['EnvironmentVariableDefinitionId@odata.bind']))?.[1] ?? '';
    if (!this.definitions.has(definition)) return refusal('no such definition');
    const id = this.newId();
    this.values.set(id, { environmentvariablevalueid: id, definition, schemaname: body['schemaname'], value: body['value'] });
    this.made.push(`value ${String(body['schemaname'])}`);
    return { status: 204 };
  }

  /** What a tool other than the Web API brings in: the zip, and the settings file of pac. */
  async bring(bytes: Uint8Array, settings: string | undefined): Promise<void> {
    const { EnvironmentVariables = [], ConnectionReferences = [] } = JSON.parse(settings ?? '{}') as { readonly EnvironmentVariables?: readonly RowState[]; readonly ConnectionReferences?: readonly RowState[] };
    this.take(await importedFrom(bytes), [
      ...ConnectionReferences.map(each => ({ '@odata.type': 'Microsoft.Dynamics.CRM.connectionreference', connectionreferencelogicalname: each['LogicalName'], connectionid: each['ConnectionId'], connectorid: each['ConnectorId'] })),
      ...EnvironmentVariables.map(each => ({ '@odata.type': 'Microsoft.Dynamics.CRM.environmentvariablevalue', schemaname: each['SchemaName'], value: each['Value'] })),
    ], false);
  }

  private async stage(file: string): Promise<Answer> {
    const imported = await importedFrom(Buffer.from(file, 'base64'));
    const missing = imported.neededConnectors.filter(id => !this.connectors.has(id)).map(id => ({ RequiredComponentSchemaName: `connector ${id}`, RequiredComponentDisplayName: 'Customer Insights Automation' }));
    const upload = this.newId();
    this.staged.set(upload, imported);
    return { status: 200, body: { '@odata.context': '…', StageSolutionResults: { StageSolutionStatus: missing.length > 0 ? 'Failed' : 'Passed', StageSolutionUploadId: upload, MissingDependencies: missing, SolutionValidationResults: [], SolutionComponentsDetails: [], SolutionDetails: { SolutionUniqueName: imported.uniqueName } } } };
  }

  private begin(body: Record<string, unknown>): Answer {
    if (this.jobs.some(job => job.state === 'running')) return { status: 400, body: { error: { code: '0x80071151', message: 'Cannot start another [Import] because there is a previous [Import] running at this moment. Use Solution History for more details.' } } };
    const upload = (body['SolutionParameters'] as { readonly StageSolutionUploadId?: string } | undefined)?.StageSolutionUploadId;
    const imported = this.staged.get(upload ?? '');
    if (!imported) return refusal('no staged solution');
    const operation = this.newId();
    const parameters = (body['ComponentParameters'] ?? []) as readonly RowState[];
    this.jobs.push({ operation, solution: imported.uniqueName, startedAt: this.now(), endsAt: this.now() + importMs, state: 'running', apply: () => { this.take(imported, parameters, body['PublishWorkflows'] === true); } });
    return { status: 200, body: { ImportJobKey: this.newId(), AsyncOperationId: operation } };
  }

  private settle(): void {
    for (const job of this.jobs.filter(each => each.state === 'running' && each.endsAt <= this.now())) {
      if (this.importFailure !== undefined) { [job.state, job.message, this.importFailure] = ['failed', this.importFailure, undefined]; continue; }
      job.apply();
      job.state = 'succeeded';
    }
  }

  private operation(key: string): Answer {
    const job = this.jobs.find(each => each.operation === key);
    if (!job) return { status: 404, body: { error: { code: '0x80040217', message: 'asyncoperation Does Not Exist' } } };
    return { status: 200, body: { statecode: job.state === 'running' ? 2 : 3, statuscode: { running: 20, succeeded: 30, failed: 31 }[job.state], message: job.message ?? null, friendlymessage: job.message ?? null } };
  }

  /** What an import does in the end. */
  private take({ uniqueName, version, isManaged, connectors, flows, references, definitions }: Imported, parameters: readonly RowState[], turnOn: boolean): void {
    const put = (table: Map<string, RowState>, kind: string, key: string, row: RowState): void => { if (!table.has(key)) this.made.push(`${kind} ${key}`); table.set(key, { ...table.get(key), ...row }); };
    this.solutions.set(uniqueName, { version, isManaged });
    for (const row of connectors) put(this.connectors, 'connector', String(row['connectorid']), { bornAt: this.now(), componentstate: isManaged ? 0 : 1, ...row });
    for (const row of flows) put(this.flows, 'flow', String(row['workflowid']), { statecode: turnOn ? 1 : 0, category: 5, ...(this.flows.get(String(row['workflowid'])) ?? {}), ...row });
    for (const row of references) put(this.references, 'reference', String(row['connectionreferencelogicalname']), { connectionreferenceid: String(row['connectionreferencelogicalname']), ...row });
    for (const row of definitions) put(this.definitions, 'definition', `definition-${String(row['schemaname'])}`, { environmentvariabledefinitionid: `definition-${String(row['schemaname'])}`, ...row });
    for (const { '@odata.type': type, ...given } of parameters) {
      if (type === 'Microsoft.Dynamics.CRM.connectionreference') Object.assign(this.references.get(String(given['connectionreferencelogicalname']))!, { connectionid: given['connectionid'], connectorid: given['connectorid'] });
      else put(this.values, 'value', `value-${String(given['schemaname'])}`, { environmentvariablevalueid: `value-${String(given['schemaname'])}`, definition: `definition-${String(given['schemaname'])}`, ...given });
    }
  }

  private newId(): string {
    return `00000000-0000-4000-8000-${String(++this.ids).padStart(12, '0')}`;
  }
}

async function importedFrom(bytes: Uint8Array): Promise<Imported> {
  const zip = await openZip({ bytes, name: 'imported.zip' });
  try {
    const solution = await readSolution(zip.files);
    return await componentsOf({ identity: identityOf(solution), connectors: connectorsOf(solution), workflows: workflowsOf(solution), references: connectionReferencesOf(solution), variables: await environmentVariablesOf(solution) });
  } finally {
    zip.close();
  }
}

const page = (rows: readonly RowState[]): Answer => ({ status: 200, body: { '@odata.context': '…', value: rows } });
const refusal = (message: string): Answer => ({ status: 400, body: { error: { code: '0x80048d19', message } } });
/** Any of the values that the query's filter compares with, in a column of that name. */
function fits(row: RowState, query: string): boolean {
  const wanted = [...(/\$filter=(.*)$/.exec(query)?.[1] ?? '').matchAll(/(\w+) eq ('(?:[^']|'')*'|[\w-]+)/g)].filter(([, column]) => column !== 'category');
  return wanted.length === 0 || wanted.some(([, column, value]) => String(row[column!]).toLowerCase() === value!.replace(/^'|'$/g, '').replaceAll("''", "'").toLowerCase());
}
function bodyOf(body: unknown): Record<string, unknown> {
  if (typeof body !== 'string') return (body ?? {}) as Record<string, unknown>;
  try { return JSON.parse(body) as Record<string, unknown>; } catch { return { form: body }; }
}
const answerOf = ({ status, body, text, headers = {} }: Answer): [number, string | object, Record<string, string>] =>
  [status, text ?? (body ?? '') as object, { 'Content-Type': text === undefined ? 'application/json; odata.metadata=minimal' : 'text/html', ...headers }];
