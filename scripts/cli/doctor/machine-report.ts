/** The checks of the machine as an aligned table, with what to do below it. */
import type { MachineCheck } from './machine-checks';
import { table } from './table';

const words: Readonly<Record<MachineCheck['state'], string>> = { fine: 'fine', problem: 'problem', note: 'to do', absent: 'not needed' };

export function machineReportText(checks: readonly MachineCheck[]): string {
  const todo = checks.flatMap(check => (check.todo === undefined ? [] : [`  ${check.name}\n    ${check.todo}\n`]));
  return [table(checks.map(({ name, state, found }) => [name, words[state], found])), ...(todo.length > 0 ? [todo.join('')] : [])].join('\n');
}
