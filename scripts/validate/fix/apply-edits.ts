/** Edits applied to the values of documents; what they do to texts is in `edit-json.ts` and `edit-yaml.ts`. */
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../json';
import type { Edit } from '../rule';
import type { Subject, SubjectDocument } from '../subject';

/** An edit of a value, with its place; the other kind replaces a stretch of a damaged text. */
export type ValueEdit = Extract<Edit, { readonly at: unknown }>;

/** The subject with its documents changed. Repairs of damaged texts are left out: they do not change the value. */
export function applyEdits(subject: Subject, edits: readonly Edit[]): Subject {
  const changed = (document: SubjectDocument | undefined, part: 'definition' | 'properties' | 'settings'): object => {
    if (document?.value === undefined) return {};
    const own = edits.filter((edit): edit is ValueEdit => 'at' in edit && edit.at.part === part);
    if (own.length === 0) return {};
    const value = editedValue(document.value, own);
    const text = `${JSON.stringify(value, undefined, 2)}\n`;
    return { [part]: { ...document, value, text, bytes: Buffer.byteLength(text) } };
  };
  return { ...subject, ...changed(subject.definition, 'definition'), ...changed(subject.properties, 'properties'), ...changed(subject.settings, 'settings') };
}

/**
 * A document's value after all edits, which count in the value as it was: items of lists are taken away last, from the end,
 * so that none is counted anew. An edit at a place that does not exist changes nothing, except that `set` makes what is
 * missing on its way.
 */
export function editedValue(value: JsonValue, edits: readonly ValueEdit[]): JsonValue {
  const kept = edits.filter(edit => !('remove' in edit));
  const removed = edits.filter(edit => 'remove' in edit).map(edit => ({ edit, path: edit.at.path() })).sort((one, other) => comparePaths(other.path, one.path));
  const set = kept.reduce<JsonValue>((whole, edit) => changedValue(whole, edit.at.path(), edit), value);
  return removed.reduce<JsonValue>((whole, { edit, path }) => changedValue(whole, path, edit), set);
}

function comparePaths(one: readonly (string | number)[], other: readonly (string | number)[]): number {
  for (const [position, key] of one.entries()) {
    const against = other[position];
    if (against === undefined) return 1;
    if (String(key) === String(against)) continue;
    const [left, right] = [Number(key), Number(against)];
    if (!Number.isNaN(left) && !Number.isNaN(right)) return left - right;
    return String(key) < String(against) ? -1 : 1;
  }
  return one.length - other.length;
}

/** One edit at the end of a path; a path that does not exist leaves the value as it is. */
function changedValue(value: JsonValue, [key, ...deeper]: readonly (string | number)[], edit: ValueEdit): JsonValue {
  if (key === undefined) return 'set' in edit ? edit.set : value;
  if (isArray(value)) {
    const position = /^(0|[1-9]\d*)$/.test(String(key)) ? Number(key) : -1;
    if (deeper.length === 0 && 'remove' in edit) return value.filter((_, each) => each !== position);
    if (position === value.length && deeper.length === 0 && 'set' in edit) return [...value, edit.set];
    return value.map((each, at) => (at === position ? changedValue(each, deeper, edit) : each));
  }
  if (!isObject(value)) return value;
  const name = String(key);
  const inside = member(value, name);
  if (deeper.length > 0) return inside === undefined && !('set' in edit) ? value : { ...value, [name]: changedValue(inside === undefined ? {} : inside, deeper, edit) };
  if ('set' in edit) return { ...value, [name]: edit.set };
  return Object.fromEntries(Object.entries(value as { [key: string]: JsonValue }).flatMap(([each, held]): [string, JsonValue][] => { // a parsed object has no undefined values
    if (each !== name) return [[each, held]];
    return 'rename' in edit ? [[edit.rename, held]] : [];
  })) as JsonObject;
}
