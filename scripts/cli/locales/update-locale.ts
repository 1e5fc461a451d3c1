/**
 * Brings a locale file in step with the texts of a connector: what is missing is added where it belongs, what is stale is
 * marked. Lines are put in and taken out; every other character of the file, comments and layout included, stays.
 */
import { isMap, isNode, parseDocument, stringify, type Pair, type YAMLMap } from 'yaml';
import { missingTexts, staleEntries } from '../../generate/locale/check-locale';
import type { DisplayText } from '../../generate/locale/display-text';
import type { Locale } from '../../generate/locale/locale';
import { UserError } from '../user-error';
import { pairOf } from './read-locale';

export interface UpdatedLocale { readonly text: string; readonly added: number; readonly stale: number }

/** Stands above an entry that no text needs. */
export const STALE_MARK = '# stale: no text reads like this any more';

interface Splice { readonly from: number; readonly to: number; readonly put: string }

/** The file in step. `text` is what `locale` was read from. Throws UserError where the texts stand in braces, which have no lines. */
export function updatedLocale(text: string, locale: Locale, texts: readonly DisplayText[]): UpdatedLocale {
  const document = parseDocument(text, { prettyErrors: false });
  const root = document.contents as YAMLMap; // `readLocale` made a locale of it
  const missing = missingTexts(texts, locale);
  const stale = new Set([...staleEntries(texts, locale)].map(([entry]) => entry));
  const marks = entryPairs(root).flatMap(({ pair, place }) => {
    const source = String((pair.key as { readonly value: unknown }).value); // texts alone are entries
    const entry = (place === undefined ? locale.texts : locale.places.get(place))?.get(source);
    return entry ? markSplice(text, offsetOf(pair), stale.has(entry)) : [];
  });
  const splices = [...marks, ...insertions(text, root, missing, texts)];
  return { text: spliced(text, splices), added: missing.length, stale: stale.size };
}

/** A file for a language that has none yet. */
export const newLocale = (language: string): string => `language: ${language}\n# What the language calls itself.\nname: ${language}\n\ntexts:\n`;

function entryPairs(root: YAMLMap): readonly { readonly pair: Pair; readonly place?: string }[] {
  const below = (pair: Pair | undefined): readonly Pair[] => (isMap(pair?.value) ? pair.value.items : []);
  return [
    ...below(pairOf(root, 'texts')).map(pair => ({ pair })),
    ...below(pairOf(root, 'places')).flatMap(place => below(place).map(pair => ({ pair, place: String((place.key as { readonly value: unknown }).value) }))), // names of places are texts
  ];
}

const offsetOf = ({ key }: Pair): number => (isNode(key) ? key.range?.[0] ?? 0 : 0);
const lineStart = (text: string, offset: number): number => text.lastIndexOf('\n', offset - 1) + 1;

/** Puts the mark above an entry, or takes it away. Entries in braces share their line, and get none. */
function markSplice(text: string, offset: number, isStale: boolean): readonly Splice[] {
  const start = lineStart(text, offset);
  const indent = text.slice(start, offset);
  if (indent.trim() !== '') return [];
  const above = lineStart(text, Math.max(0, start - 1));
  const marked = start > 0 && text.slice(above, start).trim() === STALE_MARK;
  if (marked === isStale) return [];
  return [isStale ? { from: start, to: start, put: `${indent}${STALE_MARK}\n` } : { from: above, to: start, put: '' }];
}

/** New entries, each run of them after the entry of the text before it in the order of the documents. */
function insertions(text: string, root: YAMLMap, missing: readonly DisplayText[], texts: readonly DisplayText[]): readonly Splice[] {
  if (missing.length === 0) return [];
  const header = pairOf(root, 'texts')!; // `readLocale` asks for it
  const map = isMap(header.value) ? header.value : undefined;
  if (map?.flow && map.items.length > 0) throw new UserError('The texts of this locale file stand in braces. Write each on a line of its own, so that new ones can be put between them.');
  if (!map || map.items.length === 0) return [inEmptyMap(text, header, missing)];
  const known = new Map(map.items.map(pair => [String((pair.key as { readonly value: unknown }).value), pair])); // as above
  const indent = ' '.repeat(offsetOf(map.items[0]!) - lineStart(text, offsetOf(map.items[0]!)));
  const absent = new Set(missing.map(each => each.text));
  const runs = new Map<Pair | undefined, string[]>();
  let anchor: Pair | undefined;
  // A text stands where it is met first; where it is met again it is nobody's neighbour.
  for (const source of new Set(texts.map(each => each.text))) {
    if (absent.delete(source)) runs.set(anchor, [...(runs.get(anchor) ?? []), lines(source, indent)]);
    else anchor = known.get(source) ?? anchor;
  }
  return [...runs].map(([pair, put]) => {
    const at = pair ? endOfEntry(text, pair) : lineStart(text, offsetOf(map.items[0]!));
    return { from: at, to: at, put: `${at === text.length && !text.endsWith('\n') ? '\n' : ''}${put.join('')}` };
  });
}

function inEmptyMap(text: string, { key, value }: Pair, missing: readonly DisplayText[]): Splice {
  const put = missing.map(each => lines(each.text, '  ')).join('');
  const from = isNode(key) ? text.indexOf(':', key.range?.[1] ?? 0) + 1 : text.length;
  const to = isMap(value) ? value.range?.[1] ?? from : from;
  const rest = text.indexOf('\n', to);
  // What follows on the line of `texts:` is a comment, and stays there.
  return { from, to: rest < 0 ? text.length : rest + 1, put: `${text.slice(to, rest < 0 ? text.length : rest)}\n${put}` };
}

/** Behind the line on which an entry ends. */
function endOfEntry(text: string, { key, value }: Pair): number {
  const end = (isNode(value) ? value.range?.[1] : undefined) ?? (isNode(key) ? key.range?.[1] : undefined) ?? text.length;
  if (end > 0 && text[end - 1] === '\n') return end;
  const next = text.indexOf('\n', end);
  return next < 0 ? text.length : next + 1;
}

const lines = (source: string, indent: string): string => stringify({ [source]: '' }, { lineWidth: 0 }).replace(/^(?=.)/gm, indent);

/** From the back, so that places before a change stay; lines end as they do in the file. */
function spliced(text: string, splices: readonly Splice[]): string {
  const lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  return [...splices].sort((one, other) => other.from - one.from || other.to - one.to)
    .reduce((changed, { from, to, put }) => changed.slice(0, from) + put.replace(/\r?\n/g, lineEnd) + changed.slice(to), text);
}
