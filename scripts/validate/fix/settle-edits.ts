/** Which of many edits can be done at the same time. */
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import { isArray, isObject, member, type JsonValue } from '../json';
import type { ValueEdit } from './apply-edits';

/** What one finding asks for: all of it or nothing. */
export interface EditGroup<Of> { readonly edits: readonly ValueEdit[]; readonly of: Of }

/**
 * Of groups of edits of one document those that do not get in each other's way; the others wait until the document was
 * read anew. What takes something away goes before what changes something inside it; otherwise the first wins. A group
 * that is asked for twice is done once, and both are in the answer. A new name that is taken already is never given.
 */
export function settledEdits<Of>(root: JsonValue, groups: readonly EditGroup<Of>[]): { readonly edits: readonly ValueEdit[]; readonly done: readonly EditGroup<Of>[] } {
  const taken = new Map<string, string>();
  const above = new Set<string>();
  const edits: ValueEdit[] = [];
  const done: EditGroup<Of>[] = [];
  const removes = (group: EditGroup<Of>): boolean => group.edits.some(edit => 'remove' in edit);
  for (const group of [...groups.filter(removes), ...groups.filter(each => !removes(each))]) {
    const asked = group.edits.map(edit => ({ edit, pointer: edit.at.pointer(), what: contentOf(edit) }));
    if (asked.every(({ pointer, what }) => taken.get(pointer) === what)) { done.push(group); continue; }
    if (asked.some(({ edit, pointer }) => isInTheWay(edit, pointer, root, taken, above))) continue;
    for (const { edit, pointer, what } of asked) {
      for (const place of 'rename' in edit ? [pointer, renamedPointer(pointer, edit.rename)] : [pointer]) {
        taken.set(place, what);
        for (const prefix of prefixes(place)) above.add(prefix);
      }
      edits.push(edit);
    }
    done.push(group);
  }
  return { edits, done };
}

const contentOf = (edit: ValueEdit): string => JSON.stringify('set' in edit ? { set: edit.set } : 'rename' in edit ? { rename: edit.rename } : { remove: true });

function isInTheWay(edit: ValueEdit, pointer: string, root: JsonValue, taken: ReadonlyMap<string, string>, above: ReadonlySet<string>): boolean {
  if (taken.has(pointer) || above.has(pointer) || prefixes(pointer).some(prefix => taken.has(prefix))) return true;
  if (!('rename' in edit)) return false;
  const target = renamedPointer(pointer, edit.rename);
  return taken.has(target) || above.has(target) || isThere(root, [...edit.at.path().slice(0, -1), edit.rename]);
}

/** The pointers of the values around a value, from the root on. */
function prefixes(pointer: string): readonly string[] {
  const found: string[] = [];
  for (let end = pointer.lastIndexOf('/'); end >= 0; end = pointer.lastIndexOf('/', end - 1)) {
    found.push(pointer.slice(0, end));
    if (end === 0) break;
  }
  return found;
}

const renamedPointer = (pointer: string, name: string): string => `${pointer.slice(0, pointer.lastIndexOf('/'))}/${escapedPointerKey(name)}`;

function isThere(root: JsonValue, path: readonly (string | number)[]): boolean {
  let value: JsonValue | undefined = root;
  for (const key of path) value = isArray(value) ? value[Number(key)] : isObject(value) ? member(value, String(key)) : undefined;
  return value !== undefined;
}
