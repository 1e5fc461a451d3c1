import { offsetAt } from '../../workflow-language/dates/time-zone';

const day = 86_400_000;

/** What a zone's clock shows at an instant, as the milliseconds since 1970 that UTC's clock would show so. */
export function wallTime(instant: number, zone: string): number {
  return instant + offsetAt(instant, zone);
}

/**
 * The instant at which a zone's clock shows a time. A time that comes twice in a day is its first one, and a time that is left
 * out comes as much later as the clock is put forward: 2:30 is then 3:30. Source: "Schedules for recurring triggers", the
 * tables of 10 March and 3 November 2019.
 */
export function instantOf(wall: number, zone: string): number {
  const before = wall - offsetAt(wall - day, zone);
  if (wallTime(before, zone) === wall) return before;
  const after = wall - offsetAt(wall + day, zone);
  return wallTime(after, zone) === wall ? after : before;
}
