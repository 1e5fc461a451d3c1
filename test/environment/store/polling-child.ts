// An environment without its face: flows of a virtual load over a store, in virtual time that goes on from where the store
// says. Started by kill.test.ts, which kills it. Prints `opening` before it opens the store, `@<instant>` after every 10
// virtual minutes, `memory <heap> <rss> <database>` in bytes every virtual day, and `done` at the end.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { FlowEngine, openEnvironmentStore, triggeredFlow, type Retention, type StoredFlow, VirtualClock } from '../../../scripts/environment';
import { smallFlowGateway } from '../flow-run/small-flow';
import { fakeBackend, start } from '../small-connector';
import { day, endOf, loadFlows, minute, triggerAnswer, type VirtualLoad } from './virtual-load';

export interface ChildOrder { readonly folder: string; readonly load: VirtualLoad; readonly retention: Partial<Retention> }

/** After the last event its poll comes, and its run of 7 minutes. */
const afterEnd = 60 * minute;

async function main({ folder, load, retention }: ChildOrder): Promise<void> {
  process.stdout.write('opening\n');
  const store = openEnvironmentStore({ folder, retention });
  const clock = new VirtualClock(store.clock.instant() ?? start);
  const backend = fakeBackend(request => {
    backend.requests.length = 0; // it would remember them all
    return triggerAnswer(load, request.uri, clock.now());
  });
  const gateway = smallFlowGateway(clock, backend);
  if (store.flows.list().length === 0) store.together(() => { for (const flow of loadFlows(load)) store.flows.put(flow); });
  const engine = new FlowEngine({ gateway, clock, recorder: store.runs, outbox: store.outbox, random: () => 0.5, report: line => { throw new Error(line); } });

  const flows = new Map(store.flows.list().map((flow: StoredFlow) => [flow.id, triggeredFlow(flow, gateway)] as const));
  for (const run of store.runs.recover(clock.now()).again) engine.runAgain(flows.get(run.flowId)!, run); // no flow is ever removed
  for (const flow of flows.values()) await engine.turnOn(flow);
  while (clock.now() < endOf(load) + afterEnd) {
    await clock.advanceBy(10 * minute);
    store.clock.keep(clock.now());
    process.stdout.write(`@${clock.now()}\n`);
    if ((clock.now() - start) % day === 0) {
      globalThis.gc?.();
      const { heapUsed, rss } = process.memoryUsage();
      process.stdout.write(`memory ${heapUsed} ${rss} ${statSync(join(folder, 'environment.db')).size}\n`);
    }
  }
  await engine.close();
  await engine.idle();
  store.close();
  process.stdout.write('done\n');
}

void main(JSON.parse(process.argv[2] ?? '') as ChildOrder); // given by the test
