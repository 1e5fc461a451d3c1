/** Texts that a maker can tell apart in English, and not any more in a translation. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { DisplayText } from './display-text';
import { entryFor, type Locale, type LocaleEntry } from './locale';

const nouns: Readonly<Partial<Record<DisplayText['kind'], string>>> = { summary: 'operations', choice: 'choices', title: 'values' };

/** One finding for each pair of entries whose texts stand side by side and read the same in the language. */
export function collisions(texts: readonly DisplayText[], locale: Locale): readonly Diagnostic[] {
  const groups = new Map<string, Map<string, { readonly text: DisplayText; readonly entry: LocaleEntry }>>();
  const told = new Set<string>();
  return texts.flatMap(text => {
    if (text.among === undefined) return [];
    const entry = entryFor(locale, text);
    if (!entry || entry.translation === '') return [];
    const group = groupOf(groups, `${text.part} ${text.among}`);
    const key = readAlike(entry.translation);
    const first = group.get(key);
    if (!first) { group.set(key, { text, entry }); return []; }
    const pair = [first.entry.source, entry.source].join('\n');
    if (readAlike(first.entry.source) === readAlike(entry.source) || told.has(pair)) return [];
    told.add(pair);
    return [finding(text, entry, first.entry)];
  });
}

function groupOf<V>(groups: Map<string, Map<string, V>>, name: string): Map<string, V> {
  const known = groups.get(name);
  if (known) return known;
  const made = new Map<string, V>();
  groups.set(name, made);
  return made;
}

const readAlike = (text: string): string => text.trim().toLowerCase();

const finding = ({ kind, scopes, pointer }: DisplayText, entry: LocaleEntry, first: LocaleEntry): Diagnostic => ({
  code: 'locale-collision', severity: 'error',
  what: `"${first.source}" and "${entry.source}" are both "${entry.translation}", and makers have to tell the two ${nouns[kind] ?? 'names'} apart.`,
  why: 'Makers choose by the name; of two with the same name they take the wrong one.',
  todo: `Translate one of them otherwise; if that is right in this place alone, under places, ${scopes[0] ?? pointer}.`,
  where: entry.where, related: [{ where: first.where, what: 'The other translation.' }],
});
