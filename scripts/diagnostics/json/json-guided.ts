/** Finds wanted places in a sound JSON text, passing over everything else as fast as it can. */
import { afterBlanks, CLOSE_BRACE, CLOSE_BRACKET, closingQuote, COMMA, DOUBLE_QUOTE, isBlank, OPEN_BRACE, OPEN_BRACKET } from './json-characters';
import type { FoundPlace, Wanted } from './json-wanted';

/**
 * Notes the places of the tree's nodes in a text that JSON.parse accepts; of several members with one name the last
 * counts. For any other text it ends too, in linear time, but the places mean nothing.
 */
export function findInSoundText(text: string, root: Wanted): void {
  visit(text, afterBlanks(text, 0), root, undefined, undefined);
}

/** Notes the value at `at` and what is wanted inside it; answers its end. It goes as deep as the tree, which is bounded. */
function visit(text: string, at: number, wanted: Wanted, key: FoundPlace['key'], under: FoundPlace | undefined): number {
  const code = text.charCodeAt(at);
  const scalar = code !== OPEN_BRACE && code !== OPEN_BRACKET;
  const found: FoundPlace = { offset: at, end: at, scalar, key, under };
  wanted.found = found;
  if (scalar || !wanted.children) found.end = afterValue(text, at);
  else found.end = code === OPEN_BRACE ? members(text, at, wanted.children, found) : items(text, at, wanted.children, found);
  return found.end;
}

function members(text: string, open: number, children: ReadonlyMap<string, Wanted>, under: FoundPlace): number {
  let at = afterBlanks(text, open + 1);
  while (text.charCodeAt(at) === DOUBLE_QUOTE) {
    const quote = closingQuote(text, at);
    if (quote < 0) return text.length;
    const child = children.get(nameBetween(text, at, quote));
    const value = afterBlanks(text, afterBlanks(text, quote + 1) + 1); // past the colon
    at = afterBlanks(text, child ? visit(text, value, child, { offset: at, end: quote + 1 }, under) : afterValue(text, value));
    if (text.charCodeAt(at) !== COMMA) break;
    at = afterBlanks(text, at + 1);
  }
  return Math.min(at + 1, text.length);
}

function nameBetween(text: string, open: number, close: number): string {
  const name = text.slice(open + 1, close);
  if (!name.includes('\\')) return name;
  try {
    return JSON.parse(text.slice(open, close + 1)) as string; // it begins with a quote: nothing but a text comes out
  } catch {
    return name; // only in a text that is not sound
  }
}

function items(text: string, open: number, children: ReadonlyMap<string, Wanted>, under: FoundPlace): number {
  let at = afterBlanks(text, open + 1);
  if (text.charCodeAt(at) === CLOSE_BRACKET) return at + 1;
  for (let index = 0; at < text.length; index++) {
    const child = children.get(String(index));
    at = afterBlanks(text, child ? visit(text, at, child, undefined, under) : afterValue(text, at));
    if (text.charCodeAt(at) !== COMMA) break;
    at = afterBlanks(text, at + 1);
  }
  return Math.min(at + 1, text.length);
}

/** The end of the value that begins at `at`; strings are hopped over, brackets counted, the rest not looked at. */
function afterValue(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code === DOUBLE_QUOTE) return afterString(text, at);
  if (code === OPEN_BRACE || code === OPEN_BRACKET) return afterBrackets(text, at);
  let end = at;
  for (; end < text.length; end++) {
    const inner = text.charCodeAt(end);
    if (inner === COMMA || inner === CLOSE_BRACE || inner === CLOSE_BRACKET || isBlank(inner)) break;
  }
  return end;
}

function afterString(text: string, at: number): number {
  const quote = closingQuote(text, at);
  return quote < 0 ? text.length : quote + 1;
}

function afterBrackets(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length;) {
    const code = text.charCodeAt(at);
    if (code === DOUBLE_QUOTE) {
      at = afterString(text, at);
      continue;
    }
    at++;
    if (code < OPEN_BRACKET) continue; // most of what stands between strings is blank
    if (code === OPEN_BRACE || code === OPEN_BRACKET) depth++;
    else if ((code === CLOSE_BRACE || code === CLOSE_BRACKET) && --depth === 0) return at;
  }
  return text.length;
}
