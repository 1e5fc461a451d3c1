import { millisecondsOf } from './timestamp';
import { windowsTimeZones } from './windows-time-zones';

const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** The IANA name of a time zone that has a name of Windows or of IANA, capital letters aside; undefined where there is no such zone. */
export function zoneNamed(name: string): string | undefined {
  const known = windowsTimeZones.get(name.trim().toLowerCase());
  if (known !== undefined) return known;
  try { return new Intl.DateTimeFormat('en-US', { timeZone: name.trim() }).resolvedOptions().timeZone; } catch { return undefined; }
}

export const isUtc = (zone: string): boolean => zone === 'UTC' || zone === 'Etc/UTC';

/** The wall clock of a zone at a moment of UTC. */
export function fromUtc(utc: bigint, zone: string): bigint {
  return isUtc(zone) ? utc : utc + BigInt(offsetAt(millisecondsOf(utc), zone)) * 10_000n;
}

/** The moment of UTC at which a zone's clock shows a time. Of two such moments it is the one of standard time, as in .NET; undefined where there is none. */
export function toUtc(local: bigint, zone: string): bigint | undefined {
  if (isUtc(zone)) return local;
  const at = millisecondsOf(local);
  const offsets = [...new Set([-1, 1].map(days => offsetAt(at + days * 86_400_000, zone)))].sort((one, other) => one - other); // the lesser one is standard time
  for (const offset of offsets) if (offsetAt(at - offset, zone) === offset) return local - BigInt(offset) * 10_000n;
  return undefined;
}

/** Milliseconds that a zone's clock is ahead of UTC at a moment. */
export function offsetAt(moment: number, zone: string): number {
  if (isUtc(zone)) return 0;
  const whole = Math.floor(moment / 1000) * 1000;
  const parts = new Map(formatOf(zone).formatToParts(whole).map(part => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const date = new Date(0);
  date.setUTCFullYear(of('year'), of('month') - 1, of('day'));
  return date.setUTCHours(of('hour'), of('minute'), of('second')) - whole;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = FORMATS.get(zone);
  if (known) return known;
  const clock = { hourCycle: 'h23', hour: 'numeric', minute: 'numeric', second: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, calendar: 'iso8601', year: 'numeric', month: 'numeric', day: 'numeric', ...clock });
  FORMATS.set(zone, format);
  return format;
}

