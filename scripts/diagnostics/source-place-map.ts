/** Reading the source map of a running file. */
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Place } from './place';
import type { SourceTexts } from './source-place';

/** The place in the file that was written, or the same object when no usable map says more. Never throws. */
export function originalPlace(place: Place, texts: SourceTexts): Place {
  const running = texts.running(place.file);
  const named = running === undefined ? undefined : mapNamedIn(running, place.file, texts);
  if (!named) return place;
  try {
    // The payload's shape is the source map format; a damaged one makes the constructor throw.
    const entry = new SourceMap(JSON.parse(named.json) as SourceMapPayload).findEntry(place.line - 1, place.column - 1);
    if (!('originalSource' in entry)) return place;
    return { file: sourceFile(entry.originalSource, named.directory), line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  } catch {
    return place;
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
