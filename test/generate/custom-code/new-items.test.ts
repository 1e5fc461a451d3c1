import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { StoryAnswer } from './prelude-program';
import { answer, failing, gateway, hour, Trigger } from './shared-program';

interface Listed { id: string; ended: number; begun?: number; status?: string }

const records = (now: number, ...listed: Listed[]): StoryAnswer => answer(now, listed.map(({ id, ended, begun, status }) =>
  ({ id, ended: hour(ended), begun: hour(begun ?? ended - 1), status: status ?? 'done' })));
const item = (id: string, ended: number): Listed => ({ id, ended });
const events = (...ids: string[]): unknown => ({ value: ids.map(id => ({ id, historyIncomplete: false })) });
const onRecord = (): Trigger => new Trigger('OnRecord', `${gateway}/trigger/shops/1/record`);
const silent = { status: 202, body: null, retryAfter: undefined, sent: ['GET /shops/1/records?top=100'] };
const fired = (...ids: string[]): object => ({ ...silent, status: 200, body: events(...ids) });

describe('prelude: new items', () => {
  it('takes everything visible at the first poll for the baseline, then fires once an item, oldest first', async () => {
    const trigger = onRecord();
    assert.deepEqual(await trigger.poll(records(0, item('b', -1), item('a', -30))), silent);
    assert.deepEqual(await trigger.poll(records(1, item('d', 0.9), item('c', 0.5), item('b', -1), item('a', -30))), fired('c', 'd'));
    assert.deepEqual(await trigger.poll(records(2, item('d', 0.9), item('c', 0.5), item('b', -1))), silent);
  });

  it('counts an item once its condition holds, and orders equal instants by id', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0));
    assert.deepEqual(await trigger.poll(records(1, { id: 'x', ended: 0.5, status: 'running' })), silent);
    assert.deepEqual(await trigger.poll(records(2, item('x', 0.5), item('B', 0.5), item('a', 0.5), item('late', 0.25))), fired('late', 'B', 'a', 'x'));
  });

  it('counts what becomes visible within 24 hours of its end, and not what comes later', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0));
    await trigger.poll(records(23.9));
    assert.deepEqual(await trigger.poll(records(24, item('in time', 0.1))), fired('in time'));
    assert.deepEqual(await trigger.poll(records(24.5, item('in time', 0.1), item('just', 0), item('too late', -0.1))), fired('just'));
    assert.deepEqual(await trigger.poll(records(25, item('out', 0.4))), silent);
  });

  it('remembers an item that is gone for a while, and one whose end is corrected', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0, item('base', -0.5)));
    assert.deepEqual(await trigger.poll(records(1, item('a', 0.5))), fired('a'));
    assert.deepEqual(await trigger.poll(records(2)), silent);
    assert.deepEqual(await trigger.poll(records(3, item('a', 0.5), item('base', 2.5))), silent);
  });

  it('forgets a vanished item when it is out of reach, whatever the number of polls between', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0, item('a', -0.5)));
    const full = trigger.state.length;
    for (let quarter = 1; quarter <= 110; quarter++) await trigger.poll(records(quarter / 4));
    assert.ok(trigger.state.length < full, `${trigger.state.length} is not less than ${full}`);
    assert.deepEqual(await trigger.poll(records(28, item('a', -0.5))), silent);
  });

  it('lists items that date from the future without taking the others for late ones', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0, item('future', 1000)));
    assert.deepEqual(await trigger.poll(records(1, item('future', 1000), item('a', 0.5))), fired('a'));
    assert.deepEqual(await trigger.poll(records(999.5, item('future', 1000))), silent);
    assert.deepEqual(await trigger.poll(records(1001, item('future', 1000))), silent);
  });

  it('delivers 100 events an answer and asks to be polled at once for the rest, equal instants included', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0, item('base', -1)));
    const ids = Array.from({ length: 250 }, (_, index) => `id${String(index).padStart(3, '0')}`);
    const all = (now: number): StoryAnswer => records(now, ...ids.map((id, index) => item(id, index < 20 ? 0.1 : 0.5)).reverse(), item('base', -1));
    const wide = { ...fired(), sent: ['GET /shops/1/records?top=100', 'GET /shops/1/records?top=1000'] };
    assert.deepEqual(await trigger.poll(all(1), all(1)), { ...wide, body: events(...ids.slice(0, 100)), retryAfter: '0' });
    const straight = { ...wide, sent: ['GET /shops/1/records?top=1000'] };
    assert.deepEqual(await trigger.poll(all(1)), { ...straight, body: events(...ids.slice(100, 200)), retryAfter: '0' });
    assert.deepEqual(await trigger.poll(all(1)), { ...straight, body: events(...ids.slice(200)) });
    assert.deepEqual(await trigger.poll(all(1)), { ...straight, status: 202, body: null });
  });

  it('keeps apart 900 items that become visible late among remembered ones', async () => {
    const trigger = onRecord();
    const ids = Array.from({ length: 900 }, (_, index) => `late ${String(index).padStart(3, '0')}`);
    await trigger.poll(records(0));
    await trigger.poll(records(1, item('early bird', 0.9)));
    const all = records(2, ...ids.map(id => item(id, 0.5)), item('early bird', 0.9));
    const delivered: unknown[] = [];
    for (let polls = 0; polls < 10; polls++) {
      await trigger.poll(all, all);
      delivered.push(...((trigger.outcome?.body as { value: { id: string }[] } | null)?.value ?? []).map(event => event.id)); // the sample's own event
      assert.ok(trigger.state.length <= 1500);
    }
    assert.deepEqual(delivered, ids);
  });

  it('looks back as far as it was off, and says when the service does not list that much', async () => {
    const many = (now: number, count: number, first: number): StoryAnswer =>
      records(now, ...Array.from({ length: count }, (_, index) => item(`j${first + count - 1 - index}`, now - 0.01 - index)));
    const trigger = onRecord();
    await trigger.poll(records(0));
    // Off for 9 days: 216 hourly records do not fit into 100.
    const off = await trigger.poll(many(216, 100, 117), many(216, 216, 1));
    assert.deepEqual([off.sent, (off.body as { value: { id: string; historyIncomplete: boolean }[] }).value.length, off.retryAfter],
      [['GET /shops/1/records?top=100', 'GET /shops/1/records?top=1000'], 100, '0']);
    const first = (off.body as { value: { id: string; historyIncomplete: boolean }[] }).value[0];
    assert.deepEqual(first, { id: 'j1', historyIncomplete: false });
    const rest = await trigger.poll(many(216, 216, 1));
    assert.deepEqual([rest.sent, rest.retryAfter], [['GET /shops/1/records?top=1000'], '0']);
    assert.deepEqual((await trigger.poll(many(216, 216, 1))).retryAfter, undefined);
    // The newest 100 reach back far enough again.
    assert.deepEqual(await trigger.poll(many(216, 100, 117)), silent);
  });

  it('takes a full list at the first poll for the baseline without calling history incomplete', async () => {
    const trigger = onRecord();
    const full = records(0, ...Array.from({ length: 1000 }, (_, index) => item(`n${index}`, -25 - index / 1000)));
    await trigger.poll(full, full);
    assert.deepEqual((await trigger.poll(records(1, item('next', 0.5)))).body, events('next'));
  });

  it('counts an item that is listed twice once, at its earlier end', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0));
    assert.deepEqual(await trigger.poll(records(1, item('a', 0.9), item('b', 0.5), item('a', 0.2))), fired('a', 'b'));
    assert.deepEqual(await trigger.poll(records(2, item('a', 0.9), item('b', 0.5))), silent);
  });

  it('remembers among hundreds an item that is gone for a while, and one whose end is corrected', async () => {
    const many = Array.from({ length: 300 }, (_, index) => item(`n${String(index).padStart(3, '0')}`, -0.5 + index / 1000));
    const trigger = onRecord();
    const poll = (now: number, ...listed: Listed[]): Promise<unknown> => trigger.poll(records(now, ...listed), records(now, ...listed)).then(({ body }) => body);
    assert.equal(await poll(0, ...many), null);
    assert.equal(await poll(1, ...many.slice(10), item('n003', 0.9)), null);
    assert.equal(await poll(2, ...many), null);
    assert.deepEqual(await poll(3, ...many, item('new', 2.5)), events('new'));
  });

  it('says so when more ended than the service lists, with the first event that can carry it', async () => {
    const trigger = onRecord();
    await trigger.poll(records(0));
    const listed = (now: number, status: string): StoryAnswer =>
      records(now, ...Array.from({ length: 1000 }, (_, index) => ({ id: `n${index}`, ended: 959 - index / 1000, status })));
    const caught = await trigger.poll(listed(960, 'running'), listed(960, 'running'));
    assert.deepEqual(caught, { ...silent, sent: ['GET /shops/1/records?top=100', 'GET /shops/1/records?top=1000'] });
    assert.deepEqual((await trigger.poll(records(961, item('next', 960.5)))).body, { value: [{ id: 'next', historyIncomplete: true }] });
    assert.deepEqual((await trigger.poll(records(962, item('after', 961.5)))).body, { value: [{ id: 'after', historyIncomplete: false }] });
  });

  it('counts from the failed first poll on', async () => {
    const trigger = onRecord();
    assert.deepEqual(await trigger.poll(failing(0, 500)), silent);
    assert.deepEqual(await trigger.poll(records(2, item('new', 1), item('old', -0.1))), fired('new'));
    const withoutAnswer = onRecord();
    assert.deepEqual(await withoutAnswer.poll({ fault: 'broken' }), silent);
    // The first answer of any kind tells from when items count, so it is silent too; the next failure is not.
    assert.deepEqual(await withoutAnswer.poll(failing(1, 500)), silent);
    assert.equal((await withoutAnswer.poll(failing(1.2, 500))).status, 502);
    assert.deepEqual(await withoutAnswer.poll(records(2, item('new', 1.5), item('old', 0.5))), fired('new'));
    const never = onRecord();
    await never.poll({ fault: 'timeout' });
    assert.deepEqual(await never.poll(records(2, item('old', 1.5))), silent);
  });

  it('never goes back in time with the service\'s clock', async () => {
    const trigger = onRecord();
    await trigger.poll(records(10));
    await trigger.poll(records(5));
    assert.deepEqual(await trigger.poll(records(11, item('too late', -15), item('fits', -13))), fired('fits'));
  });
});

describe('prelude: new items inside records, with more to read', () => {
  const onTask = (): Trigger => new Trigger('OnTask', `${gateway}/trigger/shops/1/task`);
  const jobs = (now: number, ...tasks: [string, number][]): StoryAnswer =>
    answer(now, { value: [{ id: 'j', begun: hour(now - 1), tasks: tasks.map(([id, ended]) => ({ id, ended: hour(ended) })) }] }, { when: 'jobs?' });
  const status = (now: number, more: StoryAnswer = {}): StoryAnswer => answer(now, { drop: 'dropped' }, { when: '/status', ...more });
  const names = (now: number): StoryAnswer => failing(now, 404, {}, {});
  const event = (task: string): object => ({ task, job: 'j', names: [], historyIncomplete: false });
  const list = 'GET /shops/1/jobs?includeTasks=true&top=2';

  it('reads more only when something is new, and counts as seen what the second condition drops', async () => {
    const trigger = onTask();
    assert.deepEqual((await trigger.poll(jobs(0))).sent, [list]);
    const poll = await trigger.poll(jobs(1, ['a', 0.5], ['dropped', 0.6]), status(1), { ...names(1), when: '/names' });
    assert.deepEqual(poll, { status: 200, body: { value: [event('a')] }, retryAfter: undefined, sent: [list, 'GET /names', 'GET /status'] });
    assert.deepEqual((await trigger.poll(jobs(2, ['a', 0.5], ['dropped', 0.6]))).sent, [list]);
  });

  it('defers what needs a fourth call, with the position kept and the forms learned', async () => {
    const trigger = onTask();
    const missing = failing(0, 404);
    const manage = list.replace('/jobs', '/manage/jobs');
    assert.deepEqual(await trigger.poll({ ...missing, when: '/shops/1/jobs' }, jobs(0)), { status: 202, body: null, retryAfter: undefined, sent: [list, manage] });
    const deferred = await trigger.poll(jobs(1, ['a', 0.5]), { ...missing, when: '/manage/status' }, { ...names(1), when: '/names' });
    assert.deepEqual(deferred, { status: 202, body: null, retryAfter: undefined, sent: [manage, 'GET /names', 'GET /manage/status'] });
    const next = await trigger.poll(jobs(2, ['b', 1.5], ['a', 0.5]), status(2), { ...names(2), when: '/names' });
    assert.deepEqual(next, { status: 200, body: { value: [event('a'), event('b')] }, retryAfter: undefined, sent: [manage, 'GET /names', 'GET /status'] });
  });

  it('takes the form of the list for the likely form of the others, so that nothing has to wait', async () => {
    const trigger = onTask();
    const manage = list.replace('/jobs', '/manage/jobs');
    await trigger.poll({ ...failing(0, 404), when: '/shops/1/jobs' }, jobs(0));
    const poll = await trigger.poll(jobs(1, ['a', 0.5]), status(1), { ...names(1), when: '/names' });
    assert.deepEqual(poll, { status: 200, body: { value: [event('a')] }, retryAfter: undefined, sent: [manage, 'GET /names', 'GET /manage/status'] });
  });

  it('finds the first form again when the other one is gone', async () => {
    const trigger = onTask();
    const manage = list.replace('/jobs', '/manage/jobs');
    await trigger.poll({ ...failing(0, 404), when: '/shops/1/jobs' }, jobs(0));
    assert.deepEqual((await trigger.poll({ ...failing(1, 404), when: '/manage/jobs' }, jobs(1))).sent, [manage, list]);
    assert.deepEqual((await trigger.poll(jobs(2))).sent, [list]);
    assert.equal((await trigger.poll(failing(3, 404), failing(3, 404))).status, 404);
    assert.deepEqual((await trigger.poll(jobs(4))).sent, [list]);
  });

  it('stands, after several calls, at the time of the first', async () => {
    const trigger = onTask();
    await trigger.poll({ ...failing(25, 404), when: '/shops/1/jobs' }, jobs(26));
    const late = await trigger.poll(jobs(27, ['in reach', 1.5], ['out of reach', 0.5]), status(27), { ...names(27), when: '/names' });
    assert.deepEqual(late.body, { value: [event('in reach')] });
  });

  it('keeps the position when one of the further reads fails', async () => {
    const trigger = onTask();
    await trigger.poll(jobs(0));
    const busy = { ...failing(1, 503, {}, { 'Retry-After': '33' }), when: '/status' };
    const held = await trigger.poll(jobs(1, ['a', 0.5]), busy, { ...names(1), when: '/names' });
    assert.deepEqual([held.status, held.body, held.retryAfter], [202, null, '33']);
    assert.deepEqual((await trigger.poll(jobs(2, ['a', 0.5]), status(2), { ...names(2), when: '/names' })).body, { value: [event('a')] });
  });
});
