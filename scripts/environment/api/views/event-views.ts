import type { Environment } from '../../environment';
import type { NumberedEvent } from '../../host/environment-event';
import type { Wire } from '../contract/shapes';
import { clockView } from '../handlers/environment-handlers';
import { connectionView } from './connection-views';
import { flowView } from './flow-views';
import { deliveryView, messageView, pollView, summaryOf } from './run-views';

/** An event with what it is about as that is now; undefined for a run that is not kept any more. */
export function eventView(environment: Environment, event: NumberedEvent): Wire<'Event'> | undefined {
  const base = { id: event.id, at: new Date(event.at).toISOString() };
  switch (event.kind) {
    case 'poll': return { ...base, kind: event.kind, poll: pollView(event.poll) };
    case 'delivery': return { ...base, kind: event.kind, delivery: deliveryView(event.delivery) };
    case 'runStarted': case 'runEnded': {
      const run = summaryOf(environment, event.runKey);
      return run && { ...base, kind: event.kind, run };
    }
    case 'message': return { ...base, kind: event.kind, message: messageView(event) };
    case 'connectionChanged': {
      const connection = environment.store.connections.get(event.connectionId);
      return { ...base, kind: event.kind, connectionId: event.connectionId, ...(connection ? { connection: connectionView(environment, connection) } : {}) };
    }
    case 'flowChanged': {
      const flow = environment.store.flows.get(event.flowId);
      return { ...base, kind: event.kind, flowId: event.flowId, ...(flow ? { flow: flowView(environment, flow) } : {}) };
    }
    case 'connectorChanged': return { ...base, kind: event.kind, connector: event.connector };
    case 'clockChanged': return { ...base, kind: event.kind, clock: clockView(environment) };
    case 'problem': return { ...base, kind: event.kind, message: event.message };
  }
}
