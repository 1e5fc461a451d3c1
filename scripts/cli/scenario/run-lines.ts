/** Runs in words: the event that started one, how its steps ended, what it sent. */
import { allSteps, destinationOf, messageSummary, type FlowRunHistory, type OutboxMessage, type RunRecord, type StepHistory } from '../../environment';

/** Columns of a line of the scenario. */
const lineWidth = 118;
const indent = '        ';

/** A run with the event's own sentence. */
export const eventLine = (run: RunRecord): string => clipped(`${indent}${summaryOf(run)}`);

const summaryOf = ({ payload }: RunRecord): string =>
  (typeof payload === 'object' && payload !== null && 'summary' in payload ? String(payload['summary']) : JSON.stringify(payload));

/** How a run went: its steps in one line, each of its messages in one, what failed in one each. */
export function runLines(history: FlowRunHistory, messages: readonly OutboxMessage[]): readonly string[] {
  return [
    clipped(`${indent}${stepsInWords(history.steps)}`),
    ...failuresOf(history),
    ...messages.map(message => clipped(`${indent}${destinationOf(message)} · ${messageSummary(message)}`)),
  ];
}

/** "✓ Retrieve partitions · ✓ For each partition (3 items) · – Refresh the segments". */
function stepsInWords(steps: readonly StepHistory[]): string {
  return steps.map(step => `${mark(step)} ${step.name.replaceAll('_', ' ')}${insideInWords(step)}`).join(' · ');
}

const mark = ({ status }: StepHistory): string => (status === 'Succeeded' ? '✓' : status === 'Skipped' ? '–' : '✗');

/** Of a loop how many items, of a condition which branch ran. */
function insideInWords({ type, inner = [] }: StepHistory): string {
  const ran = inner.filter(({ steps }) => steps.some(({ status }) => status !== 'Skipped'));
  if (type === 'Foreach') return ` (${ran.length} item${ran.length === 1 ? '' : 's'})`;
  return type === 'If' ? ` (${ran.length === 0 ? 'nothing to do' : stepsInWords(ran.flatMap(({ steps }) => steps))})` : '';
}

/** The first failures, each once however many rounds of a loop it failed. */
function failuresOf({ steps, error }: FlowRunHistory): readonly string[] {
  const failed = allSteps(steps).filter(({ status }) => status === 'Failed' || status === 'TimedOut').map(step => `${step.name}: ${step.error?.message ?? step.status}`);
  return [...new Set(failed.length === 0 && error ? [error.message] : failed)].slice(0, 3).map(text => clipped(`${indent}✗ ${text}`));
}

/** At most as wide as a line of the scenario, without control characters. */
export function clipped(text: string): string {
  const points = [...text.trimEnd().replace(/\p{C}/gu, ' ')];
  return points.length <= lineWidth ? points.join('') : `${points.slice(0, lineWidth - 1).join('')}…`;
}
