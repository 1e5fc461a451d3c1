import type { HeaderLine, LogEntry } from '../../script-host';
import type { Assumptions } from '../assumptions';
import type { Credential } from './authentication';
import { AnswerTooLarge, type BackendHttp } from './backend-http';
import { type Connection, connectionValue } from '../connections/connection';
import type { RunnableCode } from './custom-code-runner';
import { messageOf } from '../error-message';
import type { BackendCall, GatewayAnswer } from './gateway-answer';
import { errorResponse, headerOf, type HttpRequest, type HttpResponse, withHeader } from './http-message';
import type { InstalledConnector } from '../connectors/installed-connector';
import { answeredLocation } from './location';
import { differs, MessageView, type PipelineWatch, type ShownCall } from './pipeline-stage';
import type { OperationMatch } from './operation-match';
import { backendAddress, type PipelineRequest, type PolicyContext } from './policies/messages';
import { ExpressionFailure } from './policies/policy-expression';
import { appliesTo, type PolicyInstance } from './policies/policy-instance';
import { applyToRequest, applyToResponse, unauthenticates, worksOnAnswer, worksOnRequest } from './policies/run-policies';
import { encoded, queryParts, type QueryPart } from './query-string';
import { redacted } from '../connections/redaction';

/** Everything that one call needs, found and checked before. */
export interface PreparedCall {
  readonly request: HttpRequest;
  readonly match: OperationMatch;
  /** The encoded query of the address, without `?`. */
  readonly query: string;
  /** Encoded path below the base path. */
  readonly path: string;
  /** `…/apim/{connector}/{connectionId}` on the gateway. */
  readonly gatewayBase: string;
  /** Where services may call operations of the connector's own; made only where code can ask for it, since it is signed. */
  readonly notificationBase: () => string;
  readonly connector: InstalledConnector;
  readonly connection: Connection;
  readonly credentials: readonly Credential[];
  readonly policies: readonly PolicyInstance[];
  /** Present where custom code serves the operation. */
  readonly code: RunnableCode | undefined;
  readonly backend: BackendHttp;
  readonly assumed: Assumptions;
  readonly callId: string;
  /** ISO 8601 instant of the environment's clock. */
  readonly now: string;
  readonly environmentVariables: Readonly<Record<string, string>>;
  readonly watch?: PipelineWatch;
}

/** Collects what happened behind one call. */
interface Trail { readonly calls: BackendCall[]; readonly logs: LogEntry[]; readonly timed: ShownCall[] }

/**
 * Runs one call in the order of facts 0: credentials, Request policies in array order, custom code or the plain backend
 * call, Response policies, Location. Failures of any part become an answer; only a broken script host rejects.
 */
export async function runCall(call: PreparedCall): Promise<GatewayAnswer> {
  const trail: Trail = { calls: [], logs: [], timed: [] };
  const answer = await answered(call, trail);
  call.watch?.({ kind: 'answer', answer: viewOf(call).answer(answer) });
  return { ...answer, operationId: call.match.operation.operationId, backendCalls: trail.calls, logs: trail.logs, findings: [] };
}

type Answer = HttpResponse & Pick<GatewayAnswer, 'answeredBy' | 'unauthenticated'>;

async function answered(call: PreparedCall, trail: Trail): Promise<Answer> {
  const context = contextOf(call, trail);
  const policies = call.policies.filter(policy => appliesTo(policy, call.match.operation));
  let request = authenticated(call);
  call.watch?.({ kind: 'request', message: viewOf(call).request(call.request) });
  call.watch?.({ kind: 'credentials', credentials: call.credentials.map(({ in: place, name }) => ({ in: place, name, value: '***' })) });
  for (const policy of policies.filter(worksOnRequest)) {
    const before = request;
    try {
      request = await applyToRequest(request, policy, context);
      watchRequestPolicy(call, policy, before, trail, { after: request });
    } catch (error) {
      const problem = policyProblem(call, error);
      watchRequestPolicy(call, policy, before, trail, { problem });
      return policyFailure(policy, problem);
    }
  }
  const sent = call.code ? await fromCode(call, call.code, request, trail) : await fromBackend(call, request, trail);
  const section = sent.unreachable || (call.assumed.failureSection === 'errorStatus' && sent.answer.status >= 400) ? 'Failure' : 'Response';
  let answer = sent.answer;
  let unauthenticated = false;
  for (const policy of policies.filter(each => worksOnAnswer(each, section))) {
    const before = answer;
    try {
      unauthenticated ||= unauthenticates(policy, answer.status);
      answer = { ...answer, ...await applyToResponse(answer, policy, request, context) };
      watchResponsePolicy(call, policy, section, before, trail, { after: answer });
    } catch (error) {
      const problem = policyProblem(call, error);
      watchResponsePolicy(call, policy, section, before, trail, { problem });
      return policyFailure(policy, problem);
    }
  }
  return { ...answer, headers: withConnectorLocation(call, request, answer.headers), ...(unauthenticated ? { unauthenticated } : {}) };
}

function contextOf(call: PreparedCall, trail: Trail): PolicyContext {
  return {
    connectionParameter: name => connectionValue(call.connector, call.connection, name),
    environmentVariable: name => call.environmentVariables[name],
    assumed: call.assumed, calledUri: call.request.uri, gatewayBase: call.gatewayBase,
    send: async request => {
      const shown = { method: request.method, uri: redacted(request.uri, secretsOf(call)) };
      const began = performance.now();
      try {
        const response = await call.backend.send(request);
        trail.calls.push({ ...shown, status: response.status });
        trail.timed.push({ ...shown, status: response.status, durationMs: since(began) });
        return response;
      } catch (error) {
        const reason = redacted(messageOf(error), secretsOf(call));
        trail.calls.push({ ...shown, error: reason });
        trail.timed.push({ ...shown, error: reason, durationMs: since(began) });
        throw new Error(reason);
      }
    },
  };
}

function authenticated(call: PreparedCall): PipelineRequest {
  let headers: readonly HeaderLine[] = withHeader(call.request.headers, 'x-ms-client-request-id', call.callId);
  let query: readonly QueryPart[] = queryParts(call.query);
  for (const { in: place, name, value } of call.credentials) {
    if (place === 'header') headers = withHeader(headers, name, value);
    else query = [...query.filter(part => part.name !== encoded(name)), { name: encoded(name), value: encoded(value) }];
  }
  const { origin, basePath } = call.connector;
  return { method: call.request.method, origin, basePath, basePathFrom: 'definition', path: call.path, routed: false, query, headers, pathValues: call.match.pathValues, ...(call.request.body === undefined ? {} : { body: call.request.body }) };
}

interface Sent { readonly answer: Answer; readonly unreachable: boolean }

async function fromBackend(call: PreparedCall, request: PipelineRequest, trail: Trail): Promise<Sent> {
  const uri = backendAddress(request, call.assumed);
  const shown = { method: request.method, uri: redacted(uri, secretsOf(call)) };
  const { body } = request;
  const sent: HttpRequest = { method: request.method, uri, headers: request.headers, ...(body === undefined ? {} : { body }) };
  const began = performance.now();
  try {
    const response = await call.backend.send(sent);
    trail.calls.push({ ...shown, status: response.status });
    call.watch?.({ kind: 'backend', request: viewOf(call).request(sent), answer: viewOf(call).answer(response), durationMs: since(began) });
    return { answer: { ...response, answeredBy: 'backend' }, unreachable: false };
  } catch (error) {
    const reason = redacted(messageOf(error), secretsOf(call));
    trail.calls.push({ ...shown, error: reason });
    call.watch?.({ kind: 'backend', request: viewOf(call).request(sent), durationMs: since(began), problem: reason });
    return { answer: { ...errorResponse(502, error instanceof AnswerTooLarge ? 'AnswerTooLarge' : 'BackendNotReached', `${request.origin} did not answer: ${reason}`), answeredBy: 'gateway' }, unreachable: true };
  }
}

async function fromCode(call: PreparedCall, code: RunnableCode, request: PipelineRequest, trail: Trail): Promise<Sent> {
  const { assumed, match: { operation: { operationId } } } = call;
  const { body } = request;
  const secrets = secretsOf(call);
  const began = performance.now();
  const outcome = await code.run({
    operationId,
    method: request.method,
    uri: backendAddress(request, assumed),
    headers: request.headers,
    ...(body === undefined ? {} : { body }),
    originalRequestUri: call.request.uri,
    timeLimitMs: assumed.scriptTimeLimitMs,
    correlationId: call.callId,
    base64OperationId: assumed.operationIdForm === 'base64',
    notificationBase: call.notificationBase(),
    clock: call.now,
    ...(assumed.connectionParametersInCode === 'present' ? { connectionParameters: call.connection.values } : {}),
  }, { backend: call.backend });
  const sends = outcome.sends.map(({ method, uri, status, error }) => ({ method, uri: redacted(uri, secrets), ...(status === undefined ? {} : { status }), ...(error === undefined ? {} : { error: redacted(error, secrets) }) }));
  const logs = outcome.logs.map(entry => ({ ...entry, message: redacted(entry.message, secrets), ...(entry.exception === undefined ? {} : { exception: redacted(entry.exception, secrets) }) }));
  trail.calls.push(...sends);
  trail.logs.push(...logs);
  call.watch?.({
    kind: 'customCode', outcome: outcome.kind, durationMs: since(began), logs, sends: sends.map((sent, index) => ({ ...sent, durationMs: outcome.sends[index]?.milliseconds ?? 0 })),
    ...(outcome.kind === 'response' ? { answer: viewOf(call).answer(outcome) } : { problem: `${outcome.exceptionType}: ${redacted(outcome.message, secrets)}` }),
  });
  if (outcome.kind === 'response') return { answer: { status: outcome.status, headers: outcome.headers, body: outcome.body, answeredBy: 'customCode' }, unreachable: false };
  const reason = outcome.failure === 'timeout'
    ? `The custom code of ${operationId} ran longer than ${assumed.scriptTimeLimitMs / 1000} s and was stopped.`
    : `The custom code of ${operationId} failed: ${outcome.exceptionType}: ${redacted(outcome.message, secrets)}`;
  return { answer: { ...errorResponse(assumed.failedScriptStatus, 'CustomCodeFailed', reason), answeredBy: 'gateway' }, unreachable: true };
}

function withConnectorLocation(call: PreparedCall, request: PipelineRequest, headers: readonly HeaderLine[]): readonly HeaderLine[] {
  const location = headerOf(headers, 'Location');
  if (location === undefined) return headers;
  const asked = call.code ? call.request.uri : backendAddress(request, call.assumed);
  const bases = { asked, backend: request.origin + request.basePath, gateway: call.gatewayBase };
  return withHeader(headers, 'Location', answeredLocation(location, bases, call.assumed.backendLocation));
}

/** Why a policy failed, without the secrets that may stand in what its expressions became. Anything but such a failure is a fault of this program. */
function policyProblem(call: PreparedCall, error: unknown): string {
  if (!(error instanceof ExpressionFailure)) throw error;
  return redacted(error.message, secretsOf(call));
}

function policyFailure({ title, templateId }: PolicyInstance, problem: string): Answer {
  return { ...errorResponse(500, 'PolicyFailed', `The policy "${title}" (${templateId}) failed: ${problem}`), answeredBy: 'gateway' };
}

type PolicyOutcome<Message> = { readonly after: Message } | { readonly problem: string };

/** Side calls of policies are told with the policy that made them. */
function watchRequestPolicy(call: PreparedCall, { templateId, title }: PolicyInstance, before: PipelineRequest, trail: Trail, outcome: PolicyOutcome<PipelineRequest>): void {
  if (!call.watch) return;
  const shown = (request: PipelineRequest) => viewOf(call).request({ method: request.method, uri: backendAddress(request, call.assumed), headers: request.headers, ...(request.body === undefined ? {} : { body: request.body }) });
  call.watch({ kind: 'requestPolicy', templateId, title, ...shownChange(shown(before), 'after' in outcome ? { after: shown(outcome.after) } : outcome), calls: trail.timed.splice(0) });
}

function watchResponsePolicy(call: PreparedCall, { templateId, title }: PolicyInstance, section: 'Response' | 'Failure', before: Answer, trail: Trail, outcome: PolicyOutcome<Answer>): void {
  if (!call.watch) return;
  const shown = (answer: Answer) => viewOf(call).answer(answer);
  call.watch({ kind: 'responsePolicy', section, templateId, title, ...shownChange(shown(before), 'after' in outcome ? { after: shown(outcome.after) } : outcome), calls: trail.timed.splice(0) });
}

const shownChange = <Message>(before: Message, outcome: PolicyOutcome<Message>) => ({ before, changed: 'after' in outcome && differs(before, outcome.after), ...outcome });
const viewOf = (call: PreparedCall): MessageView => new MessageView(secretsOf(call), call.credentials);
/** Real milliseconds to three digits. */
const since = (began: number): number => Math.round((performance.now() - began) * 1000) / 1000;

/** Everything filled in or granted counts as secret: what is no secret is not worth showing either. */
function secretsOf(call: PreparedCall): readonly string[] {
  return [...Object.values(call.connection.values), ...call.credentials.flatMap(({ value }) => [value, value.replace(/^(?:Bearer|Basic) /, '')])];
}
