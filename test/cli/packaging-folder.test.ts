/** Replacing a folder as a whole, and the record of releases, on the real file system. */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recoverFolder, replaceFolder } from '../../scripts/cli/packaging/replace-folder';
import { processPorts } from '../../scripts/cli/process-ports';

const { files } = processPorts();

describe('a folder that is replaced as a whole', () => {
  let parent: string;
  let folder: string;
  const state = (): Readonly<Record<string, string>> | undefined => (existsSync(folder) ? Object.fromEntries(readdirSync(folder).sort().map(name => [name, readFileSync(join(folder, name), 'utf8')])) : undefined);
  const fill = (content: Readonly<Record<string, string>>) => (fresh: string): Promise<void> => {
    for (const [name, text] of Object.entries(content)) writeFileSync(join(fresh, name), text);
    return Promise.resolve();
  };
  beforeEach(async () => {
    parent = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-replace-')));
    folder = join(parent, 'dist');
    await replaceFolder(folder, files, fill({ a: 'old', b: 'old' }));
  });
  afterEach(() => { rmSync(parent, { recursive: true, force: true }); });

  it('has the new files and none of the old', async () => {
    await replaceFolder(folder, files, fill({ a: 'new', c: 'new' }));
    assert.deepEqual([state(), readdirSync(parent)], [{ a: 'new', c: 'new' }, ['dist']]);
  });

  it('stays as it was when the new set can\'t be made, or can\'t be put in place', async () => {
    await assert.rejects(replaceFolder(folder, files, () => Promise.reject(new Error('The disk is full.'))), /disk is full/);
    const failing = { ...files, rename: (from: string, to: string) => { if (from.endsWith('fresh')) throw new Error('Access denied.'); files.rename(from, to); } };
    await assert.rejects(replaceFolder(folder, failing, fill({ a: 'new' })), /Access denied/);
    assert.deepEqual([state(), readdirSync(parent)], [{ a: 'old', b: 'old' }, ['dist']]);
  });

  it('keeps the old set where even putting that back fails, and the next one finds it', async () => {
    let renames = 0;
    const failing = { ...files, rename: (from: string, to: string) => { renames += 1; if (renames > 1) throw new Error('Access denied.'); files.rename(from, to); } };
    await assert.rejects(replaceFolder(folder, failing, fill({ a: 'new' })), /Access denied/);
    assert.equal(state(), undefined);
    recoverFolder(folder, files);
    assert.deepEqual([state(), readdirSync(parent)], [{ a: 'old', b: 'old' }, ['dist']]);
  });

  /** Every call to the file system may be the last one: what is left must be the old set or the new one, at once or after the recovery. */
  it('is the old set or the new one wherever a process dies', async () => {
    class Died extends Error {}
    const outcomes: string[] = [];
    for (let survives = 0; ; survives += 1) {
      let calls = 0;
      const step = <A extends readonly unknown[], R>(call: (...given: A) => R) => (...given: A): R => {
        if (calls >= survives) throw new Died();
        calls += 1;
        return call(...given);
      };
      const dying = { list: step(files.list), makeDirectory: step(files.makeDirectory), makeTemporaryDirectory: step(files.makeTemporaryDirectory), rename: step(files.rename), remove: step(files.remove) };
      let ended = true;
      try { await replaceFolder(folder, dying, fill({ a: 'new' })); } catch (error) { if (!(error instanceof Died)) throw error; ended = false; }
      const found = existsSync(folder);
      recoverFolder(folder, files);
      const now = state();
      outcomes.push(`${found ? '' : 'recovered '}${now?.['a'] ?? 'nothing'}`);
      assert.ok(now?.['a'] === 'new' ? Object.keys(now).length === 1 : now?.['b'] === 'old', `after ${survives} calls: ${JSON.stringify(now)}`);
      rmSync(parent, { recursive: true, force: true });
      mkdirSync(parent);
      await replaceFolder(folder, files, fill({ a: 'old', b: 'old' }));
      if (ended) break;
    }
    assert.deepEqual([...new Set(outcomes)], ['old', 'recovered old', 'new']);
  });
});
