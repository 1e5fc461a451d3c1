/** The probe as its packages bring it, on the local environment, in virtual time. */
import assert from 'node:assert/strict';
import { type Assumptions, FlowEngine, Gateway, type Flow, installedConnector, type JsonValue, loadCustomCode, MemoryRunRecorder, VirtualClock } from '../../../scripts/environment';
import { placeholderPublisher } from '../../../scripts/generate/publisher';
import { triggerId } from '../../../scripts/package/probe/probe-connector';
import { probeArtifacts } from '../../../scripts/package/probe/probe-definition';
import { lastStep, probeFlow } from '../../../scripts/package/probe/probe-flow';
import { sharedHost } from '../../support/shared-script-host';

export const turnedOnAt = Date.UTC(2026, 2, 2, 7, 0, 12);
const minute = 60_000;

export interface ProbeRun {
  /** What each run showed in its last step, oldest first; undefined for one that was cancelled. */
  readonly answers: readonly (Record<string, JsonValue> | undefined)[];
  readonly backendCalls: number;
}

export interface Played {
  readonly assumed?: Partial<Assumptions>;
  readonly minutes?: number;
  readonly waits?: readonly number[];
  /** Minutes after which the trigger's round is changed. */
  readonly editAfter?: number;
  readonly key?: string;
}

/** Installs the probe, turns its flow on, lets time pass and gathers what its runs show. */
export async function playedProbe({ assumed = {}, minutes = 16, waits = [], editAfter, key = 'word' }: Played = {}): Promise<ProbeRun> {
  const artifacts = probeArtifacts(placeholderPublisher);
  const clock = new VirtualClock(turnedOnAt);
  const code = await loadCustomCode(await sharedHost(), artifacts['script.csx'], { redirectClock: true });
  const connector = installedConnector({ name: 'probe', definition: JSON.parse(artifacts['apiDefinition.swagger.json']), properties: JSON.parse(artifacts['apiProperties.json']), script: artifacts['script.csx'] });
  let backendCalls = 0;
  const gateway = new Gateway({
    connectors: [{ connector, code }], connections: [{ id: 'c1', connector: 'probe', values: { api_key: key } }], assumed, clock,
    backend: { send: () => { backendCalls++; return Promise.reject(new Error('The probe sends nothing.')); } },
    tokens: { token: () => Promise.reject(new Error('The probe has no sign-in.')) },
    publicOrigin: 'https://unitedkingdom-001.azure-apim.net',
  });
  const recorder = new MemoryRunRecorder();
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0 });
  const document = probeFlow({ connectionReference: 'x_probe', connectorName: 'probe', internalName: 'probe' }, waits);
  const flow = (round: number): Flow => ({
    id: 'f', name: 'Probe', connectionId: 'c1', operationId: triggerId, inputs: { round }, recurrenceSeconds: 60, splitOn: ['value'],
    steps: { name: 'Probe', document, connections: { probe: 'c1' }, parameters: {} },
  });
  await engine.turnOn(flow(1));
  await clock.advanceBy((editAfter ?? minutes) * minute);
  if (editAfter !== undefined) {
    await engine.edit(flow(2));
    await clock.advanceBy((minutes - editAfter) * minute);
  }
  await engine.close();
  // Runs that began at the end still have steps that wait.
  await clock.runUntil(engine.idle(), 30 * minute);
  const histories = await Promise.all((await recorder.runs()).map(run => recorder.historyOf(run.key)));
  return { backendCalls, answers: histories.map(history => {
    const step = history?.steps.find(({ name }) => name === lastStep);
    return step?.outputs === undefined ? undefined : objectOf(step.outputs);
  }) };
}

function objectOf(value: JsonValue): Record<string, JsonValue> {
  assert.ok(typeof value === 'object' && value !== null && !Array.isArray(value), `The last step shows ${JSON.stringify(value)}.`);
  return value as Record<string, JsonValue>; // as was just seen
}
