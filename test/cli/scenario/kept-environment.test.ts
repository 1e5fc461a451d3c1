import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalFile } from '../../../scripts/cli/keeping/kept-journal';
import { scenarioPlayed } from '../../../scripts/cli/keeping/store-folder';
import { openKeptEnvironment } from '../../../scripts/cli/scenario/kept-environment';
import { openEnvironmentStore } from '../../../scripts/environment';
import { smallConnectorRow } from '../../environment/store/temporary-store';

const hour = 3_600_000;

describe('the environment that a start keeps', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-kept-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  async function opened() {
    const reports: string[] = [];
    const kept = await openKeptEnvironment({ folder, port: 0, speed: 1, assumptions: {}, version: '0.0.0', serviceOrigin: 'https://api.test', otherServices: 'refuse', report: line => { reports.push(line); } });
    return { ...kept, reports };
  }
  /** What a start leaves that played its scenario; the connector is one without code. */
  function played(): void {
    const store = openEnvironmentStore({ folder });
    store.connectors.put(smallConnectorRow);
    store.close();
    scenarioPlayed(folder);
  }

  it('where its database is gone the rest of it is moved aside and a new one is made, which is said', async () => {
    scenarioPlayed(folder);
    writeFileSync(journalFile(folder), '{"startedAt":5}\n');
    writeFileSync(join(folder, 'environment.db'), ''); // as a disk leaves it that lost its power
    const { isNew, reports, close } = await opened();
    await close();
    const aside = join(folder, 'former-1');
    assert.deepEqual([isNew, reports, existsSync(join(aside, 'service.jsonl'))], [true, [
      `The database in ${folder} is missing or empty, although an environment was kept there. What is left of it is in ${aside} now, and a new environment is made. If you have a copy of environment.db, end this one and put everything back there together.`,
    ], true]);
  });

  it('where the journal of the service is gone the service begins anew, which is said', async () => {
    played();
    const { isNew, reports, close } = await opened();
    await close();
    assert.deepEqual([isNew, reports], [false, [`${journalFile(folder)} is missing or empty, so what had happened in the service stand-in is not known any more. It begins anew; flows, connections and runs are as they were.`]]);
  });

  it('its time is kept before it is moved, so that a kill on the way sets nothing back', async () => {
    played();
    const { environment, close } = await opened();
    try {
      const before = environment.now;
      const moving = environment.advance({ milliseconds: hour });
      const kept = environment.store.clock.instant() ?? 0; // nothing was awaited yet
      await moving;
      assert.ok(kept >= before + hour);
    } finally {
      await close();
    }
  });
});
