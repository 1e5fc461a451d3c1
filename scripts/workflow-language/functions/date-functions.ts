import { fail } from '../flow-expression-error';
import { integerOf } from '../flow-value';
import { formatTimestamp } from '../dates/format-timestamp';
import { parseFormatted } from '../dates/parse-formatted';
import { parseTimestamp } from '../dates/parse-timestamp';
import { addMonths, dateOf, isInRange, ticksOfDate, ticksOfMilliseconds, TICKS_PER_DAY, TICKS_PER_HOUR, TICKS_PER_MINUTE, TICKS_PER_SECOND, type Timestamp } from '../dates/timestamp';
import { example, flowFunction, type Example, type TimeUnit } from './flow-function';
import { localeOr } from './read-number';

const FORMAT = { name: 'format', type: 'string', optional: true } as const;
const STAMP = { name: 'timestamp', type: 'timestamp' } as const;
const ONE = [STAMP] as const;
const START = [STAMP, FORMAT] as const;
const ADDED = (name: string) => [STAMP, { name, type: 'integer' }, FORMAT] as const;
const IN_TIME = [STAMP, { name: 'interval', type: 'integer' }, { name: 'timeUnit', type: 'timeUnit' }, FORMAT] as const;
const FROM_NOW = [{ name: 'interval', type: 'integer' }, { name: 'timeUnit', type: 'timeUnit' }, FORMAT] as const;

/** So many of one unit later. `name` is the parameter's, and what the description calls the unit. */
const adding = (name: string, unit: TimeUnit, examples: readonly Example[]) => flowFunction({
  parameters: ADDED(name), result: 'timestamp', description: `So many ${name} later; earlier where the number is negative.`, examples,
  evaluate: ([stamp, count, format]) => formatTimestamp(moved(stamp, count, unit), format),
});

/** Functions for dates and times. Source: functions reference, "Date and time functions". */
export const dateFunctions = {
  addDays: adding('days', 'Day', [
    example("addDays('2018-03-15T00:00:00Z', 10)", '2018-03-25T00:00:00.0000000Z'),
    example("addDays('2018-03-15T00:00:00Z', -5)", '2018-03-10T00:00:00.0000000Z'),
  ]),
  addHours: adding('hours', 'Hour', [
    example("addHours('2018-03-15T00:00:00Z', 10)", '2018-03-15T10:00:00.0000000Z'),
    example("addHours('2018-03-15T15:00:00Z', -5)", '2018-03-15T10:00:00.0000000Z'),
  ]),
  addMinutes: adding('minutes', 'Minute', [
    example("addMinutes('2018-03-15T00:10:00Z', 10)", '2018-03-15T00:20:00.0000000Z'),
    example("addMinutes('2018-03-15T00:20:00Z', -5)", '2018-03-15T00:15:00.0000000Z'),
  ]),
  addSeconds: adding('seconds', 'Second', [
    example("addSeconds('2018-03-15T00:00:00Z', 10)", '2018-03-15T00:00:10.0000000Z'),
    example("addSeconds('2018-03-15T00:00:30Z', -5)", '2018-03-15T00:00:25.0000000Z'),
  ]),
  addToTime: flowFunction({
    parameters: IN_TIME, result: 'timestamp', description: 'So many units of time later.',
    examples: [
      example("addToTime('2018-01-01T00:00:00Z', 1, 'Day')", '2018-01-02T00:00:00.0000000Z'),
      example("addToTime('2018-01-01T00:00:00Z', 1, 'Day', 'D')", 'Tuesday, January 2, 2018'),
      example("addToTime('2020-01-31T12:00:00Z', 1, 'Month')", '2020-02-29T12:00:00.0000000Z'),
    ],
    evaluate: ([stamp, interval, unit, format]) => formatTimestamp(moved(stamp, interval, unit), format),
  }),
  subtractFromTime: flowFunction({
    parameters: IN_TIME, result: 'timestamp', description: 'So many units of time earlier.',
    examples: [
      example("subtractFromTime('2018-01-02T00:00:00Z', 1, 'Day')", '2018-01-01T00:00:00.0000000Z'),
      example("subtractFromTime('2018-01-02T00:00:00Z', 1, 'Day', 'D')", 'Monday, January 1, 2018'),
    ],
    evaluate: ([stamp, interval, unit, format]) => formatTimestamp(moved(stamp, -interval, unit), format),
  }),
  getFutureTime: flowFunction({
    parameters: FROM_NOW, result: 'timestamp', description: 'So many units of time from now.',
    examples: [example("getFutureTime(5, 'Day')", '2018-03-06T00:00:00.0000000Z'), example("getFutureTime(5, 'Day', 'D')", 'Tuesday, March 6, 2018')],
    evaluate: ([interval, unit, format], context) => formatTimestamp(moved(nowOf(context.now()), interval, unit), format),
  }),
  getPastTime: flowFunction({
    parameters: FROM_NOW, result: 'timestamp', description: 'So many units of time ago.',
    examples: [example("getPastTime(5, 'Day')", '2018-02-24T00:00:00.0000000Z'), example("getPastTime(5, 'Day', 'D')", 'Saturday, February 24, 2018')],
    evaluate: ([interval, unit, format], context) => formatTimestamp(moved(nowOf(context.now()), -interval, unit), format),
  }),
  utcNow: flowFunction({
    parameters: [FORMAT], result: 'timestamp', description: 'The time now, in UTC.',
    examples: [example('utcNow()', '2018-03-01T00:00:00.0000000Z'), example("utcNow('D')", 'Thursday, March 1, 2018')],
    evaluate: ([format], context) => formatTimestamp(nowOf(context.now()), format),
  }),
  dateDifference: flowFunction({
    parameters: [{ name: 'startDate', type: 'timestamp' }, { name: 'endDate', type: 'timestamp' }], result: 'string',
    description: 'The time between two points, as days.hours:minutes:seconds.',
    examples: [
      example("dateDifference('2015-02-08', '2018-07-30')", '1268.00:00:00'),
      example("dateDifference('2018-01-01T10:30:00Z', '2018-01-01T09:00:00Z')", '-01:30:00'),
    ],
    evaluate: ([start, end]) => spanText(end.ticks - start.ticks),
  }),
  dayOfMonth: flowFunction({
    parameters: ONE, result: 'integer', description: 'The day of the month.',
    examples: [example("dayOfMonth('2018-03-15T13:27:36Z')", 15)], evaluate: ([{ ticks }]) => dateOf(ticks).day,
  }),
  dayOfWeek: flowFunction({
    parameters: ONE, result: 'integer', description: 'The day of the week; Sunday is 0.',
    examples: [example("dayOfWeek('2018-03-15T13:27:36Z')", 4)], evaluate: ([{ ticks }]) => dateOf(ticks).weekday,
  }),
  dayOfYear: flowFunction({
    parameters: ONE, result: 'integer', description: 'The day of the year, from 1.',
    examples: [example("dayOfYear('2018-03-15T13:27:36Z')", 74)],
    evaluate: ([{ ticks }]) => Number((midnight(ticks) - startOf(ticks, 'year')) / TICKS_PER_DAY) + 1,
  }),
  formatDateTime: flowFunction({
    parameters: [STAMP, FORMAT, { name: 'locale', type: 'string', optional: true }], result: 'timestamp', description: 'The point in time in a format of .NET.',
    examples: [
      example("formatDateTime('03/15/2018')", '2018-03-15T00:00:00.0000000'), example("formatDateTime('03/15/2018 12:00:00', 'yyyy-MM-ddTHH:mm:ss')", '2018-03-15T12:00:00'), example("formatDateTime('01/31/2016', 'dddd MMMM d')", 'Sunday January 31'),
      example("formatDateTime('01/31/2016', 'dddd MMMM d', 'fr-fr')", 'dimanche janvier 31'), example("formatDateTime('01/31/2016', 'dddd MMMM d', 'es-es')", 'domingo enero 31'),
    ],
    evaluate: ([stamp, format, locale]) => formatTimestamp(stamp, format, locale),
  }),
  parseDateTime: flowFunction({
    parameters: [{ name: 'timestamp', type: 'string' }, { name: 'locale', type: 'string', optional: true }, FORMAT], result: 'timestamp',
    description: 'The point in time that a text of a locale says, or one in a given format.',
    examples: [
      example("parseDateTime('20/10/2014', 'fr-fr')", '2014-10-20T00:00:00.0000000'), example("parseDateTime('20 octobre 2010', 'fr-FR')", '2010-10-20T00:00:00.0000000'), example("parseDateTime('martes 20 octubre 2020', 'es-es')", '2020-10-20T00:00:00.0000000'),
      example("parseDateTime('21052019', 'fr-fr', 'ddMMyyyy')", '2019-05-21T00:00:00.0000000'), example("parseDateTime('20190521', 'fr-fr', 'yyyyMMdd')", '2019-05-21T00:00:00.0000000'), example("parseDateTime('10/20/2014 15h', 'en-US', 'MM/dd/yyyy HH\\h')", '2014-10-20T15:00:00.0000000'),
    ],
    evaluate: ([text, locale, format]) => formatTimestamp(localeOr(locale ?? 'en-US', () => format === undefined ? parseTimestamp(text, locale) : parseFormatted(text, format, locale))
      ?? fail(`'${text.slice(0, 60)}' is no date and time ${format === undefined ? `in ${locale ?? 'en-US'}` : `in the format "${format}"`}.`)),
  }),
  startOfDay: flowFunction({
    parameters: START, result: 'timestamp', description: 'The midnight before.',
    examples: [example("startOfDay('2018-03-15T13:30:30Z')", '2018-03-15T00:00:00.0000000Z')],
    evaluate: ([{ ticks, kind }, format]) => formatTimestamp({ ticks: midnight(ticks), kind }, format),
  }),
  startOfHour: flowFunction({
    parameters: START, result: 'timestamp', description: 'The full hour before.',
    examples: [example("startOfHour('2018-03-15T13:30:30Z')", '2018-03-15T13:00:00.0000000Z')],
    evaluate: ([{ ticks, kind }, format]) => formatTimestamp({ ticks: ticks - ticks % TICKS_PER_HOUR, kind }, format),
  }),
  startOfMonth: flowFunction({
    parameters: START, result: 'timestamp', description: 'The midnight that begins the month.',
    examples: [
      example("startOfMonth('2018-03-15T13:30:30Z')", '2018-03-01T00:00:00.0000000Z'), example("startOfMonth('2018-03-15T13:30:30Z', 'yyyy-MM-dd')", '2018-03-01'),
    ],
    evaluate: ([{ ticks, kind }, format]) => formatTimestamp({ ticks: startOf(ticks, 'month'), kind }, format),
  }),
  ticks: flowFunction({
    parameters: ONE, result: 'integer', description: 'The time since the year 1 in steps of 100 nanoseconds.',
    examples: [
      example("string(ticks('1970-01-01T00:00:00Z'))", '621355968000000000'),
      example("div(sub(ticks('2018-03-15T12:00:00Z'), ticks('2018-03-01T00:00:00Z')), 864000000000)", 14),
    ],
    evaluate: ([{ ticks }]) => integerOf(ticks),
  }),
};

const nowOf = (now: Date): Timestamp => ({ ticks: ticksOfMilliseconds(now.getTime()), kind: 'utc' });
const midnight = (ticks: bigint): bigint => ticks - ticks % TICKS_PER_DAY;

function startOf(ticks: bigint, unit: 'month' | 'year'): bigint {
  const { year, month } = dateOf(ticks);
  return ticksOfDate({ year, month: unit === 'year' ? 1 : month, day: 1 }) ?? 0n; // the first of a month is always a date
}

const TICKS: Readonly<Record<Exclude<TimeUnit, 'Month' | 'Year'>, bigint>> = { Second: TICKS_PER_SECOND, Minute: TICKS_PER_MINUTE, Hour: TICKS_PER_HOUR, Day: TICKS_PER_DAY, Week: 7n * TICKS_PER_DAY };

function moved({ ticks, kind }: Timestamp, count: number, unit: TimeUnit): Timestamp {
  const to = unit === 'Month' ? addMonths(ticks, count) : unit === 'Year' ? addMonths(ticks, count * 12) : ticks + BigInt(count) * TICKS[unit];
  return to !== undefined && isInRange(to) ? { ticks: to, kind } : fail(`${count} ${unit.toLowerCase()}s lead out of the years 1 to 9999.`);
}

/** A span of time as .NET writes it: `[-][d.]hh:mm:ss[.fffffff]`. */
function spanText(ticks: bigint): string {
  const all = ticks < 0n ? -ticks : ticks;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const [days, fraction] = [all / TICKS_PER_DAY, all % TICKS_PER_SECOND];
  const clock = [all % TICKS_PER_DAY / TICKS_PER_HOUR, all % TICKS_PER_HOUR / TICKS_PER_MINUTE, all % TICKS_PER_MINUTE / TICKS_PER_SECOND].map(two).join(':');
  return `${ticks < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : ''}`;
}
