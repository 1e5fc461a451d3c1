import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { raceOf } from './validate/contender';
import { corpusOf, nearestInSize } from './validate/corpus';

describe('the validation bench', () => {
  let folder = '';
  const write = (name: string, text: string): string => {
    const file = join(folder, name);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-bench-test-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  it('pairs definitions with the properties beside them, whatever the letter case', () => {
    const definition = write('one/apiDefinition.swagger.json', '{}');
    const properties = write('one/apiproperties.json', '{"a":1}');
    const alone = write('two/deeper/apidefinition.swagger.json', '[1, 2]');
    write('three/readme.md', '');
    const corpus = corpusOf(folder, join(folder, 'scratch'));
    assert.deepEqual(corpus, { what: folder, connectors: [{ definition, properties }, { definition: alone }], bytes: 15 });
    assert.deepEqual(nearestInSize(corpus, 5), { definition: alone });
    assert.deepEqual(nearestInSize(corpus, 0), { definition, properties });
  });

  it('says that a folder holds no connector', () => {
    assert.throws(() => corpusOf(folder, folder), { message: `${folder} holds no connector: no file in it is called apiDefinition….json.` });
  });

  it('counts what a contender finds in a process of its own, the floor for one', () => {
    const connectors = [{ definition: write('one.json', '\uFEFF{"a": 1}') }, { definition: write('two.json', '{'), properties: write('three.json', '{}') }];
    const race = raceOf({ contender: 'json-parse', connectors, rounds: 3, modules: folder }, folder);
    assert.deepEqual([race.findings, race.refused, race.seconds.length, race.peakMegabytes.length], [1, 0, 3, 3]);
    assert.ok(race.seconds.every(seconds => seconds > 0) && race.peakMegabytes.every(peak => peak > 10));
  });

  it('does not take the time of a contender that answers nothing', () => {
    const job = { contender: 'json-parse', connectors: [{ definition: join(folder, 'missing.json') }], rounds: 1, modules: folder };
    assert.throws(() => raceOf(job, folder), { message: 'json-parse threw at every connector, so that its time says nothing.' });
  });
});
