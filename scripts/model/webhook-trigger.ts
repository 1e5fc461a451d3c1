import { callerOf } from '../diagnostics/place';
import { sharedPart, type OperationDetails, type Parameters, type WebhookTrigger } from './operation';
import type { Schema } from './schema';

interface WebhookTriggerDetails<P extends Parameters, N extends Schema, U extends string> extends OperationDetails<P> {
  readonly method?: 'post' | 'put' | 'patch';
  readonly path: string;
  readonly hint: string;
  /** What the service posts when something happens. */
  readonly notification: N;
  /** The name of the body's property (or a path a/b) that carries the callback address. */
  readonly callbackUrlIn: U;
  readonly subscription?: Schema;
}

/** A trigger that subscribes with the service; the service posts to a callback address of the platform. */
export function webhookTrigger<const P extends Parameters, const N extends Schema, const U extends string>(details: WebhookTriggerDetails<P, N, U>): WebhookTrigger<P, N, U> {
  const { parameters, notification, callbackUrlIn, subscription } = details;
  return {
    ...sharedPart(details), visibility: details.visibility ?? 'important',
    kind: 'webhookTrigger', method: details.method ?? 'post', path: details.path, hint: details.hint, successStatus: 201, parameters,
    ...(subscription ? { output: subscription } : {}), notification: { schema: notification, urlIn: callbackUrlIn },
    handler: { kind: 'backend' }, place: callerOf(webhookTrigger), diagnostics: [],
  };
}

