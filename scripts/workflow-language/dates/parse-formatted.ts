import { tokensOf } from './format-timestamp';
import { weekdayNamesOf } from './names';
import { inZone, monthNumber } from './parse-timestamp';
import { ticksOfDate, ticksOfTime, type Timestamp } from './timestamp';

/** What each field of a custom format reads; the name of a group for what counts. */
const FIELDS: Readonly<Record<string, string>> = {
  ...digits('day', { d: '1,2', dd: '2' }), ...digits('month', { M: '1,2', MM: '2' }), MMM: String.raw`(?<name>\p{L}+\.?)`, MMMM: String.raw`(?<name>\p{L}+)`,
  ...digits('year', { y: '1,2', yy: '2', yyy: '3,4', yyyy: '4' }), ...digits('hour', { h: '1,2', hh: '2', H: '1,2', HH: '2' }),
  ...digits('minute', { m: '1,2', mm: '2' }), ...digits('second', { s: '1,2', ss: '2' }), t: '(?<half>[AaPp])', tt: '(?<half>[AaPp][Mm])',
  z: String.raw`(?<zone>[-+]\d{1,2})`, zz: String.raw`(?<zone>[-+]\d{2})`, zzz: String.raw`(?<zone>[-+]\d{2}:\d{2})`, K: String.raw`(?<zone>Z|[-+]\d{2}:\d{2})?`,
};

/** A group of digits for each field, with how many it takes. */
function digits(group: string, counts: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(counts).map(([field, count]) => [field, `(?<${group}>\\d{${count}})`]));
}

/**
 * Reads a text in a custom format of .NET; undefined where it says something else. Fields that the format doesn't have
 * are those of midnight, the first of January of the year 1. Throws FunctionFault for a broken format.
 */
export function parseFormatted(text: string, format: string, locale = 'en-US'): Timestamp | undefined {
  const seen = new Set<string>();
  const pattern = tokensOf(format).map(token => {
    const found = token.kind === 'text' ? escaped(token.text) : fieldPattern(token.text, locale);
    const group = /^\(\?<(\w+)>/.exec(found)?.[1];
    if (group === undefined) return found;
    const again = seen.has(group);
    seen.add(group);
    return again ? found.replace(/^\(\?<\w+>/, '(?:') : found; // a field that is there twice counts the first time
  }).join('');
  const groups = new RegExp(`^${pattern}$`, 'iu').exec(text)?.groups;
  return groups && stampOf(groups, locale);
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

function fieldPattern(field: string, locale: string): string {
  if (/^d{3,}$/.test(field)) return `(?:${weekdayNamesOf(locale, field === 'ddd' ? 'short' : 'long').map(escaped).join('|')})`;
  if (/^f+$/.test(field)) return `(?<fraction>\\d{${field.length}})`;
  if (/^\.?F+$/.test(field)) return `(?:${field.startsWith('.') ? '\\.' : ''}(?<fraction>\\d{1,${field.replace('.', '').length}}))?`;
  return FIELDS[field] ?? FIELDS[field.slice(0, 4)] ?? FIELDS[field.slice(0, 2)] ?? '(?:)';
}

function stampOf(groups: Readonly<Record<string, string | undefined>>, locale: string): Timestamp | undefined {
  const { day = '1', month = '1', name, year = '1', hour = '0', minute = '0', second = '0', fraction = '', half, zone } = groups;
  const fullYear = year.length <= 2 && Number(year) !== 1 ? Number(year) + (Number(year) < 50 ? 2000 : 1900) : Number(year); // .NET's two-digit years end in 2049
  const date = ticksOfDate({ year: fullYear, month: name === undefined ? Number(month) : monthNumber(name, locale), day: Number(day) });
  const hours = half === undefined ? Number(hour) : Number(hour) % 12 + (half.toLowerCase().startsWith('p') ? 12 : 0);
  if (date === undefined || hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return inZone(date + ticksOfTime({ hour: hours, minute: Number(minute), second: Number(second), fraction: Number(fraction.slice(0, 7).padEnd(7, '0')) }), zone);
}
