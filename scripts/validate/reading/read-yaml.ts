/** YAML texts. */
import type { Document, YAMLMap } from 'yaml';
import { nameOfKey, parseYaml, yamlNodes } from '../../diagnostics/json/json-yaml';
import type { JsonValue } from '../json';
import type { Damage } from '../subject';
import { namesInValue } from './count-names';
import type { ReadValue } from './read-json';

/** More errors than these only follow from one another. */
const MOST_ERRORS = 100;

/**
 * Reads the first document of a text as the plain values that JSON could hold; aliases are resolved, but not so often that
 * a small file becomes a big value. Of several members with one name the last counts. Never throws.
 */
export function readYaml(text: string): ReadValue {
  try {
    const document = parseYaml(text);
    if (!document) return TOO_DEEP;
    const damage = [...errorsOf(document, text), ...faultsInNodes(document)].sort((one, other) => one.offset - other.offset);
    const value = document.toJS() as JsonValue; // the core schema of YAML knows the types of JSON and no others
    return namesInValue(value) === 'too deep' ? TOO_DEEP : { value, damage };
  } catch (error) {
    return unreadable(firstLine(error instanceof Error ? error.message : String(error))); // aliases that multiply
  }
}

const unreadable = (detail: string): ReadValue => ({ value: undefined, damage: [{ kind: 'unreadable', offset: 0, length: 0, detail }] });

const TOO_DEEP = unreadable('it is nested too deeply, or contains itself');

const firstLine = (message: string): string => (message.trim().split('\n', 1)[0] ?? '').replace(/[.:]$/, '');

/** What the parser complains about. */
function errorsOf({ errors }: Document.Parsed, text: string): readonly Damage[] {
  return errors.slice(0, MOST_ERRORS).map(({ code, pos: [from, to], message }) => {
    const second = code === 'MULTIPLE_DOCS';
    const offset = Math.min(from, text.length);
    return { kind: second ? 'second-document' : 'unreadable', offset, length: Math.max(Math.min(to, text.length) - offset, 0), detail: second ? firstLine(text.slice(from, from + 200)) : firstLine(message) };
  });
}

/**
 * Names that come twice, names that are no texts, and aliases without an anchor before them. The last two are taken out of
 * the document, so that the rest can be read: a member goes, an alias becomes null.
 */
function faultsInNodes(document: Document.Parsed): readonly Damage[] {
  const { isCollection, isMap, visit } = yamlNodes();
  const found: Damage[] = [];
  const note = (range: readonly number[] | null | undefined, detail: string): void => {
    const [offset = 0, end = offset] = range ?? [];
    found.push({ kind: 'unreadable', offset, length: end - offset, detail });
  };
  const anchors = new Set<string>();
  visit(document, {
    Value: (_, node) => {
      if (node.anchor) anchors.add(node.anchor);
      if (isMap(node)) found.push(...repeatedIn(node));
    },
    Pair: (_, { key }) => {
      if (!isCollection(key)) return undefined;
      note(key.range, 'a name has to be a text, and this is a list or an object');
      return visit.REMOVE;
    },
    Alias: (_, { source, range }) => {
      if (anchors.has(source)) return undefined;
      note(range, `there is no &${source} before this *${source}`);
      return document.createNode(null);
    },
  });
  return found;
}

function repeatedIn(map: YAMLMap): readonly Damage[] {
  const found: Damage[] = [];
  const names = new Map<string, { readonly offset: number; readonly length: number }>();
  for (const { key } of map.items) {
    const name = nameOfKey(key);
    const range = yamlNodes().isScalar(key) ? key.range : undefined;
    if (name === undefined || !range) continue;
    const span = { offset: range[0], length: range[1] - range[0] };
    const first = names.get(name);
    if (!first) names.set(name, span);
    else if (name !== '<<') found.push({ kind: 'duplicate-key', ...span, detail: name, first });
  }
  return found;
}
