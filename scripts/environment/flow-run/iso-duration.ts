const unitMs = { D: 86_400_000, H: 3_600_000, M: 60_000, S: 1_000 } as const;

/** An ISO 8601 duration of weeks, days, hours, minutes and seconds in milliseconds; undefined for anything else, months included. */
export function durationMs(text: string): number | undefined {
  const weeks = /^P(\d+)W$/.exec(text);
  if (weeks) return Number(weeks[1]) * 7 * unitMs.D;
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!found || text === 'P' || text.endsWith('T')) return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  return Number(days) * unitMs.D + Number(hours) * unitMs.H + Number(minutes) * unitMs.M + Number(seconds) * unitMs.S;
}
