import * as assert from 'node:assert/strict';
import { EnvironmentError, type Flow, FlowEngine, headerOf, type HttpRequest, MemoryRunRecorder, VirtualClock } from '../../../scripts/environment';
import { answer, base, fakeBackend, onThing, smallConnector, smallGateway, start } from '../small-connector';

const day = 86_400_000;
const flow: Flow = { id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: {}, recurrenceSeconds: 60 };

/** A flow on the trigger of the small connector, whose backend answers so. */
async function turnedOn(answering: (request: HttpRequest) => ReturnType<typeof answer>, more: Partial<Flow> = {}, object = onThing.object) {
  const clock = new VirtualClock(start);
  const recorder = new MemoryRunRecorder();
  const backend = fakeBackend(answering);
  const gateway = smallGateway({ connector: smallConnector({ operations: [{ ...onThing, object }] }), clock, backend });
  await new FlowEngine({ gateway, clock, recorder, random: () => 0 }).turnOn({ ...flow, ...more });
  return { clock, recorder, backend };
}

describe('polling triggers as they are documented (facts 3.1, 3.2)', () => {
  it('what was delivered already is the service\'s to leave out: the same item twice starts two runs', async () => {
    const { clock, recorder } = await turnedOn(() => answer(200, { value: [{ id: 1 }] }));
    await clock.advanceBy(60_000);
    assert.deepEqual((await recorder.runs()).map(({ payload }) => payload), [{ id: 1 }, { id: 1 }]);
  });

  it('a query parameter that no operation declares passes through, for the state of a trigger is one', async () => {
    const { clock, backend } = await turnedOn(({ uri }) => answer(202, undefined, [['Location', `${base}/trigger?triggerState=${(uri.match(/x/g) ?? []).length}x%2F&flag`]]));
    await clock.advanceBy(60_000);
    assert.deepEqual(backend.requests.map(({ uri }) => uri), ['https://api.test/v1/trigger', 'https://api.test/v1/trigger?triggerState=0x%2F&flag']);
  });

  it('single starts one run with the object, batch one for each element', async () => {
    const single = { ...onThing.object, 'x-ms-trigger': 'single' };
    const payloads = async (object: typeof single | typeof onThing.object): Promise<unknown> => {
      const { clock, recorder } = await turnedOn(() => answer(200, { value: [1, 2] }), {}, object);
      await clock.advanceBy(0);
      return (await recorder.runs()).map(({ payload }) => payload);
    };
    assert.deepEqual([await payloads(single), await payloads(onThing.object)], [[{ value: [1, 2] }], [1, 2]]);
  });

  it('headers of the trigger\'s answer stay with each of its runs', async () => {
    const { clock, recorder } = await turnedOn(() => answer(200, { value: [1, 2] }, [['X-Page', '7']]));
    await clock.advanceBy(0);
    assert.deepEqual((await recorder.runs()).map(({ headers }) => headerOf(headers, 'X-Page')), ['7', '7']);
  });

  it('a recurrence is 500 days at most', async () => {
    const { clock, backend } = await turnedOn(() => answer(202), { recurrenceSeconds: 500 * 86_400 });
    await clock.advanceBy(500 * day - 1);
    assert.equal(backend.requests.length, 1);
    await clock.advanceBy(1);
    assert.equal(backend.requests.length, 2);
    await assert.rejects(turnedOn(() => answer(202), { recurrenceSeconds: 500 * 86_400 + 1 }), (error: unknown) => error instanceof EnvironmentError && error.code === 'flow' && error.message.includes('it can be 1 s to 500 days'));
  });

  it('each poll is authenticated anew', async () => {
    const clock = new VirtualClock(start);
    const backend = fakeBackend(() => answer(202, undefined, [['Location', '/v1/trigger?triggerState=1']]));
    let token = 0;
    const connector = smallConnector({ operations: [onThing], properties: { connectionParameters: { token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'oauth2' } } } }, root: { securityDefinitions: { o: { type: 'oauth2' } }, security: [{ o: [] }] } });
    const engine = new FlowEngine({ gateway: smallGateway({ connector, clock, backend, token: () => Promise.resolve(`token-${++token}`) }), clock, recorder: new MemoryRunRecorder(), random: () => 0 });
    await engine.turnOn(flow);
    await clock.advanceBy(60_000);
    assert.deepEqual(backend.requests.map(({ uri, headers }) => [uri, headerOf(headers, 'Authorization')]), [['https://api.test/v1/trigger', 'Bearer token-1'], ['https://api.test/v1/trigger?triggerState=1', 'Bearer token-2']]);
  });
});
