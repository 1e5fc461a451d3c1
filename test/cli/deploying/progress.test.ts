import assert from 'node:assert/strict';
import { progressOf } from '../../../scripts/cli/deploying/progress';
import type { DeployEvent } from '../../../scripts/deploy/deploy-event';

/** What is told to whom, line by line; the clock is moved by hand. */
function told(isWatched: boolean): { readonly tell: (event: DeployEvent, afterMs?: number) => void; readonly stop: () => void; readonly seen: () => readonly string[] } {
  const seen: string[] = [];
  let now = 1_000_000;
  const progress = progressOf({ error: text => { seen.push(text); }, progress: line => { if (isWatched) seen.push(`~${line}`); } }, isWatched, () => now);
  return { tell: (event, afterMs = 0) => { now += afterMs; progress.tell(event); }, stop: progress.stop, seen: () => seen.splice(0) };
}

const started: DeployEvent = { kind: 'stepStarted', step: 'import-connector', number: 2, of: 7, what: 'Import\nPets 1.1.0.' };
const waiting: DeployEvent = { kind: 'waiting', step: 'import-connector', reason: 'It is imported: 40 %.', forMs: 5_000 };
const retrying: DeployEvent = { kind: 'retrying', step: 'import-connector', reason: 'The service is away.', attempt: 2, afterMs: 2_000 };
const done: DeployEvent = { kind: 'stepDone', step: 'import-connector', did: 'Imported Pets.', changed: true, milliseconds: 65_000 };
const detail = (text: string): DeployEvent => ({ kind: 'detail', text });
const failed: DeployEvent = { kind: 'stepFailed', step: 'import-connector', code: 'pac-failed', message: 'pac failed\u001b[31m.' };

describe('progress of a deployment', () => {
  it('in a log: a line a step, each reason once, and what it did', () => {
    const { tell, seen } = told(false);
    for (const event of [started, waiting, waiting, retrying, waiting, done]) tell(event, 1_000);
    assert.deepEqual(seen(), [
      '  2/7 import-connector: Import Pets 1.1.0.\n', '      waiting: It is imported: 40 %.\n', '      attempt 2 failed, again in 2 s: The service is away.\n',
      '      waiting: It is imported: 40 %.\n', '      Imported Pets. (1 m 5 s)\n',
    ]);
  });

  it('in a log: what the first line said is not said again, and what verifying found is left to the result', () => {
    const { tell, seen } = told(false);
    tell({ kind: 'stepStarted', step: 'connect', number: 4, of: 7, what: 'Every reference has a connection.' });
    tell({ kind: 'stepDone', step: 'connect', did: 'Every reference has a connection.', changed: false, milliseconds: 80 });
    tell({ kind: 'stepStarted', step: 'verify', number: 6, of: 7, what: 'Read everything back.' });
    tell({ kind: 'stepDone', step: 'verify', did: 'What is there is what was sent.', changed: false, milliseconds: 80 });
    assert.deepEqual(seen(), ['  4/7 connect: Every reference has a connection.\n', '  6/7 verify: Read everything back.\n', '      Done. (80 ms)\n']);
  });

  it('on a terminal: one line that changes, with the time and the reason, and a lasting line when the step is done', () => {
    const { tell, stop, seen } = told(true);
    tell(started);
    assert.deepEqual(seen(), ['~  2/7 import-connector · 0 ms']);
    tell(waiting, 2_000);
    assert.deepEqual(seen(), ['~  2/7 import-connector · 2 s · waiting: It is imported: 40 %.']);
    tell(retrying, 61_000);
    assert.deepEqual(seen(), ['~  2/7 import-connector · 1 m 3 s · attempt 2 failed, again in 2 s: The service is away.']);
    tell(done);
    assert.deepEqual(seen(), ['~', '  2/7 import-connector: Imported Pets. (1 m 5 s)\n']);
    stop();
    assert.deepEqual(seen(), ['~']);
  });

  it('a failure shows the last lines of the tool, without what would steer the terminal; a step that went well shows none', () => {
    const { tell, seen } = told(false);
    tell(started);
    for (let number = 1; number <= 23; number++) tell(detail(`line ${number}`));
    tell(failed);
    assert.deepEqual(seen(), [
      '  2/7 import-connector: Import Pets 1.1.0.\n', '  2/7 import-connector failed: pac failed[31m.\n', ...Array.from({ length: 20 }, (_, index) => `      line ${index + 4}\n`), '      (the last 20 lines of 23)\n',
    ]);
    tell({ ...started, what: 'Import Pets 1.1.0 again.' });
    tell(detail('a line of a tool'));
    tell(done);
    tell({ ...started, number: 3 });
    tell(failed);
    assert.deepEqual(seen(), ['  2/7 import-connector: Import Pets 1.1.0 again.\n', '      Imported Pets. (1 m 5 s)\n', '  3/7 import-connector: Import Pets 1.1.0.\n', '  3/7 import-connector failed: pac failed[31m.\n']);
  });

  it('says where somebody is needed, and tells of retries before the first step too', () => {
    const { tell, seen } = told(false);
    tell({ kind: 'retrying', reason: 'Entra ID is away.', attempt: 1, afterMs: 1_000 });
    tell({ kind: 'stepStarted', step: 'connect', number: 4, of: 7, what: 'Find a connection.' });
    tell({ kind: 'personNeeded', step: 'connect', what: 'Sign in.', resume: 'again' });
    assert.deepEqual(seen(), ['      attempt 1 failed, again in 1 s: Entra ID is away.\n', '  4/7 connect: Find a connection.\n', '  4/7 connect: somebody is needed.\n']);
  });
});
