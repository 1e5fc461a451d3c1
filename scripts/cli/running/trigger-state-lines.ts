import type { Wire } from '../../environment/api-client';
import { oneLine } from '../terminal/table';
import { instantInWords } from '../terminal/time-words';
import { type Folding, valueLines } from '../terminal/value-lines';

/** What a trigger remembers: the parameters of the address that it asks next, and the state in them, decoded; or how far a schedule is. */
export function triggerStateLines(state: Wire<'TriggerState'>, folding: Folding): readonly string[] {
  const { polls, nextUri, parameters, decoded, schedule } = state;
  if (schedule) return scheduleLines(polls, schedule);
  const declared = parameters.filter(each => each.declared);
  const kept = parameters.filter(each => !each.declared && each.name !== decoded?.parameter);
  return [
    `trigger state after ${polls} poll${polls === 1 ? '' : 's'}`,
    ...(nextUri === undefined ? ['    nothing is kept: the next poll asks the trigger\'s own address'] : [`    asks next  ${oneLine(nextUri.split('?')[0] ?? '')}`]),
    ...declared.map(({ name, value }) => `      ${oneLine(name)} = ${oneLine(value)}`),
    ...kept.map(({ name, value }) => `    keeps ${oneLine(name)} = ${oneLine(value)}`),
    ...(decoded ? [`    keeps ${oneLine(decoded.parameter)} (${decoded.format})`, ...valueLines(decoded.value, folding, '      ')] : []),
  ];
}

function scheduleLines(starts: number, { since, nextAt, last }: NonNullable<Wire<'TriggerState'>['schedule']>): readonly string[] {
  if (since === undefined) return ['schedule: never turned on'];
  const brought = last && (last.runs > 0 ? 'started a run' : `started no run: ${oneLine(last.problem ?? 'a trigger condition was not met')}`);
  return [
    `schedule after ${starts} start${starts === 1 ? '' : 's'}`, `    since ${instantInWords(since)} UTC`,
    ...(last ? [`    last  ${instantInWords(last.at)} UTC, ${brought}`] : []),
    ...(nextAt === undefined ? [] : [`    next  ${instantInWords(nextAt)} UTC`]),
  ];
}
