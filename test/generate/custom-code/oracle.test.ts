import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import type { StoryAnswer } from './prelude-program';
import { answer, failing, gateway, hour, Trigger } from './shared-program';

interface Item { readonly id: string; readonly ended: number; readonly visible: number }
type Fault = 'none' | 'busy' | 'failed' | 'broken' | 'page';
interface Step { readonly pause: number; readonly fault: Fault }

const lateness = 24;

/**
 * The guarantee and nothing else: an item counts exactly once if it becomes visible within 24 hours of its end and is
 * listed at a successful poll. Items of before the trigger was turned on count when they were not visible then.
 */
function owed(items: readonly Item[], polls: readonly { at: number; succeeds: boolean }[], begun: number | undefined): string[] {
  const successes = polls.filter(poll => poll.succeeds).map(poll => poll.at);
  const [first] = successes;
  if (first === undefined) return [];
  const counts = ({ ended, visible }: Item): boolean => {
    if (visible > ended + lateness || !successes.some(at => at >= visible)) return false;
    return visible > first || (begun !== undefined && ended > begun);
  };
  return items.filter(counts).map(({ id }) => id);
}

/** Items that may count or not, because they became visible too late; never more than once. */
const unsure = (items: readonly Item[]): Set<string> => new Set(items.filter(({ ended, visible }) => visible > ended + lateness).map(({ id }) => id));

function faulty(fault: Fault, now: number, list: readonly object[]): StoryAnswer {
  switch (fault) {
    case 'none': return answer(now, list);
    case 'busy': return failing(now, 429);
    case 'failed': return failing(now, 500);
    case 'broken': return { fault: 'broken' };
    case 'page': return answer(now, '<html>');
  }
}

// Quarters of an hour: equal instants happen, and no instant falls between two seconds of the service's clock.
const item = fc.record({ ended: fc.integer({ min: -120, max: 400 }), delay: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 110 })) });
const step = fc.record({ pause: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.constantFrom(4, 216, 960)), fault: fc.oneof({ weight: 5, arbitrary: fc.constant<Fault>('none') }, fc.constantFrom<Fault>('busy', 'failed', 'broken', 'page')) });
const story = (most: number): fc.Arbitrary<{ items: Item[]; steps: Step[] }> => fc.record({
  items: fc.array(item, { maxLength: most, minLength: Math.floor(most / 2) }).map(list => list.map(({ ended, delay }, index) => ({ id: `i${String(index).padStart(4, '0')}`, ended: ended / 4, visible: (ended + delay) / 4 }))),
  steps: fc.array(step, { minLength: 2, maxLength: 14 }),
});

async function play({ items, steps }: { items: readonly Item[]; steps: readonly Step[] }): Promise<void> {
  const trigger = new Trigger('OnRecord', `${gateway}/trigger/shops/1/record`);
  const polls: { at: number; succeeds: boolean }[] = [];
  const events: string[] = [];
  let now = 0;
  let begun: number | undefined;
  for (const { pause, fault } of steps) {
    now += pause / 4;
    for (let again = true, turn = 0; again; turn++) {
      assert.ok(turn < 30, 'asks to be polled at once for ever');
      const listed = items.filter(({ visible }) => visible <= now).sort((left, right) => right.ended - left.ended || left.id.localeCompare(right.id));
      const given = faulty(fault, now, listed.map(({ id, ended }) => ({ id, ended: hour(ended), begun: hour(ended - 1), status: 'done' })).slice(0, 1000));
      const { body, retryAfter } = await trigger.poll(given, given);
      polls.push({ at: now, succeeds: fault === 'none' });
      if (fault !== 'none' && fault !== 'broken' && !polls.some(poll => poll.succeeds)) begun ??= now;
      assert.ok(trigger.state.length <= 1500);
      const found = ((body as { value?: { id: string }[] } | null)?.value ?? []).map(event => event.id); // the sample's own event
      assert.ok(found.length <= 100);
      const order = found.map(id => items.find(entry => entry.id === id)?.ended ?? NaN);
      assert.deepEqual(order, [...order].sort((left, right) => left - right));
      events.push(...found);
      again = retryAfter === '0';
    }
  }
  const open = unsure(items);
  assert.equal(new Set(events).size, events.length, 'nothing twice');
  assert.deepEqual(events.filter(id => !open.has(id)).sort(), owed(items, polls, begun).sort());
}

describe('prelude: new items against the guarantee', () => {
  it('counts each item of random histories exactly once', async function () {
    this.timeout(120000);
    await fc.assert(fc.asyncProperty(story(40), play), { seed: 20240501, numRuns: 150 });
  });

  it('does so with hundreds of items, where positions are sketches and answers are full', async function () {
    this.timeout(120000);
    await fc.assert(fc.asyncProperty(story(500), play), { seed: 20240502, numRuns: 25 });
  });
});
