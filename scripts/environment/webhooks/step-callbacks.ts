import { randomUUID } from 'node:crypto';
import { settled, settlingClock } from '../flow-run/settling-clock';
import type { AwaitCall, StepCall, StepSubscription } from '../flow-run/step-call';
import type { HttpRequest } from '../gateway/http-message';
import type { RetryPolicy } from '../flows/retry-policy';
import type { WebhookSubscription } from '../store/environment-store';
import { callbackAddress } from './callback-address';
import { OrderedWork } from './ordered-work';
import { SubscriptionCalls } from './subscription-calls';
import { messageOf } from '../error-message';
import type { WebhookOptions } from './webhook-triggers';

/**
 * Steps that subscribe and wait for a call (an operation with x-ms-notification-url and without x-ms-trigger, facts 3.3). They
 * unsubscribe when they were called, when their time is up and when the run is cancelled, as Logic Apps documents it.
 */
export class StepCallbacks {
  private readonly waiting = new Map<string, (request: HttpRequest) => void>();
  /** Those that wait, and those that are being ended. */
  private readonly own = new Set<string>();
  private readonly calls: SubscriptionCalls;

  constructor(private readonly options: WebhookOptions) {
    this.calls = new SubscriptionCalls(options);
  }

  /** Whether a subscription is a step's, which ends it itself. */
  owns(subscriptionId: string): boolean {
    return this.own.has(subscriptionId);
  }

  /** Hands a call to the step that waits for it, once; false where none does. */
  deliver(subscriptionId: string, request: HttpRequest): boolean {
    const called = this.waiting.get(subscriptionId);
    this.waiting.delete(subscriptionId);
    called?.(request);
    return called !== undefined;
  }

  /** For the runs of a flow. */
  of(flowId: string): AwaitCall {
    return asked => {
      const { clock, gateway, newSubscriptionId = randomUUID } = this.options;
      const id = newSubscriptionId();
      const callbackUri = callbackAddress(gateway.publicOrigin, { flowId, subscriptionId: id }, text => gateway.signature(text));
      return this.awaited(asked, callbackUri, { id, flowId, connectionId: asked.connectionId, operationId: asked.operationId, callbackUri, status: 'subscribing', at: clock.now() });
    };
  }

  private async awaited({ subscribe, retry, timeoutMs, cancelled }: StepSubscription, callbackUri: string, subscription: WebhookSubscription): Promise<StepCall> {
    const { webhooks, clock, report } = this.options;
    const { id } = subscription;
    const work = new OrderedWork(settlingClock(clock), error => report?.(`What a step of the flow "${subscription.flowId}" subscribes to could not be kept: ${messageOf(error)}`));
    webhooks.put(subscription);
    this.own.add(id);
    const call = await new Promise<StepCall>(resolve => {
      // Whatever happens is a job of the clock that ends when the run waits again: whoever moves time never moves it past the run.
      const soon = (happening: () => void, at = clock.now()) => clock.at(at, async () => {
        happening();
        for (let turn = 0; turn < 2; turn++) await settled().then(() => work.quiet());
        await settled();
      });
      const over = (how: StepCall): void => {
        limit.cancel();
        this.waiting.delete(id);
        resolve(how);
        work.interrupt();
      };
      const limit = soon(() => over({ kind: 'timedOut' }), clock.now() + timeoutMs);
      const isWaiting = (): boolean => this.waiting.has(id);
      this.waiting.set(id, request => void soon(() => over({ kind: 'called', request })));
      void cancelled.then(() => soon(() => over({ kind: 'cancelled' })));
      soon(() => work.add(async () => {
        const begun = await this.calls.subscribe(subscription, subscribe(callbackUri), retry, work, isWaiting);
        if (begun.kind === 'done') return webhooks.put({ ...subscription, status: 'active', ...(begun.location === undefined ? {} : { location: begun.location }) });
        webhooks.remove(id);
        over({ kind: 'notSubscribed', answer: begun.answer });
      }));
    });
    work.add(async () => {
      await this.end(id, retry, work);
      this.own.delete(id);
    });
    await work.quiet();
    return call;
  }

  private async end(id: string, retry: RetryPolicy, work: OrderedWork): Promise<void> {
    const { webhooks } = this.options;
    const current = webhooks.get(id);
    if (!current) return;
    const end = current.location === undefined ? undefined : await this.calls.unsubscribe(current, current.location, retry, work);
    if (end?.kind === 'done') webhooks.remove(id);
    else webhooks.put({ ...current, status: 'leaked', problem: end?.problem ?? 'the service gave no Location to call' });
  }
}
