import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type Assumptions, type Flow, FlowEngine, type HttpResponse, MemoryRunRecorder, VirtualClock } from '../../../scripts/environment';
import { decoded, queryParts, queryValue, splitAddress } from '../../../scripts/environment/gateway/query-string';
import { answer, base, fakeBackend, onThing, smallConnector, smallGateway, start } from '../small-connector';

/** What happens next to a trigger that remembers in its address how many events it has delivered. */
type Happening =
  | { readonly kind: 'appear'; readonly count: number }
  | { readonly kind: 'fault'; readonly status: number; readonly located: boolean }
  | { readonly kind: 'broken' }
  | { readonly kind: 'pass'; readonly seconds: number }
  | { readonly kind: 'offFor'; readonly seconds: number }
  | { readonly kind: 'edit' }
  | { readonly kind: 'restart' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ kind: fc.constant('appear' as const), count: fc.integer({ min: 1, max: 7 }) }),
  fc.record({ kind: fc.constant('fault' as const), status: fc.constantFrom(400, 401, 404, 408, 429, 500, 502, 503), located: fc.boolean() }),
  fc.record({ kind: fc.constant('broken' as const) }),
  fc.record({ kind: fc.constant('pass' as const), seconds: fc.integer({ min: 0, max: 4_000 }) }),
  fc.record({ kind: fc.constant('offFor' as const), seconds: fc.constantFrom(0, 1, 3_600, 40 * 86_400) }),
  fc.record({ kind: fc.constant('edit' as const) }),
  fc.record({ kind: fc.constant('restart' as const) }),
);

/** The trigger: at most three events an answer, the rest at once; faults are answered before anything is delivered. */
class Trigger {
  events = 0;
  readonly faults: (Extract<Happening, { kind: 'fault' | 'broken' }>)[] = [];

  answer(uri: string, assumed: Partial<Assumptions>): HttpResponse {
    const state = queryValue(queryParts(splitAddress(uri).query), 'triggerState');
    const delivered = Number(state ?? 0);
    const located = (count: number) => ['Location', `${base}/trigger?color=${queryValue(queryParts(splitAddress(uri).query), 'color')}&triggerState=${count}`] as const;
    const fault = this.faults.shift();
    if (fault?.kind === 'broken' && assumed.errorWithoutLocation !== 'reset') throw new Error('connection lost');
    // Where an error without Location loses the state, a well-behaved trigger gives one with every error.
    if (fault?.kind === 'fault') return answer(fault.status, { error: { message: 'Fault.' } }, fault.located || assumed.errorWithoutLocation === 'reset' ? [located(delivered)] : []);
    if (state === undefined || delivered === this.events) return answer(202, undefined, [located(delivered)]);
    const until = Math.min(delivered + 3, this.events);
    const ids = Array.from({ length: until - delivered }, (_, index) => delivered + index + 1);
    return answer(200, { value: ids.map(id => ({ id })) }, [located(until), ...(until < this.events ? [['Retry-After', '0'] as const] : [])]);
  }
}

async function play(story: readonly Happening[], assumed: Partial<Assumptions>): Promise<{ readonly runs: readonly unknown[]; readonly keys: readonly string[]; readonly expected: readonly unknown[] }> {
  const clock = new VirtualClock(start);
  const trigger = new Trigger();
  const recorder = new MemoryRunRecorder();
  const gateway = smallGateway({ connector: smallConnector({ operations: [onThing] }), clock, assumed, backend: fakeBackend(request => trigger.answer(request.uri, assumed)) });
  const flow: Flow = { id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: { color: 'red' }, recurrenceSeconds: 60 };
  const engineNow = () => new FlowEngine({ gateway, clock, recorder, random: () => 0.5 });
  let engine = engineNow();
  let edits = 0;
  await engine.turnOn(flow);
  await clock.advanceBy(1_000);
  for (const event of story) {
    if (event.kind === 'appear') trigger.events += event.count;
    else if (event.kind === 'pass') await clock.advanceBy(event.seconds * 1000);
    else if (event.kind === 'edit') await engine.edit({ ...flow, inputs: { color: `c${++edits}` } });
    else if (event.kind === 'fault' || event.kind === 'broken') trigger.faults.push(event);
    else {
      engine.turnOff('f');
      if (event.kind === 'offFor') await clock.advanceBy(event.seconds * 1000);
      else engine = engineNow();
      await engine.turnOn({ ...flow, inputs: { color: edits === 0 ? 'red' : `c${edits}` } });
    }
  }
  // Long enough for all retries of all faults left over.
  await clock.advanceBy((story.length + 2) * 900_000);
  const runs = await recorder.runs();
  return { runs: runs.map(({ payload }) => payload), keys: runs.map(({ key }) => key), expected: Array.from({ length: trigger.events }, (_, index) => ({ id: index + 1 })) };
}

describe('the flow engine with a well-behaved trigger, over random stories', () => {
  const switches: readonly Partial<Assumptions>[] = [
    { errorWithoutLocation: 'keep', errorWithLocation: 'use' }, { errorWithoutLocation: 'keep', errorWithLocation: 'ignore' }, { errorWithoutLocation: 'reset', errorWithLocation: 'use' }, { pollOnTurnOn: 'afterRecurrence' },
  ];
  for (const assumed of switches) {
    it(`loses no run, doubles none and keeps their order under ${JSON.stringify(assumed)}`, async () => {
      await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 25 }), async story => {
        const { runs, keys, expected } = await play(story, assumed);
        assert.deepEqual(runs, expected);
        assert.equal(new Set(keys).size, keys.length);
      }), { seed: 20260302, numRuns: 100 });
    });
  }

  it('would notice a lost event: a trigger whose state is reset by an error seeds again', async () => {
    const clock = new VirtualClock(start);
    let polls = 0;
    const seen: string[] = [];
    const gateway = smallGateway({ connector: smallConnector({ operations: [onThing] }), clock, assumed: { errorWithoutLocation: 'reset' }, backend: fakeBackend(request => {
      seen.push(decoded(splitAddress(request.uri).query));
      return ++polls === 2 ? answer(404) : answer(202, undefined, [['Location', `${base}/trigger?triggerState=${polls}`]]);
    }) });
    const engine = new FlowEngine({ gateway, clock, recorder: new MemoryRunRecorder(), random: () => 0 });
    await engine.turnOn({ id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: {}, recurrenceSeconds: 60 });
    await clock.advanceBy(120_000);
    assert.deepEqual(seen, ['', 'triggerState=1', '']);
  });
});
