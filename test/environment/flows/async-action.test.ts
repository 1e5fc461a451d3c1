import * as assert from 'node:assert/strict';
import { type ActionOptions, EnvironmentError, type HttpResponse, invokeAction, VirtualClock } from '../../../scripts/environment';
import { answer, fakeBackend, smallConnector, smallGateway, start } from '../small-connector';

/** Runs the action POST /refresh; the backend gives these answers in turn. */
async function acted(answers: readonly HttpResponse[], options: ActionOptions = {}) {
  const clock = new VirtualClock(start);
  const left = [...answers];
  const backend = fakeBackend(() => left.shift() ?? answer(418));
  const connector = smallConnector({ operations: [{ path: '/refresh', method: 'post', object: { operationId: 'Refresh' } }, { path: '/jobs/{id}', object: { operationId: 'GetJob' } }] });
  const gateway = smallGateway({ connector, backend, clock });
  const result = await clock.runUntil(invokeAction({ gateway, clock, random: () => 1 }, { connectionId: 'c1', operationId: 'Refresh', inputs: {} }, options), 60 * 86_400_000);
  return {
    outcome: result.outcome, status: result.answer.status, left: left.length,
    steps: result.steps.map(({ at, kind, retry, answer: given }) => [(at - start) / 1000, kind, retry, given.status]),
    asked: backend.requests.map(({ method, uri }) => `${method} ${uri}`),
  };
}
const accepted = (retryAfter?: string) => answer(202, undefined, [['Location', 'https://api.test/v1/jobs/7'], ...(retryAfter === undefined ? [] : [['Retry-After', retryAfter] as const])]);

describe('asynchronous actions and retries (facts 4.2)', () => {
  it('202 with Location is polled every 20 s, or as Retry-After says, until something else comes', async () => {
    assert.deepEqual(await acted([accepted(), accepted('5'), accepted(), answer(200, { done: true })]), {
      outcome: 'succeeded', status: 200, left: 0,
      steps: [[0, 'call', 0, 202], [20, 'poll', 0, 202], [25, 'poll', 0, 202], [45, 'poll', 0, 200]],
      asked: ['POST https://api.test/v1/refresh', ...Array.from({ length: 3 }, () => 'GET https://api.test/v1/jobs/7')],
    });
  });
  it('202 without Location is a plain success', async () => {
    assert.deepEqual((await acted([answer(202)])).outcome, 'succeeded');
  });
  it('with the asynchronous pattern off, 202 is the result', async () => {
    const { outcome, steps } = await acted([accepted()], { asynchronous: false });
    assert.deepEqual([outcome, steps], ['succeeded', [[0, 'call', 0, 202]]]);
  });
  it('an error while it is polled fails the action with that answer', async () => {
    const { outcome, status, steps } = await acted([accepted(), answer(400, { error: {} })]);
    assert.deepEqual([outcome, status, steps.length], ['failed', 400, 2]);
  });
  it('408, 429 and 5xx are retried by the profile, which Retry-After can extend; other errors are not', async () => {
    assert.deepEqual((await acted([answer(429, {}, [['Retry-After', '900']]), answer(503), answer(500)])).steps, [[0, 'call', 0, 429], [900, 'call', 1, 503], [1_500, 'call', 2, 500]]);
    assert.deepEqual((await acted([answer(408), answer(200)])).outcome, 'succeeded');
    assert.deepEqual((await acted([answer(404), answer(200)])).steps, [[0, 'call', 0, 404]]);
    assert.deepEqual((await acted([answer(500), answer(200)], { retry: { kind: 'none' } })).outcome, 'failed');
  });
  it('each poll has its own retries', async () => {
    const { outcome, steps } = await acted([answer(500), accepted(), answer(500), answer(500), answer(200)], { retry: { kind: 'fixed', attempts: 2, intervalMs: 1_000 } });
    assert.deepEqual([outcome, steps], ['succeeded', [[0, 'call', 0, 500], [1, 'call', 1, 202], [21, 'poll', 0, 500], [22, 'poll', 1, 500], [23, 'poll', 2, 200]]]);
  });
  it('times out where it was given a limit', async () => {
    const { outcome, steps } = await acted(Array.from({ length: 10 }, () => accepted()), { timeoutMs: 50_000 });
    assert.deepEqual([outcome, steps.length], ['timedOut', 3]);
  });
  it('refuses bad inputs before anything is called', async () => {
    const connector = smallConnector({ operations: [{ path: '/refresh', object: { operationId: 'Refresh' } }] });
    const clock = new VirtualClock(start);
    await assert.rejects(invokeAction({ gateway: smallGateway({ connector, clock }), clock, random: () => 0 }, { connectionId: 'c1', operationId: 'Refresh', inputs: { x: 1 } }), new EnvironmentError('inputs', 'Refresh can\'t be called: It has no input "x"; it has none.'));
  });
});
