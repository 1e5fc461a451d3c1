import assert from 'node:assert/strict';
import type { PackageReport } from '../../../scripts/package/inspect/package-report';

/** The findings as `severity code place`; a place is `file`, `file:line`, `file#pointer` or `file@offset`. */
export const said = ({ findings }: PackageReport): readonly string[] => findings.map(({ severity, code, where }) => {
  assert.ok(where.kind === 'file');
  const place = where.line !== undefined ? `:${where.line}` : where.pointer !== undefined ? `#${where.pointer}` : where.offset !== undefined ? `@${where.offset}` : '';
  return `${severity} ${code} ${where.file}${place}`;
});
