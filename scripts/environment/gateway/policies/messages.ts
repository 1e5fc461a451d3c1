/** What policies work on: a request on its way to the backend, an answer on its way back, and what all policies of a call read. */
import type { HeaderLine } from '../../../script-host';
import type { Assumptions } from '../../assumptions';
import { headerOf, type HttpRequest, type HttpResponse } from '../http-message';
import { jsonOf, type JsonValue } from '../../json';
import { queryValue, type QueryPart, withQuery } from '../query-string';
import { expand, ExpressionFailure, type ExpressionScope } from './policy-expression';
import type { PolicyInstance } from './policy-instance';

/** A request in the Request section. Path and query are encoded; the path stands below the base path. */
export interface PipelineRequest {
  readonly method: string;
  readonly origin: string;
  readonly basePath: string;
  /** Who gave the base path: it matters to a later routerequesttoendpoint. */
  readonly basePathFrom: 'definition' | 'hostPolicy';
  readonly path: string;
  readonly routed: boolean;
  readonly query: readonly QueryPart[];
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array;
  /** The operation's path parameters, encoded as in the address. */
  readonly pathValues: Readonly<Record<string, string>>;
}

/** An answer in the Response or Failure section. */
export interface PipelineResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** What all policies of one call read besides the message, and what they may do. */
export interface PolicyContext {
  readonly connectionParameter: (name: string) => string | undefined;
  readonly environmentVariable?: ((schemaName: string) => string | undefined) | undefined;
  readonly assumed: Assumptions;
  /** The address that the engine called, with all its parameters. */
  readonly calledUri: string;
  /** `…/apim/{connector}/{connectionId}` on the gateway. */
  readonly gatewayBase: string;
  /** A call of a policy's own to the backend; rejects where no answer comes. */
  readonly send: (request: HttpRequest) => Promise<HttpResponse>;
}

/** The backend address of a request. The base path of a routed one follows the assumption `routedBasePath`. */
export function backendAddress(request: PipelineRequest, assumed: Assumptions): string {
  const rule = assumed.routedBasePath;
  const keeps = !request.routed || rule === 'always' || (rule === 'fromHostPolicyOnly' && request.basePathFrom === 'hostPolicy');
  return request.origin + withQuery((keeps ? request.basePath : '') + request.path, request.query);
}

/** What expressions of a Request policy read. */
export const requestScope = (request: PipelineRequest, context: PolicyContext): ExpressionScope => ({
  connectionParameter: context.connectionParameter,
  environmentVariable: context.environmentVariable,
  header: name => headerOf(request.headers, name),
  queryParameter: name => queryValue(request.query, name),
  body: () => bodyOf(request.body),
});

/** What expressions of a Response or Failure policy read; whose headers, is the assumption `headersInResponseSection`. */
export const responseScope = (response: PipelineResponse, request: PipelineRequest, context: PolicyContext): ExpressionScope => ({
  connectionParameter: context.connectionParameter,
  environmentVariable: context.environmentVariable,
  header: name => headerOf(context.assumed.headersInResponseSection === 'response' ? response.headers : request.headers, name),
  queryParameter: name => queryValue(request.query, name),
  body: () => bodyOf(response.body),
});

const bodyOf = (body: Uint8Array | undefined): JsonValue | undefined => (body === undefined ? undefined : jsonOf(body));

/** A parameter of a policy as text, without its expressions replaced. Throws ExpressionFailure where it is missing and has no default. */
export function parameterOf(policy: PolicyInstance, name: string, fallback?: string): string {
  const value = policy.parameters[name] ?? fallback;
  if (value === undefined || value === null) throw new ExpressionFailure(`its parameter "${name}" is missing.`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The same with its expressions replaced. */
export const textParameter = (policy: PolicyInstance, name: string, scope: ExpressionScope, context: PolicyContext): string =>
  expand(parameterOf(policy, name), scope, context.assumed.missingPolicyValue);
