import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { CallRate } from '../../../scripts/environment/gateway/call-rate';
import { gatewayLimits, gatewayLimitTable } from '../../../scripts/environment/gateway/gateway-limits';

describe('the calls of a connection', () => {
  it('are at most so many in any 60 s, by a count that knows no ring', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.integer({ min: 0, max: 30_000 }), { maxLength: 60 }), (most, steps) => {
      const rate = new CallRate(most);
      const taken: number[] = [];
      let now = 1_000_000;
      for (const step of steps) {
        now += step;
        const within = taken.filter(instant => now - instant < 60_000);
        const expected = within.length < most ? undefined : within[within.length - most]! + 60_000 - now;
        assert.equal(rate.take('c', now, 'sliding'), expected);
        if (expected === undefined) taken.push(now);
      }
    }));
  });

  it('may come again after the time that a refusal says, and not a millisecond before', () => {
    const rate = new CallRate(2);
    assert.deepEqual([rate.take('c', 0, 'sliding'), rate.take('c', 20_000, 'sliding'), rate.take('c', 30_000, 'sliding')], [undefined, undefined, 30_000]);
    assert.deepEqual([rate.take('c', 59_999, 'sliding'), rate.take('c', 60_000, 'sliding'), rate.take('c', 60_000, 'sliding')], [1, undefined, 20_000]);
  });

  it('are counted by minutes of the clock where that is assumed', () => {
    const rate = new CallRate(2);
    assert.deepEqual([59_000, 59_500, 59_999, 60_000, 60_000, 60_001].map(now => rate.take('c', now, 'fixed')), [undefined, undefined, 1, undefined, undefined, 59_999]);
  });

  it('don\'t count for another connection, nor where nothing is counted', () => {
    const rate = new CallRate(1);
    assert.deepEqual([rate.take('a', 0, 'sliding'), rate.take('b', 0, 'sliding'), rate.take('a', 0, 'sliding'), rate.take('a', 0, 'off')], [undefined, undefined, 60_000, undefined]);
    rate.forget('a');
    assert.equal(rate.take('a', 0, 'sliding'), undefined);
    assert.equal(new CallRate(Infinity).take('a', 0, 'sliding'), undefined);
  });
});

describe('the limits of the gateway', () => {
  it('are those of the table where no other is given', () => {
    assert.deepEqual(gatewayLimits(), { callsPerMinute: 500, requestBodyBytes: 3_182_218, answerBytes: 104_857_600, addressCharacters: 16_384 });
    assert.deepEqual(gatewayLimits(), Object.fromEntries(Object.entries(gatewayLimitTable).map(([name, { value }]) => [name, value])));
    assert.deepEqual(gatewayLimits({ callsPerMinute: Infinity }).callsPerMinute, Infinity);
  });
});
