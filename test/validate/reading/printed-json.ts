/** JSON texts for property tests: a value printed in any style, sound or with damage that can be repaired with certainty. */
import fc from 'fast-check';
import type { JsonValue } from '../../../scripts/validate/json';

/** Answers the next of a list of choices, over and over. */
type Choice = (options: readonly string[]) => string;

const blanks = ['', '', ' ', '\n', '\r\n', '\t', '    ', '\n  '];
const damagedBlanks = [...blanks, ' // "x": {\n', '/* ] */', '\u00a0', '\ufeff'];

export interface PrintedJson { readonly value: JsonValue; readonly text: string }

/** Values with names and texts that are hard to read: escapes, quotes, brackets, empty ones. */
const anyValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue; text: string }>(tie => ({
  text: fc.oneof(fc.string(), fc.string({ unit: 'grapheme' }), fc.constantFrom('', '"', '\\', '\\"', '{', '],', 'a/b', 'm~n', '__proto__', '0', '1', '//', "'", '\n', '\u2028', '\ud800')),
  value: fc.oneof({ depthSize: 'medium', withCrossShrink: true },
    tie('text'), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(), fc.boolean(), fc.constant(null),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.dictionary(tie('text'), tie('value'), { maxKeys: 5 }).map(object => ({ ...object }))),
})).value.map(value => JSON.parse(JSON.stringify(value)) as JsonValue); // -0 is 0 in JSON, and a member called __proto__ becomes the object's own

const choices = fc.array(fc.nat(), { minLength: 1, maxLength: 40 });
const chooser = (numbers: readonly number[]): Choice => {
  let next = 0;
  return options => options[numbers[next++ % numbers.length]! % options.length]!; // neither list is empty
};

const spelt = (text: string, choose: Choice): string => [...text].map(character => choose([JSON.stringify(character).slice(1, -1), JSON.stringify(character).slice(1, -1),
  character.length > 1 ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`, character === '/' ? '\\/' : JSON.stringify(character).slice(1, -1)])).join('');

function print(value: JsonValue, choose: Choice, damaged: boolean): string {
  const blank = (): string => choose(damaged ? damagedBlanks : blanks);
  const comma = (): string => (damaged ? choose([',', ',', `${blank()}\n`, ',,']) : ',');
  const last = (): string => (damaged ? choose(['', ',']) : '');
  const quoted = (text: string): string => {
    if (damaged && !/['\\\u0000-\u001f]/.test(text) && choose(['double', 'single']) === 'single') return `'${text}'`;
    return `"${spelt(text, choose)}"`;
  };
  const colon = (): string => `${blank()}:${blank()}`;
  const printed = (part: JsonValue): string => {
    if (typeof part === 'string') return quoted(part);
    if (typeof part !== 'object' || part === null) return JSON.stringify(part);
    const parts = Array.isArray(part) ? part.map(item => blank() + printed(item as JsonValue) + blank())
      : Object.entries(part as Readonly<Record<string, JsonValue>>).map(([name, member]) => blank() + quoted(name) + colon() + printed(member) + blank());
    const inside = parts.length === 0 ? blank() : parts.map((each, index) => each + (index === parts.length - 1 ? last() : comma())).join('') + blank();
    return Array.isArray(part) ? `[${inside}]` : `{${inside}}`;
  };
  return blank() + printed(value) + blank();
}

/** Sound JSON. */
export const soundJson: fc.Arbitrary<PrintedJson> = fc.tuple(anyValue, choices).map(([value, numbers]) => ({ value, text: print(value, chooser(numbers), false) }));

/** JSON with commas too many and too few, comments, odd blanks and single quotes; control characters would be ambiguous there and are left out. */
export const repairableJson: fc.Arbitrary<PrintedJson> = fc.tuple(anyValue, choices)
  .filter(([value]) => !/\\u00[01]/.test(JSON.stringify(value)))
  .map(([value, numbers]) => ({ value, text: print(value, chooser(numbers), true) }));
