/** Reading the source map of a running file. */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from '../place';
import type { SourceTexts } from './source-texts';

/** The place in the file that was written, or the same object when no usable map says more. Never throws. */
export function originalPlace(place: Place, texts: SourceTexts): Place {
  const known = mapsOf(texts);
  if (!known.has(place.file)) known.set(place.file, readMap(place.file, texts));
  const map = known.get(place.file);
  const entry = map?.map.findEntry(place.line - 1, place.column - 1);
  if (!map || !entry || !('originalSource' in entry)) return place;
  return { file: sourceFile(entry.originalSource, map.directory), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
}

interface ReadMap { readonly map: SourceMap; readonly directory: string }
const maps = new WeakMap<SourceTexts, Map<string, ReadMap | undefined>>();
/** The maps that were read from these texts, so that each is read once however many findings there are. */
function mapsOf(texts: SourceTexts): Map<string, ReadMap | undefined> {
  const known = maps.get(texts) ?? new Map<string, ReadMap | undefined>();
  maps.set(texts, known);
  return known;
}

function readMap(file: string, texts: SourceTexts): ReadMap | undefined {
  const running = texts.running(file);
  const named = running === undefined ? undefined : mapNamedIn(running, file, texts);
  try {
    // The payload's shape is the source map format; a damaged one makes the constructor throw.
    return named && { map: new SourceMap(JSON.parse(named.json) as SourceMapPayload), directory: named.directory };
  } catch {
    return undefined;
  }
}

function mapNamedIn(running: string, file: string, texts: SourceTexts): { readonly json: string; readonly directory: string } | undefined {
  const url = [...running.matchAll(/^\/\/# sourceMappingURL=(\S+)\s*$/gm)].at(-1)?.[1];
  if (url === undefined) return undefined;
  const inline = /^data:application\/json[^,]*;base64,(.*)$/.exec(url)?.[1];
  if (inline !== undefined) return { json: Buffer.from(inline, 'base64').toString('utf8'), directory: dirname(file) };
  const mapFile = resolve(dirname(file), decodeURIComponent(url));
  const json = texts.text(mapFile);
  return json === undefined ? undefined : { json, directory: dirname(mapFile) };
}

function sourceFile(source: string, directory: string): string {
  if (source.startsWith('file:')) return fileURLToPath(source);
  return isAbsolute(source) ? source : resolve(directory, source);
}
