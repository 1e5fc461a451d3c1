/**
 * pollingtrigger: what the portal's wizard writes for a trigger without code. The state of a trigger is one value for each
 * key of `triggerConfig`; it travels in the Location, as for triggers in code. How the platform packs it is not public.
 */
import { messageOf } from '../../error-message';
import { isJsonObject, jsonOf, type JsonObject, type JsonValue } from '../../json';
import { decoded, encoded, queryParts, type QueryPart, queryValue, splitAddress, withQuery } from '../query-string';
import { bodyPath, valueAt, withValueAt } from './body-path';
import { backendAddress, parameterOf, type PipelineRequest, type PipelineResponse, type PolicyContext, responseScope } from './messages';
import { expand, ExpressionFailure, type PathStep } from './policy-expression';
import type { PolicyInstance } from './policy-instance';

const stateName = 'triggerState';
const nextLinkKey = 'x-ms-triggerconfig-nextlink';
/** Pages that are collected for one poll; a list that is longer is newer than any state. */
const mostPages = 100;

type TriggerState = Readonly<Record<string, string>>;

/** Puts the remembered values into the query; the first poll has none and goes as it is. */
export function askWithState(request: PipelineRequest, _policy: PolicyInstance): PipelineRequest {
  const state = stateIn(request.query);
  const query = request.query.filter(part => decoded(part.name) !== stateName);
  if (!state) return { ...request, query };
  const names = new Set(Object.keys(state));
  const remembered: readonly QueryPart[] = Object.entries(state).map(([name, value]) => ({ name: encoded(name), value: encoded(value) }));
  return { ...request, query: [...query.filter(part => !names.has(decoded(part.name))), ...remembered] };
}

/**
 * Reads a successful answer: its rows from every page, the new state from its expressions. The first poll answers 202
 * whatever came, later ones 200 with the rows or 202 without; each with a Location that carries the state. Without rows the
 * former state stays. Other answers pass. Throws ExpressionFailure where a value can't be read from rows that are there.
 */
export async function answerWithState(response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext): Promise<PipelineResponse> {
  if (response.status < 200 || response.status > 299) return response;
  const former = stateIn(queryParts(splitAddress(context.calledUri).query));
  const config = configOf(policy);
  const dataPath = bodyPath(parameterOf(policy, 'triggerDataPath').replace(/^@?triggerBody\(\)/i, '@body()')).steps;
  const body = await withAllPages(jsonOf(response.body), dataPath, config.nextLink, request, context);
  const rows = valueAt(body, dataPath);
  const hasRows = Array.isArray(rows) ? rows.length > 0 : rows !== undefined && rows !== null;
  const scope = { ...responseScope(response, request, context), body: () => body };
  const state = hasRows ? Object.fromEntries(config.values.map(([name, template]) => [name, expand(template, scope, 'empty')])) : former ?? {};
  const headers = [...response.headers.filter(([name]) => !/^(location|content-length|content-encoding|transfer-encoding)$/i.test(name)), ['Location', withState(context.calledUri, state)] as const];
  if (!former || !hasRows) return { status: 202, headers: headers.filter(([name]) => name.toLowerCase() !== 'content-type'), body: Buffer.alloc(0) };
  return { status: 200, headers, body: Buffer.from(JSON.stringify(body ?? null), 'utf8') };
}

function configOf(policy: PolicyInstance): { readonly values: readonly (readonly [name: string, template: string])[]; readonly nextLink: string } {
  const config = policy.parameters['triggerConfig'];
  if (!isJsonObject(config)) throw new ExpressionFailure('its parameter "triggerConfig" is no object of query parameters and expressions.');
  const entries = Object.entries(config).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as const);
  return {
    // An empty name, as one published connector has, can be no query parameter.
    values: entries.filter(([name]) => name !== '' && name.toLowerCase() !== nextLinkKey).map(([name, value]) => [name, value.replace(/@(\{?)triggerBody\(\)/gi, '@$1triggerBody()')]),
    nextLink: entries.find(([name]) => name.toLowerCase() === nextLinkKey)?.[1] ?? '@odata.nextLink',
  };
}

/** Rows of further pages are put behind those of the first; the addresses are asked as they are, with the request's headers. */
async function withAllPages(first: JsonValue | undefined, dataPath: readonly PathStep[], nextLink: string, request: PipelineRequest, context: PolicyContext): Promise<JsonValue | undefined> {
  let rows = valueAt(first, dataPath);
  let link = isJsonObject(first) ? first[nextLink] : undefined;
  if (!Array.isArray(rows) || typeof link !== 'string') return first;
  for (let page = 1; typeof link === 'string' && link !== '' && page < mostPages; page++) {
    const answer = await context.send({ method: 'GET', uri: new URL(link, backendAddress(request, context.assumed)).href, headers: request.headers })
      .catch((error: unknown) => { throw new ExpressionFailure(`its page ${page + 1} did not come: ${messageOf(error)}`); });
    const body = jsonOf(answer.body);
    const more = valueAt(body, dataPath);
    if (answer.status !== 200 || !Array.isArray(more)) throw new ExpressionFailure(`its page ${page + 1} answered ${answer.status}, without the rows of the first page.`);
    rows = [...(rows as readonly JsonValue[]), ...(more as readonly JsonValue[])]; // both were just seen to be lists
    link = isJsonObject(body) ? body[nextLink] : undefined;
  }
  const { [nextLink]: _link, ...rest } = withValueAt(first, dataPath, rows) as JsonObject; // a body with a next link is an object
  return rest;
}

function stateIn(query: readonly QueryPart[]): TriggerState | undefined {
  const text = queryValue(query, stateName);
  if (text === undefined) return undefined;
  const value = jsonOf(Buffer.from(text, 'base64url'));
  if (!isJsonObject(value)) throw new ExpressionFailure('the state of this trigger can\'t be read. Turn the flow off and on again.');
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));
}

function withState(calledUri: string, state: TriggerState): string {
  const { path, query } = splitAddress(calledUri);
  const others = queryParts(query).filter(part => decoded(part.name) !== stateName);
  return withQuery(path, [...others, { name: stateName, value: Buffer.from(JSON.stringify(state), 'utf8').toString('base64url') }]);
}
