import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type HttpResponse, type JsonValue } from '../../../scripts/environment';
import { answer } from '../small-connector';
import { hooked, hookEngine, HookService } from './hook-service';

/** What happens next to a flow and its service. */
type Happening =
  | { readonly kind: 'on' | 'off' | 'restart' | 'turnOver' }
  | { readonly kind: 'edit'; readonly event: string }
  | { readonly kind: 'fault'; readonly status: number }
  | { readonly kind: 'pass'; readonly minutes: number }
  | { readonly kind: 'send'; readonly items: number };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  fc.constantFrom<Happening>({ kind: 'on' }, { kind: 'off' }, { kind: 'restart' }, { kind: 'turnOver' }),
  fc.record({ kind: fc.constant('edit' as const), event: fc.constantFrom('made', 'sold') }),
  fc.record({ kind: fc.constant('fault' as const), status: fc.constantFrom(400, 401, 408, 429, 500, 503) }),
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.constantFrom(0, 1, 5, 11, 60) }),
  fc.record({ kind: fc.constant('send' as const), items: fc.integer({ min: 0, max: 3 }) }),
);

/** The service sends each event to every hook that it has, and again to one that did not take it, until it is taken or refused for good. */
async function play(story: readonly Happening[]) {
  const service = new HookService();
  let setup = hookEngine({ service });
  let flow = { ...hooked, splitOn: [] as readonly string[] };
  let isOn = false;
  let sent = 0;
  const taken: JsonValue[] = [];
  const mostLive: number[] = [];
  const known = () => setup.webhooks.list();
  /** Hooks at the service that the engine does not count as leaked. */
  const live = () => [...service.hooks.values()].filter(url => !known().some(({ callbackUri, status }) => callbackUri === url && status === 'leaked'));
  const send = async (items: readonly number[]): Promise<void> => {
    const isCalled = setup.engine.status()[0]?.subscription?.kind === 'active';
    const before = taken.length;
    for (const uri of [...service.hooks.values()]) {
      const answered: HttpResponse = await setup.engine.deliver({ method: 'POST', uri, headers: [['Content-Type', 'application/json']], body: Buffer.from(JSON.stringify(items)) });
      if (answered.status === 202) taken.push(...items);
      else assert.ok([400, 404].includes(answered.status), String(answered.status));
    }
    // Whatever else the service holds: what it sends while the flow is subscribed is taken once.
    assert.deepEqual(taken.slice(before), isCalled ? items : []);
  };
  for (const event of story) {
    switch (event.kind) {
      case 'on': if (!isOn) { isOn = true; await setup.engine.turnOn(flow); } break;
      case 'off': if (isOn) { isOn = false; await setup.engine.turnOff('f'); } break;
      case 'turnOver': if (isOn) { void setup.engine.turnOff('f'); void setup.engine.turnOn(flow); } break;
      case 'edit':
        flow = { ...flow, inputs: { body: { event: event.event } } };
        if (isOn) await setup.engine.edit(flow);
        break;
      case 'fault': service.faults.push(answer(event.status)); break;
      case 'pass': await setup.clock.advanceBy(event.minutes * 60_000); break;
      case 'send': await send(Array.from({ length: event.items }, () => ++sent)); break;
      case 'restart':
        await setup.engine.close();
        setup = hookEngine({ service, recorder: setup.recorder, webhooks: setup.webhooks, clock: setup.clock });
        if (isOn) await setup.engine.turnOn(flow);
        break;
    }
    mostLive.push(live().length);
  }
  // Long enough for all retries of all faults that are left.
  service.faults.length = 0;
  await setup.clock.advanceBy(3 * 3_600_000);
  mostLive.push(live().length);
  // One more life, to end what could not be ended.
  if (isOn) await setup.engine.turnOff('f');
  await setup.engine.turnOn(flow);
  await setup.clock.advanceBy(3 * 3_600_000);
  await send([++sent]);
  const runs = await setup.recorder.runs();
  return { runs: runs.map(({ payload }) => payload), keys: runs.map(({ key }) => key), taken, mostLive: Math.max(...mostLive), hooks: [...service.hooks.values()], stored: known(), deliveries: (await setup.recorder.deliveries()).length, numbers: (await setup.recorder.deliveries()).map(({ deliveryNumber }) => deliveryNumber) };
}

describe('webhook triggers over random stories of turning on and off, faults, restarts and deliveries', () => {
  it('no run is lost or doubled, at most one subscription lives, and in the end there is exactly one', async () => {
    await fc.assert(fc.asyncProperty(fc.array(happening, { maxLength: 30 }), async story => {
      const { runs, keys, taken, mostLive, hooks, stored, deliveries, numbers } = await play(story);
      assert.deepEqual([runs, new Set(runs).size], [taken, taken.length]);
      assert.deepEqual([new Set(keys).size, new Set(numbers).size], [keys.length, deliveries]);
      assert.ok(mostLive <= 1, `${mostLive} live subscriptions`);
      assert.deepEqual([stored.map(({ status }) => status), hooks], [['active'], [stored[0]?.callbackUri]]);
    }), { seed: 20260302, numRuns: 400 });
  });
});
