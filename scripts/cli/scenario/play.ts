/** Plays the scenes one after the other, prints what happened, and ends with the table. */
import type { PollRecord, RunRecord } from '../../environment';
import type { Console } from '../ports';
import { connectionId, type LocalEnvironment } from './local-environment';
import { scenes, storyFlows, type FlowName, type Scene, type Stage } from './scenes';

const minute = 60_000;
/** The longest refresh of the stand-in with all its retries, and two polls after it. */
const afterScene = 90 * minute;

interface Outcome { readonly scene: Scene; readonly runs: Readonly<Record<string, number>>; readonly passed: boolean }

/**
 * Plays all scenes. True when every scene started exactly the runs that it must. A connector without the six triggers
 * has no scenario: one line says so. Once `ended` says so, nothing more is played or printed, and the answer is false.
 */
export async function playScenes(environment: LocalEnvironment, console: Console, ended: () => boolean = () => false): Promise<boolean> {
  const { service, engine, clock, connector } = environment;
  const instance = service.control.describe().instances[0]!; // the stand-in always has one
  const sourceId = (friendlyName: string): string => instance.dataSources.find(source => source.friendlyName === friendlyName)!.dataSourceId; // names of the same seed
  const flows = storyFlows(connectionId, instance.instanceId, sourceId);
  const missing = [...new Set(Object.values(flows).map(flow => flow.operationId))].filter(id => !connector.operations.some(operation => operation.operationId === id));
  if (missing.length > 0) {
    console.error(`  scenario    none for this connector: the stand-in plays Customer Insights, and ${missing[0]} is not declared\n`);
    return true;
  }

  const stage: Stage = { control: service.control, flows, sourceId, turnOn: flow => engine.turnOn(flow), edit: flow => engine.edit(flow) };
  const outcomes: Outcome[] = [];
  console.out('  scenario\n');
  for (const scene of scenes) {
    const polls: PollRecord[] = [];
    const runs: RunRecord[] = [];
    environment.onPoll = (poll, started) => { polls.push(poll); runs.push(...started); };
    await scene.make(stage);
    await clock.advanceBy(afterScene);
    if (ended()) return false; // a clock that was closed meanwhile has run no poll
    const counted = count(runs.map(run => run.flowId));
    const passed = Object.keys({ ...counted, ...scene.runs }).every(name => (counted[name] ?? 0) === (scene.runs[name as FlowName] ?? 0));
    outcomes.push({ scene, runs: counted, passed });
    for (const line of sceneLines(scene, passed, polls, runs)) console.out(`${line}\n`);
  }
  environment.onPoll = () => undefined;
  console.out(`\n${table(outcomes)}\n`);
  const fired = outcomes.filter(({ scene, passed }) => scene.kind === 'fires' && passed).length;
  const silent = outcomes.filter(({ scene, passed }) => scene.kind === 'silent' && passed).length;
  const all = (kind: Scene['kind']): number => scenes.filter(scene => scene.kind === kind).length;
  console.out(`  ${fired} of ${all('fires')} triggers fired exactly once for what happened, ${silent} of ${all('silent')} counter-examples stayed silent\n`);
  return outcomes.every(outcome => outcome.passed);
}

const count = (names: readonly string[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

/** The scene, the poll that mattered for the flow it watches, and each run with the event's own sentence. */
function sceneLines(scene: Scene, passed: boolean, polls: readonly PollRecord[], runs: readonly RunRecord[]): string[] {
  const watched = polls.filter(poll => poll.flowId === scene.watches);
  const poll = watched.find(each => each.runs > 0) ?? watched.find(each => each.outcome === 'failed') ?? watched.at(-1);
  const seen = poll ? `poll ${poll.pollNumber} of ${poll.flowId}: ${poll.status}${poll.runs > 0 ? `, ${poll.runs} event${poll.runs > 1 ? 's' : ''}` : ''}` : 'no poll';
  return [
    `    ${passed ? '✓' : '✗'} ${scene.title.padEnd(42)} ${seen}`,
    ...runs.map(runLine),
    ...(watched.some(each => each.outcome === 'failed') && poll?.problem ? [`        ${poll.problem}`] : []),
  ];
}

/** A run with the event's own sentence. */
export const runLine = (run: RunRecord): string => `        run ${run.key.padEnd(22)} ${summaryOf(run)}`;

const summaryOf = (run: RunRecord): string =>
  (typeof run.payload === 'object' && run.payload !== null && 'summary' in run.payload ? String(run.payload['summary']) : JSON.stringify(run.payload).slice(0, 120));

function table(outcomes: readonly Outcome[]): string {
  const rows = outcomes.map(({ scene, runs, passed }) => [
    scene.title, scene.kind === 'fires' ? 'fires once' : 'silent', scene.watches, String(runs[scene.watches] ?? 0),
    Object.entries(runs).filter(([name]) => name !== scene.watches).map(([name, number]) => `${name} ${number}`).join(', ') || '-', passed ? '✓' : '✗',
  ]);
  const head = ['what happens', 'expected', 'flow', 'runs', 'other flows', ''];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map(row => row[column]!.length)));
  return [head, widths.map(width => '─'.repeat(width)), ...rows].map(row => `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ').trimEnd()}`).join('\n');
}
