/**
 * From a finding's place to the author's source: maps the raw place of a builder call through the source map of what
 * runs, parses that one file, finds the call and the property inside its object literal. Nothing of this happens
 * before a finding is printed.
 */
import type { Where } from '../diagnostic';
import { originalPlace } from './source-place-map';
import type { SourceSpan } from './source-span';
import type { SourceTexts } from './source-texts';

/** Where a builder call of the model stands in the author's files; undefined when that is not known, and for places in files (`file-places.ts`). */
export function sourceSpan(where: Where, texts: SourceTexts): SourceSpan | undefined {
  if (where.kind === 'file') return undefined;
  const { place, property = [] } = where;
  if (!place) return undefined;
  const original = originalPlace(place, texts);
  const source = texts.text(original.file);
  // Without a map the lines of the running JavaScript say nothing about a TypeScript text: the raw place is all there is.
  if (source === undefined || (original === place && place.file.endsWith('.ts'))) return { ...original, length: 0 };
  // The TypeScript parser is large; who has no finding never loads it.
  const { spanOfCall } = require('./source-place-call') as typeof import('./source-place-call'); // require gives no type of its own
  return spanOfCall(original, source, property) ?? { ...original, length: 0 };
}
