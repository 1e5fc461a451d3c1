import { asDefinition, inAnswer, inDefinition, inOperation, inParameter } from '../../examples/example';
import { isObject, kindOf, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { rootOf } from '../../spot';
import { brief } from '../../words/brief';
import { expectedWords, wrongEntry } from '../../walk/kind-fit';
import { isReference } from '../../walk/swagger-keys';

interface WrongType { readonly value: JsonValue; readonly expected: string; readonly key: string | number }

export const jsonType = rule<WrongType>({
  code: 'json-type',
  title: 'Every value is of the kind that Swagger 2.0 asks for',
  severity: always('error'),
  microsoft: ['JsonTypeIncorrect'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform reads each key as one kind of value, and refuses the definition when it finds another: a text in place of a number, a list in place of an object.',
  page: 'The types of parameters and schemas (`type`) and the members of `enum` have rules of their own.',
  says: ({ value, expected, key }) => ({
    what: `${key === '' ? 'The file' : typeof key === 'number' ? 'This entry' : `"${brief(key)}"`} is ${foundWords(value)} where ${expected} belongs.`,
    todo: typeof value === 'string' && /^(true|false|-?\d+(\.\d+)?)$/.test(value) ? `Write ${value} without quotes.` : `Write ${expected}.`,
  }),
  fix: {
    safe: false,
    title: 'Remove the quotes.',
    edits: ({ value, expected }, at) => {
      const plain = typeof value === 'string' && 'pointer' in at ? withoutQuotes(value, expected) : undefined;
      return plain === undefined || !('pointer' in at) ? undefined : [{ at, set: plain }];
    },
  },
  examples: () => ({
    good: [inParameter({ required: true }), inOperation({ tags: ['Items'] })],
    bad: [
      { example: inParameter({ required: 'true' }), at: ['/required'], fixed: inParameter({ required: true }) },
      { example: inAnswer({ type: 'string', maxLength: '20' }), at: ['/maxLength'], fixed: inAnswer({ type: 'string', maxLength: 20 }) },
      { example: inDefinition({ definitions: [] }), at: ['/definitions'] },
      { example: inDefinition({ security: [{ api_key: '' }] }), at: ['/security/0/api_key'] },
      { example: inOperation({ tags: ['Items', 1] }), at: ['/tags/1'] },
      { example: inAnswer({ type: 'object', properties: { name: 'string' } }), at: ['/properties/name'] },
      { example: inAnswer({ type: 'object', required: true }), at: ['/required'] },
      { example: { ...asDefinition({}), shown: '[]', subject: { ...asDefinition({}).subject, definition: { file: 'apiDefinition.swagger.json', syntax: 'json', text: '[]', bytes: 2, value: [], damage: [] } } }, at: [''] },
    ],
  }),
  check: ({ report }) => ({
    document({ value }, part) {
      if (value !== undefined && !isObject(value)) report(rootOf(part), { value, expected: 'an object', key: '' });
    },
    misshapen(value, role, spot) {
      report(spot, { value, expected: role === 'list' ? 'a list' : 'an object', key: spot.key });
    },
    misfit(value, kind, key, object, role, spot) {
      if (isReference(object, role)) return;
      const { path, value: wrong, kind: wanted } = wrongEntry(kind, value);
      const at = path.reduce((above, each) => above.at(each), spot.at(key));
      report(at, { value: wrong, expected: expectedWords(wanted), key: at.key });
    },
  }),
});

function foundWords(value: JsonValue): string {
  switch (kindOf(value)) {
    case 'null': return 'null';
    case 'array': return 'a list';
    case 'object': return 'an object';
    case 'boolean': return `${value}`;
    case 'string': return `the text "${brief(String(value))}"`;
    default: return `the number ${value}`;
  }
}

function withoutQuotes(text: string, expected: string): JsonValue | undefined {
  if (expected === expectedWords('flag')) return text === 'true' ? true : text === 'false' ? false : undefined;
  const isNumber = (expected === expectedWords('number') && /^-?\d+(\.\d+)?$/.test(text)) || (expected === expectedWords('integer') && /^-?\d+$/.test(text));
  return isNumber ? Number(text) : undefined;
}
