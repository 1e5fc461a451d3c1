import { EnvironmentError, type Finding } from '../finding';
import type { ScheduledFlow } from '../flows/flow';
import { occurrenceAfter } from './occurrences';
import { type Recurrence, weekDayNames } from './recurrence';

/** A flow that a schedule can start. */
export interface SchedulePlan { readonly kind: 'schedule'; readonly findings: readonly Finding[] }

/** Checks a schedule. Throws EnvironmentError 'flow' for one whose time never comes, such as 31 February. */
export function schedulePlan({ recurrence, name, id }: ScheduledFlow): SchedulePlan {
  const anyTime = { ...recurrence, startAt: recurrence.startAt ?? 0 };
  if (recurrence.schedule && occurrenceAfter(anyTime, anyTime.startAt, anyTime.startAt - 1) === undefined) throw new EnvironmentError('flow', `The flow "${name ?? id}" can't be turned on: its schedule has no time that ever comes: ${recurrenceInWords(recurrence)}.`);
  const isShort = recurrence.frequency === 'Second' && recurrence.interval < 60;
  return { kind: 'schedule', findings: isShort ? [shortSchedule(name ?? id, recurrence.interval)] : [] };
}

/** Power Automate starts flows at most once a minute; Logic Apps once a second (facts 3.2). */
function shortSchedule(flow: string, seconds: number): Finding {
  return {
    code: 'short-recurrence', what: `The flow "${flow}" is started every ${seconds} s.`,
    why: 'Power Automate starts a flow no more often than every 60 s; only Logic Apps does.', todo: 'Give 60 s or more to see what Power Automate would do.',
  };
}

/** A schedule as people say it: "every 2 weeks on Monday, Friday at 08:30 (Pacific Standard Time)". */
export function recurrenceInWords({ frequency, interval, timeZone, startAt, endAt, schedule = {} }: Recurrence): string {
  const unit = frequency.toLowerCase();
  const { hours, minutes, weekDays, monthDays } = schedule;
  const two = (number: number): string => String(number).padStart(2, '0');
  const times = hours && minutes ? ` at ${hours.flatMap(hour => minutes.map(minute => `${two(hour)}:${two(minute)}`)).join(', ')}`
    : hours ? ` in the hours ${hours.join(', ')}` : minutes ? ` at the minutes ${minutes.join(', ')}` : '';
  return [
    interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`,
    weekDays ? ` on ${weekDays.map(day => weekDayNames[day]).join(', ')}` : '',
    monthDays ? ` on day ${monthDays.map(day => (day === -1 ? 'last' : day < 0 ? `${-day} from the last` : day)).join(', ')}` : '', times,
    startAt === undefined ? '' : ` from ${moment(startAt)}`, endAt === undefined ? '' : ` to ${moment(endAt)}`, ` (${timeZone.name})`,
  ].join('');
}

const moment = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
