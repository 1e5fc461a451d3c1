/** Policies on address, query and headers: setheader, setqueryparameter, dynamichosturl, dynamicsubdomain, routerequesttoendpoint. */
import type { HeaderLine } from '../../../script-host';
import { headerOf, withHeader } from '../http-message';
import { decoded, encoded, queryParts, type QueryPart, splitAddress } from '../query-string';
import { parameterOf, type PipelineRequest, type PipelineResponse, type PolicyContext, requestScope, responseScope, textParameter } from './messages';
import { ExpressionFailure } from './policy-expression';
import type { PolicyInstance } from './policy-instance';

export function setRequestHeader(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  const scope = requestScope(request, context);
  const text = (name: string): string => textParameter(policy, name, scope, context);
  return { ...request, headers: settled(request.headers, text('name'), text('value'), existsAction(policy)) };
}

export function setResponseHeader(response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext): PipelineResponse {
  const scope = responseScope(response, request, context);
  const text = (name: string): string => textParameter(policy, name, scope, context);
  return { ...response, headers: settled(response.headers, text('name'), text('value'), existsAction(policy)) };
}

export function setQueryParameter(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  const scope = requestScope(request, context);
  const text = (name: string): string => textParameter(policy, name, scope, context);
  return { ...request, query: queried(request.query, text('name'), text('value'), existsAction(policy)) };
}

/** Replaces scheme, host and base path completely; the definition's host is then irrelevant (Microsoft's page on dynamichosturl). */
export function setHostUrl(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  const url = textParameter(policy, 'urlTemplate', requestScope(request, context), context);
  const absolute = /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `${context.assumed.hostWithoutScheme}://${url}`;
  const parsed = URL.canParse(absolute) ? new URL(absolute) : undefined;
  if (!parsed || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) throw new ExpressionFailure(`"${parameterOf(policy, 'urlTemplate')}" became "${url}", which is no address of a web service.`);
  return { ...request, origin: parsed.origin, basePath: parsed.pathname.replace(/\/+$/, ''), basePathFrom: 'hostPolicy' };
}

/** `{name}` is a path parameter of the operation; a query may stand in the new path and is added. */
export function routeRequest(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  const { path, query } = splitAddress(withPathValues(textParameter(policy, 'newPath', requestScope(request, context), context), request));
  const method = policy.parameters['httpMethod'];
  const keepsMethod = typeof method !== 'string' || method === '' || method.startsWith('@');
  return { ...request, method: keepsMethod ? request.method : method.toUpperCase(), path: path.startsWith('/') ? path : `/${path}`, query: [...request.query, ...queryParts(query)], routed: true };
}

/** Text with `{name}` replaced by the operation's path parameter of that name. */
export const withPathValues = (text: string, { pathValues }: PipelineRequest): string => text.replace(/\{([^{}]+)\}/g, (whole, name: string) => pathValues[name] ?? whole);

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
