/** Edits put into the text of a YAML document; comments, anchors and the order of its entries stay. */
import type { Document, Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { nameOfKey, parseYaml, yamlNodes } from '../../diagnostics/json/json-yaml';
import type { JsonValue } from '../json';
import type { ValueEdit } from './apply-edits';

/**
 * The text after edits that do not get in each other's way (`settledEdits`); undefined when it is no sound YAML, or when an
 * edit lies behind an alias, where it would change another place as well. The printer of the YAML library writes it anew,
 * with the indentation that it has. Members that come with a merged map are not looked at: whoever needs that reads the
 * answer again.
 */
export function editYaml(text: string, edits: readonly ValueEdit[]): string | undefined {
  const document = parseYaml(text);
  if (!document || document.errors.length > 0 || document.contents === null) return undefined;
  const removals = edits.filter(edit => 'remove' in edit);
  const ordered = [...edits.filter(edit => !('remove' in edit)), ...removals.sort((one, other) => lastPosition(other) - lastPosition(one))];
  for (const edit of ordered) if (!edited(document, edit)) return undefined;
  return document.toString({ lineWidth: 0, indent: indentOf(text), indentSeq: !/^( *)[^\s#-][^\n]*:[ \t]*\n\1- /m.test(text), flowCollectionPadding: !/[{[]\S/.test(text.replace(/"[^"\n]*"/g, '""')) });
}

/** Items of a list are taken away from its end, so that none is counted anew. */
const lastPosition = ({ at }: ValueEdit): number => (typeof at.key === 'number' ? at.key : 0);

const indentOf = (text: string): number => Math.min(Math.max(/\n( +)\S/.exec(text)?.[1]?.length ?? 2, 1), 8);

function edited(document: Document.Parsed, edit: ValueEdit): boolean {
  const path = edit.at.path();
  const { isMap, isSeq, isScalar } = yamlNodes();
  let node = document.contents as Node | null; // a parsed document holds nodes
  for (const [depth, key] of path.entries()) {
    const isLast = depth === path.length - 1;
    if (isMap(node)) {
      const map: YAMLMap = node;
      const pair = map.items.find(each => nameOfKey(each.key) === String(key));
      if (!pair) {
        if ('set' in edit) map.add(document.createPair(String(key), nested(path.slice(depth + 1), edit.set)));
        return true;
      }
      if (isLast) return changedPair(document, map, pair, edit);
      node = pair.value as Node | null; // as above
    } else if (isSeq(node)) {
      const list: YAMLSeq = node;
      const position = typeof key === 'number' || /^(0|[1-9]\d*)$/.test(key) ? Number(key) : -1;
      if (isLast && 'remove' in edit) { list.items.splice(position, position >= 0 && position < list.items.length ? 1 : 0); return true; }
      if (isLast && 'set' in edit && position >= 0 && position <= list.items.length) { list.items[position] = document.createNode(edit.set); return true; }
      if (isLast || position < 0 || position >= list.items.length) return true;
      node = list.items[position] as Node | null; // as above
    } else {
      return isScalar(node) || node === null; // nothing is inside; an alias is left alone
    }
  }
  if (path.length === 0 && 'set' in edit) document.contents = document.createNode(edit.set) as typeof document.contents; // a node, as it was
  return true;
}

function changedPair(document: Document.Parsed, map: YAMLMap, pair: Pair, edit: ValueEdit): boolean {
  const { isScalar } = yamlNodes();
  if ('remove' in edit) { map.items.splice(map.items.indexOf(pair), 1); return true; }
  if ('rename' in edit) {
    if (!isScalar(pair.key)) return false;
    pair.key.value = edit.rename;
    return true;
  }
  // A scalar that takes the place of one keeps the comment beside it, and its quotes where they are still right.
  if (isScalar(pair.value) && (typeof edit.set !== 'object' || edit.set === null)) {
    if (typeof pair.value.value !== typeof edit.set) { delete pair.value.type; delete pair.value.source; delete pair.value.tag; }
    pair.value.value = edit.set;
  } else {
    pair.value = document.createNode(edit.set);
  }
  return true;
}

const nested = (path: readonly (string | number)[], value: JsonValue): JsonValue => path.reduceRight<JsonValue>((inside, key) => ({ [String(key)]: inside }), value);
