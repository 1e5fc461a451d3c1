import * as assert from 'node:assert/strict';
import type { JsonObject } from '../../../scripts/environment';
import { occurrenceAfter } from '../../../scripts/environment/schedules/occurrences';
import { readRecurrence } from '../../../scripts/environment/schedules/recurrence';

/** The next occurrences behind a time of UTC, `base` being when the flow was turned on. Times as `2026-03-02 08:00`. */
function next(declared: JsonObject, count: number, after: string, base = after): readonly string[] {
  const recurrence = readRecurrence(declared);
  const [found, from]: [string[], number] = [[], recurrence.startAt ?? Date.parse(`${base}Z`)];
  for (let at = occurrenceAfter(recurrence, from, Date.parse(`${after}Z`)); at !== undefined && found.length < count; at = occurrenceAfter(recurrence, from, at)) found.push(new Date(at).toISOString().slice(0, 16).replace('T', ' '));
  return found;
}

describe('the occurrences of a schedule', () => {
  it('are counted from a start time that has passed: the example of the documentation', () => {
    assert.deepEqual(next({ frequency: 'Day', interval: 2, startTime: '2017-09-07T14:00:00Z' }, 4, '2017-09-08 13:00'), ['2017-09-09 14:00', '2017-09-11 14:00', '2017-09-13 14:00', '2017-09-15 14:00']);
    assert.deepEqual(next({ frequency: 'Day', interval: 2, startTime: '2017-09-01T14:00:00Z' }, 1, '2017-09-08 13:00'), ['2017-09-09 14:00']);
  });

  // "Trigger recurrence shift and drift during daylight saving time and standard time": two flows in the zone Central Time (US & Canada).
  const central = { frequency: 'Day', interval: 1, timeZone: 'Central Standard Time' };
  const documented: readonly (readonly [time: string, startTime: string, utc: readonly string[]])[] = [
    ['1:30 as clocks go forward', '2019-03-09T01:30:00', ['2019-03-09 07:30', '2019-03-10 07:30', '2019-03-11 06:30']],
    ['2:30 as clocks go forward', '2019-03-09T02:30:00', ['2019-03-09 08:30', '2019-03-10 08:30', '2019-03-11 07:30']],
    ['1:30 as clocks go back', '2019-11-02T01:30:00', ['2019-11-02 06:30', '2019-11-03 06:30', '2019-11-04 07:30']],
    ['2:30 as clocks go back', '2019-11-02T02:30:00', ['2019-11-02 07:30', '2019-11-03 08:30', '2019-11-04 08:30']],
  ];
  for (const [time, startTime, utc] of documented) it(`stay at the local time, with none left out or doubled: ${time} (documented)`, () => {
    const [hours, minutes] = [Number(startTime.slice(11, 13)), Number(startTime.slice(14, 16))];
    assert.deepEqual(next({ ...central, startTime }, 3, `${startTime.slice(0, 10)} 00:00`), utc);
    assert.deepEqual(next({ ...central, schedule: { hours: [hours], minutes: [minutes] } }, 3, `${startTime.slice(0, 10)} 06:00`), utc);
  });

  it('two times that fall together as clocks go forward are one', () => {
    assert.deepEqual(next({ ...central, schedule: { hours: [2, 3], minutes: [30] } }, 3, '2019-03-10 07:00'), ['2019-03-10 08:30', '2019-03-11 07:30', '2019-03-11 08:30']);
    assert.deepEqual(next({ ...central, schedule: { hours: [2, 3], minutes: [0, 45] } }, 4, '2019-03-10 07:00'), ['2019-03-10 08:00', '2019-03-10 08:45', '2019-03-11 07:00', '2019-03-11 07:45']);
  });

  it('seconds, minutes and hours are counted by length, whatever the clocks do', () => {
    assert.deepEqual(next({ frequency: 'Hour', interval: 12, timeZone: 'Central Standard Time', startTime: '2019-03-09T01:30:00' }, 3, '2019-03-10 00:00'), ['2019-03-10 07:30', '2019-03-10 19:30', '2019-03-11 07:30']);
    assert.deepEqual(next({ frequency: 'Minute', interval: 15, startTime: '2026-03-02T07:04:00Z' }, 3, '2026-03-02 07:00'), ['2026-03-02 07:04', '2026-03-02 07:19', '2026-03-02 07:34']);
    assert.equal(occurrenceAfter(readRecurrence({ frequency: 'Second', interval: 7 }), 100, 7_099), 7_100);
    assert.equal(occurrenceAfter(readRecurrence({ frequency: 'Second', interval: 7 }), 100, 7_100), 14_100);
  });

  const examples: readonly (readonly [what: string, declared: JsonObject, base: string, next: readonly string[]])[] = [
    ['the hours of a day, at their minutes', { frequency: 'Day', interval: 1, schedule: { hours: [8, 16], minutes: [30, 45] } }, '2026-03-02 08:31', ['2026-03-02 08:45', '2026-03-02 16:30', '2026-03-02 16:45', '2026-03-03 08:30']],
    ['hours without minutes: those of the first time', { frequency: 'Day', interval: 1, schedule: { hours: [8] } }, '2026-03-02 07:25', ['2026-03-02 08:25', '2026-03-03 08:25']],
    ['minutes without hours: those of the first time', { frequency: 'Day', interval: 1, schedule: { minutes: [0, 30] } }, '2026-03-02 07:25', ['2026-03-02 07:30', '2026-03-03 07:00', '2026-03-03 07:30']],
    ['days of a week without times', { frequency: 'Week', interval: 1, schedule: { weekDays: ['Tuesday', 'Thursday'] } }, '2026-03-02 07:25', ['2026-03-03 07:25', '2026-03-05 07:25', '2026-03-10 07:25']],
    ['every Saturday from a start time', { frequency: 'Week', interval: 1, startTime: '2017-09-09T17:00:00Z', schedule: { weekDays: ['Saturday'] } }, '2017-09-08 00:00', ['2017-09-09 17:00', '2017-09-16 17:00']],
    ['every second week on Monday', { frequency: 'Week', interval: 2, schedule: { weekDays: ['Monday'], hours: [0, 12], minutes: [15] } }, '2026-03-02 07:00', ['2026-03-02 12:15', '2026-03-16 00:15', '2026-03-16 12:15']],
    ['every second week, which begins on Sunday', { frequency: 'Week', interval: 2, schedule: { weekDays: ['Sunday', 'Saturday'], hours: [9], minutes: [0] } }, '2026-03-04 07:00', ['2026-03-07 09:00', '2026-03-15 09:00', '2026-03-21 09:00', '2026-03-29 09:00']],
    ['a week without a schedule', { frequency: 'Week', interval: 3 }, '2026-03-04 07:00', ['2026-03-25 07:00', '2026-04-15 07:00']],
    ['a month, from the 31st: its last day where it is shorter', { frequency: 'Month', interval: 1 }, '2026-01-31 07:00', ['2026-02-28 07:00', '2026-03-31 07:00', '2026-04-30 07:00']],
    ['the last day of the month', { frequency: 'Month', interval: 1, schedule: { monthDays: [-1], hours: [23], minutes: [59] } }, '2028-01-05 07:00', ['2028-01-31 23:59', '2028-02-29 23:59', '2028-03-31 23:59']],
    ['the 31st, which not every month has', { frequency: 'Month', interval: 1, schedule: { monthDays: [31], hours: [9], minutes: [0] } }, '2026-02-05 07:00', ['2026-03-31 09:00', '2026-05-31 09:00']],
    ['29 February every twelfth month', { frequency: 'Month', interval: 12, startTime: '2026-02-01T09:00:00Z', schedule: { monthDays: [29] } }, '2026-02-05 07:00', ['2028-02-29 09:00', '2032-02-29 09:00']],
    ['until the end time, and not beyond', { frequency: 'Day', interval: 1, startTime: '2026-03-02T08:00:00Z', endTime: '2026-03-04T08:00:00Z' }, '2026-03-02 08:00', ['2026-03-03 08:00', '2026-03-04 08:00']],
    ['30 February never', { frequency: 'Month', interval: 12, startTime: '2026-02-01T09:00:00Z', schedule: { monthDays: [30] } }, '2026-02-05 07:00', []],
  ];
  for (const [what, declared, base, expected] of examples) it(what, () => { assert.deepEqual(next(declared, Math.max(expected.length, 1), base).slice(0, expected.length + 1), expected); });
});
