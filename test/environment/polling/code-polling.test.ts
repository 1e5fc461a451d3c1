import * as assert from 'node:assert/strict';
import type { ScriptCall } from '../../../scripts/script-host';
import { type BackendHttp, type Flow, FlowEngine, type HttpResponse, type JsonObject, MemoryRunRecorder, type RunnableCode, sentenceOf, VirtualClock } from '../../../scripts/environment';
import { queryParts, queryValue, splitAddress } from '../../../scripts/environment/gateway/query-string';
import { answer, fakeBackend, fakeCode, smallConnector, smallGateway, start } from '../small-connector';

const flow: Flow = { id: 'f', connectionId: 'c1', operationId: 'OnReply', inputs: { survey: 'Ünïcode & +/%' }, recurrenceSeconds: 60 };
const neverFires = 'OnReply has answered 202 to 10 polls in a row without asking its service anything. Only a first poll, which has no state yet, needs no question. Code that behaves so at every poll never finds its state, and so never starts a run. See from which address the code reads its state, usually triggerState: it must be read before it is removed, or from Context.OriginalRequestUri. The state is there, in the address of each poll.';
const parameters: readonly JsonObject[] = [{ name: 'survey', in: 'query', type: 'string' }];

/** Plays custom code for a trigger on a virtual path over an hour; the code is given the instant, in place of a clock of its own. */
async function polled(trigger: JsonObject, path: string, code: (call: ScriptCall, now: number) => HttpResponse) {
  const clock = new VirtualClock(start);
  const recorder = new MemoryRunRecorder();
  const connector = smallConnector({ operations: [{ path, object: { operationId: 'OnReply', parameters, ...trigger } }], script: 'class Script : ScriptBase {}' });
  const running = fakeCode(call => code(call, clock.now()));
  const engine = new FlowEngine({ gateway: smallGateway({ connector, clock, code: running }), clock, recorder, random: () => 0 });
  await engine.turnOn(flow);
  await clock.advanceBy(3_600_000);
  return { runs: (await recorder.runs()).map(({ key, payload }) => [key, payload]), polls: await recorder.polls(), calls: running.calls };
}
const stateOf = (uri: string | undefined): string | undefined => queryValue(queryParts(splitAddress(uri ?? '').query), 'triggerState');

/** Location = the original address with triggerState replaced, as the published connectors build it. */
function located(original: string | undefined, state: string): readonly [string, string] {
  const address = new URL(original ?? '');
  address.searchParams.set('triggerState', state);
  return ['Location', address.href];
}

describe('polling triggers in custom code (facts 3.2)', () => {
  /** Replies come in pairs of the same instant, every ten minutes; the API answers those at or after an instant. */
  const replies = Array.from({ length: 10 }, (_, index) => ({ id: `r${index}`, at: start + (Math.floor(index / 2) + 1) * 600_000 }));

  it('SurveyMonkey\'s shape: a bare array, a time and the ids already told in the state, Retry-After 120: each reply once', async () => {
    const { runs, polls, calls } = await polled({ 'x-ms-trigger': 'batch', responses: { 200: { description: '', schema: { type: 'array', items: { type: 'object' } } } } }, '/trigger1/responses', (call, now) => {
      const state = stateOf(call.originalRequestUri);
      if (state === undefined) return answer(202, undefined, [located(call.originalRequestUri, `${now}`), ['Retry-After', '120']]);
      const [since = '', ...told] = state.split(',');
      const found = replies.filter(({ id, at }) => at <= now && at >= Number(since) && !told.includes(id));
      const last = found.at(-1);
      if (!last) return answer(202, undefined, [located(call.originalRequestUri, state), ['Retry-After', '120']]);
      const exclude = replies.filter(({ at }) => at === last.at).map(({ id }) => id);
      return answer(200, found.map(({ id }) => ({ id })), [located(call.originalRequestUri, [last.at, ...exclude].join(',')), ['Retry-After', '120']]);
    });
    assert.deepEqual(runs, replies.map(({ id }, index) => [`f/${Math.floor(index / 2) * 5 + 6}/${index % 2}`, { id }]));
    assert.deepEqual(polls.slice(0, 3).map(({ at }) => at - start), [0, 120_000, 240_000]);
    // The script's address writer puts + for a space, as .NET's does; it reaches the script again as it wrote it.
    assert.equal(new URL(calls.at(-1)?.originalRequestUri ?? '').searchParams.get('survey'), 'Ünïcode & +/%');
  });

  it('DocuSign\'s shape: it removes its state from the address before it reads it from there, so it never fires (facts 3.2)', async () => {
    const { runs, polls } = await polled({ 'x-ms-trigger': 'batch', responses: { 200: { description: '', schema: { type: 'object', properties: { value: { type: 'array' } } } } } }, '/trigger/envelopes', (call, now) => {
      const cleared = new URL(call.uri);
      cleared.searchParams.delete('triggerState');
      const state = cleared.searchParams.get('triggerState');
      return state === null ? answer(202, undefined, [located(call.originalRequestUri, `${now}`), ['Retry-After', '60']]) : answer(200, { value: replies });
    });
    assert.deepEqual([runs, polls.length, new Set(polls.map(({ outcome }) => outcome))], [[], 61, new Set(['nothing'])]);
    assert.equal(stateOf(polls.at(-1)?.uri), String(start + 59 * 60_000));
    // That is told once, at the poll at which it is no chance any more.
    assert.deepEqual(polls.flatMap(({ pollNumber, findings }) => findings.map(finding => [pollNumber, sentenceOf(finding)])), [[10, neverFires]]);
  });

  it('the same is told of code that keeps no state, and not of code that asks its service, or of a service that answers so itself', async () => {
    const told = async (code: (call: ScriptCall, backend: BackendHttp) => HttpResponse | Promise<HttpResponse>, script?: string) => {
      const clock = new VirtualClock(start);
      const recorder = new MemoryRunRecorder();
      const connector = smallConnector({ operations: [{ path: '/t', object: { operationId: 'OnReply', parameters, 'x-ms-trigger': 'batch' } }], ...(script === undefined ? {} : { script }) });
      const running = fakeCode(code);
      const noting: RunnableCode = { run: async (call, watch) => {
        let sent = 0;
        const outcome = await running.run(call, { ...watch, backend: { send: request => { sent++; return watch.backend.send(request); } } });
        return { ...outcome, sends: Array.from({ length: sent }, (_, send) => ({ send, method: 'GET', uri: 'https://api.test/v1/t', status: 200, milliseconds: 0 })) };
      } };
      const engine = new FlowEngine({ gateway: smallGateway({ connector, clock, backend: fakeBackend(() => answer(202)), ...(script === undefined ? {} : { code: noting }) }), clock, recorder, random: () => 0 });
      await engine.turnOn(flow);
      await clock.advanceBy(1_800_000);
      return [(await recorder.polls()).flatMap(({ findings }) => findings.map(({ code: each }) => each)), engine.status()[0]?.findings.map(({ code: each }) => each)];
    };
    const script = 'class Script : ScriptBase {}';
    assert.deepEqual(await told(() => answer(202), script), [['never-fires'], ['never-fires']]);
    assert.deepEqual(await told(async (_, backend) => { await backend.send({ method: 'GET', uri: 'https://api.test/v1/t', headers: [] }); return answer(202); }, script), [[], []]);
    assert.deepEqual(await told(() => answer(500)), [[], []]);
  });
});
