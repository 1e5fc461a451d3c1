import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { StoryAnswer } from './prelude-program';
import { answer, failing, gateway, hour, Trigger } from './shared-program';

const start = `${gateway}/trigger/shops/1/record`;
const records = (now: number, ...ids: string[]): StoryAnswer => answer(now, ids.map(id => ({ id, ended: hour(now - 0.5), begun: hour(now - 1), status: 'done' })));
const sent = ['GET /shops/1/records?top=100'];
const problem = (status: number, code: string, message: string, details?: object): object =>
  ({ status, body: { error: { code, message, ...(details ? { details } : {}) } }, retryAfter: undefined, sent });
const waiting = (retryAfter?: string): object => ({ status: 202, body: null, retryAfter, sent });

const faults: readonly { name: string; answers: readonly StoryAnswer[]; expected: object }[] = [
  { name: '429 with seconds', answers: [failing(1, 429, {}, { 'Retry-After': '17' })], expected: waiting('17') },
  { name: '503 with a date', answers: [failing(1, 503, '<html>', { 'Retry-After': 'Wed, 01 May 2024 09:30:00 GMT' })], expected: waiting('Wed, 01 May 2024 09:30:00 GMT') },
  { name: '429 without Retry-After', answers: [failing(1, 429)], expected: waiting() },
  {
    name: '401 by the key', answers: [failing(1, 401, { statusCode: 401, message: 'Access denied due to invalid subscription key.' })],
    expected: problem(401, 'SubscriptionKeyRejected', 'The subscription key was rejected: each Customer Insights environment has its own key; edit the connection and enter the key of this environment. It says: Access denied due to invalid subscription key.', { status: 401, message: 'Access denied due to invalid subscription key.' }),
  },
  {
    name: '401 by the token', answers: [failing(1, 401, '', { 'WWW-Authenticate': 'Bearer error="invalid_token"' })],
    expected: problem(401, 'SignInRejected', 'The sign-in was rejected: it has expired or is not meant for Customer Insights; open the connection and sign in again.', { status: 401 }),
  },
  {
    name: '403', answers: [failing(1, 403, { errorCode: 'Forbidden', message: '', ciResults: [{ message: 'Viewer may not.' }, { ciResults: [{ message: 'Ask.' }] }] })],
    expected: problem(403, 'PermissionMissing', 'The signed-in account may not do this: ask an administrator of Customer Insights for a role that allows it. It says: Viewer may not. Ask.', { status: 403, code: 'Forbidden', message: 'Viewer may not. Ask.' }),
  },
  {
    name: '404', answers: [failing(1, 404, { error: { code: 'Gone', message: 'No such shop.' } })],
    expected: problem(404, 'NotFound', 'Customer Insights does not know this: it may have been deleted or renamed; choose it again. It says: No such shop.', { status: 404, code: 'Gone', message: 'No such shop.' }),
  },
  { name: '500', answers: [failing(1, 500, 'oops')], expected: problem(502, 'ServiceFailed', 'Customer Insights failed with status 500; try again later.', { status: 500 }) },
  { name: 'a redirect', answers: [failing(1, 302)], expected: problem(502, 'UnexpectedStatus', 'Customer Insights answered with the unexpected status 302.', { status: 302 }) },
  { name: 'HTML', answers: [answer(1, '<html><body>Sign in</body></html>', { mediaType: 'text/html' })], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with a web page instead of data; try again later.') },
  { name: 'half an answer', answers: [answer(1, '[{"id":"a"')], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with something that is not the expected data; try again later.') },
  { name: 'two answers in one', answers: [answer(1, '[][]')], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with something that is not the expected data; try again later.') },
  { name: 'an empty answer', answers: [answer(1, '')], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with something that is not the expected data; try again later.') },
  { name: 'no list', answers: [answer(1, { message: 'Hello' })], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with something that is not the expected list; try again later.') },
  { name: 'a number beyond reach', answers: [answer(1, '[{"id":1e400}]')], expected: problem(502, 'UnreadableAnswer', 'Customer Insights answered with something that is not the expected data; try again later.') },
  { name: 'no time', answers: [{ status: 200, body: '[]' }], expected: problem(502, 'DateMissing', 'Customer Insights answered without the time of its answer (Date header), which polling needs.') },
  { name: 'a broken connection', answers: [{ fault: 'broken' }], expected: problem(502, 'ServiceUnreachable', 'Customer Insights could not be reached (HttpRequestException); try again later.') },
  { name: 'a time-out', answers: [{ fault: 'timeout' }], expected: problem(502, 'ServiceTimedOut', 'Customer Insights did not answer in time; try again later.') },
];

describe('prelude: answers of a poll', () => {
  for (const { name, answers, expected } of faults) {
    it(`${name}: the answer is as documented, the position stays, nothing is lost`, async () => {
      const trigger = new Trigger('OnRecord', start);
      await trigger.poll(records(0));
      const { location } = trigger;
      assert.deepEqual(await trigger.poll(...answers), expected);
      assert.equal(trigger.location, location);
      assert.deepEqual((await trigger.poll(records(2, 'a'))).body, { value: [{ id: 'a', historyIncomplete: false }] });
    });

    it(`${name}: as the first answer it is silent, so that the platform keeps from when items count`, async () => {
      const trigger = new Trigger('OnRecord', start);
      const retryAfter = 'retryAfter' in expected ? expected.retryAfter : undefined;
      assert.deepEqual(await trigger.poll(...answers), { status: 202, body: null, retryAfter, sent });
      assert.match(trigger.state, /^v1\.[\w-]+$/);
    });
  }

  it('stops waiting in time to answer within the platform\'s five seconds', async () => {
    const trigger = new Trigger('OnRecord', start);
    await trigger.poll(records(0));
    assert.deepEqual(await trigger.poll({ fault: 'silence' }), problem(502, 'ServiceTimedOut', 'Customer Insights did not answer in time; try again later.'));
  });

  it('answers a fault of its own without its text, with the location', async () => {
    const trigger = new Trigger('OnFault', `${gateway}/trigger/shops/1/fault?triggerState=kept`);
    assert.deepEqual(await trigger.poll(), { ...problem(500, 'ConnectorFault', 'The connector itself failed (InvalidOperationException): please tell its publisher what you did.'), sent: [] });
    assert.equal(trigger.location, trigger.start);
  });

  it('refuses a blank, a climbing and a missing path parameter before anything is sent', async () => {
    for (const [shop, message] of [['%20', 'A required value is empty. Choose or type one.'], ['%252E', undefined]] as const) {
      const trigger = new Trigger('OnRecord', `${gateway}/trigger/shops/${shop}/record`);
      if (message) assert.deepEqual(await trigger.poll(), { ...problem(400, 'InvalidRequest', message), sent: [] });
      else assert.deepEqual((await trigger.poll(answer(0, []))).sent, ['GET /shops/%252E/records?top=100']);
    }
  });
});

describe('prelude: location', () => {
  const state = /triggerState=(v1\.[\w-]+)$/;
  const awkward = 'name=%C3%9Cn%C3%AFcode%20%26%20%2B%2F%25&plus=a+b&x=%41%7e&&flag&empty=&json=%7B%22a%22%3A1%7D';

  it('keeps every other parameter byte for byte and only replaces the state', async () => {
    for (const culture of ['', 'id-ID', 'tr-TR']) {
      const trigger = new Trigger('OnRecord', `${start}?${awkward}`, { culture });
      await trigger.poll(records(0));
      const kept = `${start}?${awkward.replace('&&', '&')}&triggerState=`;
      assert.equal(trigger.location.replace(state, 'triggerState='), kept);
      await trigger.poll(records(1, 'a'));
      assert.equal(trigger.location.replace(state, 'triggerState='), kept);
      assert.equal((await trigger.poll(records(2))).status, 202);
    }
  });

  it('is on the address of the gateway, not on the one that policies made of it', async () => {
    const trigger = new Trigger('OnRecord', `${start}?a=1`, { requestUri: 'https://backend.example/v1/trigger/shops/2/record?a=1' });
    assert.deepEqual((await trigger.poll(answer(0, []))).sent, ['GET /shops/2/records?top=100']);
    assert.equal(trigger.location.replace(state, ''), `${start}?a=1&`);
  });

  it('replaces a state wherever it stands, and writes what no header may hold in its escaped form', async () => {
    const trigger = new Trigger('OnRecord', `${start}?name=Ünï code`);
    await trigger.poll(records(0));
    assert.equal(trigger.location.replace(state, ''), `${start}?name=%C3%9Cn%C3%AF%20code&`);
    const moved = trigger.state;
    trigger.location = `${start}?triggerState=${moved}&name=%C3%9Cn%C3%AF%20code`;
    assert.deepEqual((await trigger.poll(records(1, 'a'))).body, { value: [{ id: 'a', historyIncomplete: false }] });
    assert.equal(trigger.location.replace(state, ''), `${start}?name=%C3%9Cn%C3%AF%20code&`);
  });
});
