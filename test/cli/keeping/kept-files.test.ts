import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalFile, keptJournal } from '../../../scripts/cli/keeping/kept-journal';
import { isScenarioPlayed, moveAside, scenarioPlayed } from '../../../scripts/cli/keeping/store-folder';
import { UserError } from '../../../scripts/cli/user-error';
import { openEnvironmentStore, StoreError } from '../../../scripts/environment';

describe('what start keeps beside the store', () => {
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-kept-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  const change = (at: number) => ({ at, control: 'moveSegment', argument: { name: 'VIP', count: at } });

  describe('the journal of the service stand-in', () => {
    it('holds what was recorded, and when the service started first', () => {
      const first = keptJournal(folder, 5);
      assert.deepEqual([first.startedAt, first.changes], [5, []]);
      first.record(change(6));
      first.record(change(7));
      const { startedAt, changes } = keptJournal(folder, 99);
      assert.deepEqual({ startedAt, changes }, { startedAt: 5, changes: [change(6), change(7)] });
    });

    it('one that is missing or empty begins anew, and whoever asks hears of it', () => {
      const begun: string[] = [];
      const kept = () => keptJournal(folder, 5, file => { begun.push(file); });
      kept().record(change(6));
      assert.deepEqual([kept().changes, begun], [[change(6)], [journalFile(folder)]]);
      writeFileSync(journalFile(folder), '');
      assert.deepEqual([kept().changes, begun], [[], [journalFile(folder), journalFile(folder)]]);
    });

    it('a line that a kill cut short counts as not written, and the next one stands on its own', () => {
      keptJournal(folder, 5).record(change(6));
      appendFileSync(journalFile(folder), '{"at":7,"contr');
      keptJournal(folder, 5).record(change(8));
      assert.deepEqual(keptJournal(folder, 5).changes, [change(6), change(8)]);
    });

    it('one that is damaged otherwise is said, at its line', () => {
      keptJournal(folder, 5).record(change(6));
      writeFileSync(journalFile(folder), readFileSync(journalFile(folder), 'utf8').replace('{"at":6', '{at:6'));
      assert.throws(() => keptJournal(folder, 5), new UserError(`${journalFile(folder)} is damaged at line 2, so the service stand-in can't be brought back to where it stood. Start over with --fresh: what there is is kept aside.`));
    });
  });

  describe('moving aside', () => {
    const make = (): void => { openEnvironmentStore({ folder }).close(); keptJournal(folder, 5); scenarioPlayed(folder); writeFileSync(join(folder, 'deploy.json'), '{}'); };

    it('moves all that the environment keeps, and nothing else; each time into a folder of its own', () => {
      make();
      assert.equal(moveAside(folder), join(folder, 'former-1'));
      assert.deepEqual([readdirSync(folder).sort(), isScenarioPlayed(folder)], [['deploy.json', 'former-1'], false]);
      assert.deepEqual(readdirSync(join(folder, 'former-1')).filter(name => !/^environment\.(owner|db-)/.test(name)).sort(), ['environment.db', 'scenario-played', 'service.jsonl']);
      assert.equal(moveAside(folder), undefined);
      make();
      assert.equal(moveAside(folder), join(folder, 'former-2'));
      assert.equal(isScenarioPlayed(join(folder, 'former-2')), true);
    });

    it('refuses while an environment runs on it, and leaves everything where it is', () => {
      make();
      const store = openEnvironmentStore({ folder });
      const before = readdirSync(folder).sort();
      assert.throws(() => moveAside(folder), (error: unknown) => error instanceof StoreError && error.code === 'in-use');
      assert.deepEqual(readdirSync(folder).sort(), before);
      store.close();
    });

    it('moves a damaged store, too', () => {
      make();
      writeFileSync(join(folder, 'environment.db'), 'no database at all, but long enough to be looked at'.repeat(100));
      assert.equal(moveAside(folder), join(folder, 'former-1'));
    });

    it('there is nothing to move where there is no folder', () => { assert.equal(moveAside(join(folder, 'none')), undefined); });
  });
});
