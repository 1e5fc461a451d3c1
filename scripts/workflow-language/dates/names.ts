type Width = 'long' | 'short';

/** The twelve months, as a locale writes them alone or in a date ("januari", "gennaio"). Throws RangeError where there is no such locale. */
export const monthNamesOf = (locale: string, width: Width): readonly string[] => kept(`${locale} month ${width}`, () =>
  Array.from({ length: 12 }, (_, month) => partOf(locale, { month: width, day: 'numeric' }, 'month', Date.UTC(2001, month, 1))));

/** The seven days of a week from Sunday on. Throws RangeError where there is no such locale. */
export const weekdayNamesOf = (locale: string, width: Width): readonly string[] => kept(`${locale} weekday ${width}`, () =>
  Array.from({ length: 7 }, (_, day) => partOf(locale, { weekday: width }, 'weekday', Date.UTC(2001, 6, 1 + day))));

function partOf(locale: string, options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes, at: number): string {
  return new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC', calendar: 'gregory' }).formatToParts(at).find(part => part.type === type)?.value ?? '';
}

/** Names never change while a program runs, and asking for them is slow. */
const names = new Map<string, readonly string[]>();

function kept(key: string, read: () => readonly string[]): readonly string[] {
  const known = names.get(key);
  if (known) return known;
  const all = read();
  if (names.size < 200) names.set(key, all);
  return all;
}
