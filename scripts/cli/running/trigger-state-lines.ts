import type { Wire } from '../../environment/api-client';
import { oneLine } from '../terminal/table';
import { type Folding, valueLines } from '../terminal/value-lines';

/** What a trigger remembers between polls: the parameters of the address that it asks next, and the state in them, decoded. */
export function triggerStateLines({ polls, nextUri, parameters, decoded }: Wire<'TriggerState'>, folding: Folding): readonly string[] {
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
