import { randomUUID } from 'node:crypto';
import type { Finding } from '../finding';
import type { ConnectorFlow } from '../flows/flow';
import { retryProfiles } from '../flows/retry-policy';
import type { DeliveryRecord, RunRecord } from '../flows/run-recorder';
import type { WebhookStore, WebhookSubscription } from '../store/environment-store';
import type { FlowStatus, SubscriptionStatus } from '../polling/trigger-status';
import { callbackAddress } from './callback-address';
import { OrderedWork } from './ordered-work';
import { onPresentOrigin, SubscriptionCalls, type SubscriptionCallsOptions } from './subscription-calls';
import { messageOf } from '../error-message';
import type { WebhookPlan } from './webhook-plan';

export interface WebhookOptions extends SubscriptionCallsOptions {
  readonly webhooks: WebhookStore;
  readonly onDelivery?: (delivery: DeliveryRecord, runs: readonly RunRecord[]) => void;
  /** Hears of a flow that turned itself off, by the assumption `failedSubscription`. */
  readonly onTurnedOff?: (flowId: string) => void;
  /** Ids of subscriptions; default random. */
  readonly newSubscriptionId?: () => string;
}

/** A flow with a webhook trigger, since it was turned on first. */
export interface HookedFlow {
  flow: ConnectorFlow;
  plan: WebhookPlan;
  isOn: boolean;
  isForgotten: boolean;
  /** Counts how often it was turned on or off: work for a former life is not begun any more. */
  life: number;
  /** Whose calls start runs. */
  current: WebhookSubscription | undefined;
  problem: string | undefined;
  findings: readonly Finding[];
  readonly work: OrderedWork;
}

/**
 * Subscribes and unsubscribes the webhook triggers of flows. The calls of one flow follow one another, so that it never has
 * two subscriptions that both start runs: whatever is left of a former one ends before the next begins (facts 3.3).
 */
export class WebhookTriggers {
  private readonly flows = new Map<string, HookedFlow>();
  private readonly calls: SubscriptionCalls;

  /** `isWaitedFor` tells subscriptions of steps that wait for a call: they are ended by these. */
  constructor(private readonly options: WebhookOptions, private readonly isWaitedFor: (subscriptionId: string) => boolean) {
    this.calls = new SubscriptionCalls(options);
  }

  isOn(flowId: string): boolean {
    return this.flows.get(flowId)?.isOn === true;
  }

  /** A flow that was ever turned on here. */
  hooked(flowId: string): HookedFlow | undefined {
    const hooked = this.flows.get(flowId);
    return hooked?.isForgotten ? undefined : hooked;
  }

  /**
   * Turns on a flow that is off. Resolves when it is subscribed, or when that waits for the clock. A subscription that a
   * former process left goes on where it is for the same trigger at the same address.
   */
  async turnOn(flow: ConnectorFlow, plan: WebhookPlan): Promise<void> {
    const hooked = this.flows.get(flow.id) ?? this.added(flow, plan);
    Object.assign(hooked, { flow, plan, isOn: true, isForgotten: false, findings: [], problem: undefined });
    const life = ++hooked.life;
    hooked.work.add(() => this.establish(hooked, life));
    await hooked.work.quiet();
  }

  /** Turns a flow off that is on. From now on no call starts a run. Resolves when it is unsubscribed, or when that waits for the clock. */
  turnOff(flowId: string): Promise<void> {
    const hooked = this.flows.get(flowId);
    if (!hooked?.isOn) return Promise.resolve();
    hooked.isOn = false;
    hooked.life++;
    // It may be waiting to try again what is not wanted any more.
    if (hooked.current?.status === 'subscribing') hooked.work.interrupt();
    hooked.work.add(() => this.endAll(hooked));
    return hooked.work.quiet();
  }

  /** Subscribes the flows of a connection anew. */
  async credentialsRenewed(connectionId: string): Promise<void> {
    for (const { flow, plan } of [...this.flows.values()].filter(({ isOn, flow: each }) => isOn && each.connectionId === connectionId)) {
      void this.turnOff(flow.id);
      await this.turnOn(flow, plan);
    }
  }

  forget(flowId: string): void {
    const hooked = this.flows.get(flowId);
    if (hooked) hooked.isForgotten = true;
  }

  status(): readonly FlowStatus[] {
    return [...this.flows.values()].filter(({ isForgotten }) => !isForgotten).map(hooked => ({
      flow: hooked.flow, isOn: hooked.isOn, subscription: this.subscriptionOf(hooked), findings: [...hooked.plan.findings, ...hooked.findings],
    }));
  }

  /** Tries once more to end what could not be ended before, also for flows that are gone. */
  async endLeaked(): Promise<void> {
    const { webhooks, report } = this.options;
    for (const left of webhooks.list().filter(({ id, status }) => status === 'leaked' && !this.isWaitedFor(id))) {
      const location = this.locationOf(left);
      if (location === undefined) continue;
      const work = new OrderedWork(this.options.clock, error => report?.(`What is subscribed to could not be kept: ${messageOf(error)}`));
      work.add(async () => {
        const end = await this.calls.unsubscribe(left, location, retryProfiles.none, work);
        if (end.kind === 'done') webhooks.remove(left.id);
      });
      await work.quiet();
    }
  }

  /** Waits for the calls under way. Subscriptions stay: the service's calls reach the flow again after the next start. */
  async close(): Promise<void> {
    for (const { work } of this.flows.values()) work.interrupt();
    await Promise.all([...this.flows.values()].map(({ work }) => work.quiet()));
  }

  private added(flow: ConnectorFlow, plan: WebhookPlan): HookedFlow {
    // A store that can't be written ends a piece of the work, and nothing else.
    const work = new OrderedWork(this.options.clock, error => this.tell(hooked, `What the flow "${nameOf(hooked)}" subscribes to could not be kept: ${messageOf(error)}`));
    const hooked: HookedFlow = { flow, plan, isOn: true, isForgotten: false, life: 0, current: undefined, problem: undefined, findings: [], work };
    this.flows.set(flow.id, hooked);
    return hooked;
  }

  private async establish(hooked: HookedFlow, life: number): Promise<void> {
    await this.endAll(hooked, left => hooked.life === life && hooked.current === undefined && this.isStillGood(hooked, left));
    if (hooked.life === life && !hooked.current) await this.subscribe(hooked, life);
  }

  private isStillGood({ plan, flow }: HookedFlow, { id, status, callbackUri, connectionId }: WebhookSubscription): boolean {
    return status === 'active' && id.endsWith(`-${plan.digest}`) && connectionId === flow.connectionId && callbackUri === this.addressOf(flow.id, id);
  }

  /** Ends every subscription of the flow that is left, but one that is kept. */
  private async endAll(hooked: HookedFlow, isKept: (left: WebhookSubscription) => boolean = () => false): Promise<void> {
    const { webhooks } = this.options;
    for (const left of webhooks.list(hooked.flow.id).filter(({ id }) => !this.isWaitedFor(id))) {
      if (isKept(left)) hooked.current = left;
      // What could not be written is known here only.
      else await this.end(hooked, hooked.current?.id === left.id ? hooked.current : left);
    }
  }

  private async end(hooked: HookedFlow, left: WebhookSubscription): Promise<void> {
    if (hooked.current?.id === left.id) hooked.current = undefined;
    const location = this.locationOf(left);
    if (location === undefined) {
      if (left.status === 'leaked') return;
      return this.leak(hooked, left, left.status === 'subscribing' ? 'whether the service took it is not known, because the environment ended meanwhile' : 'the service gave no Location to call');
    }
    // What was given up before is tried once more, at every occasion.
    const retry = left.status === 'leaked' ? retryProfiles.none : hooked.plan.retry;
    const end = await this.calls.unsubscribe(left, location, retry, hooked.work);
    hooked.findings = merged(hooked.findings, end.findings);
    if (end.kind === 'done') this.options.webhooks.remove(left.id);
    else this.leak(hooked, left, end.problem);
  }

  private locationOf({ location, callbackUri }: WebhookSubscription): string | undefined {
    return location === undefined ? undefined : onPresentOrigin(location, callbackUri === undefined ? undefined : new URL(callbackUri).origin, this.options.gateway.publicOrigin);
  }

  private leak(hooked: HookedFlow, left: WebhookSubscription, problem: string): void {
    this.options.webhooks.put({ ...left, status: 'leaked', problem });
    this.tell(hooked, `A subscription of the flow "${nameOf(hooked)}" could not be ended: ${problem.replace(/\.$/, '')}. The service may go on calling; its calls start nothing. ${left.location === undefined ? 'End it at the service.' : 'It is tried again when the flow is turned on or off.'}`);
  }

  private async subscribe(hooked: HookedFlow, life: number): Promise<void> {
    const { webhooks, clock, gateway, newSubscriptionId = randomUUID } = this.options;
    const { flow, plan } = hooked;
    const id = `${newSubscriptionId()}-${plan.digest}`;
    const callbackUri = this.addressOf(flow.id, id);
    const subscription: WebhookSubscription = { id, flowId: flow.id, connectionId: flow.connectionId, operationId: flow.operationId, callbackUri, status: 'subscribing', at: clock.now() };
    webhooks.put(subscription);
    hooked.current = subscription;
    const end = await this.calls.subscribe(subscription, plan.subscribe(callbackUri), plan.retry, hooked.work, () => hooked.life === life);
    hooked.findings = merged(hooked.findings, end.findings);
    if (end.kind === 'done') {
      hooked.current = { ...subscription, status: 'active', ...(end.location === undefined ? {} : { location: end.location }) };
      webhooks.put(hooked.current);
      return;
    }
    hooked.current = undefined;
    webhooks.remove(id);
    if (hooked.life !== life) return;
    const turnsOff = gateway.assumed.failedSubscription === 'turnsOff';
    if (turnsOff) hooked.isOn = false;
    this.tell(hooked, `The flow "${nameOf(hooked)}" is not called: ${end.problem}`);
    if (turnsOff) this.options.onTurnedOff?.(flow.id);
  }

  private addressOf(flowId: string, subscriptionId: string): string {
    const { gateway } = this.options;
    return callbackAddress(gateway.publicOrigin, { flowId, subscriptionId }, text => gateway.signature(text));
  }

  private subscriptionOf({ isOn, current, problem, work }: HookedFlow): SubscriptionStatus {
    const kind = isOn ? current?.status === 'active' ? 'active' : work.isIdle ? 'none' : 'subscribing' : work.isIdle ? 'none' : 'unsubscribing';
    return { kind, ...(work.pausedUntil === undefined ? {} : { nextAttemptAt: work.pausedUntil }), ...(problem === undefined ? {} : { problem }) };
  }

  private tell(hooked: HookedFlow, problem: string): void {
    hooked.problem = problem;
    this.options.report?.(problem);
  }
}

const nameOf = ({ flow }: HookedFlow): string => flow.name ?? flow.id;

/** Findings, each once. */
function merged(known: readonly Finding[], more: readonly Finding[]): readonly Finding[] {
  return [...known, ...more.filter(({ what }) => !known.some(each => each.what === what))];
}
