/**
 * The wrapper changes its own process: it sets the client secret as a variable, its child processes get all variables, and
 * after each action it has pac forget every profile of the machine. Here it does so with variables that end with the action,
 * and in a home in which there are no other profiles.
 */
import { homeOf, variablesFor } from '../private-home';
import type { DeployPorts } from '../../ports';

export type ProcessVariables = Record<string, string | undefined>;

/** One after the other: they share the process. */
let last: Promise<unknown> = Promise.resolve();

/** Runs an action with only these variables in the process, and puts back what was there, whatever happens. */
export function contained<T>(process: ProcessVariables, home: string, extra: Readonly<Record<string, string>>, ports: Pick<DeployPorts, 'variable' | 'keepSecret'>, action: () => Promise<T>): Promise<T> {
  const run = last.then(async () => {
    const before = { ...process };
    const during = { ...variablesFor(home, ports), ...homeOf(home), ...extra };
    replace(process, during);
    try {
      return await action();
    } finally {
      replace(process, before);
    }
  });
  last = run.catch(() => undefined);
  return run;
}

function replace(process: ProcessVariables, wanted: ProcessVariables): void {
  for (const name of Object.keys(process)) if (!(name in wanted)) delete process[name];
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) process[name] = value;
}
