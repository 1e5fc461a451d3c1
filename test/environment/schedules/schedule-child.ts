// Scheduled flows over a store, in virtual time that goes on from where the store says. Started by kill.test.ts, which kills
// it. Prints `@<instant>` after every virtual hour, and `done` at the end.
import { FlowEngine, openEnvironmentStore, triggeredFlow, VirtualClock } from '../../../scripts/environment';
import { smallFlowGateway } from '../flow-run/small-flow';
import { answer, fakeBackend, start } from '../small-connector';
import { hour, scheduledFlows } from './scheduled-flows';

async function main(folder: string, end: number): Promise<void> {
  const store = openEnvironmentStore({ folder, retention: { runs: 1e6, runAge: 1e12 } });
  const clock = new VirtualClock(store.clock.instant() ?? start);
  const gateway = smallFlowGateway(clock, fakeBackend(() => answer(202)));
  if (store.flows.list().length === 0) store.together(() => { for (const flow of scheduledFlows) store.flows.put(flow); });
  const engine = new FlowEngine({ gateway, clock, recorder: store.runs, outbox: store.outbox, random: () => 0.5, onStart: () => store.clock.keep(clock.now()), report: line => { throw new Error(line); } });
  const flows = new Map(store.flows.list().map(flow => [flow.id, triggeredFlow(flow, gateway)] as const));
  for (const run of store.runs.recover(clock.now()).again) engine.runAgain(flows.get(run.flowId)!, run); // no flow is ever removed
  for (const flow of flows.values()) await engine.turnOn(flow);
  while (clock.now() < end) {
    await clock.advanceTo(Math.min(end, clock.now() + hour));
    store.clock.keep(clock.now());
    process.stdout.write(`@${clock.now()}\n`);
  }
  await engine.close();
  await engine.idle();
  store.close();
  process.stdout.write('done\n');
}

void main(process.argv[2] ?? '', Number(process.argv[3])); // given by the test
