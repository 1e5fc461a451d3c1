import { hashText } from './random';

/**
 * How enum values are spelled: `camel` as the published API description, `pascal` as live payloads,
 * `mixed` camel with about one value in eight in pascal.
 */
export type EnumCasing = 'camel' | 'pascal' | 'mixed';

/** `varied`: 0, 3 or 7 fractional digits; `millisecond`: always 3, for tests of exact boundaries. */
export type TimestampDigits = 'varied' | 'millisecond';

/** How one answer spells values, and the instant it describes. */
export interface Wire {
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Names how values are spelled: answers of the same spelling spell the same thing alike. */
  readonly spelling: string;
  /** Spells an enum value; `owner` keeps the spelling of one thing the same from answer to answer. */
  word(value: string, owner: string): string;
  /** ISO 8601 in UTC. */
  time(instant: number): string;
}

/** Makes the spelling of one answer from the settings of the service. */
export function createWire(now: number, casing: EnumCasing, digits: TimestampDigits): Wire {
  return {
    now,
    spelling: `${casing} ${digits}`,
    word: (value, owner) => spell(value, owner, casing),
    time: (instant) => formatTimestamp(instant, digits),
  };
}

function spell(value: string, owner: string, casing: EnumCasing): string {
  const pascal = casing === 'pascal' || (casing === 'mixed' && hashText(`${owner}|${value}`) % 8 === 0);
  return pascal ? value.charAt(0).toUpperCase() + value.slice(1) : value;
}

/**
 * Formats an instant (milliseconds since the epoch) in UTC. A whole second has no fraction; any other instant has, by
 * a hash of itself, 3 digits or 7. The four digits below the millisecond are a function of the millisecond, so equal
 * instants stay equal and the order of instants never changes.
 */
export function formatTimestamp(instant: number, digits: TimestampDigits): string {
  const iso = new Date(instant).toISOString();
  if (digits === 'millisecond') return iso;
  if (instant % 1000 === 0) return `${iso.slice(0, 19)}Z`;
  const hash = hashText(String(instant));
  return hash % 2 === 0 ? iso : `${iso.slice(0, 23)}${String((hash >>> 1) % 10_000).padStart(4, '0')}Z`;
}
