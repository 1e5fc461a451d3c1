/** [Content_Types].xml names a type for every file of an exported solution. */
import { attributeOf, elementsOf } from '../../xml/xml-element';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedSolution } from '../inspected-solution';
import type { CheckFamily } from './part-check';

export const typeMissing: FindingKind = {
  code: 'solution-content-type', severity: 'error',
  why: 'The archive follows the Open Packaging Conventions: a reader does not see files whose extension has no type.',
  policy: ['5000.1.1.10'],
};
export const typesMissing: FindingKind = {
  code: 'solution-content-types-missing', severity: 'error',
  why: 'The archive follows the Open Packaging Conventions, and without this file an import can read none of the others.',
  policy: ['5000.1.1.10'],
};

export const contentTypes: CheckFamily = { solution };

function solution({ form, files, shown, contentTypes: types }: InspectedSolution, report: Report): void {
  if (form === 'unpacked') return;
  const file = files.find(each => /^\[content_types\]\.xml$/i.test(each.path));
  if (!file) { report(found(typesMissing, { kind: 'file', file: shown }, 'The solution has no [Content_Types].xml.', 'Export the solution again and leave its zip as it is.')); return; }
  if (!types) return;
  const extensions = new Set(elementsOf(types.element, 'Default').map(each => (attributeOf(each, 'Extension') ?? '').toLowerCase()));
  const parts = new Set(elementsOf(types.element, 'Override').map(each => (attributeOf(each, 'PartName') ?? '').toLowerCase()));
  const open = files.filter(each => each !== file && !extensions.has(each.extension.toLowerCase()) && !parts.has(`/${each.path}`.toLowerCase()));
  for (const kind of new Set(open.map(each => each.extension))) {
    const [first] = open.filter(each => each.extension === kind);
    if (!first) continue;
    const entry = kind === '' ? `<Override PartName="/${first.path}" ContentType="application/octet-stream" />` : `<Default Extension="${kind}" ContentType="application/octet-stream" />`;
    report(found(typeMissing, file.whole(), `No type covers ${first.path}${kind === '' ? '' : `, nor other files that end in .${kind}`}.`, `Add ${entry}.`));
  }
}
