/** What may stand between the tokens of a damaged JSON text: blanks, comments, invisible characters. */
import { afterBlanks, ASTERISK, SLASH } from './json-characters';
import { characterNumber, shown, type FaultList } from './json-fault';

/** The offset of the next token at or after `from`; comments and characters that only look blank are noted on the way. */
export function nextToken(text: string, from: number, faults: FaultList): number {
  for (let at = from; ;) {
    at = afterBlanks(text, at);
    const code = text.charCodeAt(at);
    if (code === SLASH && isComment(text, at)) {
      const end = endOfComment(text, at);
      faults.add('comment', at, end - at, shown(text.slice(at, Math.min(end, at + 200))), '');
      at = end;
    } else if (looksBlank(code)) {
      let end = at + 1;
      while (looksBlank(text.charCodeAt(end))) end++;
      faults.add('control-character', at, end - at, characterNumber(code), ' ');
      at = end;
    } else {
      return at;
    }
  }
}

/** True when a comment begins at this slash. */
export function isComment(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === SLASH || next === ASTERISK;
}

/** The end of a comment, its line end not included; a comment that is never closed ends with the text. */
function endOfComment(text: string, at: number): number {
  if (text.charCodeAt(at + 1) === ASTERISK) {
    const end = text.indexOf('*/', at + 2);
    return end < 0 ? text.length : end + 2;
  }
  const end = text.indexOf('\n', at);
  if (end < 0) return text.length;
  return text.charAt(end - 1) === '\r' ? end - 1 : end;
}

/** Characters that no one sees and JSON does not allow: control characters, and the spaces that copied text brings along. */
export const looksBlank = (code: number): boolean =>
  (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || (code >= 0x7f && code <= 0xa0) || code === 0xad
  || (code >= 0x2000 && code <= 0x200f) || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000 || code === 0xfeff;
