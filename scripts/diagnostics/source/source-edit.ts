/** Changing a text that the author wrote inside a builder call. */
import type { Where } from '../diagnostic';
import type { SourceTexts } from './source-texts';
import { originalPlace } from './source-place-map';

/** A stretch of a file (UTF-16 units) and what is to stand there. */
export interface SourceEdit { readonly file: string; readonly from: number; readonly to: number; readonly text: string }

/**
 * The edit that makes a property of a builder call say `wanted` in place of `current`, which is undefined when it says
 * nothing yet. Undefined where the source does not plainly say so: the text is composed, declared elsewhere, or another one.
 */
export function sourceEdit(where: Where, current: string | undefined, wanted: string, texts: SourceTexts): SourceEdit | undefined {
  if (where.kind !== 'model' || !where.place) return undefined;
  const at = originalPlace(where.place, texts);
  const source = texts.text(at.file);
  if (source === undefined || (at === where.place && at.file.endsWith('.ts'))) return undefined;
  // The TypeScript parser is large; who fixes nothing never loads it.
  const { writtenProperty } = require('./source-place-call') as typeof import('./source-place-call'); // require gives no type of its own
  const written = writtenProperty(at, source, where.property ?? []);
  if (written?.kind === 'text') {
    if (written.value !== current) return undefined;
    const quote = source.charAt(written.from);
    return { file: at.file, from: written.from, to: written.to, text: quoted(wanted, quote === '"' || quote === '`' ? quote : "'") };
  }
  if (written?.kind !== 'missing' || current !== undefined || !/^[A-Za-z_$][\w$]*$/.test(written.name)) return undefined;
  const lineEnd = source.includes('\r\n') ? '\r\n' : '\n';
  return { file: at.file, from: written.at, to: written.at, text: `${written.before.replace('\n', lineEnd)}${written.name}: ${quoted(wanted, "'")}${written.after}` };
}

/** A text as a literal with these quotes. */
function quoted(text: string, quote: "'" | '"' | '`'): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029').replaceAll(quote, `\\${quote}`);
  return `${quote}${quote === '`' ? escaped.replaceAll('${', '\\${') : escaped}${quote}`;
}

/** A text after edits that do not overlap. */
export function editedSource(text: string, edits: readonly SourceEdit[]): string {
  return [...edits].sort((one, other) => other.from - one.from || other.to - one.to).reduce((changed, { from, to, text: piece }) => `${changed.slice(0, from)}${piece}${changed.slice(to)}`, text);
}
