import type { SubjectDocument } from '../subject';

/** Letters, digits and the hyphen may be written as escapes in JSON; nobody does, but a text that does is not trusted. */
const escapedAscii = /\\u00[2-7]/;

const known = new WeakMap<SubjectDocument, Map<string, boolean>>();

/**
 * False when a document can't hold a key that begins so, which its text tells much faster than its value. The answer is
 * kept with the document, because several rules ask for the same.
 */
export function mayMention(document: SubjectDocument | undefined, beginning: string): boolean {
  if (document?.text === undefined || document.syntax !== 'json') return true;
  const answers = known.get(document) ?? new Map<string, boolean>();
  known.set(document, answers);
  const before = answers.get(beginning);
  if (before !== undefined) return before;
  const answer = document.text.includes(beginning) || escapedAscii.test(document.text);
  answers.set(beginning, answer);
  return answer;
}
