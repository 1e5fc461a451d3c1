import { RequestRefused } from '../failures';
import { uuidOf } from '../random';
import type { Instance, Schedule } from '../state';
import type { Wire } from '../wire';
import { bodyObject, type InstanceCall } from './operation';

const supportedTimezones = [
  { id: 'UTC', name: '(UTC) Coordinated Universal Time' },
  { id: 'W. Europe Standard Time', name: '(UTC+01:00) Amsterdam, Berlin, Rome, Stockholm, Vienna' },
  { id: 'Eastern Standard Time', name: '(UTC-05:00) Eastern Time' },
  { id: 'SE Asia Standard Time', name: '(UTC+07:00) Bangkok, Hanoi, Jakarta' },
] as const;

/** The refresh schedules. They are kept and shown; the stand-in doesn't start refreshes by them. */
export function schedules({ instance, wire }: InstanceCall): Response {
  return Response.json(instance.schedules.map((schedule) => publishSchedule(instance, schedule, wire)));
}

/** Adds a schedule; 400 for an unknown time zone or a list that isn't one of texts. */
export async function addSchedule(call: InstanceCall): Promise<Response> {
  const body = await bodyObject(call, 'management');
  const timezoneId = typeof body['timezoneId'] === 'string' ? body['timezoneId'] : 'UTC';
  if (!supportedTimezones.some((zone) => zone.id === timezoneId)) throw refused(`There is no time zone '${timezoneId}'.`);
  call.core.state.made += 1;
  const schedule: Schedule = {
    scheduleId: uuidOf(`${call.instance.instanceId}|schedule|${call.core.state.made}`),
    operationType: typeof body['operationType'] === 'string' ? body['operationType'] : 'all',
    identifiers: texts(body['identifiers'], 'identifiers'),
    jobType: typeof body['jobType'] === 'string' ? body['jobType'] : 'full',
    isActive: body['isActive'] !== false, timezoneId, cronSchedules: texts(body['cronSchedules'], 'cronSchedules'),
  };
  call.instance.schedules.push(schedule);
  return Response.json(publishSchedule(call.instance, schedule, call.wire));
}

/** The time zones that a schedule may name. */
export function timezones(): Response {
  return Response.json(supportedTimezones);
}

function publishSchedule(instance: Instance, schedule: Schedule, wire: Wire) {
  return {
    ...schedule, operationType: wire.word(schedule.operationType, schedule.scheduleId),
    jobType: wire.word(schedule.jobType, schedule.scheduleId), subType: wire.word('noSubType', schedule.scheduleId), instanceId: instance.instanceId,
  };
}

function texts(value: unknown, name: string): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw refused(`'${name}' takes a list of texts.`);
}

function refused(message: string): RequestRefused {
  return new RequestRefused(400, 'management', 'ScheduleNotReadable', message);
}
