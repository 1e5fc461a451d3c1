import * as assert from 'node:assert/strict';
import type { JsonObject } from '../../../scripts/environment';
import { type Recurrence, readRecurrence } from '../../../scripts/environment/schedules/recurrence';
import { recurrenceInWords } from '../../../scripts/environment/schedules/schedule-plan';

const utc = { name: 'UTC', iana: 'UTC' };
const pacific = { name: 'Pacific Standard Time', iana: 'America/Los_Angeles' };

describe('the recurrence of a flow that a schedule starts', () => {
  const read: readonly (readonly [declared: JsonObject, recurrence: Recurrence, words: string])[] = [
    [{ frequency: 'Minute', interval: 15 }, { frequency: 'Minute', interval: 15, timeZone: utc }, 'every 15 minutes (UTC)'],
    [{ frequency: 'week', interval: '1', timeZone: '', schedule: {} }, { frequency: 'Week', interval: 1, timeZone: utc }, 'every week (UTC)'],
    [
      { frequency: 'Day', interval: 1, timeZone: 'pacific standard time', startTime: '2026-03-02T08:00:00', endTime: '2026-07-01', schedule: { hours: ['16', 8], minutes: [30] } },
      { frequency: 'Day', interval: 1, timeZone: { ...pacific, name: 'pacific standard time' }, startAt: Date.UTC(2026, 2, 2, 16), endAt: Date.UTC(2026, 6, 1, 7), schedule: { hours: [8, 16], minutes: [30] } },
      'every day at 08:30, 16:30 from 2026-03-02 16:00:00 UTC to 2026-07-01 07:00:00 UTC (pacific standard time)',
    ],
    [
      { frequency: 'Week', interval: 2, timeZone: 'Pacific Standard Time', startTime: '2026-03-02T08:00:00Z', schedule: { weekDays: ['Friday', 'monday', 'Friday'], hours: [8], minutes: [] } },
      { frequency: 'Week', interval: 2, timeZone: pacific, startAt: Date.UTC(2026, 2, 2, 8), schedule: { hours: [8], weekDays: [1, 5] } },
      'every 2 weeks on Monday, Friday in the hours 8 from 2026-03-02 08:00:00 UTC (Pacific Standard Time)',
    ],
    [
      { frequency: 'Month', interval: 1, startTime: '2026-03-02T08:00+01:00', schedule: { monthDays: [1, -1, -3], minutes: ['5'] } },
      { frequency: 'Month', interval: 1, timeZone: utc, startAt: Date.UTC(2026, 2, 2, 7), schedule: { minutes: [5], monthDays: [-3, -1, 1] } },
      'every month on day 3 from the last, last, 1 at the minutes 5 from 2026-03-02 07:00:00 UTC (UTC)',
    ],
  ];
  for (const [declared, recurrence, words] of read) it(`is read: ${words}`, () => { assert.deepEqual([readRecurrence(declared), recurrenceInWords(readRecurrence(declared))], [recurrence, words]); });

  const daily = { frequency: 'Day', interval: 1 };
  const refused: readonly (readonly [declared: JsonObject, clause: string])[] = [
    [{}, 'its recurrence has the frequency none; there are Second, Minute, Hour, Day, Week, Month'],
    [{ frequency: 'Year', interval: 1 }, 'its recurrence has the frequency "Year"; there are Second, Minute, Hour, Day, Week, Month'],
    [{ frequency: 'Day' }, 'its recurrence has the interval none; with the frequency Day it is a whole number from 1 to 500'],
    [{ frequency: 'Day', interval: 1.5 }, 'its recurrence has the interval 1.5; with the frequency Day it is a whole number from 1 to 500'],
    [{ frequency: 'Month', interval: 17 }, 'its recurrence has the interval 17; with the frequency Month it is a whole number from 1 to 16'],
    [{ ...daily, timeZone: 'Moon Standard Time' }, 'its recurrence is in the time zone "Moon Standard Time", which there is not. Zones have names of Windows, such as "Pacific Standard Time"'],
    [{ ...daily, startTime: '8 o\'clock' }, 'its recurrence has the startTime "8 o\'clock", which is no time such as "2026-03-02T08:00:00" or "2026-03-02T08:00:00Z"'],
    [{ ...daily, endTime: '2026-13-02T08:00:00Z' }, 'its recurrence has the endTime "2026-13-02T08:00:00Z", which is no time such as "2026-03-02T08:00:00" or "2026-03-02T08:00:00Z"'],
    [{ ...daily, schedule: 'at noon' }, 'its schedule is "at noon"; it is an object with hours, minutes, weekDays or monthDays'],
    [{ ...daily, schedule: { weekDays: ['Monday'] } }, 'its schedule has weekDays, and with the frequency Day it can have hours, minutes'],
    [{ frequency: 'Month', interval: 1, schedule: { monthlyOccurrences: [] } }, 'its schedule has monthlyOccurrences, and with the frequency Month it can have hours, minutes, monthDays'],
    [{ frequency: 'Minute', interval: 1, schedule: { hours: [8] } }, 'its schedule has hours, and with the frequency Minute it can have nothing: hours and minutes go with Day, Week and Month'],
    [{ ...daily, schedule: { hours: 8 } }, 'its schedule has hours 8; they are a list of whole numbers from 0 to 23'],
    [{ ...daily, schedule: { minutes: [0, 60] } }, 'its schedule has minutes [0,60]; they are a list of whole numbers from 0 to 59'],
    [{ frequency: 'Week', interval: 1, schedule: { weekDays: ['Mon'] } }, 'its schedule has weekDays ["Mon"]; they are a list of names: Sunday, Monday, Tuesday, Wednesday, Thursday, Friday, Saturday'],
    [{ frequency: 'Month', interval: 1, schedule: { monthDays: [0] } }, 'its schedule has monthDays [0]; they are a list of whole numbers from 1 to 31, or from -1 to -31 to count from the last day'],
  ];
  for (const [declared, clause] of refused) it(`is refused: ${JSON.stringify(declared)}`, () => { assert.throws(() => readRecurrence(declared), new Error(clause)); });
});
