import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { occurrenceAfter } from '../../../scripts/environment/schedules/occurrences';
import { type Frequency, type Recurrence, readRecurrence, weekDayNames } from '../../../scripts/environment/schedules/recurrence';

const [minute, day] = [60_000, 86_400_000];

/** What a clock on the wall shows, minute by minute. */
interface Minutes { readonly start: number; readonly days: number; readonly shown: readonly number[] }

/** Windows that hold a change of the clocks, of one hour or of half an hour, at night or at midnight; and one without. */
const windows = [
  { zone: 'Central Standard Time', iana: 'America/Chicago', from: Date.UTC(2019, 2, 6), days: 9 }, { zone: 'Central Standard Time', iana: 'America/Chicago', from: Date.UTC(2019, 9, 30), days: 9 },
  { zone: 'W. Europe Standard Time', iana: 'Europe/Berlin', from: Date.UTC(2026, 2, 25), days: 9 }, { zone: 'W. Europe Standard Time', iana: 'Europe/Berlin', from: Date.UTC(2026, 9, 20), days: 9 },
  { zone: 'Lord Howe Standard Time', iana: 'Australia/Lord_Howe', from: Date.UTC(2026, 9, 1), days: 6 }, { zone: 'Lord Howe Standard Time', iana: 'Australia/Lord_Howe', from: Date.UTC(2026, 3, 2), days: 6 },
  { zone: 'Pacific SA Standard Time', iana: 'America/Santiago', from: Date.UTC(2026, 8, 3), days: 6 }, { zone: 'Pacific SA Standard Time', iana: 'America/Santiago', from: Date.UTC(2026, 3, 2), days: 6 },
  { zone: 'India Standard Time', iana: 'Asia/Kolkata', from: Date.UTC(2028, 1, 25), days: 9 },
];
const shownIn = windows.map(({ iana, from, days }): Minutes => {
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: iana, dateStyle: 'short', timeStyle: 'medium' });
  return { start: from, days, shown: Array.from({ length: days * 1_440 }, (_, index) => Date.parse(`${format.format(from + index * minute).replace(' ', 'T')}Z`)) };
});

/** By trying every minute: each time of the timetable is at the minute that shows it first, or, left out, as much later as clocks jump. */
function bruteForce({ frequency, interval, schedule = {} }: Recurrence, base: number, wallBase: number, { start, shown }: Minutes): readonly number[] {
  const fixed = { Minute: minute, Hour: 60 * minute }[frequency as string];
  const first = new Date(wallBase);
  const days = (wall: number): number => Math.floor(wall / day);
  const weeks = (wall: number): number => Math.floor((days(wall) + 4) / 7); // 1970 began on a Thursday
  const months = (wall: number): number => new Date(wall).getUTCFullYear() * 12 + new Date(wall).getUTCMonth();
  const lastDay = (wall: number): number => new Date(Date.UTC(new Date(wall).getUTCFullYear(), new Date(wall).getUTCMonth() + 1, 0)).getUTCDate();
  const isDay = (wall: number): boolean => {
    const date = new Date(wall);
    if (frequency === 'Day') return (days(wall) - days(wallBase)) % interval === 0;
    if (frequency === 'Week') return (weeks(wall) - weeks(wallBase)) % interval === 0 && (schedule.weekDays ?? [first.getUTCDay()]).includes(date.getUTCDay());
    const isNumber = schedule.monthDays ? schedule.monthDays.some(number => (number < 0 ? lastDay(wall) + 1 + number : number) === date.getUTCDate()) : date.getUTCDate() === Math.min(first.getUTCDate(), lastDay(wall));
    return (months(wall) - months(wallBase)) % interval === 0 && isNumber;
  };
  const isTime = (wall: number): boolean => (schedule.hours ?? [first.getUTCHours()]).includes(new Date(wall).getUTCHours()) && (schedule.minutes ?? [first.getUTCMinutes()]).includes(new Date(wall).getUTCMinutes());
  const [found, before] = [new Set<number>(), new Set<number>()];
  shown.forEach((wall, index) => {
    const instant = start + index * minute;
    if (fixed !== undefined) {
      if ((instant - base) % (fixed * interval) === 0) found.add(instant);
      return;
    }
    if (!before.has(wall) && isDay(wall) && isTime(wall)) found.add(instant);
    before.add(wall);
    const left = (wall - (shown[index - 1] ?? wall - minute)) / minute - 1;
    for (let skipped = 0; skipped < left; skipped++) {
      const missing = wall - (left - skipped) * minute;
      if (isDay(missing) && isTime(missing)) found.add(instant + skipped * minute);
    }
  });
  return [...found].filter(instant => instant >= base).sort((one, other) => one - other);
}

const list = (numbers: fc.Arbitrary<number>): fc.Arbitrary<number[] | undefined> => fc.option(fc.uniqueArray(numbers, { minLength: 1, maxLength: 6 }), { nil: undefined });
const upTo = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
/** Clocks change in the first hours of a day. */
const hour = fc.oneof(upTo(3), upTo(23));
const monthDay = fc.integer({ min: -31, max: 31 }).filter(each => each !== 0);
const kinds: Readonly<Record<string, number>> = { Minute: 5_000, Hour: 60, Day: 4, Week: 3, Month: 2 };
const scheduled = fc.constantFrom<Frequency>('Minute', 'Hour', 'Day', 'Day', 'Week', 'Week', 'Month').chain(frequency => fc.record({
  frequency: fc.constant(frequency), interval: fc.integer({ min: 1, max: kinds[frequency]! }), hours: list(hour), minutes: list(upTo(59)), weekDays: list(upTo(6)), monthDays: list(monthDay),
}));

describe('the occurrences of a schedule, tried minute by minute', () => {
  it('come in order, none is left out and none comes twice, whatever the clocks do', () => {
    fc.assert(fc.property(scheduled, fc.nat(windows.length - 1), fc.nat(2 * 1_440), ({ frequency, interval, hours, minutes, weekDays, monthDays }, window, into) => {
      const [{ zone }, minutesOf] = [windows[window]!, shownIn[window]!]; // one of them
      const [base, wallBase] = [minutesOf.start + into * minute, minutesOf.shown[into]!]; // two days into six at most
      const hasSchedule = frequency !== 'Minute' && frequency !== 'Hour';
      const recurrence = readRecurrence({
        frequency, interval, timeZone: zone, startTime: new Date(base).toISOString(),
        ...(hasSchedule ? { schedule: { ...(hours ? { hours } : {}), ...(minutes ? { minutes } : {}), ...(frequency === 'Week' && weekDays ? { weekDays: weekDays.map(each => weekDayNames[each]!) } : {}), ...(frequency === 'Month' && monthDays ? { monthDays } : {}) } } : {}),
      });
      const end = minutesOf.start + minutesOf.days * day;
      const found: number[] = [];
      for (let at = occurrenceAfter(recurrence, base, minutesOf.start - 1); at !== undefined && at < end; at = occurrenceAfter(recurrence, base, at)) {
        assert.ok(found.length === 0 || at > found.at(-1)!, 'strictly later than the one before');
        found.push(at);
      }
      assert.deepEqual(found, bruteForce(recurrence, base, wallBase, minutesOf));
    }), { numRuns: 120 });
  });
});
