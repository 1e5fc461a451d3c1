/** Texts with every kind of damage, the value that a person reads in them, and what is to be said about them. */
import type { JsonValue } from '../../../scripts/validate/json';
import type { DamageKind } from '../../../scripts/validate/subject';

/** Kind, offset, length, detail, and the repair where one is certain. */
export type ExpectedDamage = readonly [kind: DamageKind, offset: number, length: number, detail: string, repair?: string];

export interface DamagedText {
  readonly what: string;
  readonly text: string;
  readonly value: JsonValue | undefined;
  readonly damage: readonly ExpectedDamage[];
}

const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const deepValue = (levels: number, inmost: JsonValue): JsonValue => Array.from({ length: levels }).reduce<JsonValue>(value => [value], inmost);

export const damagedTexts: readonly DamagedText[] = [
  { what: 'a comma before the end of an object', text: '{"a":1 ,\n}', value: { a: 1 }, damage: [['trailing-comma', 7, 1, ',', '']] },
  { what: 'a comma before the end of an array', text: '["a",]', value: ['a'], damage: [['trailing-comma', 4, 1, ',', '']] },
  { what: 'commas with nothing between them', text: '[,1,,2]', value: [1, 2], damage: [['trailing-comma', 1, 1, ',', ''], ['trailing-comma', 4, 1, ',', '']] },
  { what: 'no comma between members', text: '{"a":"x"\n"b":true "c":{}}', value: { a: 'x', b: true, c: {} }, damage: [['missing-comma', 8, 0, ',', ','], ['missing-comma', 17, 0, ',', ',']] },
  { what: 'no comma between items', text: '[{"a":1}{"a":2} 3]', value: [{ a: 1 }, { a: 2 }, 3], damage: [['missing-comma', 8, 0, ',', ','], ['missing-comma', 15, 0, ',', ',']] },
  { what: 'comments', text: '{// "one"\r\n"a":/* two */1}//', value: { a: 1 }, damage: [['comment', 1, 8, '// "one"', ''], ['comment', 15, 9, '/* two */', ''], ['comment', 26, 2, '//', '']] },
  { what: 'a comment that is never closed', text: '1/* x', value: 1, damage: [['comment', 1, 4, '/* x', '']] },
  { what: 'raw control characters in a text', text: '{"a":"x\ty\r\nz"}', value: { a: 'x\ty\r\nz' }, damage: [['control-character', 7, 1, 'U+0009', '\\t'], ['control-character', 9, 1, 'U+000D', '\\r'], ['control-character', 10, 1, 'U+000A', '\\n']] },
  { what: 'spaces that are none', text: '{\u00a0\u00a0"a":\u200b1}', value: { a: 1 }, damage: [['control-character', 1, 2, 'U+00A0', ' '], ['control-character', 7, 1, 'U+200B', ' ']] },
  { what: 'single quotes', text: `{'a':'it\\'s "x"'}`, value: { a: 'it\'s "x"' }, damage: [['single-quotes', 1, 3, `'a'`, '"a"'], ['single-quotes', 5, 11, `'it\\'s "x"'`, '"it\'s \\"x\\""']] },
  { what: 'quotes of a text processor', text: '{“a”: “b”}', value: { a: 'b' }, damage: [['single-quotes', 1, 3, '“a”', '"a"'], ['single-quotes', 6, 3, '“b”', '"b"']] },
  { what: 'names and values without quotes', text: '{a: True, b_1: nope}', value: { a: true, b_1: 'nope' }, damage: [
    ['unreadable', 1, 1, 'the name a has no quotes', '"a"'], ['unreadable', 4, 4, 'True is not how JSON spells true', 'true'],
    ['unreadable', 10, 3, 'the name b_1 has no quotes', '"b_1"'], ['unreadable', 15, 4, 'nope has no quotes and is no number']] },
  { what: 'an address without quotes', text: '[https://a.b/c, 1]', value: ['https://a.b/c', 1], damage: [['unreadable', 1, 13, 'https://a.b/c has no quotes and is no number']] },
  { what: 'numbers as other languages have them', text: '[01,+1,.5,2.,NaN,undefined,Null]', value: [1, 1, 0.5, 2, null, null, null], damage: [
    ['unreadable', 1, 2, '01 is not how JSON spells 1', '1'], ['unreadable', 4, 2, '+1 is not how JSON spells 1', '1'], ['unreadable', 7, 2, '.5 is not how JSON spells 0.5', '0.5'],
    ['unreadable', 10, 2, '2. is not how JSON spells 2', '2'], ['unreadable', 13, 3, 'NaN is not known to JSON, which has null', 'null'],
    ['unreadable', 17, 9, 'undefined is not known to JSON, which has null', 'null'], ['unreadable', 27, 4, 'Null is not known to JSON, which has null', 'null']] },
  { what: 'unknown escapes', text: '["\\d+","\\u12x","\\\'"]', value: ['\\d+', '\\u12x', "'"], damage: [
    ['unreadable', 2, 1, '\\d is not an escape of JSON', '\\\\'], ['unreadable', 8, 1, '\\u is not an escape of JSON', '\\\\'], ['unreadable', 16, 1, "\\' is not an escape of JSON", '']] },
  { what: 'quotes inside a text', text: '{"a":"say "hi" now","b":1}', value: { a: 'say "hi" now', b: 1 }, damage: [
    ['unreadable', 10, 1, 'a double quote inside a text has no backslash before it', '\\"'], ['unreadable', 13, 1, 'a double quote inside a text has no backslash before it', '\\"']] },
  { what: 'a closing quote that was forgotten', text: '{"a":"x y,\n "b":"z"}', value: { a: 'x y', b: 'z' }, damage: [
    ['unreadable', 5, 4, 'the closing quote of this text is missing']] },
  { what: 'a name without colon', text: '{"a" 1}', value: { a: 1 }, damage: [['unreadable', 4, 0, 'a colon is missing after the name a', ':']] },
  { what: 'a name without value', text: '{"a":,"b":1}', value: { b: 1 }, damage: [['unreadable', 1, 3, 'the name a has no value']] },
  { what: 'an object without name', text: '{"a":1,{"x":[2]},"b":3}', value: { a: 1, b: 3 }, damage: [['unreadable', 7, 9, 'a name is missing before this {']] },
  { what: 'a colon without name', text: '{"a":1,:"b":2}', value: { a: 1, b: 2 }, damage: [['unreadable', 7, 1, 'a colon stands here without a name before it']] },
  { what: 'a bracket that was forgotten inside', text: '{"i":{"k":["x","y"\n},"b":1}', value: { i: { k: ['x', 'y'] }, b: 1 }, damage: [['unreadable', 18, 0, '] is missing before the next }', ']']] },
  { what: 'forgotten brackets inside and at the end, which no one can tell apart', text: '{"i":{"k":["x"},"b":1', value: { i: { k: ['x'] }, b: 1 }, damage: [
    ['unreadable', 14, 0, '] is missing before the next }'], ['unreadable', 21, 0, 'the text ends too early: } is missing']] },
  { what: 'no comma between texts that touch', text: '["a""b" "c"]', value: ['a', 'b', 'c'], damage: [['missing-comma', 4, 0, ',', ','], ['missing-comma', 7, 0, ',', ',']] },
  { what: 'a comma and then a forgotten bracket', text: '{"k":["x",}', value: { k: ['x'] }, damage: [['unreadable', 9, 0, '] is missing before the next }', ']'], ['trailing-comma', 9, 1, ',', '']] },
  { what: 'a bracket that closes nothing', text: '{"a":1]}', value: { a: 1 }, damage: [['unreadable', 6, 1, 'this ] closes nothing']] },
  { what: 'a bracket that closes the document too early', text: '{"a":{}},\n"b":2}', value: { a: {}, b: 2 }, damage: [['unreadable', 7, 1, 'this } closes the document, but another member follows']] },
  { what: 'one bracket too many at the end', text: '{"a":1}}\n', value: { a: 1 }, damage: [['second-document', 7, 1, '}', '']] },
  { what: 'a second document', text: '{"a":1}\n{"b":2}\n', value: { a: 1 }, damage: [['second-document', 8, 7, '{"b":2}']] },
  { what: 'text after the document', text: '[1] and more', value: [1], damage: [['second-document', 4, 8, 'and more']] },
  { what: 'a text that ends too early', text: '{"a":{"b":[1', value: { a: { b: [1] } }, damage: [['unreadable', 12, 0, 'the text ends too early: ]}} is missing']] },
  { what: 'a text that ends inside a string', text: '{"a":"x', value: { a: 'x' }, damage: [['unreadable', 5, 2, 'the closing quote of this text is missing'], ['unreadable', 7, 0, 'the text ends too early: } is missing']] },
  { what: 'a name that comes twice', text: '{"a":1,"b":{"a":2},"a":3,"a":4}', value: { a: 4, b: { a: 2 } }, damage: [['duplicate-key', 19, 3, 'a'], ['duplicate-key', 25, 3, 'a']] },
  { what: 'a name that comes twice, spelt in two ways', text: '{"a":1,"\\u0061":2}', value: { a: 2 }, damage: [['duplicate-key', 7, 8, 'a']] },
  { what: 'nothing', text: '', value: undefined, damage: [['unreadable', 0, 0, 'the file is empty']] },
  { what: 'blanks alone', text: ' \n', value: undefined, damage: [['unreadable', 0, 0, 'the file is empty']] },
  { what: 'another format', text: '<html>{}</html>', value: undefined, damage: [['unreadable', 0, 15, '<html>{}</html> is not the beginning of JSON']] },
  { what: 'what lies as deep as is read', text: deep(500), value: deepValue(499, []), damage: [] },
  { what: 'what lies too deep', text: deep(501), value: deepValue(500, null), damage: [['unreadable', 500, 2, 'this lies more than 500 levels deep and was not read']] },
  { what: 'what lies far too deep', text: `{"a":${deep(100_000)},"b":1}`, value: { a: deepValue(499, null), b: 1 }, damage: [['unreadable', 504, 2 * 100_000 - 2 * 499, 'this lies more than 500 levels deep and was not read']] },
];
