/** updatenextlink: the address of the next page is turned into one of the connector's own, so that it is fetched with the connection's credentials. */
import { isJsonObject, jsonOf } from '../../json';
import { restBelow } from '../location';
import { splitAddress } from '../query-string';
import { bodyPath, valueAt, withValueAt } from './body-path';
import { backendAddress, parameterOf, type PipelineRequest, type PipelineResponse, type PolicyContext } from './messages';
import type { PolicyInstance } from './policy-instance';

/** Changes the body where it is JSON and has such a link; the answer stays as it is otherwise. Inferred from the template's title and its uses: Microsoft has no page on it. */
export function updateNextLink(response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext): PipelineResponse {
  const body = jsonOf(response.body);
  const parent = policy.parameters['nextLinkParentPropertyPath'];
  const steps = [...(typeof parent === 'string' && parent !== '' ? bodyPath(parent).steps : []), parameterOf(policy, 'nextLinkPropertyName')];
  const link = valueAt(body, steps);
  if (!isJsonObject(body) || typeof link !== 'string' || link === '') return response;
  return { ...response, body: Buffer.from(JSON.stringify(withValueAt(body, steps, throughConnector(link, request, context))), 'utf8') };
}

/**
 * The same operation with the link's query, where the link leads to the path that was just asked: the operation may have
 * another path than its backend. Below the backend's base the rest stays; other links are left alone.
 */
export function throughConnector(link: string, request: PipelineRequest, context: PolicyContext): string {
  const asked = backendAddress(request, context.assumed);
  const absolute = URL.canParse(link, asked) ? new URL(link, asked).href : link;
  const { path, query } = splitAddress(absolute);
  if (path === splitAddress(asked).path) return `${splitAddress(context.calledUri).path}${query === '' ? '' : `?${query}`}`;
  const rest = restBelow(request.origin + request.basePath, absolute);
  return rest === undefined ? absolute : context.gatewayBase + rest;
}
