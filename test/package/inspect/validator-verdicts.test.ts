/**
 * The structure of packages for certification against Microsoft's own validator: `validator-verdicts.json` holds what
 * scripts/ConnectorPackageValidator.ps1 of microsoft/PowerPlatformConnectors (commit 0cae9d6) answered for the packages of
 * `structures.ts` on PowerShell 7, as the number of the step that it stopped at.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspectFile } from '../../../scripts/package/inspect/inspect';
import { certificationZip } from './good-packages';
import { changed, structures, type Structure } from './structures';

const verdicts = JSON.parse(readFileSync(join(__dirname, 'validator-verdicts.json'), 'utf8')) as Readonly<Record<string, string>>; // the file's own shape

/** The first step that fails, as the script stops at it; `passes` without one. */
async function firstStep(structure: Structure): Promise<string> {
  const { findings } = await inspectFile(certificationZip(changed(structure)), 'outer.zip');
  const steps = findings.flatMap(({ microsoft = [] }) => microsoft.flatMap(each => /^ConnectorPackageValidator V(\d+)$/.exec(each)?.[1] ?? [])).map(Number);
  return steps.length === 0 ? 'passes' : `V${Math.min(...steps)}`;
}

describe('the structure of packages for certification', () => {
  it('is judged as Microsoft\'s validator judges it', async () => {
    const ours = Object.fromEntries(await Promise.all(structures.map(async structure => [structure.name, await firstStep(structure)] as const)));
    assert.deepEqual(ours, verdicts);
  });

  it('every step from the second to the eleventh was failed by some package', () => {
    assert.deepEqual([...new Set(Object.values(verdicts))].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))), ['passes', 'V2', 'V3', 'V4', 'V5', 'V6', 'V7', 'V8', 'V9', 'V10', 'V11'].sort((one, other) => Number(one.slice(1)) - Number(other.slice(1))));
  });
});
