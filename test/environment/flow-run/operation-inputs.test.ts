import * as assert from 'node:assert/strict';
import { retryProfiles } from '../../../scripts/environment';
import { durationMs } from '../../../scripts/environment/flow-run/iso-duration';
import { unflattened } from '../../../scripts/environment/flow-run/operation-inputs';
import { retryPolicyOf } from '../../../scripts/environment/flow-run/step-retry';

describe('parameters of a step as inputs of its operation', () => {
  it('fields of a body are written flat', () => {
    assert.deepEqual(unflattened({ instanceId: 'i', 'body/name': 'n', 'body/address/city': 'c', 'body/tags': ['a'] }), { instanceId: 'i', body: { name: 'n', address: { city: 'c' }, tags: ['a'] } });
  });
  it('a name may hold a slash: escaped, or as a declared parameter', () => {
    assert.deepEqual(unflattened({ 'body/a~1b': 1, 'body/c~0d': 2 }), { body: { 'a/b': 1, 'c~d': 2 } });
    assert.deepEqual(unflattened({ 'x/y': 1, 'x/y/z': 2 }, ['x', 'x/y']), { 'x/y': { z: 2 } });
  });
  it('a whole body and fields of it complete one another', () => {
    assert.deepEqual(unflattened({ body: { a: 1, b: 2 }, 'body/b': 3 }), { body: { a: 1, b: 3 } });
    assert.deepEqual(unflattened({ 'body/b': 3, body: { a: 1, b: 2 } }), { body: { a: 1, b: 3 } });
  });
  it('a name can not reach the prototype of an object', () => {
    unflattened(JSON.parse('{"__proto__/polluted": 1, "constructor/prototype/polluted": 1}') as Record<string, number>);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});

describe('durations and retry policies of steps', () => {
  const durations: readonly (readonly [text: string, ms: number | undefined])[] = [['PT20S', 20_000], ['PT1M30S', 90_000], ['P1DT2H', 93_600_000], ['P2W', 1_209_600_000], ['PT0.5S', 500], ['P', undefined], ['PT', undefined], ['P1M', undefined], ['20', undefined]];
  for (const [text, ms] of durations) it(text, () => { assert.equal(durationMs(text), ms); });

  it('absent, default and none', () => {
    assert.deepEqual([undefined, { type: 'default' }, { type: 'None' }].map(each => retryPolicyOf(each, retryProfiles.low).kind), ['exponential', 'exponential', 'none']);
  });
  it('fixed and exponential', () => {
    assert.deepEqual(retryPolicyOf({ type: 'fixed', count: 3, interval: 'PT30S' }, retryProfiles.low), { kind: 'fixed', attempts: 3, intervalMs: 30_000 });
    assert.deepEqual(retryPolicyOf({ type: 'exponential', count: 4, interval: 'PT7S', maximumInterval: 'PT1H' }, retryProfiles.low), { kind: 'exponential', attempts: 4, intervalMs: 7_000, minimumMs: 5_000, maximumMs: 3_600_000 });
  });
  for (const policy of [{ type: 'fixed', count: 0, interval: 'PT1S' }, { type: 'fixed', count: 91, interval: 'PT1S' }, { type: 'fixed', count: 1 }, { type: 'linear', count: 1, interval: 'PT1S' }]) {
    it(`refuses ${JSON.stringify(policy)}`, () => { assert.throws(() => retryPolicyOf(policy, retryProfiles.low), /can't be read: "type" is none, default, fixed or exponential/); });
  }
  it('delays outside 5 seconds to a day are refused, as documented (facts 3.4)', () => {
    for (const [policy, name] of [[{ type: 'fixed', count: 1, interval: 'PT4S' }, 'interval'], [{ type: 'fixed', count: 1, interval: 'PT25H' }, 'interval'], [{ type: 'exponential', count: 1, interval: 'PT5S', maximumInterval: 'P2D' }, 'maximumInterval']] as const) {
      assert.throws(() => retryPolicyOf(policy, retryProfiles.low), new Error(`The retry policy ${JSON.stringify(policy)} can't be used: its ${name} is not between 5 seconds and 1 day.`));
    }
    assert.deepEqual([retryPolicyOf({ type: 'fixed', count: 90, interval: 'PT5S' }, retryProfiles.low), retryPolicyOf({ type: 'fixed', count: 1, interval: 'P1D' }, retryProfiles.low)], [{ kind: 'fixed', attempts: 90, intervalMs: 5_000 }, { kind: 'fixed', attempts: 1, intervalMs: 86_400_000 }]);
  });
});
