import type { StoredFlow } from '../../../scripts/environment';
import type { WorkflowTrigger } from '../../../scripts/workflow-language/workflow-document';
import { flowDocument, steps } from '../flow-run/small-flow';
import { storedFlow } from '../store/temporary-store';

export const [minute, hour] = [60_000, 3_600_000] as const;

/** Flows with their recurrences; what a schedule has besides frequency and interval is open in the document's type. */
const recurrences: Readonly<Record<string, object>> = {
  minutely: { frequency: 'Minute', interval: 1 },
  uneven: { frequency: 'Second', interval: 437, startTime: '2026-03-02T07:10:00Z' },
  timetable: { frequency: 'Day', interval: 1, startTime: '2026-03-02T07:00:00Z', schedule: { hours: [7, 8, 9, 12, 18, 23], minutes: [0, 7, 31, 58] } },
};

export const scheduledFlows: readonly StoredFlow[] = Object.entries(recurrences).map(([id, recurrence]) =>
  storedFlow(id, { connections: {}, document: flowDocument(steps({ Note: { type: 'Compose', inputs: 'noted' } }), {}, { type: 'Recurrence', recurrence: recurrence as NonNullable<WorkflowTrigger['recurrence']> }) }));
