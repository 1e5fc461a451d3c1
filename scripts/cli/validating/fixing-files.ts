/** Fixes of connectors that are files: definition, properties and settings as JSON or YAML. */
import { fixedDocument } from '../../validate/fix/fix-document';
import type { Edit, Finding } from '../../validate/rule';
import type { Subject, SubjectDocument } from '../../validate/subject';
import type { CollectedSubject } from './collected';
import { editsOf, MOST_ROUNDS, type ChangedText, type Fixed } from './fixing-edits';

const parts = ['definition', 'properties', 'settings'] as const;
type DocumentPart = (typeof parts)[number];

/** As `fixSubject`, in memory: the texts are in the answer, and nothing is written. */
export function fixedFiles(collected: CollectedSubject, findingsOf: (subject: Subject) => readonly Finding[], { unsafe }: { readonly unsafe: boolean }): Fixed {
  let { subject } = collected;
  let findings = findingsOf(subject);
  let fixed = 0;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const next = fixedOnce(subject, findings, unsafe);
    if (!next) break;
    subject = next.subject;
    fixed += next.done;
    findings = findingsOf(subject);
  }
  return { collected: { ...collected, subject }, changed: parts.flatMap(part => changedText(collected.subject[part], subject[part])), fixed, byHand: findings };
}

function fixedOnce(subject: Subject, findings: readonly Finding[], unsafe: boolean): { readonly subject: Subject; readonly done: number } | undefined {
  const wanted = findings.flatMap(finding => {
    const edits = editsOf(finding, subject, unsafe);
    const part = edits && partOf(edits);
    return edits && part ? [{ part, edits, of: finding }] : [];
  });
  const changed: { [part in DocumentPart]?: SubjectDocument } = {};
  const done = new Set<Finding>();
  for (const part of parts) {
    const document = subject[part];
    const own = wanted.filter(each => each.part === part);
    const fixed = document && own.length > 0 ? fixedDocument(document, own) : undefined;
    if (!fixed) continue;
    changed[part] = fixed.document;
    for (const finding of fixed.done) done.add(finding);
  }
  return done.size > 0 ? { subject: { ...subject, ...changed }, done: done.size } : undefined;
}

/** The one document that all of a finding's edits are in; undefined where they are in several, or in none that can be edited. */
function partOf(edits: readonly Edit[]): DocumentPart | undefined {
  const found = new Set(edits.map(edit => ('at' in edit ? edit.at.part : edit.part)));
  return found.size === 1 ? parts.find(part => found.has(part)) : undefined;
}

function changedText(before: SubjectDocument | undefined, after: SubjectDocument | undefined): readonly ChangedText[] {
  // A file that lost its byte-order mark or its encoding has the same text, and another length.
  if (before?.text === undefined || after?.text === undefined || before === after) return [];
  return before.text === after.text && before.bytes === after.bytes ? [] : [{ file: after.file, before: before.text, after: after.text }];
}
