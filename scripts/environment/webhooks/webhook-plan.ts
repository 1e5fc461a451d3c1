import { createHash } from 'node:crypto';
import type { Finding } from '../finding';
import type { ConnectorFlow } from '../flows/flow';
import { flowLimits, mostItems } from '../flows/flow-limits';
import type { Gateway } from '../gateway/gateway';
import type { HttpRequest } from '../gateway/http-message';
import type { ConnectorOperation, InstalledConnector } from '../connectors/installed-connector';
import type { JsonObject } from '../json';
import { restBelow } from '../gateway/location';
import type { RetryPolicy } from '../flows/retry-policy';
import { splitOnBySchema, splitOnOf, type SplitRules } from '../polling/split-on';
import { notificationSchema } from './notification-content';
import { notificationPlaces, withNotificationUrl } from './notification-url';
import { noNotificationUrl } from './webhook-findings';

/** A flow that a webhook starts. */
export interface WebhookPlan {
  readonly kind: 'webhook';
  readonly connector: InstalledConnector;
  readonly operation: ConnectorOperation;
  /** The request that subscribes that callback address. */
  readonly subscribe: (callbackUri: string) => HttpRequest;
  /** Tells what is subscribed to: another connection, operation or input gives another one. */
  readonly digest: string;
  readonly rules: SplitRules;
  /** What deliveries should look like. */
  readonly content: JsonObject | undefined;
  readonly retry: RetryPolicy;
  readonly findings: readonly Finding[];
}

/** Prepares a webhook trigger. Throws EnvironmentError 'connection', 'operation' or 'inputs'. */
export function webhookPlan(flow: ConnectorFlow, gateway: Gateway): WebhookPlan {
  const { connector, operation } = gateway.operation(flow.connectionId, flow.operationId);
  const subscribe = (callbackUri: string): HttpRequest => gateway.requestFor({ ...flow, inputs: withNotificationUrl(connector, operation, flow.inputs, callbackUri) });
  const content = notificationSchema(connector, operation);
  return {
    kind: 'webhook', connector, operation, subscribe, content,
    digest: digestOf(flow, subscribe('https://callback.invalid/'), gateway.publicOrigin),
    rules: { splitOn: splitOnOf(flow.splitOn, splitOnBySchema(connector, operation, content)), mostItems: mostItems(flow.concurrency, gateway.assumed), assumed: gateway.assumed },
    retry: flow.retry ?? flowLimits(gateway.assumed).retry,
    findings: notificationPlaces(connector, operation).length === 0 ? [noNotificationUrl(operation.operationId)] : [],
  };
}

/** The gateway's own origin does not count: its port may change between starts. */
function digestOf({ connectionId, operationId }: ConnectorFlow, { method, uri, headers, body }: HttpRequest, origin: string): string {
  const told = [connectionId, operationId, method, restBelow(origin, uri) ?? uri, headers, Buffer.from(body ?? []).toString('base64')];
  return createHash('sha256').update(JSON.stringify(told)).digest('hex').slice(0, 16);
}
