import * as assert from 'node:assert/strict';
import type { FlowRunHistory, OutboxMessage, PollRecord } from '../../../scripts/environment';
import { deliveryOf, pollOf, runOf, stateAfter, storedFlow, subscriptionCallOf, temporaryStores } from './temporary-store';

const historyOf = (runKey: string, more: Partial<FlowRunHistory> = {}): FlowRunHistory => ({
  runKey, flow: 'Flow f', status: 'Succeeded', startedAt: 60_000, endedAt: 61_000.5, trigger: { name: 'When_a_thing_happens', outputs: { body: { id: 1 } } },
  steps: [{ name: 'Note', type: 'Compose', status: 'Succeeded', startedAt: 60_000, endedAt: 60_001, inputs: 'ü\u0000', outputs: [null, 1e-7] }], ...more,
});
const mailOf = (runKey: string, subject: string): OutboxMessage => ({ kind: 'mail', to: ['ana@example.com'], cc: [], bcc: [], subject, html: '<p>ü</p>', at: 5, runKey, flow: 'Flow f', step: 'Send' });

describe('the recorder over the store', () => {
  const { open } = temporaryStores();

  it('keeps polls, runs, state and histories in full', async () => {
    const store = open();
    const poll: PollRecord = {
      ...pollOf('f', 1), status: 200, outcome: 'events', runs: 2, unmet: 1, nextPollAt: 120_000.5, problem: 'Something odd.',
      backendCalls: [{ method: 'GET', uri: 'https://api.test/v1/trigger', status: 200 }, { method: 'GET', uri: 'https://api.test/v1/b', error: 'connection lost' }],
      logs: [{ level: 'information', message: 'seen' }], findings: [{ code: 'c', what: 'w', why: 'y', todo: 't' }],
    };
    const runs = [runOf('f', 1, 0, { a: [1, 'ü\u0000\ud800', null] }), runOf('f', 1, 2, 'text')];
    await store.runs.recordPoll(poll, runs, stateAfter(1));
    await store.runs.recordPoll(pollOf('g', 1), [], { triggerUri: 'https://gateway.test/g', polls: 1 });
    await store.runs.recordHistory(historyOf('f/1/0'));
    store.close();
    const { runs: reopened } = open();
    assert.deepEqual({
      polls: await reopened.polls(), ofF: await reopened.polls('f'), runs: await reopened.runs(), ofG: await reopened.runs('g'), f: await reopened.stateOf('f'), g: await reopened.stateOf('g'),
      none: await reopened.stateOf('h'), history: await reopened.historyOf('f/1/0'), noHistory: await reopened.historyOf('f/1/2'), run: reopened.run('f/1/2'), noRun: reopened.run('f/1/1'),
    }, {
      polls: [poll, pollOf('g', 1)], ofF: [poll], runs, ofG: [], f: stateAfter(1), g: { triggerUri: 'https://gateway.test/g', polls: 1 },
      none: undefined, history: historyOf('f/1/0'), noHistory: undefined, run: runs[1], noRun: undefined,
    });
  });

  it('keeps deliveries of webhooks as polls, and calls to subscribe', async () => {
    const store = open({ retention: { polls: 10 } });
    const delivery = deliveryOf('f', 2, { outcome: 'events', runs: 1, unmet: 2, problem: 'odd', findings: [{ code: 'c', what: 'w', why: 'y', todo: 't' }] });
    const call = subscriptionCallOf('f', 1.5, { kind: 'unsubscribe', outcome: 'failed', nextAttemptAt: 7, location: 'https://api.test/v1/hooks/1', problem: 'odd' });
    await store.runs.recordPoll(pollOf('f', 1), [], stateAfter(1));
    await store.runs.recordDelivery(delivery, [runOf('f', 2, 0)], stateAfter(2));
    await store.runs.recordSubscriptionCall(call);
    await store.runs.recordSubscriptionCall(subscriptionCallOf('g', 2));
    await assert.rejects(store.runs.recordDelivery(deliveryOf('f', 3), [runOf('f', 2, 0)], stateAfter(3)), { message: 'The run f/2/0 exists already.' });
    store.close();
    const { runs } = open({ retention: { polls: 10 } });
    assert.deepEqual([await runs.deliveries(), await runs.deliveries('g'), await runs.polls(), await runs.runs(), await runs.stateOf('f')], [[delivery], [], [pollOf('f', 1)], [runOf('f', 2, 0)], stateAfter(2)]);
    assert.deepEqual([await runs.subscriptionCalls(), await runs.subscriptionCalls('f')], [[call, subscriptionCallOf('g', 2)], [call]]);
    for (let number = 3; number <= 50; number++) {
      await runs.recordDelivery(deliveryOf('f', number), [], stateAfter(number));
      await runs.recordSubscriptionCall(subscriptionCallOf('f', number));
    }
    assert.deepEqual([(await runs.deliveries()).map(each => each.deliveryNumber), (await runs.subscriptionCalls()).map(({ at }) => at)], Array(2).fill([41, 42, 43, 44, 45, 46, 47, 48, 49, 50]));
  });

  it('a key that exists rejects the whole poll', async () => {
    const { runs } = open();
    await runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0)], stateAfter(1));
    await assert.rejects(runs.recordPoll(pollOf('f', 2), [runOf('f', 2, 0), runOf('f', 1, 0)], stateAfter(2)), { message: 'The run f/1/0 exists already.' });
    await assert.rejects(runs.recordPoll(pollOf('f', 2), [runOf('f', 2, 0), runOf('f', 2, 0)], stateAfter(2)), { message: 'The run f/2/0 exists already.' });
    assert.deepEqual([await runs.polls(), await runs.runs(), await runs.stateOf('f')], [[pollOf('f', 1)], [runOf('f', 1, 0)], stateAfter(1)]);
  });

  it('a history needs its run, and comes once', async () => {
    const { runs } = open();
    await runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0)], stateAfter(1));
    await assert.rejects(runs.recordHistory(historyOf('f/1/1')), { message: 'There is no run f/1/1.' });
    await runs.recordHistory(historyOf('f/1/0'));
    await assert.rejects(runs.recordHistory(historyOf('f/1/0', { status: 'Failed' })), { message: 'The run f/1/0 has a history already.' });
    assert.deepEqual(await runs.historyOf('f/1/0'), historyOf('f/1/0'));
  });

  it('lists runs newest first, page by page, by flow and by status', async () => {
    const { runs, flows } = open();
    flows.put(storedFlow('f'));
    await runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0), runOf('f', 1, 1), runOf('f', 1, 2)], stateAfter(1));
    await runs.recordPoll(pollOf('g', 1), [runOf('g', 1, 0)], stateAfter(1));
    await runs.recordHistory(historyOf('f/1/1', { status: 'Failed' }));
    const [g, second, failed, first] = [
      { key: 'g/1/0', flowId: 'g', at: 60_000, status: 'Triggered', attempts: 1 }, { key: 'f/1/2', flowId: 'f', at: 60_000, status: 'Running', attempts: 1 },
      { key: 'f/1/1', flowId: 'f', at: 60_000, status: 'Failed', endedAt: 61_000.5, attempts: 1 }, { key: 'f/1/0', flowId: 'f', at: 60_000, status: 'Running', attempts: 1 }] as const;
    assert.deepEqual(runs.page({}), [g, second, failed, first]);
    assert.deepEqual([runs.page({ limit: 2 }), runs.page({ limit: 2, before: second.key }), runs.page({ before: first.key }), runs.page({ before: 'none' })], [[g, second], [failed, first], [], []]);
    assert.deepEqual([runs.summary('f/1/1'), runs.summary('f/1/9'), runs.page({ since: 60_000 }), runs.page({ since: 60_001 })], [failed, undefined, [g, second, failed, first], []]);
    assert.deepEqual([runs.lastPolls(1), runs.lastPolls(5, 'f'), runs.lastPolls(5, 'none')], [[pollOf('g', 1)], [pollOf('f', 1)], []]);
    assert.deepEqual([runs.page({ flowId: 'f', status: 'Running' }), runs.page({ status: 'Failed', flowId: 'g' }), runs.page({ status: 'Triggered' })], [[second, first], [], [g]]);
  });

  it('a run that had started and not ended starts again, twice; then it has failed', async () => {
    let store = open();
    store.flows.put(storedFlow('f'));
    await store.runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0), runOf('f', 1, 1)], stateAfter(1));
    await store.runs.recordPoll(pollOf('unstored', 1), [runOf('unstored', 1, 0)], stateAfter(1));
    await store.runs.recordHistory(historyOf('f/1/0'));
    assert.deepEqual([store.outbox.add(mailOf('f/1/0', 'ended')), store.outbox.add(mailOf('f/1/1', 'first attempt'))], [1, 2]);
    for (const attempts of [2, 3]) {
      store.close();
      store = open();
      assert.deepEqual(store.runs.recover(100_000), { again: [runOf('f', 1, 1)], ended: [] });
      assert.deepEqual(store.outbox.page({}), [{ number: 1, message: mailOf('f/1/0', 'ended') }], 'the attempt sends its messages anew');
      assert.deepEqual(store.runs.page({ status: 'Running' }), [{ key: 'f/1/1', flowId: 'f', at: 60_000, status: 'Running', attempts }]);
      assert.equal(store.outbox.add(mailOf('f/1/1', 'again')), attempts + 1, 'a number is never given twice');
    }
    const failed: FlowRunHistory = {
      runKey: 'f/1/1', flow: 'Flow f', status: 'Failed', startedAt: 60_000, endedAt: 100_000, steps: [],
      error: { code: 'Interrupted', message: 'The environment ended 3 times while this run was under way. It is not started again.' },
      trigger: { name: 'When_a_thing_happens', outputs: { headers: { 'Content-Type': 'application/json' }, body: { id: '1.1' } } },
    };
    store.close();
    store = open();
    assert.deepEqual([store.runs.recover(100_000), store.runs.recover(100_000)], [{ again: [], ended: [failed] }, { again: [], ended: [] }]);
    assert.deepEqual([await store.runs.historyOf('f/1/1'), store.outbox.page({ runKey: 'f/1/1' }).length], [failed, 1]);
  });

  it('a run whose flow was removed meanwhile is cancelled', async () => {
    const store = open();
    store.flows.put(storedFlow('f'));
    await store.runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0)], stateAfter(1));
    store.flows.remove('f');
    const { again, ended } = store.runs.recover(0);
    assert.deepEqual([again, ended], [[], [{
      runKey: 'f/1/0', flow: 'f', status: 'Cancelled', startedAt: 60_000, endedAt: 60_000, steps: [], trigger: { name: 'trigger', outputs: { headers: { 'Content-Type': 'application/json' }, body: { id: '1.0' } } },
      error: { code: 'FlowRemoved', message: 'The flow was removed while this run was under way, and the environment was ended before the run was.' },
    }]]);
  });

  it('keeps the last polls, exactly', async () => {
    const { runs } = open({ retention: { polls: 10 } });
    for (let number = 1; number <= 100; number++) await runs.recordPoll(pollOf(number % 2 ? 'f' : 'g', number), [], stateAfter(number));
    assert.deepEqual([(await runs.polls()).map(({ pollNumber }) => pollNumber), (await runs.polls('g')).map(({ pollNumber }) => pollNumber)], [[91, 92, 93, 94, 95, 96, 97, 98, 99, 100], [92, 94, 96, 98, 100]]);
  });

  it('the number and the age of runs are bounded, with their histories; open runs stay', async () => {
    const { runs, flows } = open({ retention: { runs: 100, runAge: 500 * 60_000 } });
    flows.put(storedFlow('open'));
    await runs.recordPoll(pollOf('open', 1), [runOf('open', 1, 0)], stateAfter(1));
    for (let number = 2; number <= 300; number++) {
      await runs.recordPoll(pollOf('f', number), [runOf('f', number, 0)], stateAfter(number));
      await runs.recordHistory(historyOf(`f/${number}/0`));
    }
    const kept = (await runs.runs()).map(({ key }) => key);
    assert.deepEqual([kept[0], kept.at(-1), kept.length > 100 && kept.length <= 117], ['open/1/0', 'f/300/0', true]);
    assert.deepEqual([await runs.historyOf('f/2/0'), await runs.historyOf('f/300/0')], [undefined, historyOf('f/300/0')]);
    for (let number = 1_000; number <= 1_100; number++) await runs.recordPoll(pollOf('g', number), [], stateAfter(number));
    assert.deepEqual((await runs.runs()).map(({ key }) => key), ['open/1/0'], 'all others are older than 500 minutes');
  });

  it('no write removes more than four times what was written since the last clean-up', async () => {
    let store = open();
    for (let number = 1; number <= 500; number++) await store.runs.recordPoll(pollOf('f', number), [runOf('f', number, 0)], stateAfter(number));
    store.close();
    store = open({ retention: { runs: 0, polls: 0 } });
    const counts: number[] = [];
    for (let number = 501; number <= 548; number++) {
      await store.runs.recordPoll(pollOf('f', number), [], stateAfter(number));
      counts.push((await store.runs.runs()).length);
    }
    assert.deepEqual([...new Set(counts)], [500, 436, 372, 308]);
  });

  it('over its bytes, the oldest ended runs and polls go', async () => {
    const { runs } = open({ retention: { bytes: 2_000_000 } });
    for (let number = 1; number <= 400; number++) await runs.recordPoll(pollOf('f', number), [runOf('f', number, 0, 'x'.repeat(20_000))], stateAfter(number));
    const kept = await runs.runs();
    assert.ok(kept.length > 50 && kept.length < 110, `${kept.length} runs of some 20 KB`);
    assert.deepEqual([kept.at(-1)?.key, (await runs.stateOf('f'))?.polls], ['f/400/0', 400]);
  });

  it('the outbox keeps its last messages, and pages through them', () => {
    const { outbox } = open({ retention: { messages: 5 } });
    for (let number = 1; number <= 8; number++) assert.equal(outbox.add(mailOf(`f/${number % 2}/0`, `mail ${number}`)), number);
    const numbers = (query: Parameters<typeof outbox.page>[0]) => outbox.page(query).map(({ number }) => number);
    assert.deepEqual([numbers({}), numbers({ limit: 2 }), numbers({ before: 6 }), numbers({ runKey: 'f/1/0' }), numbers({ runKey: 'f/0/0', before: 8 }), outbox.count()], [[8, 7, 6, 5, 4], [8, 7], [5, 4], [7, 5], [6, 4], 5]);
    assert.deepEqual([outbox.get(8), outbox.get(3)], [{ number: 8, message: mailOf('f/0/0', 'mail 8') }, undefined]);
  });
});
