import { messageOf } from '../error-message';
import type { Finding } from '../finding';
import type { BackendHttp } from './backend-http';
import { type GatewayAnswer, refusal } from './gateway-answer';
import type { HttpRequest } from './http-message';
import { splitAddress } from './query-string';

/** Follows a Location that is neither on the gateway nor on the backend: raw and without credentials, with a finding (facts 3.3). Answers 502 where it does not answer. */
export async function followForeign(request: HttpRequest, backend: BackendHttp): Promise<GatewayAnswer> {
  const finding: Finding = {
    code: 'foreign-location',
    what: `The Location ${splitAddress(request.uri).path} is neither on the connector nor on its backend.`,
    why: 'It is called without the connection\'s credentials, and whether the platform sends them there is not documented (a report of a missing key: microsoft/PowerPlatformConnectors issue 3678).',
    todo: 'Answer a Location that starts with Context.OriginalRequestUri or with the backend\'s base address.',
  };
  const shown = { method: request.method, uri: splitAddress(request.uri).path };
  try {
    const response = await backend.send({ ...request, headers: request.headers.filter(([name]) => name.toLowerCase() !== 'authorization') });
    return { ...response, answeredBy: 'backend', backendCalls: [{ ...shown, status: response.status }], logs: [], findings: [finding] };
  } catch (error) {
    const reason = messageOf(error);
    return { ...refusal(502, 'BackendNotReached', `The Location did not answer: ${reason}`), backendCalls: [{ ...shown, error: reason }], findings: [finding] };
  }
}
