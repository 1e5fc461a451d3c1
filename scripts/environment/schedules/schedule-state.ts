import type { Assumptions } from '../assumptions';
import { occurrenceAfter } from './occurrences';
import type { Recurrence } from './recurrence';

/** What is kept of a schedule. */
export interface ScheduleState {
  /** What it was counted by, as JSON: another recurrence begins anew. */
  readonly recurrence: string;
  /** When the flow was turned on first with it: what is counted from where it has no start time. */
  readonly since: number;
  /** The next occurrence; absent where none comes any more. */
  readonly nextAt?: number;
  /** Whether the flow was turned off since. */
  readonly isOff: boolean;
  readonly last?: LastOccurrence;
}

/** The last start, as StartRecord has it. */
export interface LastOccurrence { readonly at: number; readonly runs: number; readonly problem?: string }

/** An occurrence that is later than this was missed: the machine slept, or the flow could not be at work. A kill delays by less. */
const latestMs = 3_600_000;

/** Whether an occurrence is not made up for. Documented: missed ones are not processed, and it goes on with the next one. */
export function isMissed(dueAt: number, now: number): boolean {
  return now - dueAt > latestMs;
}

/**
 * The state of a schedule that is turned on. One that was on before goes on with its next occurrence: what fell due while it
 * was off was missed, and what a kill cut off is due still. Any other begins: without a start time at once, with one that has
 * passed at the next occurrence that is counted from it (documented; see also the assumption `firstScheduledRun`).
 */
export function turnedOn(recurrence: Recurrence, kept: ScheduleState | undefined, now: number, assumed: Pick<Assumptions, 'firstScheduledRun'>): ScheduleState {
  const text = JSON.stringify(recurrence);
  if (kept?.recurrence !== text) return { ...begun(recurrence, now, assumed), recurrence: text, since: now, isOff: false, ...(kept?.last ? { last: kept.last } : {}) };
  const isDue = kept.nextAt !== undefined && (kept.nextAt > now || !(kept.isOff || isMissed(kept.nextAt, now)));
  return { ...(isDue ? kept : followedBy(kept, occurrenceAfter(recurrence, recurrence.startAt ?? kept.since, now))), isOff: false };
}

/** The state with another next occurrence. */
export function followedBy({ nextAt: _, ...state }: ScheduleState, nextAt: number | undefined): ScheduleState {
  return { ...state, ...(nextAt === undefined ? {} : { nextAt }) };
}

function begun(recurrence: Recurrence, now: number, { firstScheduledRun }: Pick<Assumptions, 'firstScheduledRun'>): Pick<ScheduleState, 'nextAt'> {
  const { startAt, schedule } = recurrence;
  const isAtOnce = startAt === undefined && (schedule === undefined || firstScheduledRun === 'atOnce');
  const nextAt = isAtOnce && !(recurrence.endAt !== undefined && recurrence.endAt < now) ? now : occurrenceAfter(recurrence, startAt ?? now, now - 1);
  return nextAt === undefined ? {} : { nextAt };
}
