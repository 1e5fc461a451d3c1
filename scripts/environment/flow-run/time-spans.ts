const second = 1_000;
const unitMs: Readonly<Record<string, number>> = {
  second, minute: 60 * second, hour: 3_600 * second, day: 86_400 * second, week: 7 * 86_400 * second,
  // A month has no fixed length; the platform counts calendar months, and here it is thirty days.
  month: 30 * 86_400 * second,
};

/** So many units in milliseconds, by the words that recurrences and delays use; undefined for another word or a count below 1. */
export function spanMs(unit: string, count: number): number | undefined {
  const length = Object.hasOwn(unitMs, unit.toLowerCase()) ? unitMs[unit.toLowerCase()] : undefined;
  return length === undefined || !(count > 0) ? undefined : length * count;
}
