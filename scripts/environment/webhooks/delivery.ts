import type { Finding } from '../finding';
import { contentOf } from '../flow-run/answer-outputs';
import { type HttpRequest, withoutHeader } from '../gateway/http-message';
import type { JsonValue } from '../json';
import { type SplitEvents, splitEvents } from '../polling/split-on';
import { contentFinding } from './notification-content';
import type { WebhookPlan } from './webhook-plan';

/** What a call to a callback address means: its body is the trigger's, or one item of it is. */
export function readDelivery(request: HttpRequest, { connector, content, rules }: WebhookPlan): SplitEvents & { readonly findings: readonly Finding[] } {
  const body = deliveredBody(request);
  const finding = content && contentFinding(connector, content, body);
  return { ...splitEvents(body, rules, 'A delivery came'), findings: finding ? [finding] : [] };
}

/** The body as flows see it: JSON, text, or base64 for other content; null where there is none. */
export function deliveredBody({ headers, body }: HttpRequest): JsonValue {
  return body === undefined || body.length === 0 ? null : contentOf({ headers, body });
}

/** The headers of a delivery, without cookies. */
export const deliveredHeaders = ({ headers }: HttpRequest): HttpRequest['headers'] => withoutHeader(withoutHeader(headers, 'Cookie'), 'Set-Cookie');
