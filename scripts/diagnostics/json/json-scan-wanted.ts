/** Finds wanted places while a damaged text is scanned. */
import type { JsonListener } from './json-scan';
import type { FoundPlace, Wanted } from './json-wanted';

/** An object or array that is open; `wanted` is undefined when nothing inside it is. */
interface OpenLevel { readonly wanted: Wanted | undefined; readonly found: FoundPlace | undefined; index: number }

/** A listener that notes the places of the tree's nodes; of several members with one name the last counts, as in JSON.parse. */
export function wantedListener(root: Wanted): JsonListener {
  const levels: OpenLevel[] = [];
  let key: { readonly name: string; readonly offset: number; readonly end: number } | undefined;
  const begin = (offset: number, end: number, scalar: boolean): { readonly wanted: Wanted | undefined; readonly found: FoundPlace | undefined } => {
    const level = levels.at(-1);
    const wanted = level ? level.wanted?.children?.get(key ? key.name : String(level.index)) : root;
    if (level) level.index++;
    const found: FoundPlace | undefined = wanted && { offset, end, scalar, key: key && { offset: key.offset, end: key.end }, under: level?.found };
    if (wanted) wanted.found = found;
    key = undefined;
    return { wanted, found };
  };
  return {
    open: (_, offset) => { levels.push({ ...begin(offset, offset, false), index: 0 }); },
    close: end => {
      const found = levels.pop()?.found;
      if (found) found.end = end;
    },
    name: (name, offset, end) => { key = { name, offset, end }; },
    scalar: (_, offset, end) => { begin(offset, end, true); },
  };
}
