import { zoneNamed } from '../../workflow-language/dates/time-zone';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';
import { instantOf } from './wall-clock';

export const weekDayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

/** The most of each unit that a recurrence may have. Source: reference of the Recurrence trigger, "interval". */
const longestInterval = { Second: 9_999_999, Minute: 72_000, Hour: 12_000, Day: 500, Week: 71, Month: 16 } as const;
export type Frequency = keyof typeof longestInterval;

/** The times of a day, and the days of a week or month, at which a flow is started. What is absent is as with its first time. */
export interface TimeTable {
  readonly hours?: readonly number[];
  readonly minutes?: readonly number[];
  /** 0 is Sunday. */
  readonly weekDays?: readonly number[];
  /** 1 is the first, -1 the last. */
  readonly monthDays?: readonly number[];
}

/** When a schedule starts its flow. Instants are milliseconds since 1970 UTC. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly timeZone: {
    /** As the flow writes it. */
    readonly name: string;
    readonly iana: string;
  };
  readonly startAt?: number;
  readonly endAt?: number;
  readonly schedule?: TimeTable;
}

/** Reads the `recurrence` of a trigger of the type Recurrence, its expressions resolved. Throws an Error with a clause that begins with "its". */
export function readRecurrence(declared: JsonObject): Recurrence {
  const frequency = (Object.keys(longestInterval) as Frequency[]).find(each => each.toLowerCase() === String(declared['frequency']).toLowerCase()); // the table's own keys
  if (!frequency) throw new Error(`its recurrence has the frequency ${told(declared['frequency'])}; there are ${Object.keys(longestInterval).join(', ')}`);
  const [interval, most] = [wholeNumber(declared['interval']), longestInterval[frequency]];
  if (interval === undefined || interval < 1 || interval > most) throw new Error(`its recurrence has the interval ${told(declared['interval'])}; with the frequency ${frequency} it is a whole number from 1 to ${most}`);
  const name = typeof declared['timeZone'] === 'string' && declared['timeZone'] !== '' ? declared['timeZone'] : 'UTC';
  const iana = zoneNamed(name);
  if (iana === undefined) throw new Error(`its recurrence is in the time zone "${name}", which there is not. Zones have names of Windows, such as "Pacific Standard Time"`);
  const [startAt, endAt] = [instant(declared, 'startTime', iana), instant(declared, 'endTime', iana)];
  const schedule = timeTable(declared['schedule'], frequency);
  return { frequency, interval, timeZone: { name, iana }, ...(startAt === undefined ? {} : { startAt }), ...(endAt === undefined ? {} : { endAt }), ...(schedule ? { schedule } : {}) };
}

/** A time without Z or an offset is one of the recurrence's own zone. */
function instant(declared: JsonObject, key: 'startTime' | 'endTime', zone: string): number | undefined {
  const value = declared[key];
  if (value === undefined || value === null || value === '') return undefined;
  const [, date, clock = 'T00:00', offset] = /^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?(Z|[+-]\d{2}:\d{2})?$/i.exec(typeof value === 'string' ? value.trim() : '') ?? [];
  const read = date === undefined ? NaN : Date.parse(`${date}${clock}${offset ?? 'Z'}`);
  if (Number.isNaN(read)) throw new Error(`its recurrence has the ${key} ${told(value)}, which is no time such as "2026-03-02T08:00:00" or "2026-03-02T08:00:00Z"`);
  return offset === undefined ? instantOf(read, zone) : read;
}

function timeTable(declared: JsonValue | undefined, frequency: Frequency): TimeTable | undefined {
  if (declared === undefined || declared === null || (isJsonObject(declared) && Object.keys(declared).length === 0)) return undefined;
  if (!isJsonObject(declared)) throw new Error(`its schedule is ${told(declared)}; it is an object with hours, minutes, weekDays or monthDays`);
  const known = Object.keys(declared).filter(key => declared[key] !== undefined && declared[key] !== null);
  const fitting: Readonly<Record<Frequency, readonly string[]>> = {
    Second: [], Minute: [], Hour: [], Day: ['hours', 'minutes'], Week: ['hours', 'minutes', 'weekDays'], Month: ['hours', 'minutes', 'monthDays'],
  };
  const misplaced = known.find(key => !fitting[frequency].includes(key));
  if (misplaced !== undefined) throw new Error(`its schedule has ${misplaced}, and with the frequency ${frequency} it can have ${fitting[frequency].join(', ') || 'nothing: hours and minutes go with Day, Week and Month'}`);
  const list = (key: keyof TimeTable, read: (value: JsonValue) => number | undefined, what: string): Partial<TimeTable> => {
    const values = declared[key];
    if (values === undefined || values === null || (Array.isArray(values) && values.length === 0)) return {};
    const numbers = Array.isArray(values) ? values.map(read) : [undefined];
    const all = numbers.filter(each => each !== undefined);
    if (all.length < numbers.length) throw new Error(`its schedule has ${key} ${told(values)}; they are a list of ${what}`);
    return { [key]: [...new Set(all)].sort((one, other) => one - other) };
  };
  const table: TimeTable = {
    ...list('hours', value => within(value, 0, 23), 'whole numbers from 0 to 23'),
    ...list('minutes', value => within(value, 0, 59), 'whole numbers from 0 to 59'),
    ...list('weekDays', weekDay, `names: ${weekDayNames.join(', ')}`),
    ...list('monthDays', value => (within(value, -31, 31) === 0 ? undefined : within(value, -31, 31)), 'whole numbers from 1 to 31, or from -1 to -31 to count from the last day'),
  };
  return Object.keys(table).length === 0 ? undefined : table;
}

/** The designer writes hours as texts, and minutes as numbers. */
function wholeNumber(value: JsonValue | undefined): number | undefined {
  const read = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof read === 'number' && Number.isInteger(read) ? read : undefined;
}

function within(value: JsonValue, least: number, most: number): number | undefined {
  const read = wholeNumber(value);
  return read !== undefined && read >= least && read <= most ? read : undefined;
}

function weekDay(value: JsonValue): number | undefined {
  const found = weekDayNames.findIndex(name => typeof value === 'string' && name.toLowerCase() === value.trim().toLowerCase());
  return found < 0 ? undefined : found;
}

const told = (value: JsonValue | undefined): string => (value === undefined ? 'none' : JSON.stringify(value));
