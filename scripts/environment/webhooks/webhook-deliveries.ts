import type { Clock } from '../clocks/clock';
import type { FlowRuns } from '../flows/flow-runs';
import type { Gateway } from '../gateway/gateway';
import { errorResponse, type HttpRequest, type HttpResponse } from '../gateway/http-message';
import { type DeliveryRecord, runKey, type RunRecord, type RunRecorder } from '../flows/run-recorder';
import { readCallback } from './callback-address';
import { deliveredHeaders, readDelivery } from './delivery';
import { messageOf } from '../error-message';
import type { HookedFlow } from './webhook-triggers';

export interface DeliveryOptions {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly recorder: RunRecorder;
  readonly onDelivery?: (delivery: DeliveryRecord, runs: readonly RunRecord[]) => void;
  readonly report?: (line: string) => void;
}

/** Who may be called: triggers by their flow, and steps that wait. */
export interface Callees {
  readonly hooked: (flowId: string) => HookedFlow | undefined;
  /** Hands the call to a step that waits for it; false where none does. */
  readonly toStep: (subscriptionId: string, request: HttpRequest) => boolean;
}

const accepted: HttpResponse = { status: 202, headers: [], body: new Uint8Array() };

/** Answers the calls of services to callback addresses. Each call is recorded once, with the runs that it starts. */
export class WebhookDeliveries {
  /** The recordings of each flow follow one another, for each takes the next number. */
  private readonly last = new Map<string, Promise<unknown>>();

  constructor(private readonly options: DeliveryOptions, private readonly runs: FlowRuns, private readonly callees: Callees) {}

  /**
   * Answers a call below `/callbacks`: 202 at once when its runs are recorded; 401 without the right signature; 404 where it
   * leads to nothing; by the assumption `callbackWhenOff` where its flow is off; 429 where no more runs may wait (documented
   * for webhook triggers); 500 where it could not be recorded, so that the service sends it again.
   */
  async deliver(request: HttpRequest): Promise<HttpResponse> {
    const { gateway } = this.options;
    const target = readCallback(request.uri, gateway.publicOrigin, text => gateway.signature(text));
    if (!target) return errorResponse(404, 'CallbackNotFound', 'Callback addresses are /callbacks/{flow}/{subscription} with their query.');
    if (!target.isSigned) return errorResponse(401, 'AuthorizationFailed', 'The signature of the callback address (sig) is missing or wrong. Call the address as it was given, with its whole query.');
    if (request.method !== 'POST' && gateway.assumed.callbackMethods === 'postOnly') return errorResponse(405, 'MethodNotAllowed', `A callback address takes POST, not ${request.method}.`);
    if (this.callees.toStep(target.subscriptionId, request)) return accepted;
    const hooked = this.callees.hooked(target.flowId);
    if (!hooked) return errorResponse(404, 'WorkflowNotFound', `No flow "${target.flowId}" waits for calls.`);
    if (!hooked.isOn) return errorResponse(gateway.assumed.callbackWhenOff, 'WorkflowTriggerIsNotEnabled', `The flow "${hooked.flow.name ?? hooked.flow.id}" is off.`);
    if (hooked.current?.id !== target.subscriptionId) return errorResponse(404, 'SubscriptionNotFound', 'This subscription of the flow has ended.');
    return this.inTurn(target.flowId, () => this.record(hooked, target.subscriptionId, request));
  }

  private async inTurn(flowId: string, recording: () => Promise<HttpResponse>): Promise<HttpResponse> {
    const turn = (this.last.get(flowId) ?? Promise.resolve()).then(recording);
    this.last.set(flowId, turn);
    return turn;
  }

  /** Never rejects. */
  private async record({ flow, plan }: HookedFlow, subscriptionId: string, request: HttpRequest): Promise<HttpResponse> {
    const { clock, recorder, report, onDelivery } = this.options;
    const at = clock.now();
    const isFull = this.runs.isFull(flow);
    const { events, outcome, problem: unread, findings } = readDelivery(request, plan);
    const headers = deliveredHeaders(request);
    const admitted = this.runs.admitted(flow, isFull ? [] : events, headers);
    const full = isFull ? `${flow.concurrency?.waitingRuns} runs of the flow wait already, so this call was answered 429 and starts none.` : undefined;
    const problem = full ?? unread ?? admitted.problem;
    let delivery: DeliveryRecord;
    let runs: readonly RunRecord[];
    try {
      const deliveryNumber = ((await recorder.stateOf(flow.id))?.polls ?? 0) + 1;
      runs = admitted.events.map(({ payload, itemIndex }): RunRecord => ({ key: runKey(flow.id, deliveryNumber, itemIndex), flowId: flow.id, pollNumber: deliveryNumber, itemIndex, at, payload, headers }));
      delivery = {
        flowId: flow.id, deliveryNumber, subscriptionId, at, status: isFull ? 429 : 202, outcome: isFull ? 'refused' : outcome === 'failed' ? 'nothing' : outcome, runs: runs.length, findings,
        ...(admitted.unmet > 0 ? { unmet: admitted.unmet } : {}), ...(problem === undefined ? {} : { problem }),
      };
      await recorder.recordDelivery(delivery, runs, { triggerUri: '', polls: deliveryNumber });
    } catch (error) {
      report?.(`A call to the flow "${flow.name ?? flow.id}" could not be recorded, so it was answered 500 and starts nothing: ${messageOf(error)}`);
      return errorResponse(500, 'NotRecorded', 'The call could not be recorded. Send it again.');
    }
    for (const run of runs) this.runs.start(flow, run);
    try {
      onDelivery?.(delivery, runs);
    } catch (error) {
      report?.(`What watches the deliveries failed: ${messageOf(error)}`);
    }
    return isFull ? errorResponse(429, 'TooManyRunsWaiting', 'Too many runs of this flow wait already. Send the call again later.') : accepted;
  }
}
