import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Story, StoryAnswer } from './prelude-program';
import { answer, failing, gateway, hour, Trigger } from './shared-program';

type Point = readonly [at: number, value: number | null];
const segment = (now: number, ...points: Point[]): StoryAnswer => answer(now, { segments: [{ name: 'VIP', points: points.map(([at, value]) => ({ at: hour(at), value })) }] });
const without = (now: number): StoryAnswer => answer(now, { segments: [] });
const onCrossed = (query = 'segment=VIP&threshold=100', settings: Partial<Story> = {}): Trigger =>
  new Trigger('OnCrossed', `${gateway}/trigger/shops/1/crossed?${query}`, settings);
const ten = 'GET /shops/1/segments?history=true&days=10';
const silent = { status: 202, body: null, retryAfter: undefined, sent: [ten] };
const instant = (at: number): string => hour(at).replace(/\.(\d{3})Z$/, '.$10000+00:00');
const crossed = (from: Point, to: Point, historyIncomplete = false): object => ({
  name: 'VIP', point: hour(to[0]), at: instant(to[0]), value: to[1], previousAt: instant(from[0]), previousValue: from[1],
  rising: (to[1] ?? 0) > (from[1] ?? 0), historyIncomplete,
});
const fired = (...value: object[]): object => ({ ...silent, status: 200, body: { value } });

describe('prelude: crossing', () => {
  it('starts from the newest point and fires for each rise over the threshold', async () => {
    const trigger = onCrossed();
    assert.deepEqual(await trigger.poll(segment(0, [-3, 90], [-2, 120], [-1, 95])), silent);
    assert.deepEqual(await trigger.poll(segment(5, [-1, 95], [4, 130], [2, 99.5], [1, 101])),
      fired(crossed([-1, 95], [1, 101]), crossed([2, 99.5], [4, 130])));
    assert.deepEqual(await trigger.poll(segment(6, [1, 101], [2, 99.5], [4, 130])), silent);
  });

  it('takes a value equal to the threshold for not across', async () => {
    const trigger = onCrossed('segment=VIP&threshold=100&direction=either');
    await trigger.poll(segment(0, [-1, 100]));
    assert.deepEqual(await trigger.poll(segment(1, [0.1, 100])), silent);
    assert.deepEqual(await trigger.poll(segment(2, [1.1, 101])), fired(crossed([0.1, 100], [1.1, 101])));
    assert.deepEqual(await trigger.poll(segment(3, [2.1, 100])), silent);
    assert.deepEqual(await trigger.poll(segment(4, [3.1, 99])), fired(crossed([2.1, 100], [3.1, 99])));
  });

  it('fires in the chosen direction alone, whatever its casing', async () => {
    const trigger = onCrossed('segment=VIP&threshold=100&direction=BELOW');
    await trigger.poll(segment(0, [-1, 50]));
    assert.deepEqual(await trigger.poll(segment(1, [0.1, 150], [0.2, 50])), fired(crossed([0.1, 150], [0.2, 50])));
  });

  it('never evaluates the past again, and takes the last listed of two points at one instant', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-1, 90]));
    assert.deepEqual(await trigger.poll(segment(1, [0.5, 150], [0.5, 80])), silent);
    assert.deepEqual(await trigger.poll(segment(2, [0.2, 150], [0.5, 80], [0.4, 20])), silent);
  });

  it('waits with its position while the source is gone', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-1, 90]));
    const { state } = trigger;
    assert.deepEqual(await trigger.poll(without(1)), silent);
    assert.equal(trigger.state, state);
    assert.deepEqual(await trigger.poll(segment(2, [1.5, 110])), fired(crossed([-1, 90], [1.5, 110])));
  });

  const year = [ten, 'GET /shops/1/segments?history=true&days=365'];

  it('begins with the first point when there was none', async () => {
    for (const first of [segment(0), segment(0, [-1, null])]) {
      const trigger = onCrossed();
      assert.deepEqual(await trigger.poll(first), silent);
      assert.deepEqual(await trigger.poll(segment(2, [1, 120], [1.5, 130])), silent);
      assert.deepEqual(await trigger.poll(segment(3, [2.2, 70], [2.5, 130])), fired(crossed([2.2, 70], [2.5, 130])));
    }
  });

  it('looks for the point before turn-on as far back as the service keeps, when the first poll did not see the source', async () => {
    const trigger = onCrossed();
    assert.deepEqual(await trigger.poll(without(0)), silent);
    const found = await trigger.poll(segment(2, [1, 120], [1.5, 130]), segment(2, [-900, 20], [1, 120], [1.5, 130]));
    assert.deepEqual(found, { ...fired(crossed([-900, 20], [1, 120])), sent: year });
    const other = onCrossed();
    await other.poll(without(0));
    assert.deepEqual(await other.poll(segment(2, [1, 120]), segment(2, [1, 120])), { ...silent, sent: year });
  });

  it('compares with the point before turn-on when the first poll failed', async () => {
    const trigger = onCrossed();
    assert.deepEqual(await trigger.poll(failing(0, 502)), silent);
    assert.deepEqual(await trigger.poll(segment(2, [-2, 150], [-1, 80], [1, 120])), fired(crossed([-1, 80], [1, 120])));
  });

  it('asks for as many days as it was off, and keeps a decimal exactly', async () => {
    const trigger = onCrossed('segment=VIP&threshold=0.1000000000000000000000000001', { culture: 'id-ID' });
    await trigger.poll(segment(0, [-1, 0.1]));
    const wide = await trigger.poll(segment(960, [900, 0.05]), segment(960, [1, 0.2], [900, 0.05]));
    assert.deepEqual(wide, { ...fired(crossed([-1, 0.1], [1, 0.2])), sent: [ten, 'GET /shops/1/segments?history=true&days=42'] });
    assert.deepEqual(await trigger.poll(segment(961, [960.5, 0.06])), silent);
  });

  it('says that history is missing with the first event after it was off for more than the service keeps', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-1, 90]));
    assert.deepEqual(await trigger.poll(segment(9600, [9000, 80]), segment(9600, [9000, 80])), { ...silent, sent: year });
    assert.deepEqual(await trigger.poll(segment(9601, [9600.5, 180])), fired(crossed([9000, 80], [9600.5, 180], true)));
    assert.deepEqual(await trigger.poll(segment(9602, [9601.5, 80], [9601.6, 180])), fired(crossed([9601.5, 80], [9601.6, 180])));
  });

  it('does not ask for more days because a source is evaluated rarely', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-9000, 90]));
    assert.deepEqual(await trigger.poll(segment(1, [-9000, 90])), silent);
  });

  it('begins the next poll with the wider window when the wider call fails', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-1, 90]));
    assert.equal((await trigger.poll(segment(480), failing(480, 500))).status, 502);
    assert.deepEqual((await trigger.poll(segment(481, [1, 120]))).sent, ['GET /shops/1/segments?history=true&days=22']);
  });

  it('delivers 100 crossings an answer', async () => {
    const trigger = onCrossed();
    await trigger.poll(segment(0, [-1, 90]));
    const points = Array.from({ length: 300 }, (_, index): Point => [0.01 * (index + 1), index % 2 === 0 ? 110 : 90]);
    const rises = points.flatMap((point, index) => (index % 2 === 0 ? [crossed(points[index - 1] ?? [-1, 90], point)] : []));
    assert.deepEqual(await trigger.poll(segment(4, ...points)), { ...fired(...rises.slice(0, 100)), retryAfter: '0' });
    assert.deepEqual(await trigger.poll(segment(4, ...points)), fired(...rises.slice(100)));
  });

  it('refuses what can not be watched, with the position kept', async () => {
    const refused = (message: string, sent = [ten]): object => ({ status: 400, body: { error: { code: 'InvalidRequest', message } }, retryAfter: undefined, sent });
    const dimension = onCrossed();
    assert.deepEqual(await dimension.poll(answer(0, { hasDimension: true })), refused('A measure with a dimension has no single value.'));
    assert.deepEqual(await onCrossed('segment=VIP').poll(), refused('The threshold is empty. Enter the number that is to be crossed.', []));
    assert.deepEqual(await onCrossed('segment=VIP&threshold=1&direction=up').poll(), refused('The direction must be above, below or either.', []));
    const comma = onCrossed('segment=VIP&threshold=1,5', { culture: 'id-ID' });
    assert.deepEqual(await comma.poll(), refused('The value of threshold is not a number: use digits and, for a fraction, a point.', []));
    assert.equal(comma.location, comma.start);
  });
});
