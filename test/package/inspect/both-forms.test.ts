/** A solution says the same of itself, and has the same faults, whether it is a zip or unpacked for source control. */
import assert from 'node:assert/strict';
import { inspectPackage } from '../../../scripts/package/inspect/inspect';
import type { ReportedPart } from '../../../scripts/package/inspect/package-report';
import { readSolution } from '../../../scripts/package/solution/read-solution';
import { unpackedFiles } from '../../../scripts/package/solution/write-solution';
import { packageFiles, solution, type Files } from './good-packages';
import { plantedFaults } from './planted-faults';

/** What only one form has: the list of content types, the place in an archive, folders of the other form's name; and what can't be unpacked, because a flow's file is named by it. */
const ofTheFormAlone: ReadonlySet<string> = new Set(['solution-content-type', 'solution-content-types-missing', 'solution-below-root', 'solution-folder-name', 'solution-managed-form', 'package-xml', 'flow-file-unnamed']);

const unpacked = async (content: Files) => unpackedFiles(await readSolution(packageFiles(content)));
const codesOf = (findings: readonly { readonly code: string; readonly severity: string }[]): readonly string[] => findings.map(({ severity, code }) => `${severity} ${code}`).sort();
const withoutForm = ({ kind, facts, children }: ReportedPart): object => ({ kind, facts: facts.filter(({ label }) => label !== 'Form'), children });

describe('a solution in both forms', () => {
  for (const parts of [{ connector: true, flows: false }, { connector: false, flows: true }, { connector: true, flows: true }]) {
    it(`with ${JSON.stringify(parts)} is the same package without a finding`, async () => {
      const exported = await inspectPackage(packageFiles(solution(parts)), 'pets');
      const source = await inspectPackage(await unpacked(solution(parts)), 'pets');
      assert.deepEqual([source.findings, withoutForm(source.root)], [[], withoutForm(exported.root)]);
    });
  }

  for (const { fault, content, findings } of plantedFaults) {
    if (!content || findings.some(each => ofTheFormAlone.has(each.split(' ')[1] ?? ''))) continue;
    it(`has the same findings for ${fault}`, async () => {
      const { findings: source } = await inspectPackage(await unpacked(content()), 'pets');
      assert.deepEqual(codesOf(source), findings.map(each => each.split(' ').slice(0, 2).join(' ')).sort());
      assert.ok(source.every(({ where }) => where.kind === 'file' && where.file.startsWith('pets/')));
    });
  }
});
