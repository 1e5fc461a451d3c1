/** How a step of a flow's run waits for a call (an operation with x-ms-notification-url and without x-ms-trigger, facts 3.3): the port that webhooks fill. */
import type { RetryPolicy } from '../flows/retry-policy';
import type { GatewayAnswer } from '../gateway/gateway-answer';
import type { HttpRequest } from '../gateway/http-message';

/** What a step asks for that waits to be called. */
export interface StepSubscription {
  readonly connectionId: string;
  readonly operationId: string;
  /** The request that subscribes that callback address. */
  readonly subscribe: (callbackUri: string) => HttpRequest;
  readonly retry: RetryPolicy;
  readonly timeoutMs: number;
  /** Resolves when the run is ended meanwhile. */
  readonly cancelled: Promise<void>;
}

/** How its waiting ended. */
export type StepCall = { readonly kind: 'called'; readonly request: HttpRequest } | { readonly kind: 'notSubscribed'; readonly answer: GatewayAnswer } | { readonly kind: 'timedOut' } | { readonly kind: 'cancelled' };

/** Lets a step of a flow's run wait for a call. */
export type AwaitCall = (subscription: StepSubscription) => Promise<StepCall>;
