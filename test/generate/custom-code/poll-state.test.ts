import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import type { StoryAnswer } from './prelude-program';
import { answer, failing, gateway, hour, program, Trigger } from './shared-program';

const record = `${gateway}/trigger/shops/1/record`;
const uuid = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const ended = (now: number, from: number, to: number, at: number): StoryAnswer => answer(now,
  Array.from({ length: to - from }, (_, index) => ({ id: uuid(from + index), ended: hour(at + index / 10000), begun: hour(at - 60), status: 'done' })).reverse());
const listedIds = (trigger: Trigger): string[] => ((trigger.outcome?.body as { value: { id: string }[] } | null)?.value ?? []).map(({ id }) => id); // the sample's own event

/** Builds a state of each shape: unseeded, listed, sketched, crossing. */
async function states(): Promise<{ name: string; kind: 1 | 2; state: string }[]> {
  const unseeded = new Trigger('OnRecord', record);
  await unseeded.poll(failing(0, 500));
  const listed = new Trigger('OnRecord', record);
  await listed.poll(ended(0, 0, 3, -1));
  const sketched = new Trigger('OnRecord', record);
  await sketched.poll(ended(0, 0, 200, -1), ended(0, 0, 200, -1));
  const crossing = new Trigger('OnCrossed', `${gateway}/trigger/shops/1/crossed?segment=VIP&threshold=100`);
  await crossing.poll(answer(0, { segments: [{ name: 'VIP', points: [{ at: hour(-1), value: 99.125 }] }] }));
  return [
    { name: 'unseeded', kind: 2, state: unseeded.state }, { name: 'listed', kind: 2, state: listed.state },
    { name: 'sketched', kind: 2, state: sketched.state }, { name: 'crossing', kind: 1, state: crossing.state },
  ];
}

describe('prelude: stored position', () => {
  it('reads every released version: the golden states of version 1 still mean what they meant', async () => {
    const golden = JSON.parse(readFileSync(join(__dirname, 'golden-states.json'), 'utf8')) as Record<string, string>; // written by this project
    const at = (name: string, start: string, operationId: string): Trigger => {
      const trigger = new Trigger(operationId, start);
      trigger.location = `${start}${start.includes('?') ? '&' : '?'}triggerState=${golden[name]}`;
      return trigger;
    };
    for (const [name, poll, expected] of [
      ['unseeded', answer(1, [{ id: 'old', ended: hour(-0.1), begun: hour(-1) }, { id: 'new', ended: hour(0.1), begun: hour(-1) }]), ['new']],
      ['listed', ended(1, 0, 5, -1), [uuid(3), uuid(4)]],
      ['sketched', ended(1, 0, 202, -1), [uuid(200), uuid(201)]],
    ] as const) {
      const trigger = at(name, record, 'OnRecord');
      await trigger.poll(poll, poll);
      assert.deepEqual(listedIds(trigger), expected, name);
    }
    const crossed = `${gateway}/trigger/shops/1/crossed?segment=VIP&threshold=100`;
    const result = await at('crossing', crossed, 'OnCrossed').poll(answer(1, { segments: [{ name: 'VIP', points: [{ at: hour(0.5), value: 101 }] }] }));
    assert.deepEqual((result.body as { value: { previousValue: number }[] }).value.map(event => event.previousValue), [99.125]);
    assert.deepEqual(Object.fromEntries((await states()).map(({ name, state }) => [name, state])), golden);
  });

  it('never reads a truncated or changed state as another one, and never begins anew because of it', async () => {
    for (const { name, kind, state } of await states()) {
      const result = await program().measure('damage', { state, kind });
      // The last letter has bits that mean nothing, so a few changes of it change nothing.
      assert.deepEqual([result['reseeded'], result['changed'], (result['same'] ?? 99) <= 15], [0, 0, true], name);
      assert.equal((result['refused'] ?? 0) + (result['same'] ?? 0), state.length + [...state].length * 69, name);
    }
  });

  it('answers an unreadable state with what to do, and keeps it', async () => {
    const [first] = (await states()).slice(1);
    for (const state of ['', 'v1.', 'v2.' + (first?.state.slice(3) ?? ''), 'x', 'v1.AAAA', first?.state.slice(0, -1) ?? '', '%00', `${first?.state}%20`]) {
      const trigger = new Trigger('OnRecord', `${record}?triggerState=${state}`);
      assert.deepEqual(await trigger.poll(), {
        status: 400, retryAfter: undefined, sent: [], body: { error: {
          code: 'StateUnreadable', message: "The trigger's stored position can't be read, so it is not known which events have been delivered: "
            + "turn the flow off and on again; if that doesn't help, save a copy of the flow and use the copy." } },
      });
      assert.equal(trigger.location, trigger.start);
    }
  });

  it('begins anew, silently, when the inputs or the operation are others', async () => {
    const trigger = new Trigger('OnRecord', `${record}?only=a`);
    await trigger.poll(ended(0, 0, 1, -1));
    for (const start of [`${record}?only=b`, record, `${record}?only=a&more=1`, `${gateway}/trigger/shops/2/record?only=a`]) {
      const other = new Trigger('OnRecord', `${start}${start.includes('?') ? '&' : '?'}triggerState=${trigger.state}`);
      assert.equal((await other.poll(ended(1, 0, 5, 0.5))).status, 202);
    }
    const reordered = new Trigger('OnRecord', `${record}?triggerState=${trigger.state}&only=%61`);
    assert.equal((await reordered.poll(ended(1, 0, 5, 0.5))).status, 200);
  });

  it('stays at 1,500 characters with 1,000 and 4,000 items, and still tells late ones apart', async () => {
    for (const count of [121, 1000, 4000]) {
      const trigger = new Trigger('OnRecord', record);
      await trigger.poll(ended(0, 0, count, -1), ended(0, 0, count, -1));
      assert.ok(trigger.state.length <= 1500, `${count}: ${trigger.state.length}`);
      const late = { id: 'late', ended: hour(-0.99999), begun: hour(-60), status: 'done' };
      const all = JSON.parse(ended(1, 0, count, -1).body ?? '') as object[]; // made by ended
      await trigger.poll(answer(1, [...all.slice(0, 50), late, ...all.slice(50)]), answer(1, [...all, late]));
      assert.deepEqual(listedIds(trigger), ['late']);
      assert.ok(trigger.state.length <= 1500, `${count}: ${trigger.state.length}`);
      assert.equal((await trigger.poll(answer(2, [...all, late]), answer(2, [...all, late]))).status, 202);
    }
  });

  it('says that something may be missing when too many items come late to tell them apart', async () => {
    const trigger = new Trigger('OnRecord', record);
    const seen = JSON.parse(ended(0, 0, 200, -1).body ?? '') as object[]; // made by ended
    await trigger.poll(answer(0, seen), answer(0, seen));
    const late = Array.from({ length: 300 }, (_, index) => ({ id: `late ${index}`, ended: hour(-0.999999), begun: hour(-60), status: 'done' }));
    const all = answer(1, [...seen, ...late]);
    assert.equal((await trigger.poll(all, all)).status, 202);
    const next = answer(2, [{ id: 'next', ended: hour(1.5), begun: hour(1), status: 'done' }, ...seen, ...late]);
    assert.deepEqual((await trigger.poll(next, next)).body, { value: [{ id: 'next', historyIncomplete: true }] });
  });

  it('tells differences exactly up to the measured number, and never tells a wrong one', async () => {
    const sketch = (late: number, gone: number): object => ({ seed: 1, runs: 2000, common: 300, late, gone, columns: 32 });
    const told = async (late: number, gone: number): Promise<[boolean, number | undefined]> => {
      const result = await program().measure('sketch', sketch(late, gone));
      return [(result['told'] ?? 0) >= 1980, result['wrong']];
    };
    for (const [late, gone] of [[0, 0], [1, 0], [0, 1], [60, 0], [0, 60], [40, 20], [80, 0]] as const) assert.deepEqual(await told(late, gone), [true, 0], `${late} ${gone}`);
    assert.deepEqual(await told(300, 0), [false, 0]);
  });
});
