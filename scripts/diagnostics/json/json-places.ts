/** From JSON pointers to lines and columns. */
import { findInSoundText } from './json-guided';
import { lineAndColumn, type LinePosition } from './json-lines';
import { markOf, placeOf, type JsonPlace, type RawPlace, type TextSpan } from './json-place';
import { scanJson } from './json-scan';
import { wantedListener } from './json-scan-wanted';
import { nearestFound, wantedTree } from './json-wanted';

/**
 * The places of the values that the pointers (RFC 6901) address, one for every pointer that was asked for. A value that
 * isn't there gets the place of the nearest value above it, with `exact: false`. The map is empty when the text holds no
 * value at all. Of several members with one name the last counts, as it does in JSON.parse.
 *
 * One pass over the text, which builds nothing of it. A damaged text is read as the reader of files reads it, so that a
 * place is that of the value which was checked. To know which of the two it is, the text is parsed first; who has parsed
 * it already says `sound` and saves that. The text must not begin with a byte-order mark.
 */
export function placesInJson(text: string, pointers: Iterable<string>, condition: Condition = 'unknown'): ReadonlyMap<string, JsonPlace> {
  return foundInJson(text, pointers, condition, placeOf);
}

/** The same for the marks alone, which is all that most findings need. */
export function marksInJson(text: string, pointers: Iterable<string>, condition: Condition = 'unknown'): ReadonlyMap<string, TextSpan> {
  return foundInJson(text, pointers, condition, (raw, _, position) => markOf(raw, position));
}

type Condition = 'sound' | 'unknown';

function foundInJson<Place>(text: string, pointers: Iterable<string>, condition: Condition, make: (raw: RawPlace, exact: boolean, position: (offset: number) => LinePosition) => Place): ReadonlyMap<string, Place> {
  const { root, pointers: wanted } = wantedTree(pointers);
  if (condition === 'sound' || isJson(text)) findInSoundText(text, root);
  else scanJson(text, wantedListener(root));
  const position = lineAndColumn(text);
  const places = new Map<string, Place>();
  for (const [pointer, { node, whole }] of wanted) {
    const nearest = nearestFound(node);
    if (nearest) places.set(pointer, make(nearest.found, whole && nearest.exact, position));
  }
  return places;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
