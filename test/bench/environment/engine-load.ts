/** Flows that poll in virtual time, against a backend in memory that answers at once. */
import { FlowEngine, Gateway, type HttpRequest, type HttpResponse, installedConnector, MemoryRunRecorder, type RunRecorder, VirtualClock } from '../../../scripts/environment';
import { backendOrigin, benchConnections, benchConnector } from './bench-connector';

export interface EngineLoad { readonly seconds: number; readonly polls: number; readonly runs: number }

const start = Date.UTC(2026, 0, 1);
const nothing = JSON.stringify({ value: [] });
const something = JSON.stringify({ value: [{ id: 1, name: 'Changed' }] });

/** Every twentieth answer has an event; each has a Location that carries the state of the trigger. */
export function answerOf({ uri }: Pick<HttpRequest, 'uri'>): HttpResponse {
  const polled = Number(/state=(\d+)/.exec(uri)?.[1] ?? 0) + 1;
  const hasEvent = polled % 20 === 0;
  return {
    status: hasEvent ? 200 : 202,
    headers: [['Content-Type', 'application/json'], ['Location', `${backendOrigin}/v1/changes?kind=any&state=${polled}`]],
    body: Buffer.from(hasEvent ? something : nothing, 'utf8'),
  };
}

/** Turns flows on, lets virtual time pass, and counts what was polled. The flows poll at the same instants, which is the hardest for a queue. */
export async function loadedEngine(flows: number, recurrenceSeconds: number, spanMs: number, recorder: RunRecorder = new MemoryRunRecorder()): Promise<EngineLoad> {
  const clock = new VirtualClock(start);
  let polls = 0;
  let runs = 0;
  const gateway = new Gateway({
    connectors: [{ connector: installedConnector(benchConnector('none')) }], connections: benchConnections, clock, publicOrigin: 'https://gateway.test',
    backend: { send: request => Promise.resolve(answerOf(request)) }, tokens: { token: () => Promise.reject(new Error('Nobody signs in here.')) },
  });
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0, onPoll: (_poll, started) => { polls++; runs += started.length; } });
  for (let index = 0; index < flows; index++) await engine.turnOn({ id: `flow-${index}`, connectionId: `c${index % benchConnections.length}`, operationId: 'OnChange', inputs: { kind: 'any' }, recurrenceSeconds });
  const began = performance.now();
  await clock.advanceBy(spanMs);
  const seconds = (performance.now() - began) / 1_000;
  await engine.close();
  return { seconds, polls, runs };
}
