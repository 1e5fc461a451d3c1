import type { EnvironmentClient, Wire } from '../../environment/api-client';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { byName } from '../running/by-name';
import { keepsState } from '../running/flow-lines';
import { asJson, lookOf } from '../running/look';
import { withEnvironment } from '../running/reach';
import { runKeyOf } from '../running/run-id';
import { runTable, runText } from '../running/run-lines';
import { triggerStateLines } from '../running/trigger-state-lines';
import { folded, whole } from '../terminal/value-lines';
import { UserError } from '../user-error';

const mostListed = 500;

/** `konektor runs`: the newest runs, or one with its steps and what its trigger remembers now. */
export function runs({ options, positionals: [asked] }: Given<'runs'>, ports: Ports): Promise<number> {
  if (options.limit < 1 || options.limit > mostListed) throw new UserError(`--limit is 1 to ${mostListed}, and ${options.limit} was given.`);
  return withEnvironment(options, ports, async ({ client }) => {
    const { value: flows } = await client.call('listFlows');
    const flow = options.flow === undefined ? undefined : byName(flows, options.flow, 'flow').id;
    if (asked === undefined) return listed(await newest(client, flow, options), flows, options, ports);
    return one(await runKeyOf(asked, client, flows, flow === undefined ? {} : { flow }), client, flows, options, ports);
  });
}

type Options = Given<'runs'>['options'];

async function newest(client: EnvironmentClient, flow: string | undefined, { failed, limit }: Options): Promise<readonly Wire<'RunSummary'>[]> {
  const query = { limit, ...(flow === undefined ? {} : { flow }) };
  if (!failed) return (await client.call('listRuns', { query })).value;
  const pages = await Promise.all((['Failed', 'TimedOut'] as const).map(status => client.call('listRuns', { query: { ...query, status } })));
  return pages.flatMap(({ value }) => value).sort((one, other) => (one.at < other.at ? 1 : -1)).slice(0, limit);
}

function listed(found: readonly Wire<'RunSummary'>[], flows: readonly Wire<'Flow'>[], { format, failed }: Options, ports: Ports): number {
  if (format === 'json') ports.console.out(asJson(found));
  else if (found.length === 0) ports.console.error(failed ? 'No run has failed.\n' : 'There are no runs yet. A flow that is on starts them when its trigger finds something.\n');
  else ports.console.out(runTable(found, flows, lookOf(ports)));
  return 0;
}

async function one(key: string, client: EnvironmentClient, flows: readonly Wire<'Flow'>[], { format, all }: Options, ports: Ports): Promise<number> {
  const run = await client.call('getRun', { path: { run: key } });
  // The flow of a run may have been deleted since, and one that is only called remembers nothing.
  const state = flows.some(({ id, trigger }) => id === run.flowId && keepsState(trigger)) ? await client.call('getTriggerState', { path: { flow: run.flowId } }) : undefined;
  if (format === 'json') {
    ports.console.out(asJson({ ...run, ...(state ? { triggerState: state } : {}) }));
    return 0;
  }
  const messages = await Promise.all(run.messages.map(number => client.call('getMessage', { path: { message: String(number) } })));
  const folding = all ? whole : folded;
  ports.console.out(runText(run, messages, folding, lookOf(ports)));
  if (state) ports.console.out(`\n${triggerStateLines(state, folding).map(line => `${line}\n`).join('')}`);
  return 0;
}
