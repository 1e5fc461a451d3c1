/** Texts, numbers and comments as C# writes them, so that nothing in a model can end the literal or comment it stands in. */

/** The largest number that a C# decimal holds, as the nearest smaller JavaScript number. */
const largestDecimal = 7.922816251426433e28;

/**
 * What C# reads as the end of a literal or line (U+0085, U+2028 and U+2029 are line ends too), and what a reviewer
 * can't see: control and format characters, among them those that turn the direction of writing, and lone surrogates.
 */
const unsafe = /[\\"\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;
const short: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The inside of a C# string literal. */
const escaped = (text: string): string => text.replace(unsafe, character => {
  const code = character.codePointAt(0)!;
  return short[character] ?? (code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`);
});

/** A C# string literal. */
export const csharpText = (text: string): string => `"${escaped(text)}"`;

/** Text between the holes of an interpolated C# string. */
export const templateText = (text: string): string => escaped(text).replace(/[{}]/g, brace => brace + brace);

/** Text for a comment of one line: every run of blanks, line ends and unseen characters is one blank. */
export const commentText = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}\p{Cs}]+/gu, ' ').trim();

/** True when a C# decimal can hold the number: it is finite and its amount below 7.9e28. */
export const fitsDecimal = (value: number): boolean => Math.abs(value) <= largestDecimal;

/** A number in digits, as C# reads it; what is too small for a decimal is 0. Throws RangeError when `fitsDecimal` says no. */
export function decimalDigits(value: number): string {
  if (!fitsDecimal(value)) throw new RangeError(`${value} is no number that custom code can hold: use one below 7.9e28.`);
  if (Math.abs(value) < 1e-28) return '0';
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e\+(\d+)$/.exec(String(value)) ?? [];
  return exponent === undefined ? String(value) : `${sign}${whole}${fraction.padEnd(Number(exponent), '0')}`;
}
