/** Baseline files on a disk, and what is said of those that are none. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baselineFile, writeBaseline } from '../../scripts/cli/validating/baseline';
import { processPorts } from '../../scripts/cli/process-ports';
import { UserError } from '../../scripts/cli/user-error';
import { recordedPorts } from './recorded-ports';

describe('baseline files', () => {
  let directory: string;
  before(() => { directory = mkdtempSync(join(tmpdir(), 'konektor-baseline-')); });
  after(() => { rmSync(directory, { recursive: true, force: true }); });

  it('are written whole, folders included, and read again', () => {
    const ports = { files: processPorts().files, directory };
    const baseline = new Map([['connector', [{ code: 'a', place: 'definition', about: '00000000', count: 2 }]]]);
    writeBaseline('kept/baseline.json', baseline, ports);
    assert.deepEqual(baselineFile('kept/baseline.json', ports), baseline);
    assert.deepEqual(readdirSync(join(directory, 'kept')), ['baseline.json']);
    assert.equal(readFileSync(join(directory, 'kept', 'baseline.json'), 'utf8').split('\n').length, 9);
  });

  it('are left alone where nothing changes', () => {
    const text = '{\n  "konektorBaseline": 1,\n  "connectors": {}\n}\n';
    // These ports refuse to write.
    writeBaseline('known.json', new Map(), recordedPorts({ '/project/known.json': text }).ports);
    assert.throws(() => writeBaseline('known.json', new Map(), recordedPorts({ '/project/known.json': `${text}\n` }).ports), /writes nothing/);
  });

  const refused: readonly (readonly [what: string, files: Readonly<Record<string, string>>, message: string])[] = [
    ['that is missing', {}, 'There is no baseline at known.json. Make one: konektor validate --write-baseline known.json'],
    ['that is damaged', { '/project/known.json': '{}' }, 'known.json is not a baseline. It has no "connectors". Make it anew: konektor validate --write-baseline known.json'],
  ];
  for (const [what, files, message] of refused) {
    it(`refuse one ${what}`, () => assert.throws(() => baselineFile('known.json', recordedPorts(files).ports), (error: unknown) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.message, message);
      return true;
    }));
  }
});
