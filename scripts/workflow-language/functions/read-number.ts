import { fail } from '../flow-expression-error';

/** The whole number a text says, with blanks and a sign at most; undefined where it says none, or one beyond 64 bits. */
export function readInteger(text: string): bigint | undefined {
  const found = /^\s*([-+]?)(\d{1,40})\s*$/.exec(text);
  if (!found) return undefined;
  const value = BigInt(found[2]!) * (found[1] === '-' ? -1n : 1n);
  return isInt64(value) ? value : undefined;
}

export const isInt64 = (value: bigint): boolean => value >= -(2n ** 63n) && value < 2n ** 63n;

/**
 * The number a text says in the way of a locale (en-US without one): grouping marks anywhere among the digits, a sign
 * before or after, an exponent. Source: functions reference, "float", with its examples of what is read too.
 */
export function readFloat(text: string, locale = 'en-US'): number | undefined {
  const { group, decimal } = separatorsOf(locale);
  let rest = text.trim();
  const sign = /^[-+]/.exec(rest)?.[0] ?? /[-+]$/.exec(rest)?.[0] ?? '+';
  rest = rest.replace(/^[-+]/, '').replace(/([\d.,])[-+]$/, '$1');
  const found = /^([^eE]+)([eE][-+]?\d+)?$/.exec(rest);
  if (!found) return undefined;
  const [whole = '', fraction = '', ...more] = found[1]!.split(decimal);
  const [digits, decimals] = [whole.replaceAll(group, '').replaceAll(' ', group === '\u00a0' || group === '\u202f' ? '' : ' '), fraction];
  if (more.length > 0 || !/^\d*$/.test(digits) || !/^\d*$/.test(decimals) || digits + decimals === '') return undefined;
  const value = Number(`${sign}${digits || '0'}.${decimals || '0'}${found[2] ?? ''}`);
  return Number.isFinite(value) ? value : undefined;
}

/** The marks a locale writes between thousands and before the fraction. Throws FunctionFault where there is no such locale. */
export function separatorsOf(locale: string): { readonly group: string; readonly decimal: string } {
  const parts = localeOr(locale, () => new Intl.NumberFormat(locale, { useGrouping: true, minimumFractionDigits: 1 }).formatToParts(12345678.5));
  return { group: parts.find(part => part.type === 'group')?.value ?? ',', decimal: parts.find(part => part.type === 'decimal')?.value ?? '.' };
}

/** What `read` gives; a sentence where the name of the locale is none. */
export function localeOr<T>(locale: string, read: () => T): T {
  try { return read(); } catch { return fail(`There is no locale "${locale}". Locales are written like en-US or de-DE.`); }
}
