import { deepEqual, equal, throws } from 'node:assert/strict';
import { createClock } from '../../scripts/service/index';

describe('service clock', () => {
  it('stands until it is moved, forward only', () => {
    let real = 0;
    const clock = createClock(1_000, 0, () => (real += 1_000));
    equal(clock.now(), 1_000);
    clock.advance(500);
    clock.set(2_000);
    equal(clock.now(), 2_000);
    throws(() => clock.set(1_999), { message: "The clock stands at 1970-01-01T00:00:02.000Z and can't go back to 1999." });
    throws(() => clock.advance(Number.NaN), RangeError);
    clock.restart(7);
    equal(clock.now(), 7);
  });

  it('runs as fast as asked, on top of what it was moved', () => {
    let real = 100;
    const clock = createClock(1_000, 60, () => real);
    real += 10;
    const seen = [clock.now()];
    clock.advance(400);
    seen.push(clock.now());
    clock.set(5_000);
    real += 1;
    seen.push(clock.now());
    clock.restart(0);
    seen.push(clock.now());
    deepEqual(seen, [1_600, 2_000, 5_060, 0]);
  });
});
