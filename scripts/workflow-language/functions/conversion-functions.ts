import { fail } from '../flow-expression-error';
import { floatOf, isInteger, isNumber, isObject, integerOf, jsonOf, propertyOf, shownValue, textOf, WholeFloat, type FlowNumber, type FlowValue, type JsonObject } from '../flow-value';
import type { JsonValue } from '../workflow-document';
import { example, flowFunction } from './flow-function';
import { readFloat, readInteger } from './read-number';

const VALUE = [{ name: 'value', type: 'any' }] as const;
const TEXT = [{ name: 'value', type: 'string' }] as const;

/** Functions that change a value's type or spelling. Source: functions reference, "Conversion functions". */
export const conversionFunctions = {
  array: flowFunction({
    parameters: VALUE, result: 'array', description: 'A list with one item.',
    examples: [example("array('hello')", ['hello'])], evaluate: ([value]) => [jsonOf(value)],
  }),
  bool: flowFunction({
    parameters: VALUE, result: 'boolean', description: 'True or false of a number (0 is false) or of the text true or false.',
    examples: [example('bool(1)', true), example('bool(0)', false), example('bool(-1)', true), example("bool('true')", true), example("bool('false')", false)],
    evaluate: ([value]) => {
      if (typeof value === 'boolean') return value;
      if (isNumber(value)) return value instanceof WholeFloat ? value.value !== 0 : Number(value) !== 0;
      const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
      return word === 'true' || (word !== 'false' && fail(`bool makes true or false of a number or of the texts true and false, but it is ${shownValue(value)}.`));
    },
  }),
  decimal: flowFunction({
    parameters: VALUE, result: 'number', description: 'The number a text says, as a float: digits beyond 15 may differ from the platform, which keeps 28.',
    examples: [example("decimal('1.2345678912312131')", 1.234567891231213), example("div(decimal('10'), 4)", 2.5)],
    evaluate: ([value]) => floatFrom('decimal', value),
  }),
  float: flowFunction({
    parameters: [{ name: 'value', type: 'any' }, { name: 'locale', type: 'string', optional: true }], result: 'number',
    description: 'The number with a fraction that a text says.',
    examples: [
      example("float('10,000.333')", 10000.333), example("float('10.000,333', 'de-DE')", 10000.333), example("float('12,3,4,5678')", 12345678), example("float('1234567,8+')", 12345678), example("float('12345,6,78,-')", -12345678),
      example("float('-12,345,678,')", -12345678), example("float('12345678.-')", -12345678), example("float('.12345678')", 0.12345678),
    ],
    evaluate: ([value, locale]) => floatFrom('float', value, locale),
  }),
  int: flowFunction({
    parameters: VALUE, result: 'integer', description: 'The whole number that a text says.',
    examples: [example("int('10')", 10), example("int(' -7 ')", -7)], evaluate: ([value]) => integerFrom(value),
  }),
  json: flowFunction({
    parameters: VALUE, result: 'any', description: 'The value that a text of JSON says; an empty object for null.',
    examples: [example("json('[1, 2, 3]')", [1, 2, 3]), example(`json('{"fullName": "Sophia Owen"}')`, { fullName: 'Sophia Owen' }), example('json(null)', {})],
    evaluate: ([value]) => jsonFrom(value),
  }),
  string: flowFunction({
    parameters: VALUE, result: 'string', description: 'The value as text: null is empty, lists and objects are JSON.',
    examples: [example('string(10)', '10'), example('string(null)', ''), example('string(true)', 'True'), example('string(createArray(1, 2))', '[1,2]')],
    evaluate: ([value]) => textOf(value),
  }),
  base64: flowFunction({
    parameters: VALUE, result: 'string', description: 'A text, or binary content, in base64.',
    examples: [example("base64('hello')", 'aGVsbG8='), example("base64(binary('hello'))", 'aGVsbG8=')], evaluate: ([value]) => base64Of(value),
  }),
  base64ToBinary: flowFunction({
    parameters: TEXT, result: 'object', description: 'The binary content of a text in base64.',
    examples: [example("base64ToBinary('aGVsbG8=')", { '$content-type': 'application/octet-stream', $content: 'aGVsbG8=' })],
    evaluate: ([text]) => binaryOf(decoded(text, 'base64ToBinary')),
  }),
  base64ToString: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text behind base64.',
    examples: [example("base64ToString('aGVsbG8=')", 'hello')], evaluate: ([text]) => decoded(text, 'base64ToString').toString('utf8'),
  }),
  decodeBase64: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text behind base64; base64ToString is the newer name.',
    examples: [example("decodeBase64('aGVsbG8=')", 'hello')], evaluate: ([text]) => decoded(text, 'decodeBase64').toString('utf8'),
  }),
  binary: flowFunction({
    parameters: TEXT, result: 'object', description: 'The text as binary content.',
    examples: [example("binary('hello')", { '$content-type': 'application/octet-stream', $content: 'aGVsbG8=' })],
    evaluate: ([text]) => binaryOf(Buffer.from(text, 'utf8')),
  }),
  dataUri: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text as a data URI.',
    examples: [example("dataUri('hello')", 'data:text/plain;charset=utf-8;base64,aGVsbG8=')],
    evaluate: ([text]) => `data:text/plain;charset=utf-8;base64,${Buffer.from(text, 'utf8').toString('base64')}`,
  }),
  dataUriToBinary: flowFunction({
    parameters: TEXT, result: 'object', description: 'The binary content of a data URI.',
    examples: [example("dataUriToBinary('data:text/plain;charset=utf-8;base64,aGVsbG8=')", { '$content-type': 'text/plain;charset=utf-8', $content: 'aGVsbG8=' })],
    evaluate: ([text]) => binaryOfUri('dataUriToBinary', text),
  }),
  decodeDataUri: flowFunction({
    parameters: TEXT, result: 'object', description: 'The binary content of a data URI; dataUriToBinary is the newer name.',
    examples: [example("decodeDataUri('data:text/plain;charset=utf-8;base64,aGVsbG8=')", { '$content-type': 'text/plain;charset=utf-8', $content: 'aGVsbG8=' })],
    evaluate: ([text]) => binaryOfUri('decodeDataUri', text),
  }),
  dataUriToString: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text behind a data URI.',
    examples: [example("dataUriToString('data:text/plain;charset=utf-8;base64,aGVsbG8=')", 'hello')],
    evaluate: ([text]) => dataUri('dataUriToString', text).bytes.toString('utf8'),
  }),
};

function floatFrom(name: string, value: FlowValue, locale?: string): FlowNumber {
  if (isNumber(value)) return floatOf(value instanceof WholeFloat ? value.value : Number(value));
  const read = typeof value === 'string' ? readFloat(value, locale) : undefined;
  return read === undefined ? fail(`${name} reads a number from a text, but it is ${shownValue(value)}.`) : floatOf(read);
}

function integerFrom(value: FlowValue): FlowNumber {
  if (value instanceof WholeFloat) return value.value;
  if (isNumber(value) && isInteger(value)) return value;
  const read = typeof value === 'string' ? readInteger(value) : undefined;
  return read === undefined ? fail(`int reads a whole number from a text, but it is ${shownValue(value)}.`) : integerOf(read);
}

function jsonFrom(value: FlowValue): JsonValue {
  if (value === null) return {};
  if (typeof value !== 'string') return fail(`json reads a text, but it is ${shownValue(value)}.`);
  try {
    return JSON.parse(value) as JsonValue; // what JSON.parse gives is JSON
  } catch (error) {
    return fail(`json can't read ${shownValue(value)}: ${(error as Error).message}.`); // JSON.parse throws SyntaxError alone
  }
}

const binaryOf = (bytes: Buffer, type = 'application/octet-stream'): JsonObject => ({ '$content-type': type, $content: bytes.toString('base64') });

/** Binary content is an envelope of JSON, whose $content is base64 already. */
function base64Of(value: FlowValue): string {
  const content = isObject(value) ? propertyOf(value, '$content') : undefined;
  if (typeof content === 'string') return content;
  return Buffer.from(typeof value === 'string' ? value : fail(`base64 wants a text or binary content, but it is ${shownValue(value)}.`), 'utf8').toString('base64');
}

function decoded(text: string, name: string): Buffer {
  const plain = text.replace(/\s+/g, '');
  return plain.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(plain) ? Buffer.from(plain, 'base64') : fail(`${name} wants base64, but it is ${shownValue(text)}.`);
}

const binaryOfUri = (name: string, text: string): JsonObject => {
  const { bytes, type } = dataUri(name, text);
  return binaryOf(bytes, type);
};

function dataUri(name: string, text: string): { readonly type: string; readonly bytes: Buffer } {
  const found = /^data:([^,]*),(.*)$/s.exec(text) ?? fail(`${name} wants a data URI such as data:text/plain;base64,…, but it is ${shownValue(text)}.`);
  const [, head = '', data = ''] = found;
  const isBase64 = /;base64$/i.test(head);
  const type = (isBase64 ? head.slice(0, -';base64'.length) : head) || 'text/plain;charset=US-ASCII'; // the default of RFC 2397
  return { type, bytes: isBase64 ? decoded(data, name) : Buffer.from(percentDecoded(data, name), 'utf8') };
}

function percentDecoded(text: string, name: string): string {
  try { return decodeURIComponent(text); } catch { return fail(`${name} finds a % that begins no character in ${shownValue(text)}.`); }
}
