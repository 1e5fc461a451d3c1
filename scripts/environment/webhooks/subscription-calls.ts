import type { Clock } from '../clocks/clock';
import { messageOf } from '../error-message';
import type { Finding } from '../finding';
import type { Gateway } from '../gateway/gateway';
import { type GatewayAnswer, gatewayFailed } from '../gateway/gateway-answer';
import { headerOf, type HttpRequest } from '../gateway/http-message';
import { restBelow } from '../gateway/location';
import { textOfError } from '../polling/polling';
import { splitAddress } from '../gateway/query-string';
import { isRetried, type Random, retryDelayMs, type RetryPolicy } from '../flows/retry-policy';
import { retryAfterMs } from '../gateway/retry-after';
import type { RunRecorder, SubscriptionCallRecord } from '../flows/run-recorder';
import type { WebhookSubscription } from '../store/environment-store';
import { withoutSignature } from './callback-address';
import type { OrderedWork } from './ordered-work';
import { missingLocation, noDeleteOperation } from './webhook-findings';

export interface SubscriptionCallsOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  readonly random: Random;
  readonly onSubscriptionCall?: (call: SubscriptionCallRecord) => void;
  readonly report?: (line: string) => void;
}

/** How a call ended after all its attempts; `problem` is a sentence. */
export type CallEnd = { readonly findings: readonly Finding[] } & ({ readonly kind: 'done'; readonly location?: string } | { readonly kind: 'failed'; readonly problem: string; readonly answer: GatewayAnswer });

type Subscription = Pick<WebhookSubscription, 'id' | 'flowId' | 'operationId'>;

/** The calls that begin and end subscriptions, with their retries; each attempt is recorded. */
export class SubscriptionCalls {
  constructor(private readonly options: SubscriptionCallsOptions) {}

  /** Any 2xx counts as subscribed (facts 3.3). `goesOn` is asked before each retry. */
  async subscribe(subscription: Subscription, request: HttpRequest, retry: RetryPolicy, work: OrderedWork, goesOn: () => boolean): Promise<CallEnd> {
    return this.attempts('subscribe', subscription, request, retry, work, goesOn);
  }

  /**
   * DELETE on the kept Location, without further headers: through the connector where it leads there, else as the gateway
   * follows a foreign Location. A service that answers 404 or 410 has no such subscription any more.
   */
  async unsubscribe(subscription: Subscription, location: string, retry: RetryPolicy, work: OrderedWork): Promise<CallEnd> {
    return this.attempts('unsubscribe', subscription, { method: 'DELETE', uri: location, headers: [] }, retry, work, () => true);
  }

  private async attempts(kind: SubscriptionCallRecord['kind'], subscription: Subscription, request: HttpRequest, policy: RetryPolicy, work: OrderedWork, goesOn: () => boolean): Promise<CallEnd> {
    const { clock, random, gateway } = this.options;
    const shown = (text: string): string => gateway.redacted(withoutSignature(text));
    for (let retry = 0; ; retry++) {
      const at = clock.now();
      const answer = await this.ask(kind, request);
      const end = this.read(kind, subscription, request, answer);
      const delay = end.kind === 'failed' && isRetried(answer.status) && goesOn() ? retryDelayMs(policy, retry + 1, random) : undefined;
      const asked = retryAfterMs(headerOf(answer.headers, 'Retry-After'), clock.now()) ?? 0;
      const nextAttemptAt = delay === undefined ? undefined : clock.now() + Math.max(delay, asked);
      await this.record({
        kind, flowId: subscription.flowId, subscriptionId: subscription.id, at, uri: shown(request.uri), status: answer.status, outcome: end.kind, retry,
        ...(nextAttemptAt === undefined ? {} : { nextAttemptAt }), ...(end.kind === 'done' && end.location !== undefined ? { location: shown(end.location) } : {}),
        ...(end.kind === 'failed' ? { problem: end.problem } : {}),
        backendCalls: answer.backendCalls.map(call => ({ ...call, uri: withoutSignature(call.uri) })), logs: answer.logs, findings: end.findings,
      });
      if (nextAttemptAt === undefined) return end;
      // Interrupted, or not wanted any more: the last answer is the end.
      if (!await work.pauseUntil(nextAttemptAt) || !goesOn()) return end;
    }
  }

  private read(kind: SubscriptionCallRecord['kind'], { operationId }: Subscription, request: HttpRequest, answer: GatewayAnswer): CallEnd {
    const findings = [...answer.findings];
    if (answer.status >= 200 && answer.status < 300) {
      const location = kind === 'subscribe' ? headerOf(answer.headers, 'Location') : undefined;
      if (kind === 'subscribe' && location === undefined) findings.push(missingLocation(operationId, answer.status));
      return { kind: 'done', findings, ...(location === undefined ? {} : { location }) };
    }
    const isAnswered = answer.operationId !== undefined || answer.answeredBy !== 'gateway';
    if (kind === 'unsubscribe' && isAnswered && (answer.status === 404 || answer.status === 410)) return { kind: 'done', findings };
    if (kind === 'unsubscribe' && !isAnswered && (answer.status === 404 || answer.status === 405)) findings.push(noDeleteOperation(splitAddress(request.uri).path));
    const what = kind === 'subscribe' ? `Subscribing by ${operationId}` : `Unsubscribing from ${operationId}`;
    // A service may quote the key that it was sent, and this sentence is kept.
    return { kind: 'failed', findings, answer, problem: this.options.gateway.withoutSecrets(`${what} was answered ${answer.status}${textOfError(answer)}`) };
  }

  private async ask(kind: SubscriptionCallRecord['kind'], request: HttpRequest): Promise<GatewayAnswer> {
    const { gateway } = this.options;
    try {
      return await (kind === 'subscribe' ? gateway.send(request) : gateway.follow(request));
    } catch (error) {
      return gatewayFailed(error);
    }
  }

  private async record(call: SubscriptionCallRecord): Promise<void> {
    const { recorder, onSubscriptionCall, report } = this.options;
    try {
      await recorder.recordSubscriptionCall(call);
      onSubscriptionCall?.(call);
    } catch (error) {
      report?.(`A call to ${call.kind} for flow "${call.flowId}" could not be recorded: ${messageOf(error)}`);
    }
  }
}

/** A kept Location on the gateway's present origin: its port may have changed since. */
export function onPresentOrigin(location: string, formerOrigin: string | undefined, presentOrigin: string): string {
  const rest = formerOrigin === undefined ? undefined : restBelow(formerOrigin, location);
  return rest === undefined ? location : presentOrigin + rest;
}
