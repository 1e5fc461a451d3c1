import { fail } from '../flow-expression-error';
import { textOf } from '../flow-value';
import { capitalLetters, smallLetters } from '../letter-case';
import { example, flowFunction } from './flow-function';
import { readFloat, readInteger } from './read-number';
import { formatNumber } from './format-number';

const SEARCH = [{ name: 'text', type: 'string' }, { name: 'searchText', type: 'string' }] as const;

/** Functions for texts. Source: functions reference, "String functions". */
export const textFunctions = {
  concat: flowFunction({
    parameters: [{ name: 'text', type: 'any', variadic: true }], result: 'string',
    description: 'Joins texts to one. Other values become text, null an empty one.',
    examples: [example("concat('Hello', 'World')", 'HelloWorld'), example("concat('a', 1, null, true)", 'a1True')],
    evaluate: values => values.map(textOf).join(''),
  }),
  endsWith: flowFunction({
    parameters: SEARCH, result: 'boolean', description: 'Whether a text ends with another, capital letters aside.',
    examples: [example("endsWith('hello world', 'world')", true), example("endsWith('hello world', 'universe')", false), example("endsWith('hello', 'LO')", true)],
    evaluate: ([text, search]) => smallLetters(text).endsWith(smallLetters(search)),
  }),
  formatNumber: flowFunction({
    parameters: [{ name: 'number', type: 'number' }, { name: 'format', type: 'string' }, { name: 'locale', type: 'string', optional: true }], result: 'string',
    description: 'A number as text in a format of .NET, such as N2, 0.00 or #,##0.',
    examples: [
      example("formatNumber(1234567890, '0,0.00')", '1,234,567,890.00'), example("formatNumber(1234567890, '#,##0.00', 'is-IS')", '1.234.567.890,00'),
      example("formatNumber(17.35, 'C2')", '$17.35'),
    ],
    evaluate: ([number, format, locale]) => formatNumber(number, format, locale),
  }),
  guid: flowFunction({
    parameters: [{ name: 'format', type: 'string', optional: true }], result: 'string',
    description: 'A new unique id. The format is N, D (the default), B, P or X.',
    examples: [example('length(guid())', 36), example("length(guid('N'))", 32), example("first(guid('P'))", '(')],
    evaluate: ([format], context) => guidText(context.newGuid(), format ?? 'D'),
  }),
  indexOf: flowFunction({
    parameters: SEARCH, result: 'integer', description: 'Where a text begins inside another, from 0, capital letters aside; -1 where it is not there.',
    examples: [example("indexOf('hello world', 'world')", 6), example("indexOf('hello world', 'WORLD')", 6), example("indexOf('hello', 'x')", -1)],
    evaluate: ([text, search]) => positionsIn(text, search).next().value ?? -1,
  }),
  isFloat: flowFunction({
    parameters: [{ name: 'text', type: 'string' }, { name: 'locale', type: 'string', optional: true }], result: 'boolean',
    description: 'Whether a text says a number, with or without a fraction.',
    examples: [example("isFloat('10,000.00')", true), example("isFloat('10.000,00', 'de-DE')", true), example("isFloat('ten')", false)],
    evaluate: ([text, locale]) => readFloat(text, locale) !== undefined,
  }),
  isInt: flowFunction({
    parameters: [{ name: 'text', type: 'string' }], result: 'boolean', description: 'Whether a text says a whole number.',
    examples: [example("isInt('10')", true), example("isInt('10.5')", false)],
    evaluate: ([text]) => readInteger(text) !== undefined,
  }),
  lastIndexOf: flowFunction({
    parameters: SEARCH, result: 'integer',
    description: 'Where a text begins inside another for the last time, from 0, capital letters aside; -1 where it is not there.',
    examples: [
      example("lastIndexOf('hello world hello world', 'world')", 18), example("lastIndexOf('hello world hello world', '')", 22), example("lastIndexOf('', '')", 0),
      example("lastIndexOf('', 'a')", -1),
    ],
    evaluate: ([text, search]) => search === '' ? Math.max(0, text.length - 1) : [...positionsIn(text, search)].at(-1) ?? -1,
  }),
  nthIndexOf: flowFunction({
    parameters: [...SEARCH, { name: 'occurrence', type: 'integer' }], result: 'integer',
    description: 'Where a text begins inside another for the nth time, from 0; counted from the end where the number is negative; -1 where it is not there.',
    examples: [
      example("nthIndexOf('123456789123465789', '1', 1)", 0), example("nthIndexOf('123456789123465789', '1', 2)", 9),
      example("nthIndexOf('123456789123465789', '12', 2)", 9), example("nthIndexOf('123456789123465789', '6', 4)", -1), example("nthIndexOf('abcabc', 'b', -1)", 4),
    ],
    evaluate: ([text, search, occurrence]) => {
      if (occurrence === 0) fail('The first occurrence is 1, the last one -1; there is none with the number 0.');
      return [...positionsIn(text, search)].at(occurrence > 0 ? occurrence - 1 : occurrence) ?? -1;
    },
  }),
  replace: flowFunction({
    parameters: [{ name: 'text', type: 'string' }, { name: 'oldText', type: 'string' }, { name: 'newText', type: 'string' }], result: 'string',
    description: 'The text with every occurrence of a part replaced; capital letters matter.',
    examples: [example("replace('the old string', 'old', 'new')", 'the new string'), example("replace('the old string', 'Old', 'new')", 'the old string')],
    evaluate: ([text, old, next]) => old === '' ? fail('The text to replace is empty.') : text.replaceAll(old, () => next),
  }),
  slice: flowFunction({
    parameters: [{ name: 'text', type: 'string' }, { name: 'startIndex', type: 'integer' }, { name: 'endIndex', type: 'integer', optional: true }], result: 'string',
    description: 'The part of a text between two positions; negative ones count from the end.',
    examples: [
      example("slice('Hello World', 2)", 'llo World'), example("slice('Hello World', 30)", ''), example("slice('Hello World', 10, 2)", ''), example("slice('Hello World', 0)", 'Hello World'),
      example("slice('Hello World', 2, 5)", 'llo'), example("slice('Hello World', 6, 20)", 'World'), example("slice('Hello World', -2)", 'ld'), example("slice('Hello World', 3, -1)", 'lo Worl'), example("slice('Hello World', 3, 3)", ''),
    ],
    evaluate: ([text, start, end]) => text.slice(start, end),
  }),
  split: flowFunction({
    parameters: [{ name: 'text', type: 'string' }, { name: 'delimiter', type: 'string' }], result: 'array', description: 'The parts of a text between delimiters.',
    examples: [example("split('a_b_c', '_')", ['a', 'b', 'c']), example("split('a_b_c', ' ')", ['a_b_c'])],
    evaluate: ([text, delimiter]) => delimiter === '' ? [text] : text.split(delimiter),
  }),
  startsWith: flowFunction({
    parameters: SEARCH, result: 'boolean', description: 'Whether a text starts with another, capital letters aside.',
    examples: [
      example("startsWith('hello world', 'hello')", true), example("startsWith('hello world', 'greetings')", false), example("startsWith('Hello', 'hE')", true),
    ],
    evaluate: ([text, search]) => smallLetters(text).startsWith(smallLetters(search)),
  }),
  substring: flowFunction({
    parameters: [{ name: 'text', type: 'string' }, { name: 'startIndex', type: 'integer' }, { name: 'length', type: 'integer', optional: true }], result: 'string',
    description: 'So many characters of a text from a position on; all the rest without a length.',
    examples: [example("substring('hello world', 6, 5)", 'world'), example("substring('hello world', 6)", 'world')],
    evaluate: ([text, start, length]) => {
      const end = start + (length ?? text.length - start);
      if (start < 0 || end < start || end > text.length) fail(`substring goes beyond the text, which has ${text.length} characters: it begins at ${start}${length === undefined ? '' : ` and wants ${length}`}. slice(…) and take(…) give what is there.`);
      return text.slice(start, end);
    },
  }),
  toLower: flowFunction({
    parameters: [{ name: 'text', type: 'string' }], result: 'string', description: 'The text in small letters.',
    examples: [example("toLower('Hello World')", 'hello world')], evaluate: ([text]) => smallLetters(text),
  }),
  toUpper: flowFunction({
    parameters: [{ name: 'text', type: 'string' }], result: 'string', description: 'The text in capital letters.',
    examples: [example("toUpper('Hello World')", 'HELLO WORLD')], evaluate: ([text]) => capitalLetters(text),
  }),
  trim: flowFunction({
    parameters: [{ name: 'text', type: 'string' }], result: 'string', description: 'The text without blanks at both ends.',
    examples: [example("trim(' Hello World  ')", 'Hello World')], evaluate: ([text]) => text.trim(),
  }),
};

/** Where a text begins inside another, occurrences that overlap included, capital letters aside. */
function* positionsIn(text: string, search: string): Generator<number> {
  const [all, wanted] = [smallLetters(text), smallLetters(search)];
  for (let at = all.indexOf(wanted); at >= 0; at = at + 1 > all.length ? -1 : all.indexOf(wanted, at + 1)) {
    yield at;
    if (at === all.length) return;
  }
}

function guidText(guid: string, format: string): string {
  switch (format.toUpperCase()) {
    case 'D': return guid;
    case 'N': return guid.replaceAll('-', '');
    case 'B': return `{${guid}}`;
    case 'P': return `(${guid})`;
    case 'X': {
      const [a = '', b = '', c = '', d = '', e = ''] = guid.split('-');
      return `{0x${a},0x${b},0x${c},{${(d + e).match(/../g)?.map(byte => `0x${byte}`).join(',') ?? ''}}}`;
    }
    default: return fail(`guid has the formats N, D, B, P and X, but no "${format}".`);
  }
}
