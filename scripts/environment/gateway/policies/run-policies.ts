/** Which template does what in which section. A template that is not in the tables is refused by name, never passed over. */
import { isJsonObject, jsonOf } from '../../json';
import { routeRequest, setHostUrl, setQueryParameter, setRequestHeader, setResponseHeader } from './address-policies';
import { bodyPolicies } from './body-policies';
import { parameterOf, type PipelineRequest, type PipelineResponse, type PolicyContext, requestScope, responseScope } from './messages';
import { updateNextLink } from './next-link';
import { answerWithState, askWithState } from './polling-trigger';
import { ExpressionFailure } from './policy-expression';
import type { PolicyInstance } from './policy-instance';
import { setValueFromUrl } from './value-from-url';

type RequestPolicy = (request: PipelineRequest, policy: PolicyInstance, context: PolicyContext) => PipelineRequest | Promise<PipelineRequest>;
type ResponsePolicy = (response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext) => PipelineResponse | Promise<PipelineResponse>;

const requestPolicies: Readonly<Record<string, RequestPolicy>> = {
  setheader: setRequestHeader, setqueryparameter: setQueryParameter, dynamichosturl: setHostUrl, dynamicsubdomain: setHostUrl, routerequesttoendpoint: routeRequest,
  setvaluefromurl: setValueFromUrl, pollingtrigger: askWithState,
  ...Object.fromEntries(Object.keys(bodyPolicies).map(template => [template, changeRequestBody])),
};
const responsePolicies: Readonly<Record<string, ResponsePolicy>> = {
  setheader: setResponseHeader, updatenextlink: updateNextLink, pollingtrigger: answerWithState,
  // What it does to the connection is told by `unauthenticates`; the answer passes as it is.
  setconnectionstatustounauthenticated: response => response,
  ...Object.fromEntries(Object.keys(bodyPolicies).map(template => [template, changeResponseBody])),
};

/** Templates that work on the answer whatever section they name: makers can't choose one for them. */
const alwaysOnAnswer: ReadonlySet<string> = new Set(['updatenextlink', 'setconnectionstatustounauthenticated']);

/** Templates that are run here. */
export const runTemplates: ReadonlySet<string> = new Set([...Object.keys(requestPolicies), ...Object.keys(responsePolicies)]);

export const worksOnRequest = ({ templateId, section }: PolicyInstance): boolean => (section === 'Request' && !alwaysOnAnswer.has(templateId)) || templateId === 'pollingtrigger';
export const worksOnAnswer = ({ templateId, section }: PolicyInstance, now: 'Response' | 'Failure'): boolean =>
  section === now || (now === 'Response' && (templateId === 'pollingtrigger' || alwaysOnAnswer.has(templateId)));

/** Applies one policy of the Request section. Rejects with ExpressionFailure. */
export async function applyToRequest(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): Promise<PipelineRequest> {
  const run = requestPolicies[policy.templateId];
  if (!run) throw new ExpressionFailure(`the template "${policy.templateId}" does nothing to a request. Give it the section Response.`);
  return run(request, policy, context);
}

/** Applies one policy of the Response or Failure section. Rejects with ExpressionFailure. */
export async function applyToResponse(response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext): Promise<PipelineResponse> {
  const run = responsePolicies[policy.templateId];
  if (!run) throw new ExpressionFailure(`the template "${policy.templateId}" does nothing to an answer. Give it the section Request.`);
  return run(response, policy, request, context);
}

/** True where a policy says that an answer of this status means: sign in again (Microsoft's page on setconnectionstatustounauthenticated). */
export const unauthenticates = (policy: PolicyInstance, status: number): boolean =>
  policy.templateId === 'setconnectionstatustounauthenticated' && Number(parameterOf(policy, 'statusCode')) === status;

/** A body that is no JSON has no places; the call goes on with it as it is, as on the platform so far as is known (inferred). */
function changeRequestBody(request: PipelineRequest, policy: PolicyInstance, context: PolicyContext): PipelineRequest {
  const changed = changedBody(request.body, policy, requestScope(request, context), context);
  return changed === undefined ? request : { ...request, body: changed, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'content-length') };
}
function changeResponseBody(response: PipelineResponse, policy: PolicyInstance, request: PipelineRequest, context: PolicyContext): PipelineResponse {
  const changed = changedBody(response.body, policy, responseScope(response, request, context), context);
  return changed === undefined ? response : { ...response, body: changed, headers: response.headers.filter(([name]) => name.toLowerCase() !== 'content-length') };
}
function changedBody(bytes: Uint8Array | undefined, policy: PolicyInstance, scope: Parameters<(typeof bodyPolicies)[string]>[2], context: PolicyContext): Uint8Array | undefined {
  const body = bytes === undefined || bytes.length === 0 ? undefined : jsonOf(bytes);
  const change = bodyPolicies[policy.templateId];
  if (!change || (!isJsonObject(body) && !Array.isArray(body))) return undefined;
  return Buffer.from(JSON.stringify(change(body, policy, scope, context)), 'utf8');
}
