import { withoutSecrets } from '../connections/redaction';
import type { JsonValue } from '../json';
import type { RunRecorder, TriggerState } from '../flows/run-recorder';

/** A record with the secrets of connections as `***`. Records are plain data and keep their shape. */
export const shownRecord = <Record>(record: Record, redact: (text: string) => string): Record => withoutSecrets(record as JsonValue, redact) as Record; // as said

/**
 * A recorder that keeps polls, deliveries and what started runs without secrets of connections; histories have none already. A run
 * that starts again after a kill sees `***` where a service had repeated a secret in an event. Only the address of the next poll
 * stays as it is, for it must be asked, and says that it holds a secret.
 */
export function shownRecords(recorder: RunRecorder, redact: (text: string) => string): RunRecorder {
  const shown = <Record>(record: Record): Record => shownRecord(record, redact);
  const marked = (state: TriggerState): TriggerState => {
    const { holdsSecret: _, ...plain } = state;
    return state.nextUri !== undefined && redact(state.nextUri) !== state.nextUri ? { ...plain, holdsSecret: true } : plain;
  };
  return {
    recordPoll: (poll, runs, state) => recorder.recordPoll(shown(poll), runs.map(shown), marked(state)),
    recordDelivery: (delivery, runs, state) => recorder.recordDelivery(shown(delivery), runs.map(shown), marked(state)),
    recordStart: (start, runs, schedule) => recorder.recordStart(shown(start), runs.map(shown), schedule),
    keepSchedule: (flowId, schedule) => recorder.keepSchedule(flowId, schedule),
    scheduleOf: flowId => recorder.scheduleOf(flowId),
    recordSubscriptionCall: call => recorder.recordSubscriptionCall(shown(call)),
    recordHistory: history => recorder.recordHistory(history),
    stateOf: flowId => recorder.stateOf(flowId),
    historyOf: runKey => recorder.historyOf(runKey),
    runs: flowId => recorder.runs(flowId),
    polls: flowId => recorder.polls(flowId),
    deliveries: flowId => recorder.deliveries(flowId),
    subscriptionCalls: flowId => recorder.subscriptionCalls(flowId),
  };
}
