import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { withLock } from '../../scripts/script-host/build-lock';

describe('the build lock', () => {
  let folder: string;
  let lock: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'konektor-lock-'));
    lock = path.join(folder, 'deep', 'a.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('lets one in at a time and leaves nothing behind', async () => {
    const story: string[] = [];
    const work = (name: string) => withLock(lock, async () => {
      story.push(`${name} in`);
      await new Promise((resolve) => setTimeout(resolve, 30));
      story.push(`${name} out`);
      return name;
    });
    assert.deepEqual(await Promise.all([work('a'), work('b'), work('c')]), ['a', 'b', 'c']);
    for (let index = 0; index < 6; index += 2) assert.equal(story[index]?.replace('in', 'out'), story[index + 1]);
    assert.equal(existsSync(lock), false);
  });

  it('is given back when the work fails', async () => {
    await assert.rejects(withLock(lock, async () => { throw new Error('no'); }), /no/);
    assert.equal(await withLock(lock, async () => 'next'), 'next');
  });

  it('waits for an owner that lives, and takes over a lock that is too old to be one', async () => {
    await withLock(lock, async () => {});
    writeFileSync(lock, String(process.pid));
    const order: string[] = [];
    const waiting = withLock(lock, async () => { order.push('waited'); });
    await new Promise((resolve) => setTimeout(resolve, 60));
    order.push('released');
    const longAgo = new Date(Date.now() - 3_600_000);
    utimesSync(lock, longAgo, longAgo);
    await waiting;
    assert.deepEqual(order, ['released', 'waited']);
  });
});
