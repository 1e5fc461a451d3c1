import type { HeaderLine } from '../script-host';
import type { Assumptions } from './assumptions';
import { headerOf, withHeader } from './http-message';
import type { JsonValue } from './json';
import { expand, type ExpressionScope, ExpressionFailure } from './policy-expression';
import { type PolicyInstance, runTemplates } from './policy-instance';
import { decoded, encoded, queryParts, queryValue, type QueryPart, splitAddress, withQuery } from './query-string';

/** A request on its way through the Request section. Path and query are encoded; the path stands below the base path. */
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
  /** The operation's path parameters, encoded as in the address. */
  readonly pathValues: Readonly<Record<string, string>>;
}

/** What all policies of one call read besides the message. */
export interface PolicyContext {
  readonly connectionParameter: (name: string) => string | undefined;
  readonly requestBody: () => JsonValue | undefined;
  readonly assumed: Assumptions;
}

/** The backend address of a request. The base path of a routed one follows the assumption `routedBasePath`. */
export function backendAddress(request: PipelineRequest, assumed: Assumptions): string {
  const rule = assumed.routedBasePath;
  const keeps = !request.routed || rule === 'always' || (rule === 'fromHostPolicyOnly' && request.basePathFrom === 'hostPolicy');
  return request.origin + withQuery((keeps ? request.basePath : '') + request.path, request.query);
}

/** Applies one policy of the Request section. Templates that are not run leave the request alone. Throws ExpressionFailure. */
export function applyToRequest(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  if (!runTemplates.has(policy.templateId)) return request;
  const scope: ExpressionScope = {
    connectionParameter: context.connectionParameter,
    header: name => headerOf(request.headers, name),
    queryParameter: name => queryValue(request.query, name),
    body: context.requestBody,
  };
  const text = (name: string): string => expand(parameter(policy, name), scope, context.assumed.missingPolicyValue);
  switch (policy.templateId) {
    case 'setheader': return { ...request, headers: settled(request.headers, text('name'), text('value'), existsAction(policy)) };
    case 'setqueryparameter': return { ...request, query: queried(request.query, text('name'), text('value'), existsAction(policy)) };
    case 'dynamichosturl': return hosted(request, text('urlTemplate'), policy, context.assumed);
    default: return rerouted(request, text('newPath'), policy);
  }
}

/** Applies a policy of the Response or Failure section to the answer's headers; only setheader exists there among those run. */
export function applyToResponse(headers: readonly HeaderLine[], policy: PolicyInstance, request: PipelineRequest, body: () => JsonValue | undefined, context: PolicyContext): readonly HeaderLine[] {
  if (policy.templateId !== 'setheader') return headers;
  const scope: ExpressionScope = {
    connectionParameter: context.connectionParameter,
    header: name => headerOf(context.assumed.headersInResponseSection === 'response' ? headers : request.headers, name),
    queryParameter: name => queryValue(request.query, name),
    body,
  };
  const text = (name: string): string => expand(parameter(policy, name), scope, context.assumed.missingPolicyValue);
  return settled(headers, text('name'), text('value'), existsAction(policy));
}

function parameter(policy: PolicyInstance, name: string): string {
  const value = policy.parameters[name];
  if (value === undefined || value === null) throw new ExpressionFailure(`its parameter "${name}" is missing.`);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Microsoft's page on setheader: override replaces and is the default, skip keeps what is there, append adds a value. */
function existsAction(policy: PolicyInstance): 'override' | 'skip' | 'append' {
  const action = policy.parameters['existsAction'];
  return action === 'skip' || action === 'append' ? action : 'override';
}

function settled(headers: readonly HeaderLine[], name: string, value: string, action: 'override' | 'skip' | 'append'): readonly HeaderLine[] {
  if (action === 'append') return [...headers, [name, value]];
  if (action === 'skip' && headerOf(headers, name) !== undefined) return headers;
  return withHeader(headers, name, value);
}

function queried(query: readonly QueryPart[], name: string, value: string, action: 'override' | 'skip' | 'append'): readonly QueryPart[] {
  const added: QueryPart = { name: encoded(name), value: encoded(value) };
  const others = query.filter(part => decoded(part.name) !== name);
  if (action === 'skip' && others.length < query.length) return query;
  return action === 'append' ? [...query, added] : [...others, added];
}

/** dynamichosturl replaces scheme, host and base path completely; the definition's host is then irrelevant. */
function hosted(request: PipelineRequest, url: string, policy: PolicyInstance, assumed: Assumptions): PipelineRequest {
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `${assumed.hostWithoutScheme}://${url}`;
  const parsed = URL.canParse(absolute) ? new URL(absolute) : undefined;
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) throw new ExpressionFailure(`"${policy.parameters['urlTemplate']}" became "${url}", which is no address of a web service.`);
  return { ...request, origin: parsed.origin, basePath: parsed.pathname.replace(/\/+$/, ''), basePathFrom: 'hostPolicy' };
}

/** routerequesttoendpoint: `{name}` is a path parameter of the operation, a query may stand in the new path and is added. */
function rerouted(request: PipelineRequest, newPath: string, policy: PolicyInstance): PipelineRequest {
  const filled = newPath.replace(/\{([^{}]+)\}/g, (whole, name: string) => request.pathValues[name] ?? whole);
  const { path, query } = splitAddress(filled);
  const method = policy.parameters['httpMethod'];
  const keepsMethod = typeof method !== 'string' || method === '' || method.startsWith('@');
  return {
    ...request,
    method: keepsMethod ? request.method : method.toUpperCase(),
    path: path.startsWith('/') ? path : `/${path}`,
    query: [...request.query, ...queryParts(query)],
    routed: true,
  };
}
