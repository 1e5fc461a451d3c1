import type { Clock } from '../clocks/clock';
import { flowLimits } from './flow-limits';
import type { Gateway, Invocation } from '../gateway/gateway';
import { type GatewayAnswer, gatewayFailed } from '../gateway/gateway-answer';
import { headerOf, type HttpRequest } from '../gateway/http-message';
import { retryAfterMs } from '../gateway/retry-after';
import { isRetried, type Random, retryDelayMs, type RetryPolicy } from './retry-policy';

export interface ActionPorts {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
}

export interface ActionOptions {
  /** Default: that of the assumed performance profile. */
  readonly retry?: RetryPolicy;
  /** Off: a 202 with Location is the result, as with the setting DisableAsyncPattern. */
  readonly asynchronous?: boolean;
  /** How long a 202 may be waited for; default 30 days, the documented longest (facts 3.4). */
  readonly timeoutMs?: number;
  /** Sees every answer on the way. */
  readonly onAnswer?: (step: ActionStep) => void;
}

/** The call itself, a question whether it is done, or a further page of its result. */
export type ActionCall = 'call' | 'poll' | 'page';

/** One answer on the way to an action's result. */
export interface ActionStep {
  readonly at: number;
  readonly kind: ActionCall;
  /** 0 for the first attempt of this step. */
  readonly retry: number;
  readonly answer: GatewayAnswer;
}

/** How an action ended: succeeded by a 2xx answer, failed by another, or timed out while it was waited for. */
export interface ActionResult {
  readonly outcome: 'succeeded' | 'failed' | 'timedOut';
  readonly answer: GatewayAnswer;
  readonly steps: readonly ActionStep[];
}

/** Between two polls where the answer says nothing of it (facts 4.2). */
const defaultPollMs = 20_000;
const longestActionMs = 30 * 86_400_000;

/**
 * Runs an action as a flow's step: retries by its policy, and a 202 with Location is polled until something else comes.
 * A 202 without Location is a plain success (facts 4.2). All waiting is on the clock: with a virtual one, give the promise
 * to `runUntil`. Throws EnvironmentError 'connection', 'operation' or 'inputs' before anything is called.
 */
export async function invokeAction(ports: ActionPorts, invocation: Invocation, options: ActionOptions = {}): Promise<ActionResult> {
  return sendAction(ports, ports.gateway.requestFor(invocation), 'call', options);
}

/** The same for a request that is made already. */
export function sendAction(ports: ActionPorts, request: HttpRequest, kind: 'call' | 'page', options: ActionOptions): Promise<ActionResult> {
  return new Promise((resolve, reject) => new ActionRun(ports, options, resolve, reject).start(request, kind));
}

interface NextCall { readonly request: HttpRequest; readonly kind: ActionCall; readonly retry: number }

/** Each step is a job of the clock, so that a clock that is moved waits for it to end. */
class ActionRun {
  private readonly steps: ActionStep[] = [];
  private readonly startedAt: number;

  constructor(private readonly ports: ActionPorts, private readonly options: ActionOptions, private readonly resolve: (result: ActionResult) => void, private readonly reject: (error: unknown) => void) {
    this.startedAt = ports.clock.now();
  }

  start(request: HttpRequest, kind: ActionCall): void {
    this.later(0, { request, kind, retry: 0 });
  }

  private later(waitMs: number, next: NextCall): void {
    const { clock } = this.ports;
    clock.at(clock.now() + waitMs, async () => {
      try {
        await this.step(next.request, next.kind, next.retry);
      } catch (error) {
        this.reject(error);
      }
    });
  }

  private async step(request: HttpRequest, kind: ActionCall, retry: number): Promise<void> {
    const { clock, random } = this.ports;
    const answer = await this.ask(request, kind);
    const step: ActionStep = { at: clock.now(), kind, retry, answer };
    this.steps.push(step);
    this.options.onAnswer?.(step);
    const asked = retryAfterMs(headerOf(answer.headers, 'Retry-After'), clock.now());
    const location = headerOf(answer.headers, 'Location');
    if (answer.status === 202 && location !== undefined && this.options.asynchronous !== false) {
      return this.unlessTimedOut(asked ?? defaultPollMs, answer, { request: { method: 'GET', uri: location, headers: [] }, kind: 'poll', retry: 0 });
    }
    const delay = isRetried(answer.status) ? retryDelayMs(this.options.retry ?? flowLimits(this.ports.gateway.assumed).retry, retry + 1, random) : undefined;
    if (delay !== undefined) return this.unlessTimedOut(Math.max(delay, asked ?? 0), answer, { request, kind, retry: retry + 1 });
    this.end(answer.status >= 200 && answer.status < 300 ? 'succeeded' : 'failed', answer);
  }

  private async ask(request: HttpRequest, kind: ActionCall): Promise<GatewayAnswer> {
    const { gateway } = this.ports;
    try {
      return await (kind === 'call' ? gateway.send(request) : gateway.follow(request));
    } catch (error) {
      return gatewayFailed(error);
    }
  }

  private unlessTimedOut(waitMs: number, answer: GatewayAnswer, next: NextCall): void {
    const limit = this.startedAt + (this.options.timeoutMs ?? longestActionMs);
    if (this.ports.clock.now() + waitMs > limit) this.end('timedOut', answer);
    else this.later(waitMs, next);
  }

  private end(outcome: ActionResult['outcome'], answer: GatewayAnswer): void {
    this.resolve({ outcome, answer, steps: this.steps });
  }
}
