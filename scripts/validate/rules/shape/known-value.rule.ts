import { inOperation, inParameter } from '../../examples/example';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import type { PartVisitor } from '../../visitors';

const types = ['string', 'number', 'integer', 'boolean', 'array'];
type Closed = Readonly<Record<string, readonly string[]>>;
const lists = ['csv', 'ssv', 'tsv', 'pipes'];

/** Keys that take a few texts only; those of parameters, schemas and security definitions that are missing here have rules of their own. */
const closed: { readonly [role in 'parameter' | 'header' | 'items']: Closed } = {
  parameter: { in: ['query', 'header', 'path', 'formData'] },
  header: { type: types, collectionFormat: lists },
  items: { type: types, collectionFormat: lists },
};

export const knownValue = rule<{ key: string; value: string; allowed: readonly string[] }>({
  code: 'known-value',
  title: 'Where Swagger 2.0 allows a few values only, the value is one of them',
  severity: always('error'),
  microsoft: ['JsonValueNotInEnum'],
  policy: ['5000.2.6.2'],
  source: 'Swagger validator rules; Swagger 2.0',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 617 },
  why: 'The platform refuses any other value; capital letters count.',
  page: 'This is about the place of a parameter (`in`) and the types of headers and of the items of lists. The types of parameters and schemas, and `x-ms-visibility`, have rules of their own.',
  says: ({ key, value, allowed }) => ({
    what: `"${key}" is "${brief(value)}"; it can be ${allowed.map(each => (each === 'query' ? `${each}, body` : each)).join(', ')}.`,
    todo: 'Write one of these.',
  }),
  fix: {
    safe: true,
    title: 'Write it with the right capital letters.',
    edits: ({ value, allowed }, at) => {
      const meant = allowed.find(each => each.toLowerCase() === value.toLowerCase());
      return meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ in: 'query' })],
    bad: [
      { example: inParameter({ in: 'Query' }), at: ['/in'], fixed: inParameter({ in: 'query' }) },
      { example: inParameter({ in: 'cookie' }), at: ['/in'] },
      { example: inOperation({ responses: { 200: { description: 'The items.', headers: { 'X-Count': { type: 'int' } } } } }), at: ['/responses/200/headers/X-Count/type'] },
    ],
  }),
  check: ({ report }) => {
    const look = (table: Closed): PartVisitor => (object, spot) => {
      for (const key in table) {
        const value = object[key];
        const allowed = table[key];
        if (typeof value === 'string' && allowed !== undefined && !allowed.includes(value)) report(spot.at(key), { key, value, allowed });
      }
    };
    return { partOf: { parameter: look(closed.parameter), header: look(closed.header), items: look(closed.items) } };
  },
});
