import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { type Assumptions, assumptions } from '../assumptions';
import { type Credential, credentialsOf } from './authentication';
import { travellingHeaders } from './backend-http';
import { CallRate } from './call-rate';
import { checkConnection, type Connection } from '../connections/connection';
import { secretValues } from '../connections/connection-secrets';
import type { RunnableCode } from './custom-code-runner';
import { messageOf } from '../error-message';
import { EnvironmentError, type Finding } from '../finding';
import { followForeign } from './foreign-location';
import { runCall } from './gateway-call';
import { type GatewayAnswer, refusal } from './gateway-answer';
import { type GatewayLimits, gatewayLimits, tooLarge } from './gateway-limits';
import type { GatewayOptions } from './gateway-options';
import type { HttpRequest } from './http-message';
import { type ConnectorOperation, type InstalledConnector, operationById, runsCustomCode } from '../connectors/installed-connector';
import type { JsonObject } from '../json';
import { KnownSecrets } from '../connections/known-secrets';
import { restBelow } from './location';
import { isNotification, notificationBase, readNotification } from './notification-address';
import { OperationMatcher } from './operation-match';
import { operationRequest } from './parameters';
import { appliesTo, policiesOf, type PolicyInstance, unrunPolicies } from './policies/policy-instance';
import { runTemplates } from './policies/run-policies';
import type { PipelineWatch } from './pipeline-stage';
import { splitAddress } from './query-string';
import { rateRefusal, undeclared } from './refusals';
import { savedConnector } from '../connectors/saved-connector';
import { SignInProblem } from '../sign-in/sign-in-problem';

/** One operation to be called with its inputs, keyed by parameter name. */
export interface Invocation { readonly connectionId: string; readonly operationId: string; readonly inputs: JsonObject }

interface Installed { readonly connector: InstalledConnector; readonly code: RunnableCode | undefined; readonly matcher: OperationMatcher; readonly policies: readonly PolicyInstance[] }

/**
 * The connector gateway: installed connectors behind `/apim/{connector}/{connectionId}/…`. What goes wrong in a call is an
 * answer, as on the platform; EnvironmentError is for what a person has to correct before there can be a call.
 */
export class Gateway {
  private readonly installed = new Map<string, Installed>();
  private readonly connections = new Map<string, Connection>();
  private readonly addressSecret: Uint8Array;
  private readonly limits: GatewayLimits;
  private readonly rate: CallRate;
  private turned: Assumptions;
  private readonly secrets = new KnownSecrets();

  /** Throws EnvironmentError 'connector' or 'connection' for what can't be used. */
  constructor(private readonly options: GatewayOptions) {
    this.turned = assumptions(options.assumed);
    this.limits = gatewayLimits(options.limits);
    this.rate = new CallRate(this.limits.callsPerMinute);
    this.addressSecret = options.addressSecret ?? randomBytes(32);
    for (const { connector, code } of options.connectors) this.install(connector, code);
    for (const connection of options.connections) this.connect(connection);
  }

  /** What is assumed of the platform where nothing public says so. */
  get assumed(): Assumptions {
    return this.turned;
  }

  /** Turns assumptions for calls from now on. */
  assume(turned: Partial<Assumptions>): void {
    this.turned = { ...this.turned, ...turned };
  }

  /** Adds a connector, or puts it in the place of the one of its name; its connections stay. Throws EnvironmentError 'connector' for custom code that was not loaded, and for an environment variable without value. */
  install(connector: InstalledConnector, code?: RunnableCode): void {
    if (connector.script !== undefined && !code) throw new EnvironmentError('connector', `The connector "${connector.name}" has custom code that was not loaded. Load it with loadCustomCode and hand it over with the connector.`);
    const saved = savedConnector(connector, this.options.environmentVariables ?? {});
    this.installed.set(saved.name, { connector: saved, code, matcher: OperationMatcher.of(saved), policies: policiesOf(saved) });
    for (const connection of this.connections.values()) if (connection.connector === saved.name) this.learnSecrets(connection);
  }

  /** Removes a connector. Calls under way end as they began; its connections answer 404 until it is there again. */
  uninstall(name: string): void {
    this.installed.delete(name);
  }

  /** Adds a connection, or changes the one of its id. Throws EnvironmentError 'connection' for one that can't be used. */
  connect(connection: Connection): void {
    checkConnection(this.installedOf(connection).connector, connection);
    this.connections.set(connection.id, connection);
    this.learnSecrets(connection);
  }

  disconnect(id: string): void {
    this.connections.delete(id);
    this.secrets.forget(id);
    this.rate.forget(id);
  }

  get connectors(): readonly InstalledConnector[] {
    return [...this.installed.values()].map(({ connector }) => connector);
  }

  /** Ids and connectors of the connections, without their secrets. */
  get connectionIds(): readonly { readonly id: string; readonly connector: string }[] {
    return [...this.connections.values()].map(({ id, connector }) => ({ id, connector }));
  }

  /** A text as it may be shown or recorded: what connections were filled in with, and what they were granted of late, as `***`. */
  redacted(text: string): string {
    return this.secrets.redacted(text);
  }

  /** The same for what a person goes on with, such as a list to choose from: values of connections that are no secrets stay. */
  withoutSecrets(text: string): string {
    return this.secrets.withoutSecrets(text);
  }

  /** Findings about the installed connectors: policies that are not yet run here. */
  get findings(): readonly Finding[] {
    return [...this.installed.values()].flatMap(({ policies }) => unrunPolicies(policies, runTemplates));
  }

  /** The operation of a connection's connector. Throws EnvironmentError 'connection' or 'operation'. */
  operation(connectionId: string, operationId: string): { readonly connector: InstalledConnector; readonly operation: ConnectorOperation } {
    const { connector } = this.installedOf(this.connection(connectionId));
    return { connector, operation: operationById(connector, operationId) };
  }

  /** The request that calls an operation, ready to be sent. Throws EnvironmentError 'connection', 'operation' or 'inputs'. */
  requestFor({ connectionId, operationId, inputs }: Invocation): HttpRequest {
    const { connector, operation } = this.operation(connectionId, operationId);
    const { path, ...rest } = operationRequest(connector, operation, inputs);
    return { ...rest, uri: `${this.baseOf(connector.name, connectionId)}${path}` };
  }

  /** Calls an operation. Throws as `requestFor` does. `watch` sees the stages of the pipeline. */
  async invoke(invocation: Invocation, watch?: PipelineWatch): Promise<GatewayAnswer> {
    return this.send(this.requestFor(invocation), watch);
  }

  /** True for addresses of this gateway: those of connections below `/apim`, and those that services call below `/notifications`. */
  owns(uri: string): boolean {
    return restBelow(`${this.publicOrigin}/apim`, uri) !== undefined || isNotification(uri, this.publicOrigin);
  }

  /** `scheme://host[:port]` under which the gateway is reached. */
  get publicOrigin(): string {
    const { publicOrigin } = this.options;
    return typeof publicOrigin === 'string' ? publicOrigin : publicOrigin();
  }

  /** A signature of a text that only this gateway can make: 43 letters, digits, `-` and `_`. */
  signature(text: string): string {
    return createHmac('sha256', this.addressSecret).update(text).digest('base64url');
  }

  /**
   * Follows a Location: through the whole pipeline where it is on the gateway, else raw and without credentials, with a
   * finding (facts 3.3). Answers 502 where a foreign address does not answer.
   */
  async follow(request: HttpRequest): Promise<GatewayAnswer> {
    return this.owns(request.uri) ? this.send(request) : followForeign(request, this.options.backend);
  }

  /** Sends a request to an address of this gateway. */
  async send(request: HttpRequest, watch?: PipelineWatch): Promise<GatewayAnswer> {
    return isNotification(request.uri, this.publicOrigin) ? this.notify(request, watch) : this.call(request, () => undefined, watch);
  }

  /** A call of a service to an operation of the connector's own (facts 1.2): as any other call, once its signature was found right. */
  private async notify(request: HttpRequest, watch?: PipelineWatch): Promise<GatewayAnswer> {
    const address = readNotification(request.uri, this.publicOrigin, text => this.signature(text));
    if (!address?.isSigned) return refusal(401, 'NotificationNotSigned', 'The address is not one that Context.CreateNotificationUri has made here, or it was changed on its way.');
    const isCallable = ({ object }: ConnectorOperation): boolean => this.assumed.notificationOperations === 'any' || object['x-ms-visibility'] === 'internal';
    const refused = (operation: ConnectorOperation): GatewayAnswer | undefined => (isCallable(operation) ? undefined
      : refusal(404, 'OperationNotFound', `${operation.operationId} can't be invoked by a notification address: its x-ms-visibility is not internal.`));
    return this.call({ ...request, uri: this.publicOrigin + address.rest }, refused, watch);
  }

  private async call(request: HttpRequest, refused: (operation: ConnectorOperation) => GatewayAnswer | undefined, watch?: PipelineWatch): Promise<GatewayAnswer> {
    const oversize = this.assumed.sizeLimits === 'apply' ? tooLarge(request, this.limits) : undefined;
    if (oversize) return refusal(...oversize);
    const { path: address, query } = splitAddress(request.uri);
    const found = /^\/([^/]+)\/([^/]+)(\/.*)?$/.exec(restBelow(`${this.publicOrigin}/apim`, address) ?? '');
    const [, connectorName = '', connectionId = '', path = '/'] = found ?? [];
    const installed = this.installed.get(connectorName);
    const connection = this.connections.get(connectionId);
    if (!installed) return refusal(404, 'ConnectorNotFound', `No connector "${connectorName}" is installed here. There are: ${[...this.installed.keys()].join(', ')}.`);
    if (!connection || connection.connector !== connectorName) return refusal(404, 'ConnectionNotFound', `The connector "${connectorName}" has no connection "${connectionId}".`);
    const match = installed.matcher.match(request.method, path);
    if (!match) return undeclared(installed.matcher, request.method, path);
    const reason = refused(match.operation);
    if (reason) return reason;
    // A client would resolve these before sending, and so reach another path than the one that was matched.
    if (path.split('/').some(segment => /^(?:\.|%2e){1,2}$/i.test(segment))) return refusal(400, 'PathRefused', 'A path segment may not be "." or "..".');
    const unrun = unrunPolicies(installed.policies.filter(policy => appliesTo(policy, match.operation)), runTemplates);
    if (unrun.length > 0 && this.options.unrunPolicies !== 'leaveOut') {
      return { ...refusal(501, 'PolicyNotRun', unrun.map(finding => finding.what).join(' ')), operationId: match.operation.operationId, findings: unrun };
    }
    const waitMs = this.rate.take(connectionId, this.options.clock.now(), this.assumed.rateWindow);
    if (waitMs !== undefined) return { ...rateRefusal(this.limits.callsPerMinute, waitMs), operationId: match.operation.operationId };
    let credentials: readonly Credential[];
    try {
      credentials = await credentialsOf(installed.connector, match.operation, connection, this.options.tokens, this.assumed);
    } catch (error) {
      const unavailable = error instanceof SignInProblem && error.kind === 'unavailable';
      return { ...refusal(unavailable ? 502 : 401, 'SignInFailed', messageOf(error)), operationId: match.operation.operationId };
    }
    this.secrets.grant(connectionId, credentials);
    const answer = await runCall({
      request: { ...request, headers: travellingHeaders(request.headers) },
      match, query, path, credentials, connection,
      connector: installed.connector,
      gatewayBase: this.baseOf(connectorName, connectionId),
      notificationBase: () => notificationBase(this.publicOrigin, connectorName, connectionId, text => this.signature(text)),
      policies: installed.policies,
      code: runsCustomCode(installed.connector, match.operation) ? installed.code : undefined,
      backend: this.options.backend,
      assumed: this.assumed,
      callId: (this.options.newCallId ?? randomUUID)(),
      now: new Date(this.options.clock.now()).toISOString(),
      environmentVariables: this.options.environmentVariables ?? {},
      ...(watch ? { watch } : {}),
    });
    if (answer.unauthenticated) this.options.tokens.unauthenticated?.(connectionId, `${match.operation.operationId} answered ${answer.status}.`);
    const findings = unrun.length > 0 ? [...answer.findings, ...unrun] : answer.findings;
    if (this.assumed.sizeLimits === 'off' || answer.body.length <= this.limits.answerBytes) return { ...answer, findings };
    const tooLong = refusal(502, 'AnswerTooLarge', `The answer has ${answer.body.length} bytes; the gateway passes on ${this.limits.answerBytes} at most.`);
    return { ...answer, ...tooLong, findings, backendCalls: answer.backendCalls, logs: answer.logs };
  }

  private learnSecrets(connection: Connection): void {
    this.secrets.fill(connection.id, { all: Object.values(connection.values), secret: secretValues(this.installedOf(connection).connector, connection) });
  }

  private baseOf(connector: string, connectionId: string): string {
    return `${this.publicOrigin}/apim/${connector}/${connectionId}`;
  }

  private connection(id: string): Connection {
    const connection = this.connections.get(id);
    if (!connection) throw new EnvironmentError('connection', `There is no connection "${id}". There are: ${[...this.connections.keys()].join(', ') || 'none'}.`);
    return connection;
  }

  private installedOf(connection: Connection): Installed {
    const installed = this.installed.get(connection.connector);
    if (!installed) throw new EnvironmentError('connection', `The connection "${connection.id}" is for the connector "${connection.connector}", which is not installed. Installed: ${[...this.installed.keys()].join(', ') || 'none'}.`);
    return installed;
  }
}
