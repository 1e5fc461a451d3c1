import type { Clock } from '../clocks/clock';
import { EnvironmentError } from '../finding';
import type { Flow } from './flow';
import { planOf } from './trigger-plan';
import type { Outbox } from '../flow-run/outbox';
import type { FlowRunHistory } from '../flow-run/run-history';
import { FlowRuns } from './flow-runs';
import type { Gateway } from '../gateway/gateway';
import type { HttpRequest, HttpResponse } from '../gateway/http-message';
import type { JsonValue } from '../json';
import { ManualTriggers } from '../manual/manual-triggers';
import { PollingTriggers } from '../polling/polling-triggers';
import type { Random } from './retry-policy';
import type { DeliveryRecord, PollRecord, RunRecord, RunRecorder, StartRecord, SubscriptionCallRecord } from './run-recorder';
import type { WebhookStore } from '../store/environment-store';
import { type FlowStatus, notOn } from '../polling/trigger-status';
import { schedulePlan } from '../schedules/schedule-plan';
import { ScheduleTriggers } from '../schedules/schedule-triggers';
import { MemoryWebhookStore } from '../webhooks/memory-webhook-store';
import { StepCallbacks } from '../webhooks/step-callbacks';
import { WebhookDeliveries } from '../webhooks/webhook-deliveries';
import { WebhookTriggers } from '../webhooks/webhook-triggers';

export interface FlowEngineOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  /** For the spread of retries. */
  readonly random: Random;
  /** Sees every poll after it was recorded. */
  readonly onPoll?: (poll: PollRecord, runs: readonly RunRecord[]) => void;
  /** Sees every run of a flow with steps, after it has ended and was recorded. */
  readonly onRun?: (history: FlowRunHistory) => void;
  /** Sees every call to a webhook trigger after it was recorded. */
  readonly onDelivery?: (delivery: DeliveryRecord, runs: readonly RunRecord[]) => void;
  /** Sees every occurrence of a schedule, and every run that is started by hand, after it was recorded. */
  readonly onStart?: (start: StartRecord, runs: readonly RunRecord[]) => void;
  /** Sees every attempt to subscribe or unsubscribe after it was recorded. */
  readonly onSubscriptionCall?: (call: SubscriptionCallRecord) => void;
  /** Hears of a flow that turned itself off, because its webhook could not be subscribed and the assumption `failedSubscription` says so. */
  readonly onTurnedOff?: (flowId: string) => void;
  /** Where the subscriptions of webhooks are kept; default: nowhere beyond this process. */
  readonly webhooks?: WebhookStore;
  /** Ids of subscriptions; default random. */
  readonly newSubscriptionId?: () => string;
  /** Where messages of flows end. */
  readonly outbox?: Outbox;
  /** Hears what could not be recorded. */
  readonly report?: (line: string) => void;
}

/** Runs flows: their triggers, and what these start. Everything it knows of a trigger is in its recorder and its webhook store. */
export class FlowEngine {
  private readonly runs: FlowRuns;
  private readonly polling: PollingTriggers;
  private readonly webhooks: WebhookTriggers;
  private readonly schedules: ScheduleTriggers;
  private readonly manual: ManualTriggers;
  private readonly deliveries: WebhookDeliveries;

  constructor(private readonly options: FlowEngineOptions) {
    const webhookOptions = { ...options, webhooks: options.webhooks ?? new MemoryWebhookStore() };
    const steps = new StepCallbacks(webhookOptions);
    this.runs = new FlowRuns({ ...options, awaitCall: flowId => steps.of(flowId) });
    this.polling = new PollingTriggers(options, this.runs);
    this.webhooks = new WebhookTriggers(webhookOptions, id => steps.owns(id));
    this.schedules = new ScheduleTriggers(options, this.runs, () => options.gateway.assumed);
    this.manual = new ManualTriggers(options, this.runs);
    this.deliveries = new WebhookDeliveries(options, this.runs, { hooked: flowId => this.webhooks.hooked(flowId), toStep: (id, request) => steps.deliver(id, request) });
  }

  /**
   * Turns a flow on. A polling trigger that was on before goes on from its kept Location; if its inputs changed, as the
   * assumption `editedInputs` says. A schedule that was on before goes on with its next occurrence. A webhook trigger subscribes; where that fails, the flow's status says so. Resolves when
   * that is done or waits for the clock. Throws EnvironmentError 'flow', 'connection', 'operation' or 'inputs'.
   */
  async turnOn(flow: Flow): Promise<void> {
    const turnOn = this.prepared(flow);
    if (this.isOn(flow.id)) throw new EnvironmentError('flow', `The flow "${flow.id}" is on already. Edit it, or turn it off first.`);
    await turnOn();
  }

  /**
   * Turns a flow off. A poll under way still counts; a webhook trigger unsubscribes. Resolves when that is done or waits for
   * the clock, and does not reject. Throws EnvironmentError 'flow' where the flow is not on.
   */
  turnOff(flowId: string): Promise<void> {
    if (!this.isOn(flowId)) throw notOn(flowId, this.status());
    this.polling.turnOff(flowId);
    this.manual.turnOff(flowId);
    return Promise.all([this.webhooks.turnOff(flowId), this.schedules.turnOff(flowId)]).then(() => undefined);
  }

  /** Saves a changed flow that is on. Nothing changes where it throws, as `turnOn` does. */
  async edit(flow: Flow): Promise<void> {
    this.prepared(flow);
    void this.turnOff(flow.id);
    await this.turnOn(flow);
  }

  /**
   * Polls a flow that is on at once, in the place of its next poll; the one after it follows by the usual rules. Resolves
   * with the poll, or undefined where it could not be recorded. Throws EnvironmentError 'flow' where the flow is not on, and
   * for a trigger that can't be asked.
   */
  async pollNow(flowId: string): Promise<PollRecord | undefined> {
    if (this.webhooks.isOn(flowId)) throw new EnvironmentError('flow', `The flow "${flowId}" has a webhook trigger: it is called by its service, and can't be asked.`);
    if (!this.polling.isOn(flowId)) throw notOn(flowId, this.status());
    return this.polling.pollNow(flowId);
  }

  /**
   * Starts a run of a flow that is on by hand: of one that a person starts, with that trigger body, or of a schedule, whose next
   * occurrence stays as it is. Rejects where it could not be recorded. Throws EnvironmentError 'flow' where the flow is not on.
   */
  async startNow(flowId: string, body: JsonValue): Promise<StartRecord> {
    if (this.manual.isOn(flowId)) return this.manual.start(flowId, body);
    const start = await this.schedules.startNow(flowId);
    if (!start) throw new Error('It could not be recorded, so it counts as not made.');
    return start;
  }

  /** Answers a call of a service to an address below `/callbacks` (see WebhookDeliveries.deliver). Does not reject. */
  deliver(request: HttpRequest): Promise<HttpResponse> {
    return this.deliveries.deliver(request);
  }

  /** Forgets a flow that is off. What is recorded of it stays, and a subscription that is being ended is. */
  forget(flowId: string): void {
    if (this.isOn(flowId)) throw new EnvironmentError('flow', `The flow "${flowId}" is on. Turn it off first.`);
    this.polling.forget(flowId);
    this.webhooks.forget(flowId);
    this.schedules.forget(flowId);
    this.manual.forget(flowId);
  }

  status(): readonly FlowStatus[] {
    return [...this.polling.status(), ...this.webhooks.status(), ...this.schedules.status(), ...this.manual.status()];
  }

  /**
   * Subscribes the webhook triggers of a connection anew, as the platform does when its credentials are renewed (facts 3.3).
   * Resolves as `turnOn` does, and does not reject.
   */
  credentialsRenewed(connectionId: string): Promise<void> {
    return this.webhooks.credentialsRenewed(connectionId);
  }

  /** Tries once more to end webhook subscriptions that could not be ended before, those of flows that are gone too. Does not reject. */
  endLeaked(): Promise<void> {
    return this.webhooks.endLeaked();
  }

  /** Starts a run that is recorded already again, from its trigger: one under which the process ended. The flow need not be on. */
  runAgain(flow: Flow, run: RunRecord): void {
    this.runs.start(flow, run);
  }

  /** Resolves when no run is under way; what waits on the clock needs it to move meanwhile. */
  idle(): Promise<void> {
    return this.runs.idle();
  }

  /** Ends all polling and all schedules and waits for what is under way. Webhooks stay subscribed. Runs under way go on while the clock does. */
  async close(): Promise<void> {
    await Promise.all([this.polling.close(), this.webhooks.close(), this.schedules.close()]);
  }

  private isOn(flowId: string): boolean {
    return [this.polling, this.webhooks, this.schedules, this.manual].some(triggers => triggers.isOn(flowId));
  }

  /** What turns a flow on. Throws as `turnOn` does where it can't be; nothing has changed then. */
  private prepared(flow: Flow): () => Promise<void> {
    const alone = (kept: { forget(flowId: string): void }): void => {
      for (const triggers of [this.polling, this.webhooks, this.schedules, this.manual]) if (triggers !== kept) triggers.forget(flow.id);
    };
    if ('manual' in flow) return async () => { alone(this.manual); this.manual.turnOn(flow); };
    if ('recurrence' in flow) {
      const plan = schedulePlan(flow);
      return async () => { alone(this.schedules); await this.schedules.turnOn(flow, plan); };
    }
    const plan = planOf(flow, this.options.gateway);
    if (plan.kind === 'polling') return async () => { alone(this.polling); await this.polling.turnOn(flow, plan); };
    return async () => { alone(this.webhooks); await this.webhooks.turnOn(flow, plan); };
  }
}
