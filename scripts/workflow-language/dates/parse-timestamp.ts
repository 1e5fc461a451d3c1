import { isInRange, ticksOfDate, ticksOfTime, TICKS_PER_MINUTE, type Timestamp } from './timestamp';
import { monthNamesOf } from './names';

const TIME = String.raw`(?<hour>\d{1,2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:[.,](?<fraction>\d+))?)?(?:\s*(?<half>[AaPp][Mm]))?`;
const ZONE = String.raw`(?:\s*(?<zone>Z|GMT|UTC|[-+]\d{2}:?(?:\d{2})?))?`;
const WEEKDAY = String.raw`(?:\p{L}+\.?,?\s+)?`;

/** The forms of a date that are read, with the order of numbers of the locale for the last. */
const DATES = [
  String.raw`(?<year>\d{4})[-/.](?<month>\d{1,2})(?:[-/.](?<day>\d{1,2}))?`,
  WEEKDAY + String.raw`(?<day>\d{1,2})\.?[\s-]+(?:de\s+)?(?<name>\p{L}{3,})\.?,?[\s-]+(?:de\s+)?(?<year>\d{4})`,
  WEEKDAY + String.raw`(?<name>\p{L}{3,})\.?\s+(?<day>\d{1,2}),?\s+(?<year>\d{4})`,
  String.raw`(?<one>\d{1,2})[-/.](?<two>\d{1,2})[-/.](?<year>\d{4}|\d{2})`,
].map(date => new RegExp(`^\\s*${date}(?:(?:[Tt](?=\\d\\d)|,?\\s+)${TIME})?${ZONE}\\s*$`, 'u'));

/**
 * The point in time that a text says: ISO 8601 and the usual written forms of a locale. A zone other than Z makes it UTC
 * of kind local, as .NET does on a machine whose clock runs in UTC; without a zone the kind is unspecified.
 * Undefined where the text says none. Source: .NET, DateTime.Parse with the style RoundtripKind.
 */
export function parseTimestamp(text: string, locale = 'en-US'): Timestamp | undefined {
  if (text.length > 100) return undefined;
  for (const form of DATES) {
    const groups = form.exec(text)?.groups;
    const stamp = groups && stampOf(groups, locale);
    if (stamp) return stamp;
  }
  return undefined;
}

type Groups = Readonly<Record<string, string | undefined>>;

function stampOf(groups: Groups, locale: string): Timestamp | undefined {
  const date = ticksOfDate(calendarOf(groups, locale));
  const time = timeTicks(groups);
  if (date === undefined || time === undefined) return undefined;
  return inZone(date + time, groups['zone']);
}

function calendarOf({ year = '', month, day = '1', name, one = '', two = '' }: Groups, locale: string): { year: number; month: number; day: number } {
  const fullYear = year.length === 2 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year); // .NET's two-digit years end in 2049
  if (name !== undefined) return { year: fullYear, month: monthNumber(name, locale), day: Number(day) };
  if (month !== undefined) return { year: fullYear, month: Number(month), day: Number(day) };
  const [first, second] = [Number(one), Number(two)];
  return isDayFirst(locale) ? { year: fullYear, month: second, day: first } : { year: fullYear, month: first, day: second };
}

function timeTicks({ hour, minute, second = '0', fraction = '', half }: Groups): bigint | undefined {
  if (hour === undefined) return 0n;
  let hours = Number(hour);
  if (half !== undefined) {
    if (hours < 1 || hours > 12) return undefined;
    hours = hours % 12 + (half.toLowerCase() === 'pm' ? 12 : 0);
  }
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return ticksOfTime({ hour: hours, minute: Number(minute), second: Number(second), fraction: Number(fraction.slice(0, 7).padEnd(7, '0')) });
}

/** The local point in time with its zone (`Z`, `GMT`, `+02:00`, `+0200`, `+02`) taken into account. */
export function inZone(ticks: bigint, zone: string | undefined): Timestamp | undefined {
  if (zone === undefined) return { ticks, kind: 'unspecified' };
  if (!/^[-+]/.test(zone)) return { ticks, kind: 'utc' };
  const [, sign, hours, minutes] = /^([-+])(\d{1,2}):?(\d{2})?$/.exec(zone) ?? [];
  const offset = BigInt(Number(hours) * 60 + Number(minutes ?? 0)) * TICKS_PER_MINUTE;
  if (offset > 14n * 60n * TICKS_PER_MINUTE) return undefined;
  const utc = ticks - (sign === '-' ? -offset : offset);
  return isInRange(utc) ? { ticks: utc, kind: 'local' } : undefined;
}

/** 1 to 12; 0 for a name of no month. */
export function monthNumber(name: string, locale: string): number {
  const small = name.toLowerCase().replace(/\.$/, '');
  const plain = (each: string): string => each.toLowerCase().replace(/\.$/, '');
  for (const width of ['long', 'short'] as const) {
    const at = monthNamesOf(locale, width).findIndex(each => plain(each) === small);
    if (at >= 0) return at + 1;
  }
  return 0;
}

/** Whether a locale writes the day before the month. */
function isDayFirst(locale: string): boolean {
  const parts = new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit', calendar: 'gregory' }).formatToParts(0).map(part => part.type);
  return parts.indexOf('day') < parts.indexOf('month');
}
