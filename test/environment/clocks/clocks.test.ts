import * as assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { LiveClock, VirtualClock } from '../../../scripts/environment';
import { EventQueue } from '../../../scripts/environment/flows/event-queue';
import type { Timers } from '../../../scripts/environment/clocks/live-clock';

/** Real time as a test moves it. */
class HandTimers implements Timers {
  private present = 1_000_000;
  private readonly set = new Map<number, { readonly at: number; readonly callback: () => void }>();
  private last = 0;

  now(): number {
    return this.present;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const id = ++this.last;
    this.set.set(id, { at: this.present + milliseconds, callback });
    return () => void this.set.delete(id);
  }

  get waits(): readonly number[] {
    return [...this.set.values()].map(({ at }) => at - this.present);
  }

  pass(milliseconds: number): void {
    this.present += milliseconds;
    for (const [id, timer] of [...this.set]) {
      if (timer.at > this.present) continue;
      this.set.delete(id);
      timer.callback();
    }
  }
}

describe('the event queue', () => {
  it('gives back by instant and then by arrival, as a stable sort does', () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.nat(9), fc.constant('pop' as const)), { maxLength: 60 }), steps => {
      const queue = new EventQueue<string>();
      let model: { at: number; value: string }[] = [];
      steps.forEach((step, index) => {
        if (step !== 'pop') {
          queue.push(step, `v${index}`);
          model = [...model, { at: step, value: `v${index}` }].sort((one, other) => one.at - other.at);
        } else {
          assert.equal(queue.nextAt(), model[0]?.at);
          assert.equal(queue.pop(), model.shift()?.value);
        }
        assert.equal(queue.size, model.length);
      });
    }), { seed: 7, numRuns: 500 });
  });
});

describe('the virtual clock', () => {
  it('runs jobs in order of time, each at its instant, and those they add on the way', async () => {
    const clock = new VirtualClock(100);
    const seen: [string, number][] = [];
    const job = (name: string, then?: () => void) => async () => { seen.push([name, clock.now()]); await Promise.resolve(); then?.(); };
    clock.at(130, job('c'));
    clock.at(110, job('a', () => clock.at(120, job('b'))));
    clock.at(50, job('past'));
    clock.at(115, job('cancelled')).cancel();
    clock.at(141, job('later'));
    await clock.advanceBy(40);
    assert.deepEqual([seen, clock.now()], [[['past', 100], ['a', 110], ['b', 120], ['c', 130]], 140]);
  });

  it('goes forward only, and by one mover at a time', async () => {
    const clock = new VirtualClock(100);
    await assert.rejects(clock.advanceTo(99), new RangeError('A clock goes forward by 0 or more milliseconds, not by -1.'));
    await assert.rejects(clock.advanceBy(Number.NaN), new RangeError('A clock goes forward by 0 or more milliseconds, not by NaN.'));
    const first = clock.advanceBy(10);
    await assert.rejects(clock.advanceBy(10), new Error('The clock is being moved already; wait for that to end, and do not move it from within a job.'));
    await first;
  });

  it('runs until a piece of work is done, and no further', async () => {
    const clock = new VirtualClock(0);
    let others = 0;
    const tick = (): void => void clock.at(clock.now() + 10, () => { others++; tick(); return Promise.resolve(); });
    tick();
    const work = new Promise<string>(resolve => clock.at(35, () => { resolve('done'); return Promise.resolve(); }));
    assert.deepEqual([await clock.runUntil(work, 1_000), clock.now(), others], ['done', 35, 3]);
    await assert.rejects(clock.runUntil(new Promise(() => undefined), 100), new Error('The work still waits after 0.1 s of virtual time.'));
    await assert.rejects(clock.runUntil(Promise.reject(new Error('bad')), 100), new Error('bad'));
  });
});

describe('the live clock', () => {
  it('passes with real time at its speed, and sets one timer for the next job', async () => {
    const timers = new HandTimers();
    const clock = new LiveClock(0, 60, timers);
    const seen: number[] = [];
    clock.at(120_000, () => { seen.push(clock.now()); return Promise.resolve(); });
    clock.at(60_000, () => { seen.push(clock.now()); return Promise.resolve(); });
    assert.deepEqual(timers.waits, [1_000]);
    timers.pass(1_000);
    assert.deepEqual([seen, timers.waits], [[60_000], [1_000]]);
    timers.pass(1_000);
    assert.deepEqual([seen, timers.waits], [[60_000, 120_000], []]);
    await clock.close();
  });

  it('can be advanced by hand besides: jobs on the way run at their instants', async () => {
    const timers = new HandTimers();
    const clock = new LiveClock(0, 1, timers);
    const seen: number[] = [];
    for (const at of [5_000, 1_000, 90_000]) clock.at(at, () => { seen.push(clock.now()); return Promise.resolve(); });
    await clock.advanceBy(60_000);
    assert.deepEqual([seen, clock.now(), timers.waits], [[1_000, 5_000], 60_000, [30_000]]);
    await clock.close();
    assert.deepEqual(timers.waits, []);
  });

  it('says where it moves before anything happens there, and says nothing of time that passes by itself', async () => {
    const timers = new HandTimers();
    const seen: string[] = [];
    const clock = new LiveClock(0, 1, timers, instant => { seen.push(`to ${instant}`); });
    for (const at of [1_000, 5_000]) clock.at(at, () => { seen.push(`job at ${clock.now()}`); return Promise.resolve(); });
    timers.pass(1_000);
    await clock.advanceBy(60_000);
    assert.deepEqual(seen, ['job at 1000', 'to 5000', 'job at 5000', 'to 61000']);
    await clock.close();
  });

  it('moves only after what is under way has ended, and has set its next job', async () => {
    const timers = new HandTimers();
    const clock = new LiveClock(0, 1, timers);
    const seen: string[] = [];
    let answer = (): void => undefined;
    const poll = (name: string): void => {
      clock.at(clock.now() + 1_000, async () => {
        seen.push(`${name} ${clock.now()}`);
        if (seen.length === 1) await new Promise<void>(resolve => { answer = resolve; }); // the network
        if (seen.length < 4) poll('next');
      });
    };
    poll('first');
    timers.pass(1_000);
    const moved = clock.advanceBy(2_500);
    await new Promise(resolve => setImmediate(resolve));
    assert.deepEqual([seen, clock.now(), timers.waits], [['first 1000'], 1_000, []]);
    answer();
    await moved;
    assert.deepEqual([seen, clock.now()], [['first 1000', 'next 2000', 'next 3000'], 3_500]);
    await clock.close();
  });

  it('is moved by one after the other, each by as much as it says', async () => {
    const clock = new LiveClock(0, 1, new HandTimers());
    const seen: number[] = [];
    for (const at of [10, 20, 30]) clock.at(at, async () => { await new Promise(resolve => setImmediate(resolve)); seen.push(clock.now()); });
    await Promise.all([clock.advanceBy(15), clock.advanceBy(15), clock.advanceTo(12)]);
    assert.deepEqual([seen, clock.now()], [[10, 20, 30], 30]);
    await assert.rejects(clock.advanceTo(29), new RangeError('A clock goes forward by 0 or more milliseconds, not by -1.'));
    await clock.close();
  });

  it('passes faster or slower from now on', async () => {
    const timers = new HandTimers();
    const clock = new LiveClock(0, 1, timers);
    clock.at(61_000, () => Promise.resolve());
    timers.pass(1_000);
    clock.setSpeed(60);
    assert.deepEqual([clock.now(), clock.speed, timers.waits], [1_000, 60, [1_000]]);
    timers.pass(500);
    assert.equal(clock.now(), 31_000);
    assert.throws(() => clock.setSpeed(0), new RangeError('The speed of a clock is a number above 0, not 0.'));
    await clock.close();
  });

  it('re-arms for waits longer than a timer can hold, and forgets cancelled jobs', () => {
    const timers = new HandTimers();
    const clock = new LiveClock(0, 1, timers);
    const month = clock.at(40 * 86_400_000, () => Promise.resolve());
    assert.deepEqual(timers.waits, [2 ** 31 - 1]);
    timers.pass(2 ** 31 - 1);
    assert.deepEqual(timers.waits, [40 * 86_400_000 - (2 ** 31 - 1)]);
    month.cancel();
    assert.deepEqual(timers.waits, []);
  });
});
