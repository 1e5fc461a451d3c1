import { fail } from '../flow-expression-error';
import { localeOr } from '../functions/read-number';
import { monthNamesOf, weekdayNamesOf } from './names';
import { dateOf, timeOf, type Timestamp } from './timestamp';

/** The round-trip format, which the language uses where none is given. */
export const ROUND_TRIP = "yyyy'-'MM'-'dd'T'HH':'mm':'ss'.'fffffffK";

/** Standard formats of one letter, as the culture en-US writes them. Source: .NET, "Standard date and time format strings". */
const STANDARD: Readonly<Record<string, string>> = {
  d: 'M/d/yyyy', D: 'dddd, MMMM d, yyyy', f: 'dddd, MMMM d, yyyy h:mm tt', F: 'dddd, MMMM d, yyyy h:mm:ss tt', g: 'M/d/yyyy h:mm tt', G: 'M/d/yyyy h:mm:ss tt',
  m: 'MMMM d', M: 'MMMM d', o: ROUND_TRIP, O: ROUND_TRIP, r: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", R: "ddd, dd MMM yyyy HH':'mm':'ss 'GMT'", s: "yyyy'-'MM'-'dd'T'HH':'mm':'ss",
  t: 'h:mm tt', T: 'h:mm:ss tt', u: "yyyy'-'MM'-'dd HH':'mm':'ss'Z'", U: 'dddd, MMMM d, yyyy h:mm:ss tt', y: 'MMMM yyyy', Y: 'MMMM yyyy',
};
/** Standard formats that are the same in every culture. */
const INVARIANT = 'oOrRsu';

/**
 * A point in time in a format of .NET: a standard one of one letter, or a custom one. Names of months and days are those
 * of the locale; standard formats of other cultures than en-US aren't known. Throws FunctionFault.
 * Source: .NET, "Custom date and time format strings".
 */
export function formatTimestamp(stamp: Timestamp, format = ROUND_TRIP, locale = 'en-US'): string {
  const isEnglish = /^en(-us)?$/i.test(locale);
  if (format.length === 1) {
    const standard = STANDARD[format] ?? fail(`There is no date format "${format}". One letter is a standard format; a custom one of one letter is written with a percent sign: %${format}.`);
    if (!isEnglish && !INVARIANT.includes(format)) fail(`The date format "${format}" is known here for en-US alone. Write it out instead, such as 'dd.MM.yyyy'.`);
    return formatTimestamp(stamp, standard, INVARIANT.includes(format) ? 'en-US' : locale);
  }
  if (format === '') return formatTimestamp(stamp, 'G', locale);
  return localeOr(locale, () => tokensOf(format)).map(token => token.kind === 'text' ? token.text : localeOr(locale, () => fieldText(token.text, stamp, locale))).join('');
}

export interface FormatToken { readonly kind: 'field' | 'text'; readonly text: string }

/** The fields and texts of a custom format. Throws FunctionFault where a quote has no end. */
export function tokensOf(format: string): readonly FormatToken[] {
  const tokens: FormatToken[] = [];
  for (const [token] of format.matchAll(/'[^']*'?|"[^"]*"?|\\.?|%|([dMyhHmsfFtzKg])\1*|./gsu)) {
    if (token === '%') continue;
    if (token.startsWith('\\')) tokens.push({ kind: 'text', text: token.slice(1) || fail(`The date format "${format}" ends with a backslash.`) });
    else if (token.startsWith("'") || token.startsWith('"')) {
      if (token.length < 2 || !token.endsWith(token[0]!)) fail(`The date format "${format}" has a quote without an end.`);
      tokens.push({ kind: 'text', text: token.slice(1, -1) });
    } else if (token.startsWith('K')) for (const each of token) tokens.push({ kind: 'field', text: each });
    else tokens.push({ kind: /^[dMyhHmsfFtzg]/.test(token) ? 'field' : 'text', text: token });
  }
  // A fraction that is left out where it is zero takes the point before it along.
  const isFraction = (token: FormatToken | undefined): boolean => token?.kind === 'field' && token.text.startsWith('F');
  const isPoint = (token: FormatToken | undefined): boolean => token?.kind === 'text' && token.text === '.';
  return tokens.flatMap((token, at): readonly FormatToken[] => {
    if (isPoint(token) && isFraction(tokens[at + 1])) return [];
    return isFraction(token) && isPoint(tokens[at - 1]) ? [{ kind: 'field', text: `.${token.text}` }] : [token];
  });
}

function fieldText(field: string, { ticks, kind }: Timestamp, locale: string): string {
  const count = field.length;
  const { year, month, day, weekday } = dateOf(ticks);
  const { hour, minute, second, fraction } = timeOf(ticks);
  const padded = (value: number): string => String(value).padStart(Math.min(count, 2), '0');
  const digits = String(fraction).padStart(7, '0');
  switch (field[0]) {
    case 'd': return count <= 2 ? padded(day) : weekdayNamesOf(locale, count === 3 ? 'short' : 'long')[weekday] ?? '';
    case 'M': return count <= 2 ? padded(month) : monthNamesOf(locale, count === 3 ? 'short' : 'long')[month - 1] ?? '';
    case 'y': return count <= 2 ? padded(year % 100) : String(year).padStart(count, '0');
    case 'h': return padded(hour % 12 === 0 ? 12 : hour % 12);
    case 'H': return padded(hour);
    case 'm': return padded(minute);
    case 's': return padded(second);
    case 'f': return count > 7 ? tooLong(field) : digits.slice(0, count);
    case 'F': return count > 7 ? tooLong(field) : digits.slice(0, count).replace(/0+$/, '');
    case '.': return count > 8 ? tooLong(field) : digits.slice(0, count - 1).replace(/0+$/, '').replace(/^(?=\d)/, '.');
    case 't': return (hour < 12 ? 'AM' : 'PM').slice(0, count);
    case 'z': return count === 1 ? '+0' : count === 2 ? '+00' : '+00:00';
    case 'K': return kind === 'utc' ? 'Z' : kind === 'local' ? '+00:00' : '';
    default: return 'A.D.'; // g, the era
  }
}

const tooLong = (field: string): never => fail(`A date format has 7 digits of a second at most, but "${field}" has ${field.length}.`);
