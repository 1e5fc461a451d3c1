/**
 * A point of a calendar, in ticks of 100 nanoseconds since the year 1. `kind` says what the clock meant: UTC, the
 * local time of the machine the platform runs on (which is UTC too, written +00:00), or nothing.
 */
export interface Timestamp {
  readonly ticks: bigint;
  readonly kind: 'utc' | 'local' | 'unspecified';
}

export const TICKS_PER_SECOND = 10_000_000n;
export const TICKS_PER_MINUTE = 60n * TICKS_PER_SECOND;
export const TICKS_PER_HOUR = 60n * TICKS_PER_MINUTE;
export const TICKS_PER_DAY = 24n * TICKS_PER_HOUR;
const TICKS_AT_1970 = 621_355_968_000_000_000n;
/** The end of the year 9999. */
const TICKS_END = 3_155_378_976_000_000_000n;

export interface CalendarDate { readonly year: number; readonly month: number; readonly day: number }
export interface ClockTime { readonly hour: number; readonly minute: number; readonly second: number; readonly fraction: number }

export const isInRange = (ticks: bigint): boolean => ticks >= 0n && ticks < TICKS_END;

/** Ticks of a moment that JavaScript knows to the millisecond. */
export const ticksOfMilliseconds = (milliseconds: number): bigint => BigInt(milliseconds) * 10_000n + TICKS_AT_1970;
/** Milliseconds since 1970, rounded down. */
export const millisecondsOf = (ticks: bigint): number => Number((ticks - TICKS_AT_1970) / 10_000n - ((ticks - TICKS_AT_1970) % 10_000n < 0n ? 1n : 0n));

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
export const daysInMonth = (year: number, month: number): number => month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** Ticks of a calendar date at midnight; undefined where there is no such date (years 1 to 9999). */
export function ticksOfDate({ year, month, day }: CalendarDate): bigint | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day); // unlike Date.UTC it takes years below 100 for what they are
  return ticksOfMilliseconds(date.getTime());
}

/** Ticks of a time of the day; `fraction` is in ticks. */
export const ticksOfTime = ({ hour, minute, second, fraction }: ClockTime): bigint => BigInt(hour) * TICKS_PER_HOUR + BigInt(minute) * TICKS_PER_MINUTE + BigInt(second) * TICKS_PER_SECOND + BigInt(fraction);

export function dateOf(ticks: bigint): CalendarDate & { readonly weekday: number } {
  const date = new Date(millisecondsOf(ticks));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate(), weekday: date.getUTCDay() };
}

export function timeOf(ticks: bigint): ClockTime {
  const inDay = ticks % TICKS_PER_DAY;
  return {
    hour: Number(inDay / TICKS_PER_HOUR), minute: Number(inDay % TICKS_PER_HOUR / TICKS_PER_MINUTE),
    second: Number(inDay % TICKS_PER_MINUTE / TICKS_PER_SECOND), fraction: Number(inDay % TICKS_PER_SECOND),
  };
}

/** The date with so many months more; a day that the month doesn't have becomes its last one. The time of the day stays. */
export function addMonths(ticks: bigint, months: number): bigint | undefined {
  const { year, month, day } = dateOf(ticks);
  const count = year * 12 + month - 1 + months;
  const [toYear, toMonth] = [Math.floor(count / 12), count % 12 + 1];
  const midnight = ticksOfDate({ year: toYear, month: toMonth, day: toYear < 1 || toYear > 9999 ? 1 : Math.min(day, daysInMonth(toYear, toMonth)) });
  return midnight === undefined ? undefined : midnight + ticks % TICKS_PER_DAY;
}
