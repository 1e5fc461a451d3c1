import type { Recurrence } from './recurrence';
import { instantOf, wallTime } from './wall-clock';

const [second, day] = [1_000, 86_400_000];
const fixedMs = { Second: second, Minute: 60 * second, Hour: 3_600 * second } as const;
/** Of the longest pattern, 29 February every eleven months, so many periods contain one. Beyond them nothing comes. */
const mostPeriods = 400;

/**
 * The first occurrence behind an instant; undefined where there is none. `base` is what days, weeks and months are counted
 * from: the start time, or when the flow was turned on first. Nothing occurs before it. Seconds, minutes and hours are
 * counted by length, longer units by the calendar of the recurrence's zone. No document says when a week begins in "every
 * second week" (here on Sunday), nor what the 31st is in a shorter month: here its last day where the base is a 31st, and
 * left out where the schedule asks for the 31st.
 */
export function occurrenceAfter(recurrence: Recurrence, base: number, after: number): number | undefined {
  const found = recurrence.frequency === 'Day' || recurrence.frequency === 'Week' || recurrence.frequency === 'Month'
    ? onCalendar(recurrence, base, after)
    : after < base ? base : base + (Math.floor((after - base) / (fixedMs[recurrence.frequency] * recurrence.interval)) + 1) * fixedMs[recurrence.frequency] * recurrence.interval;
  return found === undefined || (recurrence.endAt !== undefined && found > recurrence.endAt) ? undefined : found;
}

function onCalendar(recurrence: Recurrence, base: number, after: number): number | undefined {
  const { timeZone: { iana: zone } } = recurrence;
  const start = wallTime(base, zone);
  // One period early: a clock that was put forward may have moved a time from there.
  const first = Math.max(0, periodOf(recurrence, start, wallTime(Math.max(after, base), zone)) - 1);
  const times = timesOfDay(recurrence, start);
  for (let period = first; period < first + mostPeriods; period++) {
    const instants = daysOf(recurrence, start, period).flatMap(date => times.map(time => instantOf(date + time, zone)));
    const next = Math.min(...instants.filter(instant => instant > after && instant >= base));
    if (next !== Infinity) return next;
  }
  return undefined;
}

/** The number of the period in which a wall time lies, at least its beginning. */
function periodOf({ frequency, interval }: Recurrence, start: number, wall: number): number {
  if (frequency === 'Month') return Math.floor((monthOf(wall) - monthOf(start)) / interval);
  if (frequency === 'Week') return Math.floor((sundayOf(wall) - sundayOf(start)) / (7 * day * interval));
  return Math.floor((midnightOf(wall) - midnightOf(start)) / (day * interval));
}

/** The days of a period, as their midnights. */
function daysOf({ frequency, interval, schedule = {} }: Recurrence, start: number, period: number): readonly number[] {
  const passed = period * interval;
  if (frequency === 'Day') return [midnightOf(start) + passed * day];
  if (frequency === 'Week') return (schedule.weekDays ?? [new Date(start).getUTCDay()]).map(weekDay => sundayOf(start) + (7 * passed + weekDay) * day);
  const month = monthOf(start) + passed;
  const [first, next] = [Date.UTC(1970, month, 1), Date.UTC(1970, month + 1, 1)];
  const length = (next - first) / day;
  const numbers = schedule.monthDays?.map(number => (number < 0 ? length + 1 + number : number)).filter(number => number >= 1 && number <= length) ?? [Math.min(new Date(start).getUTCDate(), length)];
  return [...new Set(numbers)].map(number => first + (number - 1) * day);
}

/** As milliseconds behind midnight. */
function timesOfDay({ schedule = {} }: Recurrence, start: number): readonly number[] {
  const date = new Date(start);
  const rest = schedule.minutes ? 0 : start - midnightOf(start) - (date.getUTCHours() * 60 + date.getUTCMinutes()) * 60 * second;
  return (schedule.hours ?? [date.getUTCHours()]).flatMap(hour => (schedule.minutes ?? [date.getUTCMinutes()]).map(minute => (hour * 60 + minute) * 60 * second + rest));
}

const midnightOf = (wall: number): number => Math.floor(wall / day) * day;
/** Counted from January 1970. */
const monthOf = (wall: number): number => (new Date(wall).getUTCFullYear() - 1970) * 12 + new Date(wall).getUTCMonth();
const sundayOf = (wall: number): number => midnightOf(wall) - new Date(wall).getUTCDay() * day;
