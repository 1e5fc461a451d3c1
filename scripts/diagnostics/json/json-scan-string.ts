/** Strings of a damaged JSON text: raw control characters, unknown escapes, forgotten quotes. */
import { BACKSLASH, CARRIAGE_RETURN, CLOSE_BRACE, CLOSE_BRACKET, COLON, COMMA, DOUBLE_QUOTE, LINE_FEED, OPEN_BRACE, OPEN_BRACKET, SLASH, SPACE, TAB, closingQuote, isBlank } from './json-characters';
import { characterNumber, shown, type FaultList } from './json-fault';
import { looksBlank } from './json-scan-blank';

/** A token that was read, and where it ends (offset after its last character). */
export interface ScannedText { readonly value: string; readonly end: number }

/** Reads the string whose opening double quote stands at `at`. */
export function scanString(text: string, at: number, faults: FaultList): ScannedText {
  const pieces: string[] = [];
  let begin = at + 1; // of the piece that is taken as it stands
  let wholeLines = false; // once it is clear that the string goes on after the line's end
  for (let here = at + 1; here < text.length;) {
    const code = text.charCodeAt(here);
    if (code === DOUBLE_QUOTE) {
      if (!isInnerQuote(text, here)) return { value: joined(pieces, text, begin, here), end: here + 1 };
      faults.add('unreadable', here, 1, 'a double quote inside a text has no backslash before it', '\\"');
      here++;
    } else if (code === BACKSLASH) {
      const escape = escapeAt(text, here);
      pieces.push(text.slice(begin, here), escape.value);
      if (escape.repair !== undefined) faults.add('unreadable', here, 1, `${shown(text.slice(here, here + 2))} is not an escape of JSON`, escape.repair);
      here += escape.length;
      begin = here;
    } else if (code >= SPACE) {
      here++;
    } else {
      if ((code === LINE_FEED || code === CARRIAGE_RETURN) && !wholeLines) {
        if (!closesLater(text, here)) return unclosed(text, at, here, joined(pieces, text, begin, here), faults);
        wholeLines = true;
      }
      faults.add('control-character', here, 1, characterNumber(code), JSON.stringify(text.charAt(here)).slice(1, -1));
      here++;
    }
  }
  return unclosed(text, at, text.length, joined(pieces, text, begin, text.length), faults);
}

const joined = (pieces: readonly string[], text: string, begin: number, end: number): string => pieces.join('') + text.slice(begin, end);

/** A string whose closing quote was forgotten ends with its line; the comma before the line's end was meant as JSON. */
function unclosed(text: string, at: number, lineEnd: number, value: string, faults: FaultList): ScannedText {
  const end = lengthMeant(text, at + 1, lineEnd);
  faults.add('unreadable', at, end - at, 'the closing quote of this text is missing');
  return { value: value.slice(0, lengthMeant(value, 0, value.length)), end };
}

/** Where a text ends when the blanks and commas at its end are left out; at least `least`. */
function lengthMeant(text: string, least: number, length: number): number {
  let end = length;
  while (end > least && (text.charCodeAt(end - 1) === COMMA || text.charCodeAt(end - 1) <= SPACE)) end--;
  return end;
}

/** True when the string that holds a raw line end at `lineEnd` was meant to go on: its next quote stands where a string can end. */
function closesLater(text: string, lineEnd: number): boolean {
  const quote = closingQuote(text, lineEnd);
  return quote >= 0 && canFollowString(text, afterInvisible(text, quote + 1));
}

const canFollowString = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code === COMMA || code === COLON || code === CLOSE_BRACE || code === CLOSE_BRACKET || at >= text.length;
};

function afterInvisible(text: string, from: number): number {
  let at = from;
  while (isBlank(text.charCodeAt(at)) || looksBlank(text.charCodeAt(at))) at++;
  return at;
}

/** True for a quote that belongs to the text: neither a line's end nor punctuation follows, and another quote on the same line does. */
function isInnerQuote(text: string, quote: number): boolean {
  let next = quote + 1;
  while (text.charCodeAt(next) === SPACE || text.charCodeAt(next) === TAB || looksBlank(text.charCodeAt(next))) next++;
  const code = text.charCodeAt(next);
  if (canFollowString(text, next) || code < SPACE || code === DOUBLE_QUOTE || code === SLASH || code === OPEN_BRACE || code === OPEN_BRACKET) return false;
  for (; next < text.length; next++) {
    const later = text.charCodeAt(next);
    if (later === LINE_FEED) return false;
    if (later === DOUBLE_QUOTE) return text.charCodeAt(afterInvisible(text, next + 1)) !== COLON;
  }
  return false;
}

const escapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };
const fourDigits = /^[0-9a-fA-F]{4}$/;

/** What a backslash and its followers mean, how many characters that takes, and what must replace the backslash if JSON knows no such escape. */
function escapeAt(text: string, at: number): { readonly value: string; readonly length: number; readonly repair?: string } {
  const name = text.charAt(at + 1);
  const known = Object.hasOwn(escapes, name) ? escapes[name] : undefined;
  if (known !== undefined) return { value: known, length: 2 };
  if (name === 'u') {
    const digits = text.slice(at + 2, at + 6);
    if (fourDigits.test(digits)) return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 6 };
  }
  if (name === "'") return { value: "'", length: 2, repair: '' };
  return { value: '\\', length: 1, repair: '\\\\' };
}

/** Other quotes that people open a text with, or a text processor for them, and those that may close it. */
const foreignQuotes: Readonly<Record<string, string>> = { "'": "'", '`': '`', '“': '“”', '”': '”', '„': '“”', '‘': '‘’', '’': '’' };

/** Reads the string in quotes other than JSON's that begins at `at`, undefined when none does; it ends with its line at the latest. */
export function scanForeignQuoted(text: string, at: number, faults: FaultList): ScannedText | undefined {
  const opening = text.charAt(at);
  const closing = Object.hasOwn(foreignQuotes, opening) ? foreignQuotes[opening] : undefined;
  if (closing === undefined) return undefined;
  const pieces: string[] = [];
  let begin = at + 1;
  for (let here = at + 1; here < text.length;) {
    const code = text.charCodeAt(here);
    if (closing.includes(text.charAt(here))) {
      const value = joined(pieces, text, begin, here);
      faults.add('single-quotes', at, here + 1 - at, shown(text.slice(at, here + 1)), JSON.stringify(value));
      return { value, end: here + 1 };
    }
    if (code === LINE_FEED) return unclosed(text, at, here, joined(pieces, text, begin, here), faults);
    if (code === BACKSLASH) {
      const escape = escapeAt(text, here);
      pieces.push(text.slice(begin, here), escape.value);
      here += escape.length;
      begin = here;
    } else {
      here++;
    }
  }
  return unclosed(text, at, text.length, joined(pieces, text, begin, text.length), faults);
}
