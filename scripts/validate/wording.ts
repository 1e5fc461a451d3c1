/** From findings to diagnostics: words, places in files or in the model, and what a fix would do. */
import type { Diagnostic, Where } from '../diagnostics/diagnostic';
import type { Finding, TextPlace } from './rule';
import { Spot } from './spot';
import type { Part, Subject } from './subject';

/** Where the values of a document that was made from a model come from; undefined where that is not known. */
export type ModelPlaces = (part: Part, pointer: string) => Where | undefined;

/** A finding in words. Without `places` it points into the subject's files. */
export function diagnosticOf(finding: Finding, subject: Subject, places?: ModelPlaces): Diagnostic {
  const { rule, severity, at, data, related } = finding;
  const { what, todo } = rule.says(data);
  const edits = rule.fix?.edits(data, at, subject);
  return {
    code: rule.code, severity, what, why: rule.why, todo,
    where: whereOf(at, subject, places),
    hasPage: true,
    ...(related && related.length > 0 ? { related: related.map(each => ({ where: whereOf(each.at, subject, places), what: each.what })) } : {}),
    ...(rule.microsoft ? { microsoft: rule.microsoft } : {}),
    ...(rule.policy ? { policy: rule.policy } : {}),
    ...(rule.fix && edits ? { fix: { safe: rule.fix.safe, title: rule.fix.title } } : {}),
  };
}

/** The place of a finding, for printing. */
export function whereOf(at: Spot | TextPlace, subject: Subject, places?: ModelPlaces): Where {
  if (at instanceof Spot) {
    const pointer = at.pointer();
    return places?.(at.part, pointer) ?? { kind: 'file', file: fileOf(subject, at.part), pointer };
  }
  const { file } = at;
  if ('line' in at) return { kind: 'file', file, line: at.line, column: at.column, ...(at.length === undefined ? {} : { length: at.length }) };
  if ('offset' in at) return { kind: 'file', file, offset: at.offset, length: at.length };
  return places?.(at.part, '') ?? { kind: 'file', file };
}

/** The file that a part of a connector is in; the connector's name where it has none, as for a file that is missing. */
function fileOf(subject: Subject, part: Part): string {
  if (part === 'script') return subject.scripts[0]?.file ?? subject.name;
  return subject[part]?.file ?? subject.name;
}
