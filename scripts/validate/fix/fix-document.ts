/** One round of fixes for one document. */
import { isDeepStrictEqual } from 'node:util';
import { readDocument } from '../reading/read-document';
import type { Edit } from '../rule';
import type { SubjectDocument } from '../subject';
import { editedValue, type ValueEdit } from './apply-edits';
import { editJson } from './edit-json';
import { editYaml } from './edit-yaml';
import { settledEdits } from './settle-edits';

/** What one finding asks for in one document. */
export interface FixRequest<Of> { readonly edits: readonly Edit[]; readonly of: Of }
export interface FixedDocument<Of> { readonly document: SubjectDocument; readonly done: readonly Of[] }

/**
 * Does as much of what is asked for as goes together, and reads the text again. A damaged text is mended first; the rest
 * waits for the next round. Undefined when nothing could be done: the document never was a file, or its new text would not
 * say what the edits say.
 */
export function fixedDocument<Of>(document: SubjectDocument, requests: readonly FixRequest<Of>[]): FixedDocument<Of> | undefined {
  if (document.text === undefined) return undefined;
  const repairs = requests.filter(({ edits }) => edits.some(edit => 'repair' in edit));
  return repairs.length > 0 ? mended(document, document.text, repairs) : changed(document, document.text, requests);
}

type Repair = Extract<Edit, { readonly repair: string }>;

function mended<Of>(document: SubjectDocument, text: string, requests: readonly FixRequest<Of>[]): FixedDocument<Of> | undefined {
  const repairs = requests.flatMap(({ edits }) => edits.filter((edit): edit is Repair => 'repair' in edit)).sort((one, other) => one.offset - other.offset || one.length - other.length);
  const pieces: string[] = [];
  let end = 0;
  for (const { offset, length, repair } of repairs) {
    if (offset < end) continue; // inside what another repair has replaced
    pieces.push(text.slice(end, offset), repair);
    end = offset + length;
  }
  const next = readAgain(document, `${pieces.join('')}${text.slice(end)}`);
  // Some repairs show only what is wrong behind them; what was read must stay what it was all the same.
  return isDeepStrictEqual(next.value, document.value) && next.damage.length < document.damage.length ? { document: next, done: requests.map(each => each.of) } : undefined;
}

function changed<Of>(document: SubjectDocument, text: string, requests: readonly FixRequest<Of>[]): FixedDocument<Of> | undefined {
  const { value } = document;
  if (value === undefined) return undefined;
  const groups = requests.map(({ edits, of }) => ({ edits: edits.filter((edit): edit is ValueEdit => 'at' in edit), of })).filter(({ edits }) => edits.length > 0);
  const { edits, done } = settledEdits(value, groups);
  const together = attempt(document, text, edits);
  if (together) return { document: together, done: done.map(each => each.of) };
  // One of them can't be done in this text: each by itself then, so that it holds up no other.
  let current = document;
  const alone: Of[] = [];
  for (const group of done) {
    const next = attempt(current, current.text ?? text, group.edits);
    if (next) { current = next; alone.push(group.of); }
    if (alone.length >= MOST_ALONE) break;
  }
  return alone.length > 0 ? { document: current, done: alone } : undefined;
}

/** Each costs a reading of the whole text; the next round takes the others. */
const MOST_ALONE = 50;

/** The document after edits; undefined when it would not change, or would not say what they say. */
function attempt(document: SubjectDocument, text: string, edits: readonly ValueEdit[]): SubjectDocument | undefined {
  const next = document.syntax === 'yaml' ? editYaml(text, edits) : editJson(text, edits);
  if (next === undefined || next === text || document.value === undefined) return undefined;
  const read = readAgain(document, next);
  const wanted = editedValue(document.value, edits);
  return isDeepStrictEqual(read.value, wanted) && !isDeepStrictEqual(read.value, document.value) && read.damage.length <= document.damage.length ? read : undefined;
}

const readAgain = (document: SubjectDocument, text: string): SubjectDocument => readDocument(document.file, Buffer.from(text, 'utf8'));
