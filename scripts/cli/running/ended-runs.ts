import { setTimeout as sleep } from 'node:timers/promises';
import type { EnvironmentClient, QueryOf, Wire } from '../../environment/api-client';

/** So long is waited, in milliseconds, and so often is looked. Runs that wait for the environment's time may take days. */
const patience = 5_000;
const between = 100;

/** The runs of a query, once they have ended: steps call real programs, which take real time. Those that take longer are still `Running`. */
export async function endedRuns(client: EnvironmentClient, query: QueryOf<'listRuns'>): Promise<readonly Wire<'RunSummary'>[]> {
  const began = performance.now();
  for (;;) {
    const { value } = await client.call('listRuns', { query });
    if (value.every(({ status }) => status !== 'Running') || performance.now() - began > patience) return value;
    await sleep(between);
  }
}
