import { inAnswer, inBody } from '../../examples/example';
import type { JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { foreignSchemaKeywords } from '../../walk/swagger-keys';

/** What to write in place of a keyword. */
const instead: Readonly<Record<string, string>> = {
  nullable: 'Write "x-nullable": true.',
  const: 'Write an "enum" with that one value.',
  oneOf: 'Describe one schema with the properties of all, none of them required, or use x-ms-dynamic-schema.',
  anyOf: 'Describe one schema with the properties of all, none of them required, or use x-ms-dynamic-schema.',
  patternProperties: 'Use "additionalProperties".',
  examples: 'Write one "example".',
  deprecated: 'Say so in the description.',
  writeOnly: 'Describe requests and responses with definitions of their own.',
  prefixItems: 'Give all items one schema under "items".',
  additionalItems: 'Give all items one schema under "items".',
  contentEncoding: 'Write "format": "byte" for base64.',
};

export const schemaKeywords = rule<{ key: string; value: JsonValue; taken: boolean }>({
  code: 'schema-oas3-keywords',
  title: 'Schemas use the keywords of Swagger 2.0',
  severity: always('error'),
  microsoft: ['SwaggerKeywordNotSupported'],
  policy: ['5000.2.6.3'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 617 },
  why: 'The platform reads Swagger 2.0 and refuses keywords of OpenAPI 3 and of later JSON Schema drafts at import.',
  says: ({ key }) => ({
    what: `"${key}" is not a keyword of Swagger 2.0.`,
    todo: instead[key] ?? 'Delete it, and say in the description what it said.',
  }),
  fix: {
    safe: true,
    title: 'Write it as Swagger 2.0 has it.',
    edits: ({ key, value, taken }, at) => {
      if (!('pointer' in at) || taken) return undefined;
      if (key === 'nullable' && typeof value === 'boolean') return [{ at, rename: 'x-nullable' }];
      const schema = at.up();
      return key === 'const' && schema ? [{ at, remove: true }, { at: schema.at('enum'), set: [value] }] : undefined;
    },
  },
  examples: () => ({
    good: [inAnswer({ type: 'string', 'x-nullable': true, enum: ['cat'] }), inAnswer({ type: 'object', properties: { not: { type: 'string' }, const: { type: 'string' } } })],
    bad: [
      { example: inAnswer({ type: 'string', nullable: true }), at: ['/nullable'], fixed: inAnswer({ type: 'string', 'x-nullable': true }) },
      { example: inAnswer({ type: 'string', const: 'cat' }), at: ['/const'], fixed: inAnswer({ type: 'string', enum: ['cat'] }) },
      { example: inBody({ oneOf: [{ type: 'string' }, { type: 'integer' }] }), at: ['/oneOf'] },
    ],
  }),
  check: ({ report }) => ({
    unlisted(key, value, object, role, spot) {
      if (role !== 'schema' || !foreignSchemaKeywords.has(key) || typeof object['$ref'] === 'string') return;
      report(spot.at(key), { key, value, taken: object[key === 'const' ? 'enum' : 'x-nullable'] !== undefined });
    },
  }),
});
