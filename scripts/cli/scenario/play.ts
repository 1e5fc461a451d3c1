/** Plays the scenes one after the other and prints what happened, each as soon as it has. */
import type { FlowRunHistory, PollRecord, RunRecord, SolutionContents } from '../../environment';
import type { Console } from '../ports';
import { counted } from '../step-line';
import { connectionId, type LocalEnvironment } from './local-environment';
import { clipped, eventLine, messagesOf, runLines } from './run-lines';
import { localPeople, sampleFlows } from './sample-flows';
import { scenes, storyFlows, storyVariables, type FlowName, type Scene, type Stage } from './scenes';

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

/**
 * Plays all scenes. True when every scene started exactly the runs that it must, each run of a sample flow succeeded, and
 * the messages are in the outbox. A connector without the six triggers has no scenario: one line says so. Once `ended`
 * says so, nothing more is played or printed, and the answer is false.
 */
export async function playScenes(environment: LocalEnvironment, contents: SolutionContents | undefined, console: Console, ended: () => boolean = () => false): Promise<boolean> {
  const { service, engine, connector, gateway } = environment;
  const instance = service.control.describe().instances[0]!; // the stand-in always has one
  const sourceId = (friendlyName: string): string => instance.dataSources.find(source => source.friendlyName === friendlyName)!.dataSourceId; // names of the same seed
  const operations = new Set(Object.values(storyFlows(connectionId, instance.instanceId, sourceId, [])).map(flow => flow.operationId));
  const missing = [...operations].find(id => !connector.operations.some(operation => operation.operationId === id));
  if (missing !== undefined) {
    console.error(`  scenario    none for this connector: the stand-in plays Customer Insights, and ${missing} is not declared\n`);
    return true;
  }

  const samples = contents ? sampleFlows(contents, { ...localPeople, ...storyVariables(instance.instanceId, sourceId) }, gateway) : [];
  const flows = storyFlows(connectionId, instance.instanceId, sourceId, samples);
  const stage: Stage = { control: service.control, flows, sourceId, turnOn: flow => engine.turnOn(flow), edit: flow => engine.edit(flow) };
  console.out('  scenario\n');
  const outcomes: Outcome[] = [];
  for (const scene of scenes) {
    const outcome = await played(scene, stage, environment, contents !== undefined);
    if (ended()) return false; // a clock that was closed meanwhile has run no poll
    outcomes.push(outcome);
    for (const line of sceneLines(outcome, flows, environment)) console.out(`${line}\n`);
  }
  environment.onPoll = () => undefined;
  environment.onRun = () => undefined;
  console.out(`  ${summary(outcomes, flows, environment)}\n`);
  return outcomes.every(({ passed }) => passed);
}

/** With flows installed, what fires must start one of them: a trigger without a sample flow has not been shown. */
async function played(scene: Scene, stage: Stage, environment: LocalEnvironment, hasSamples: boolean): Promise<Outcome> {
  const [polls, runs, histories]: [PollRecord[], RunRecord[], FlowRunHistory[]] = [[], [], []];
  environment.onPoll = (poll, started) => { polls.push(poll); runs.push(...started); };
  environment.onRun = history => { histories.push(history); };
  await scene.make(stage);
  await environment.clock.advanceBy(afterScene);
  const { flows } = stage;
  const watched = histories.filter(({ runKey }) => runs.some(run => run.key === runKey && run.flowId === flows[scene.watches].id));
  const withSteps = runs.filter(run => Object.values(flows).some(flow => flow.id === run.flowId && flow.steps)).length;
  const passed = Object.entries(flows).every(([name, flow]) => runs.filter(run => run.flowId === flow.id).length === (scene.runs[name as FlowName] ?? 0))
    && (!hasSamples || scene.kind === 'silent' || flows[scene.watches].steps !== undefined) && histories.length === withSteps && histories.every(({ status }) => status === 'Succeeded')
    && (!flows[scene.watches].steps || watched.flatMap(history => messagesOf(history, environment.outbox.messages)).length === (scene.messages ?? 0));
  return { scene, polls, runs, histories, passed };
}

/** The scene with the flow that it watches; for one that fires also the run's steps and messages, for one that does not what the trigger said. */
function sceneLines({ scene, polls, runs, histories, passed }: Outcome, flows: Stage['flows'], { outbox }: LocalEnvironment): readonly string[] {
  const flow = flows[scene.watches];
  const own = runs.filter(run => run.flowId === flow.id);
  const elsewhere = runs.length - own.length;
  const did = own.length > 0 ? `→ flow "${flow.name ?? flow.id}" ${counted(own.length, 'run')}` : '· stays silent';
  const also = elsewhere > 0 && (own.length === 0 || !passed) ? `, elsewhere ${counted(elsewhere, 'run')}` : '';
  const explained = scene.kind === 'fires' || !passed ? own.flatMap(run => {
    const history = histories.find(({ runKey }) => runKey === run.key);
    return history ? runLines(history, outbox.messages) : [eventLine(run)];
  }) : [];
  const failed = polls.find(poll => poll.flowId === flow.id && poll.outcome === 'failed');
  return [
    `    ${passed ? '✓' : '✗'} ${scene.title.padEnd(40)} ${did}${also}`,
    ...explained,
    ...(passed ? [] : histories.filter(({ runKey, status }) => status !== 'Succeeded' && !own.some(run => run.key === runKey)).flatMap(history => runLines(history, outbox.messages))),
    ...(failed?.problem ? [clipped(`        ${failed.problem}`)] : []),
  ];
}

function summary(outcomes: readonly Outcome[], flows: Stage['flows'], { outbox }: LocalEnvironment): string {
  const operationsOf = (list: readonly Outcome[]): ReadonlySet<string> => new Set(list.map(({ scene }) => flows[scene.watches].operationId));
  const fires = outcomes.filter(({ scene }) => scene.kind === 'fires');
  const wrong = operationsOf(fires.filter(({ passed }) => !passed));
  const silent = outcomes.filter(({ scene }) => scene.kind === 'silent');
  const triggers = [...operationsOf(fires)];
  return [
    `${triggers.filter(id => !wrong.has(id)).length} of ${triggers.length} triggers fired exactly once for what happened`,
    `${silent.filter(({ passed }) => passed).length} of ${silent.length} counter-examples stayed silent`,
    `${counted(outbox.messages.length, 'message')} in the outbox`,
  ].join(', ');
}
