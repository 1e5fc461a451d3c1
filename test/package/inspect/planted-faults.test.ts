import assert from 'node:assert/strict';
import { inspectFile, inspectPackage } from '../../../scripts/package/inspect/inspect';
import { catalogue } from '../../../scripts/validate/catalogue';
import { findingKinds } from './finding-kinds';
import { certification, certificationZip, dist, distFiles, legacyPackage, solution, zip } from './good-packages';
import { plantedFaults } from './planted-faults';
import { said } from './said';
import { changed, structures } from './structures';

describe('an inspection', () => {
  it('finds nothing in packages without a fault', async () => {
    const good = [
      await inspectFile(certificationZip(certification()), 'outer.zip'), await inspectPackage(distFiles(dist()), 'dist'),
      await inspectFile(zip(solution({ connector: true, flows: false })), 'connector.zip'), await inspectFile(zip(solution({ connector: false, flows: true })), 'flows.zip'), await inspectFile(zip(solution({ connector: true, flows: true })), 'both.zip'), await inspectFile(zip(legacyPackage()), 'legacy.zip'),
    ];
    assert.deepEqual(good.map(said), good.map(() => []));
  });

  for (const { fault, inspect, findings } of plantedFaults) {
    it(`finds ${fault}, and nothing else`, async () => { assert.deepEqual([...said(await inspect())].sort(), [...findings].sort()); });
  }

  it('has a planted fault for every kind of finding', async () => {
    const reports = [...await Promise.all(plantedFaults.map(({ inspect }) => inspect())), ...await Promise.all(structures.map(each => inspectFile(certificationZip(changed(each)), 'outer.zip')))];
    const codes = new Set(reports.flatMap(({ findings }) => findings.map(({ code }) => code)));
    assert.deepEqual(findingKinds.map(({ code }) => code).filter(code => !codes.has(code)), []);
  });

  it('has a code of its own for every kind of finding, and none that a rule of validate has', () => {
    const codes = [...findingKinds.map(({ code }) => code), ...catalogue.map(({ code }) => code)];
    assert.deepEqual(codes.filter((code, position) => codes.indexOf(code) !== position), []);
  });
});
