import * as assert from 'node:assert/strict';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { type FlowRunHistory, type JsonValue, MemoryRunRecorder, type RunRecorder } from '../../../scripts/environment';
import { deliveryOf, pollOf, runOf, subscriptionCallOf, temporaryStores } from './temporary-store';

const flowIds = ['f', 'g', 'a flow/ü'] as const;
const flowId = fc.constantFrom(...flowIds);
const small = fc.integer({ min: 1, max: 6 });
const json = fc.jsonValue({ maxDepth: 3 }).map(value => JSON.parse(JSON.stringify(value)) as JsonValue); // -0 is no JSON

/** What an engine does, and what goes wrong: small numbers, so that keys come twice and histories come without runs. */
type Call =
  | { readonly kind: 'poll' | 'delivery'; readonly flowId: string; readonly pollNumber: number; readonly items: readonly number[]; readonly payload: JsonValue; readonly nextUri: string | undefined }
  | { readonly kind: 'history'; readonly flowId: string; readonly pollNumber: number; readonly item: number; readonly output: JsonValue }
  | { readonly kind: 'subscription'; readonly flowId: string; readonly at: number }
  | { readonly kind: 'reopen' };
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constantFrom('poll' as const, 'delivery' as const), flowId, pollNumber: small, items: fc.uniqueArray(small, { maxLength: 4 }), payload: json, nextUri: fc.option(fc.webUrl({ withQueryParameters: true }), { nil: undefined }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('history' as const), flowId, pollNumber: small, item: small, output: json }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('subscription' as const), flowId, at: small }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

function recorded(recorder: RunRecorder, each: Exclude<Call, { kind: 'reopen' }>): Promise<void> {
  const { flowId: flow } = each;
  if (each.kind === 'subscription') return recorder.recordSubscriptionCall(subscriptionCallOf(flow, each.at));
  const { pollNumber } = each;
  if (each.kind === 'history') {
    return recorder.recordHistory({ runKey: `${flow}/${pollNumber}/${each.item}`, flow, status: 'Succeeded', startedAt: 1, endedAt: 2, trigger: { name: 't', outputs: each.output }, steps: [] } satisfies FlowRunHistory);
  }
  const runs = each.items.map(item => runOf(flow, pollNumber, item, each.payload));
  const state = { triggerUri: `https://t/${flow}`, polls: pollNumber, ...(each.nextUri === undefined ? {} : { nextUri: each.nextUri }) };
  return each.kind === 'poll' ? recorder.recordPoll(pollOf(flow, pollNumber, { runs: runs.length }), runs, state) : recorder.recordDelivery(deliveryOf(flow, pollNumber, { runs: runs.length }), runs, state);
}

function made(recorder: RunRecorder, each: Exclude<Call, { kind: 'reopen' }>): Promise<string> {
  return recorded(recorder, each).then(() => 'kept', (error: unknown) => (error instanceof Error ? error.message : 'no error'));
}

async function seen(recorder: RunRecorder): Promise<unknown> {
  const runs = await recorder.runs();
  return {
    runs, polls: await recorder.polls(), deliveries: await recorder.deliveries(), calls: await recorder.subscriptionCalls(), histories: await Promise.all(runs.map(({ key }) => recorder.historyOf(key))),
    each: await Promise.all(flowIds.map(async id => [await recorder.runs(id), await recorder.polls(id), await recorder.deliveries(id), await recorder.subscriptionCalls(id), await recorder.stateOf(id)])),
  };
}

describe('the recorder over the store and the one in memory', () => {
  const { open, folder } = temporaryStores();
  const keptPolls = 7;

  it('answer the same after any calls, also over reopenings', async function () {
    this.timeout(120_000);
    let story = 0;
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 60 }), async calls => {
      const memory = new MemoryRunRecorder(keptPolls);
      const options = { folder: join(folder(), String(story++)), retention: { polls: keptPolls } };
      let store = open(options);
      for (const each of calls) {
        if (each.kind === 'reopen') {
          store.close();
          store = open(options);
        } else assert.equal(await made(store.runs, each), await made(memory, each));
      }
      assert.deepEqual(await seen(store.runs), await seen(memory));
      store.close();
    }), { seed: 20261129, numRuns: 40 });
  });
});
