/** setvaluefromurl: a header or query parameter gets its value from another call to the same host. */
import { messageOf } from '../../error-message';
import { withHeader, withoutHeader } from '../http-message';
import { jsonOf } from '../../json';
import { decoded, encoded, queryParts, splitAddress } from '../query-string';
import { withPathValues } from './address-policies';
import { backendAddress, parameterOf, type PipelineRequest, type PolicyContext, requestScope, textParameter } from './messages';
import { expand, ExpressionFailure } from './policy-expression';
import type { PolicyInstance } from './policy-instance';

/**
 * Calls the address as the host stands at this point of the policies (a published connector changes the host before and
 * after), with the request's own headers and no body. Throws ExpressionFailure where the call or the value fails.
 */
export async function setValueFromUrl(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): Promise<PipelineRequest> {
  const target = targetOf(parameterOf(policy, 'parameterTemplate'));
  const method = parameterOf(policy, 'httpMethod', 'GET').toUpperCase();
  const address = withPathValues(textParameter(policy, 'parameterValueUrl', requestScope(request, context), context), request);
  const uri = /^https?:\/\//i.test(address) ? address : besides(request, address, context);
  const headers = ['Content-Type', 'Content-Length', 'Transfer-Encoding'].reduce((kept, name) => withoutHeader(kept, name), request.headers);
  const answer = await context.send({ method, uri, headers }).catch((error: unknown) => { throw new ExpressionFailure(`${method} ${splitAddress(uri).path} did not answer: ${messageOf(error)}`); });
  if (answer.status < 200 || answer.status > 299) throw new ExpressionFailure(`${method} ${splitAddress(uri).path} answered ${answer.status}, so there is no value.`);
  const scope = { ...requestScope(request, context), body: () => jsonOf(answer.body) };
  const value = expand(parameterOf(policy, 'parameterValuePathTemplate'), scope, context.assumed.missingPolicyValue);
  if (target.in === 'header') return { ...request, headers: withHeader(request.headers, target.name, value) };
  return { ...request, query: [...request.query.filter(part => decoded(part.name) !== target.name), { name: encoded(target.name), value: encoded(value) }] };
}

function besides(request: PipelineRequest, address: string, { assumed }: PolicyContext): string {
  const { path, query } = splitAddress(address);
  return backendAddress({ ...request, path: path.startsWith('/') ? path : `/${path}`, query: queryParts(query) }, assumed);
}

function targetOf(template: string): { readonly in: 'header' | 'query'; readonly name: string } {
  const found = /^@(headers?|queryParameters)\('([^']+)'\)$/i.exec(template.trim());
  if (!found) throw new ExpressionFailure(`"${template}" is no place for a value. Write @headers('name') or @queryParameters('name').`);
  return { in: found[1]!.toLowerCase() === 'queryparameters' ? 'query' : 'header', name: found[2]! };
}
