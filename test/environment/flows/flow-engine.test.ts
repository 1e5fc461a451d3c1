import * as assert from 'node:assert/strict';
import { type Assumptions, EnvironmentError, type Flow, FlowEngine, type HttpRequest, type HttpResponse, MemoryRunRecorder, type RunRecorder, VirtualClock } from '../../../scripts/environment';
import { answer, base, fakeBackend, onThing, smallConnector, smallGateway, start } from '../small-connector';

const flow: Flow = { id: 'f', connectionId: 'c1', operationId: 'OnThing', inputs: { color: 'red' }, recurrenceSeconds: 60 };

/** An engine whose backend gives these answers in turn and then 202 without Location. */
function engineWith(answers: readonly (HttpResponse | ((request: HttpRequest) => HttpResponse))[], assumed: Partial<Assumptions> = {}, recorder: RunRecorder = new MemoryRunRecorder()) {
  const clock = new VirtualClock(start);
  let next = 0;
  const backend = fakeBackend(request => {
    const given = answers[next++] ?? answer(202);
    return typeof given === 'function' ? given(request) : given;
  });
  const reports: string[] = [];
  const connector = smallConnector({ operations: [onThing, { path: '/hook', method: 'post', object: { operationId: 'OnHook', 'x-ms-trigger': 'single' } }, { path: '/act', object: { operationId: 'Act' } }] });
  const gateway = smallGateway({ connector, backend, clock, assumed });
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0, report: line => reports.push(line) });
  const asked = () => backend.requests.map(({ uri }) => uri.replace('https://api.test/v1', ''));
  const polls = async () => (await recorder.polls()).map(poll => [(poll.at - start) / 1000, poll.status, poll.runs]);
  return { clock, engine, recorder, backend, reports, asked, polls, gateway };
}
const events = (ids: readonly number[], state?: string, retryAfter?: string) => answer(200, { value: ids.map(id => ({ id })) }, [
  ...(state === undefined ? [] : [['Location', `${base}/trigger?color=red&triggerState=${state}`] as const]), ...(retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const]),
]);
const nothing = (state: string) => answer(202, undefined, [['Location', `${base}/trigger?color=red&triggerState=${state}`]]);

describe('the flow engine', () => {
  it('polls from Location to Location and records a run for each element, with its key', async () => {
    const { engine, clock, asked, recorder } = engineWith([nothing('0'), events([1, 2], '2'), nothing('2')]);
    await engine.turnOn(flow);
    await clock.advanceBy(150_000);
    assert.deepEqual(asked(), ['/trigger?color=red', '/trigger?color=red&triggerState=0', '/trigger?color=red&triggerState=2']);
    assert.deepEqual((await recorder.runs()).map(({ key, at, payload }) => [key, at - start, payload]), [['f/2/0', 60_000, { id: 1 }], ['f/2/1', 60_000, { id: 2 }]]);
  });

  it('polls at once while the trigger says that more is waiting, all within the same instant', async () => {
    const { engine, clock, polls } = engineWith([events([1], 'a', '0'), events([2], 'b', '0'), events([3], 'c')]);
    await engine.turnOn(flow);
    await clock.advanceBy(0);
    assert.deepEqual(await polls(), [[0, 200, 1], [0, 200, 1], [0, 200, 1]]);
  });

  it('does not stop the clock for a trigger that says so for ever', async () => {
    const { engine, clock, recorder } = engineWith(Array.from({ length: 1_500 }, () => events([1], 'a', '0')), { rateWindow: 'off' });
    await engine.turnOn(flow);
    await clock.advanceBy(0);
    const polls = await recorder.polls();
    assert.deepEqual([polls.length, polls.at(-1)?.nextPollAt, polls.at(-1)?.problem], [1_001, start + 60_000, 'The trigger asked 1000 times in a row to be polled at once (Retry-After: 0). The next poll waits for the recurrence.']);
  });

  it('retries by the low profile with the same request, then waits for the recurrence', async () => {
    const failure = answer(503, { error: { message: 'Busy.' } }, [['Location', `${base}/trigger?triggerState=lost`], ['Retry-After', '400']]);
    const { engine, clock, polls, asked, recorder } = engineWith([nothing('0'), failure, answer(500), answer(500)]);
    await engine.turnOn(flow);
    await clock.advanceBy(900_000);
    assert.deepEqual((await polls()).slice(0, 5), [[0, 202, 0], [60, 503, 0], [460, 500, 0], [760, 500, 0], [820, 202, 0]]);
    assert.deepEqual(asked().slice(1, 5), Array.from({ length: 4 }, () => '/trigger?color=red&triggerState=0'));
    assert.deepEqual((await recorder.polls()).slice(0, 5).map(({ retry }) => retry), [0, 0, 1, 2, 0]);
  });

  it('does not retry other 4xx, but waits for the recurrence', async () => {
    const { engine, clock, polls } = engineWith([answer(401), nothing('0')]);
    await engine.turnOn(flow);
    await clock.advanceBy(60_000);
    assert.deepEqual(await polls(), [[0, 401, 0], [60, 202, 0]]);
  });

  it('starts over after an error without Location where that is assumed', async () => {
    const { engine, clock, asked } = engineWith([nothing('0'), answer(400)], { errorWithoutLocation: 'reset' });
    await engine.turnOn(flow);
    await clock.advanceBy(120_000);
    assert.deepEqual(asked(), ['/trigger?color=red', '/trigger?color=red&triggerState=0', '/trigger?color=red']);
  });

  it('turned off and on again it goes on from the kept Location (facts 3.2)', async () => {
    const { engine, clock, asked } = engineWith([nothing('0'), nothing('1')]);
    await engine.turnOn(flow);
    await clock.advanceBy(1_000);
    engine.turnOff('f');
    await clock.advanceBy(40 * 86_400_000);
    await engine.turnOn(flow);
    await clock.advanceBy(0);
    assert.deepEqual(asked(), ['/trigger?color=red', '/trigger?color=red&triggerState=0']);
  });

  it('survives its process: another engine on the same recorder goes on, and numbers on', async () => {
    const first = engineWith([nothing('0')]);
    await first.engine.turnOn(flow);
    await first.clock.advanceBy(0);
    const second = engineWith([events([7], '7')], {}, first.recorder);
    await second.engine.turnOn(flow);
    await second.clock.advanceBy(0);
    assert.deepEqual(second.asked(), ['/trigger?color=red&triggerState=0']);
    assert.deepEqual((await second.recorder.runs()).map(({ key }) => key), ['f/2/0']);
  });

  it('asks new inputs with the old state after an edit', async () => {
    const { engine, clock, asked } = engineWith([nothing('0'), nothing('1')]);
    await engine.turnOn(flow);
    await clock.advanceBy(0);
    await engine.edit({ ...flow, inputs: { color: 'blue' } });
    await clock.advanceBy(0);
    assert.deepEqual(asked(), ['/trigger?color=red', '/trigger?color=blue&triggerState=0']);
  });

  it('a flow that is turned off during its poll still gets the runs of that poll, and no other', async () => {
    let turnOff = (): void => undefined;
    const setup = engineWith([() => { turnOff(); return events([1], '1'); }]);
    turnOff = () => setup.engine.turnOff('f');
    await setup.engine.turnOn(flow);
    await setup.clock.advanceBy(600_000);
    assert.deepEqual([await setup.polls(), setup.engine.status().map(({ isOn, nextPollAt }) => [isOn, nextPollAt])], [[[0, 200, 1]], [[false, undefined]]]);
  });

  it('turned off and on again during a poll it waits for that poll, so that nothing is asked twice', async () => {
    const clock = new VirtualClock(start);
    const recorder = new MemoryRunRecorder();
    const asked: string[] = [];
    let release = (): void => undefined;
    const held = new Promise<void>(resolve => (release = resolve));
    const backend = { async send({ uri }: HttpRequest) { asked.push(uri); await held; return asked.length === 1 ? events([1], '1') : answer(202); } };
    const engine = new FlowEngine({ gateway: smallGateway({ connector: smallConnector({ operations: [onThing] }), backend, clock }), clock, recorder, random: () => 0 });
    await engine.turnOn(flow);
    const moving = clock.advanceBy(0);
    await new Promise(resolve => setImmediate(resolve));
    engine.turnOff('f');
    const turnedOn = engine.turnOn(flow);
    release();
    await Promise.all([moving, turnedOn]);
    await clock.advanceBy(0);
    assert.deepEqual(asked, ['https://api.test/v1/trigger?color=red', 'https://api.test/v1/trigger?color=red&triggerState=1']);
    assert.deepEqual((await recorder.runs()).map(({ key }) => key), ['f/1/0']);
  });

  it('turned off while it is being turned on it stays off', async () => {
    const { engine, clock, asked } = engineWith([]);
    const turningOn = engine.turnOn(flow);
    engine.turnOff('f');
    await turningOn;
    await clock.advanceBy(600_000);
    assert.deepEqual(asked(), []);
  });

  it('makes a poll again that could not be recorded', async () => {
    let refusals = 1;
    class Refusing extends MemoryRunRecorder {
      override recordPoll(...poll: Parameters<RunRecorder['recordPoll']>): Promise<void> {
        return refusals-- > 0 ? Promise.reject(new Error('disk full')) : super.recordPoll(...poll);
      }
    }
    const recorder = new Refusing();
    const { engine, clock, asked, reports } = engineWith([events([1], '1'), events([1], '1')], {}, recorder);
    await engine.turnOn(flow);
    await clock.advanceBy(60_000);
    assert.deepEqual(asked(), ['/trigger?color=red', '/trigger?color=red']);
    assert.deepEqual((await recorder.runs()).map(({ key }) => key), ['f/1/0']);
    assert.deepEqual(reports, ['The poll 1 of flow "f" could not be recorded, so it counts as not made and is made again after the recurrence: disk full']);
  });

  it('plays 30 days of 200 flows in virtual time', async () => {
    const { engine, clock, backend } = engineWith([]);
    for (let index = 0; index < 200; index++) await engine.turnOn({ ...flow, id: `f${index}`, recurrenceSeconds: 86_400 });
    await clock.advanceBy(30 * 86_400_000);
    assert.equal(backend.requests.length, 200 * 31);
  });

  const refused: readonly (readonly [change: Partial<Flow>, code: EnvironmentError['code'], message: string])[] = [
    [{ operationId: 'Act' }, 'flow', 'The flow "f" can\'t be turned on: "Act" is no trigger of "Small". Its triggers are: OnThing, OnHook.'],
    [{ operationId: 'OnHook' }, 'inputs', 'OnHook can\'t be called: It has no input "color"; it has none.'],
    [{ recurrenceSeconds: 0 }, 'flow', 'The flow "f" can\'t be turned on: its recurrence is 0 s; it can be 1 s to 500 days.'],
    [{ connectionId: 'c9' }, 'connection', 'There is no connection "c9". There are: c1.'],
    [{ inputs: { colour: 'red' } }, 'inputs', 'OnThing can\'t be called: It has no input "colour"; it has color.'],
  ];
  for (const [change, code, message] of refused) {
    it(`refuses: ${message}`, async () => assert.rejects(engineWith([]).engine.turnOn({ ...flow, ...change }), new EnvironmentError(code, message)));
  }

  it('says that Power Automate polls no more often than every minute', async () => {
    const { engine } = engineWith([]);
    await engine.turnOn({ ...flow, recurrenceSeconds: 15 });
    assert.deepEqual(engine.status()[0]?.findings.map(({ what }) => what), ['The flow "f" polls every 15 s.']);
  });
});
