/** From JSON pointers to lines and columns of a YAML text. */
import type { Document, Node, Pair } from 'yaml';
import { lineAndColumn } from './json-lines';
import { placeOf, type JsonPlace } from './json-place';
import { nearestFound, wantedTree, type FoundPlace, type Wanted } from './json-wanted';
import { nameOfKey, parseYaml, yamlNodes } from './json-yaml';

/**
 * The same as `placesInJson` for the first document of a YAML text. What lies behind an alias is found where it is
 * written, at the anchor. The map is empty when the text is nested too deeply to be read.
 */
export function placesInYaml(text: string, pointers: Iterable<string>): ReadonlyMap<string, JsonPlace> {
  const { root, pointers: wanted } = wantedTree(pointers);
  const places = new Map<string, JsonPlace>();
  const document = parseYaml(text);
  if (!document?.contents) return places;
  visit(document, document.contents, root, undefined, undefined);
  const position = lineAndColumn(text);
  for (const [pointer, { node, whole }] of wanted) {
    const nearest = nearestFound(node);
    if (nearest) places.set(pointer, placeOf(nearest.found, whole && nearest.exact, position));
  }
  return places;
}

/** Notes a node and what is wanted below it; as deep as the tree of the wanted ones, so that aliases can't make it run in circles. */
function visit(document: Document, node: Node, wanted: Wanted, key: FoundPlace['key'], under: FoundPlace | undefined): void {
  const { isAlias, isMap, isScalar, isSeq } = yamlNodes();
  const source = isAlias(node) ? node.resolve(document) ?? node : node;
  const [offset, end] = node.range ?? [key?.end ?? 0, key?.end ?? 0];
  const found: FoundPlace = { offset, end, scalar: isScalar(node) || isAlias(node), key, under };
  wanted.found = found;
  if (!wanted.children) return;
  if (isMap(source)) {
    for (const pair of source.items) {
      const name = nameOfKey(pair.key);
      const child = name === undefined ? undefined : wanted.children.get(name);
      if (child) member(document, pair, child, found);
    }
  } else if (isSeq(source)) {
    source.items.forEach((item, index) => {
      const child = wanted.children?.get(String(index));
      if (child) visit(document, nodeOf(item), child, undefined, found);
    });
  }
}

function member(document: Document, { key, value }: Pair, child: Wanted, under: FoundPlace): void {
  const range = nodeOf(key).range;
  const place = range ? { offset: range[0], end: range[1] } : undefined;
  if (value !== null) return visit(document, nodeOf(value), child, place, under);
  const end = place?.end ?? 0; // a name without a colon: its value is null and stands nowhere
  child.found = { offset: end, end, scalar: true, key: place, under };
}

/** Keys and items of a parsed document are nodes; the library's types allow plain values too, for documents made by hand. */
const nodeOf = (value: unknown): Node => value as Node;
