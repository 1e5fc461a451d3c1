/** What stands in a JSON text without quotes: numbers, true, false, null, and what people write in their place. */
import { CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, DOUBLE_QUOTE, isBlank, OPEN_BRACE, OPEN_BRACKET, SLASH } from './json-characters';
import { shown, type FaultList } from './json-fault';
import { isComment, looksBlank } from './json-scan-blank';

/** A value that has no parts. */
export type JsonScalar = string | number | boolean | null;

/** The end of the word that begins at `at`, the same offset when none does. As a name it ends before a colon, as a value it may hold one. */
export function endOfWord(text: string, at: number, role: 'name' | 'value'): number {
  let end = at;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === COMMA || code === CLOSE_BRACE || code === CLOSE_BRACKET || code === OPEN_BRACE || code === OPEN_BRACKET || code === DOUBLE_QUOTE || isBlank(code) || looksBlank(code)) break;
    if (code === COLON && role === 'name') break;
    if (code === SLASH && isComment(text, end) && !(end > at && text.charCodeAt(end - 1) === COLON)) break; // https://… is no comment
    end++;
  }
  return end;
}

const strictNumber = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?$/;
const looseNumber = /^[-+]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?$/;
const words: Readonly<Record<string, boolean | null>> = { true: true, false: false, null: null };
const strangers: Readonly<Record<string, null>> = { none: null, undefined: null, nan: null, nil: null };

/** The value that the word from `at` to `end` means; what JSON does not know is noted. Other words are taken as texts. */
export function wordValue(text: string, at: number, end: number, faults: FaultList): JsonScalar {
  const word = text.slice(at, end);
  if (strictNumber.test(word)) return Number(word);
  const known = keyword(words, word);
  if (known !== undefined) return known;
  const lower = word.length <= 'undefined'.length ? word.toLowerCase() : word;
  const meant = keyword(words, lower) ?? (looseNumber.test(word) ? Number(word) : undefined);
  if (meant !== undefined && (typeof meant !== 'number' || Number.isFinite(meant))) {
    faults.add('unreadable', at, end - at, `${shown(word)} is not how JSON spells ${String(meant)}`, Object.is(meant, -0) ? '-0' : JSON.stringify(meant));
    return meant;
  }
  if (lower === 'null' || keyword(strangers, lower) === null) {
    faults.add('unreadable', at, end - at, `${shown(word)} is not known to JSON, which has null`, 'null');
    return null;
  }
  faults.add('unreadable', at, end - at, `${shown(word)} has no quotes and is no number`);
  return word;
}

const keyword = <Value>(table: Readonly<Record<string, Value>>, word: string): Value | undefined => (Object.hasOwn(table, word) ? table[word] : undefined);
