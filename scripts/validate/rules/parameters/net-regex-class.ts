/** Escapes and character classes of .NET regular expressions. */

/** What is wrong with a pattern, and where (UTF-16 units from 0). */
export interface RegexProblem { readonly offset: number; readonly problem: string }

/** How far a piece of the pattern reaches, and what it was. `set` is a class such as \w, which can't bound a range. */
export interface RegexPiece { readonly end: number; readonly set?: boolean; readonly code?: number; readonly group?: string }

const hexadecimal = /^[0-9a-fA-F]+$/;
const category = /^(L[ultmo]?|M[nce]?|N[dlo]?|P[cdseifo]?|S[mcko]?|Z[slp]?|C[cfson]?|_x[A-Za-z0-9]+|Is[A-Z][A-Za-z0-9-]*)$/;
const simple: Readonly<Record<string, number>> = { a: 7, b: 8, e: 27, f: 12, n: 10, r: 13, t: 9, v: 11 };

const isProblem = (piece: RegexPiece | RegexProblem): piece is RegexProblem => 'problem' in piece;
export { isProblem as isRegexProblem };

/** The escape that begins with the backslash at `start`. In a class fewer are known. */
export function escapeAt(pattern: string, start: number, inClass: boolean): RegexPiece | RegexProblem {
  const letter = pattern[start + 1];
  if (letter === undefined) return { offset: start, problem: 'it ends with a single backslash' };
  const end = start + 2;
  if ('wWsSdD'.includes(letter)) return { end, set: true };
  if (letter === 'p' || letter === 'P') return categoryAt(pattern, start);
  if (letter === 'x') return hexadecimalAt(pattern, start, 2);
  if (letter === 'u') return hexadecimalAt(pattern, start, 4);
  if (letter === 'c') return controlAt(pattern, start);
  if (letter === 'k' && !inClass) return namedReferenceAt(pattern, start);
  if (/[0-9]/.test(letter)) return numberAt(pattern, start, inClass);
  if (simple[letter] !== undefined) return { end, code: simple[letter] };
  if (!inClass && 'AzZGbB'.includes(letter)) return { end };
  if (/[\p{L}\p{Mn}\p{Nd}\p{Pc}]/u.test(letter)) return { offset: start, problem: `\\${letter} is no escape` };
  return { end, code: letter.charCodeAt(0) };
}

function categoryAt(pattern: string, start: number): RegexPiece | RegexProblem {
  const close = pattern[start + 2] === '{' ? pattern.indexOf('}', start) : -1;
  if (close < 0) return { offset: start, problem: 'a category is written \\p{…}' };
  const name = pattern.slice(start + 3, close);
  return category.test(name) ? { end: close + 1, set: true } : { offset: start, problem: `\\p{${name.slice(0, 30)}} is no category that .NET knows` };
}

function hexadecimalAt(pattern: string, start: number, digits: number): RegexPiece | RegexProblem {
  const written = pattern.slice(start + 2, start + 2 + digits);
  return written.length === digits && hexadecimal.test(written) ? { end: start + 2 + digits, code: parseInt(written, 16) } : { offset: start, problem: `\\${pattern[start + 1]} needs ${digits} hexadecimal digits` };
}

function controlAt(pattern: string, start: number): RegexPiece | RegexProblem {
  const letter = pattern[start + 2];
  return letter !== undefined && /[A-Za-z@[\\\]^_]/.test(letter) ? { end: start + 3, code: letter.toUpperCase().charCodeAt(0) - 64 } : { offset: start, problem: '\\c needs a letter' };
}

function namedReferenceAt(pattern: string, start: number): RegexPiece | RegexProblem {
  const open = pattern[start + 2];
  const close = open === '<' ? pattern.indexOf('>', start + 3) : open === '\'' ? pattern.indexOf('\'', start + 3) : -1;
  const name = close < 0 ? '' : pattern.slice(start + 3, close);
  return /^[\p{L}\p{N}_]+$/u.test(name) ? { end: close + 1, group: name } : { offset: start, problem: 'a reference to a group is written \\k<name>' };
}

/** \1 is a reference, \12 one if there are as many groups and octal otherwise, \0… always octal; in classes octal only. */
function numberAt(pattern: string, start: number, inClass: boolean): RegexPiece | RegexProblem {
  let end = start + 1;
  while (end < pattern.length && end < start + 4 && /[0-9]/.test(pattern[end] ?? '')) end += 1;
  const digits = pattern.slice(start + 1, end);
  if (!inClass && digits.length === 1 && digits !== '0') return { end, group: digits };
  const octal = /^[0-7]{1,3}/.exec(digits)?.[0];
  return octal === undefined ? (inClass ? { offset: start, problem: `\\${digits} is no escape` } : { end, group: digits }) : { end: start + 1 + octal.length, code: parseInt(octal, 8) };
}

/**
 * The class that begins with the bracket at `start`: ranges in order, and at its end at most a subtracted class such as
 * the one in [a-z-[aeiou]]. [:alpha:] means nothing to .NET, its brackets are ordinary.
 */
export function classAt(pattern: string, start: number): RegexPiece | RegexProblem {
  let depth = 1;
  let at = pattern[start + 1] === '^' ? start + 2 : start + 1;
  let first = true;
  while (at < pattern.length) {
    if (pattern[at] === ']' && !first) {
      depth -= 1;
      at += 1;
      if (depth === 0) return { end: at };
      if (at < pattern.length && pattern[at] !== ']') return { offset: at, problem: 'a subtracted class is the last thing in its class' };
      continue;
    }
    if (!first && pattern.startsWith('-[', at)) {
      depth += 1;
      at += pattern[at + 2] === '^' ? 3 : 2;
      first = true;
      continue;
    }
    const member = memberAt(pattern, at);
    if (isProblem(member)) return member;
    first = false;
    at = member.end;
  }
  return { offset: start, problem: 'a bracket [ is never closed' };
}

/** One character, one set, or a range. */
function memberAt(pattern: string, at: number): RegexPiece | RegexProblem {
  const low = characterAt(pattern, at);
  if (isProblem(low) || low.set === true || pattern[low.end] !== '-') return low;
  const after = pattern[low.end + 1];
  if (after === undefined || after === ']' || after === '[') return low;
  const high = characterAt(pattern, low.end + 1);
  if (isProblem(high)) return high;
  if (high.set === true) return { offset: low.end + 1, problem: `${pattern.slice(low.end + 1, high.end)} can't end a range` };
  if (low.code !== undefined && high.code !== undefined && low.code > high.code) return { offset: at, problem: 'a range in brackets runs backwards' };
  return high;
}

const characterAt = (pattern: string, at: number): RegexPiece | RegexProblem => (pattern[at] === '\\' ? escapeAt(pattern, at, true) : { end: at + 1, code: pattern.charCodeAt(at) });
