/** Plays the scenes one after the other and prints what happened, each as soon as it has. */
import type { FlowRunHistory, PollRecord, RunRecord } from '../../environment';
import type { Console } from '../ports';
import { counted } from '../../diagnostics/counted';
import type { KeptEnvironment } from './kept-environment';
import { bindFlows, connectionId, localPeople, makeConnection } from './prepared-flows';
import { clipped, eventLine, runLines } from './run-lines';
import { scenes, type Scene, type Stage } from './scenes';
import { flowNames, storyVariables, storyWatches, type FlowName } from './watched';
import { changeWatched, storyFlows, type StoryFlow } from './story-flows';

const minute = 60_000;
/** The longest refresh of the stand-in with all its retries and two polls after it, or a refresh without retries and an hourly poll. */
const afterScene = 90 * minute;

/** What one scene brought about. */
interface Outcome {
  readonly scene: Scene;
  readonly polls: readonly PollRecord[];
  readonly runs: readonly RunRecord[];
  readonly histories: readonly FlowRunHistory[];
  readonly passed: boolean;
}

type Flows = Readonly<Record<FlowName, StoryFlow>>;
type Played = Pick<KeptEnvironment, 'environment' | 'service' | 'signIn'>;

/**
 * Plays all scenes. True when every scene started exactly the runs that it must, each run succeeded, and the messages are in
 * the outbox. Afterwards the sample flows are on and bound as they were, and the story's own flows are gone. A connector
 * without the six triggers has no scenario: one line says so. Once `ended` says so, nothing more is played or printed, and
 * the answer is false.
 */
export async function playScenes(played: Played, connector: string, console: Console, ended: () => boolean = () => false): Promise<boolean> {
  const { environment, service } = played;
  const instance = service.control.describe().instances[0]!; // the stand-in always has one
  const sourceId = (friendlyName: string): string => instance.dataSources.find(source => source.friendlyName === friendlyName)!.dataSourceId; // names of the same seed
  const watched = storyWatches(instance.instanceId, sourceId);
  const declared = new Set(environment.gateway.connectors.find(({ name }) => name === connector)?.operations.map(({ operationId }) => operationId));
  const missing = Object.values(watched).find(({ operationId }) => !declared.has(operationId));
  if (missing !== undefined) {
    console.error(`  scenario    none for this connector: the stand-in plays Customer Insights, and ${missing.operationId} is not declared\n`);
    return true;
  }

  const hasSamples = environment.flows.list().length > 0;
  await makeConnection(played, connector);
  await bindFlows(environment, connector, { ...localPeople, ...storyVariables(instance.instanceId, sourceId) });
  const flows = await storyFlows(watched, environment, connectionId);
  const stage: Stage = {
    control: service.control, sourceId,
    turnOn: async name => { await environment.flows.turnOn(flows[name].id); },
    watchSegment: (name, segment) => watchSegment(flows[name], { ...watched[name], inputs: { ...watched[name].inputs, segmentName: segment } }, played),
  };
  console.out('  scenario\n');
  const outcomes: Outcome[] = [];
  for (const scene of scenes) {
    const outcome = await playedScene(scene, stage, flows, played, hasSamples);
    if (ended()) return false; // a clock that was closed meanwhile has run no poll
    outcomes.push(outcome);
    for (const line of sceneLines(outcome, flows, played)) console.out(`${line}\n`);
  }
  console.out(`  ${summary(outcomes, flows, played)}\n`);
  await watchSegment(flows.segment, watched.segment, played);
  for (const { id, isSample } of Object.values(flows)) if (!isSample) await environment.flows.remove(id);
  return outcomes.every(({ passed }) => passed);
}

/** A sample flow is edited by the value of its environment variable. */
async function watchSegment(flow: StoryFlow, watched: Parameters<typeof changeWatched>[1], { environment }: Played): Promise<void> {
  const variable = Object.values(environment.flows.get(flow.id).document.properties.definition.parameters).find(({ metadata }) => metadata?.schemaName?.endsWith('_CustomerInsightsSegment'))?.metadata?.schemaName;
  if (!flow.isSample || variable === undefined) await changeWatched(flow, watched, environment);
  else await environment.flows.bind(flow.id, { variables: { [variable]: watched.inputs['segmentName'] ?? '' } });
}

/** With flows installed, what fires must start one of them: a trigger without a sample flow has not been shown. */
async function playedScene(scene: Scene, stage: Stage, flows: Flows, { environment }: Played, hasSamples: boolean): Promise<Outcome> {
  const [polls, started, ended]: [PollRecord[], string[], string[]] = [[], [], []];
  const endListening = environment.events.listen(event => {
    if (event.kind === 'poll') polls.push(event.poll);
    if (event.kind === 'runStarted') started.push(event.runKey);
    if (event.kind === 'runEnded') ended.push(event.runKey);
  });
  try {
    await scene.make(stage);
    await environment.advance({ milliseconds: afterScene });
  } finally {
    endListening();
  }
  const { runs: kept } = environment.store;
  const runs = started.flatMap(key => kept.run(key) ?? []);
  const histories = (await Promise.all(ended.map(key => kept.historyOf(key)))).flatMap(history => history ?? []);
  const watching = flows[scene.watches];
  const messages = runs.filter(({ flowId }) => flowId === watching.id).flatMap(({ key }) => environment.store.outbox.page({ runKey: key }));
  const passed = flowNames.every(name => runs.filter(({ flowId }) => flowId === flows[name].id).length === (scene.runs[name] ?? 0))
    && (!hasSamples || scene.kind === 'silent' || watching.isSample) && histories.length === runs.length && histories.every(({ status }) => status === 'Succeeded')
    && (!watching.isSample || messages.length === (scene.messages ?? 0));
  return { scene, polls, runs, histories, passed };
}

/** The scene with the flow that it watches; for one that fires also the run's steps and messages, for one that does not what the trigger said. */
function sceneLines({ scene, polls, runs, histories, passed }: Outcome, flows: Flows, { environment }: Played): readonly string[] {
  const flow = flows[scene.watches];
  const own = runs.filter(run => run.flowId === flow.id);
  const elsewhere = runs.length - own.length;
  const did = own.length > 0 ? `→ flow "${flow.name}" ${counted(own.length, 'run')}` : '· stays silent';
  const also = elsewhere > 0 && (own.length === 0 || !passed) ? `, elsewhere ${counted(elsewhere, 'run')}` : '';
  const messagesOf = (key: string): Parameters<typeof runLines>[1] => environment.store.outbox.page({ runKey: key }).map(({ message }) => message).reverse();
  const linesOf = (history: FlowRunHistory): readonly string[] => runLines(history, messagesOf(history.runKey));
  const explained = scene.kind === 'fires' || !passed ? own.flatMap(run => {
    const history = histories.find(({ runKey }) => runKey === run.key);
    return history && history.steps.length > 0 ? linesOf(history) : [eventLine(run)];
  }) : [];
  const failed = polls.find(poll => poll.flowId === flow.id && poll.outcome === 'failed');
  return [
    `    ${passed ? '✓' : '✗'} ${scene.title.padEnd(40)} ${did}${also}`,
    ...explained,
    ...(passed ? [] : histories.filter(({ runKey, status }) => status !== 'Succeeded' && !own.some(run => run.key === runKey)).flatMap(linesOf)),
    ...(failed?.problem ? [clipped(`        ${failed.problem}`)] : []),
  ];
}

function summary(outcomes: readonly Outcome[], flows: Flows, { environment }: Played): string {
  const operationsOf = (list: readonly Outcome[]): ReadonlySet<string> => new Set(list.map(({ scene }) => flows[scene.watches].operationId));
  const fires = outcomes.filter(({ scene }) => scene.kind === 'fires');
  const wrong = operationsOf(fires.filter(({ passed }) => !passed));
  const silent = outcomes.filter(({ scene }) => scene.kind === 'silent');
  const triggers = [...operationsOf(fires)];
  return [
    `${triggers.filter(id => !wrong.has(id)).length} of ${triggers.length} triggers fired exactly once for what happened`,
    `${silent.filter(({ passed }) => passed).length} of ${silent.length} counter-examples stayed silent`,
    `${counted(environment.store.outbox.count(), 'message')} in the outbox`,
  ].join(', ');
}
