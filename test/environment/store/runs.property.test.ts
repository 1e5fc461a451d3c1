import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type FlowRunHistory, type JsonValue, MemoryRunRecorder, type RunRecorder } from '../../../scripts/environment';
import { pollOf, runOf, temporaryStores } from './temporary-store';

const flowIds = ['f', 'g', 'a flow/ü'] as const;
const flowId = fc.constantFrom(...flowIds);
const small = fc.integer({ min: 1, max: 6 });
const json = fc.jsonValue({ maxDepth: 3 }).map(value => JSON.parse(JSON.stringify(value)) as JsonValue); // -0 is no JSON

/** What an engine does, and what goes wrong: small numbers, so that keys come twice and histories come without runs. */
type Call =
  | { readonly kind: 'poll'; readonly flowId: string; readonly pollNumber: number; readonly items: readonly number[]; readonly payload: JsonValue; readonly nextUri: string | undefined }
  | { readonly kind: 'history'; readonly flowId: string; readonly pollNumber: number; readonly item: number; readonly output: JsonValue }
  | { readonly kind: 'reopen' };
const call: fc.Arbitrary<Call> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('poll' as const), flowId, pollNumber: small, items: fc.uniqueArray(small, { maxLength: 4 }), payload: json, nextUri: fc.option(fc.webUrl({ withQueryParameters: true }), { nil: undefined }) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('history' as const), flowId, pollNumber: small, item: small, output: json }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopen' as const) }) },
);

async function made(recorder: RunRecorder, each: Exclude<Call, { kind: 'reopen' }>): Promise<string> {
  const { flowId: flow, pollNumber } = each;
  const done = each.kind === 'poll'
    ? recorder.recordPoll(pollOf(flow, pollNumber, { runs: each.items.length }), each.items.map(item => runOf(flow, pollNumber, item, each.payload)), { triggerUri: `https://t/${flow}`, polls: pollNumber, ...(each.nextUri === undefined ? {} : { nextUri: each.nextUri }) })
    : recorder.recordHistory({ runKey: `${flow}/${pollNumber}/${each.item}`, flow, status: 'Succeeded', startedAt: 1, endedAt: 2, trigger: { name: 't', outputs: each.output }, steps: [] } satisfies FlowRunHistory);
  return done.then(() => 'kept', (error: unknown) => (error instanceof Error ? error.message : 'no error'));
}

async function seen(recorder: RunRecorder): Promise<unknown> {
  const [runs, polls] = [await recorder.runs(), await recorder.polls()];
  return {
    runs, polls, histories: await Promise.all(runs.map(({ key }) => recorder.historyOf(key))),
    each: await Promise.all(flowIds.map(async id => [await recorder.runs(id), await recorder.polls(id), await recorder.stateOf(id)])),
  };
}

describe('the recorder over the store and the one in memory', () => {
  const { open } = temporaryStores();
  const keptPolls = 7;

  it('answer the same after any calls, also over reopenings', async function () {
    this.timeout(120_000);
    await fc.assert(fc.asyncProperty(fc.array(call, { maxLength: 60 }), async calls => {
      const memory = new MemoryRunRecorder(keptPolls);
      let store = open({ retention: { polls: keptPolls } });
      // Every story begins with an empty store; what the one before left is another folder's by then.
      for (const each of calls) {
        if (each.kind === 'reopen') {
          store.close();
          store = open({ retention: { polls: keptPolls } });
        } else assert.equal(await made(store.runs, each), await made(memory, each));
      }
      assert.deepEqual(await seen(store.runs), await seen(memory));
      store.close();
    }), { seed: 20261129, numRuns: 60 });
  });
});
