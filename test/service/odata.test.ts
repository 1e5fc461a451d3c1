import { deepEqual, equal, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { passes, type FilterContext } from '../../scripts/service/odata/filter-evaluation';
import { parseFilter, type Comparison, type Filter, type Operand } from '../../scripts/service/odata/filter-syntax';
import type { Row } from '../../scripts/service/state';
import { fixture, type Fixture } from './caller';

const context: FilterContext = {
  attributes: [
    { name: 'Name', friendlyName: '', dataType: 'String', indexed: true }, { name: 'Points', friendlyName: '', dataType: 'Int64', indexed: true },
    { name: 'Since', friendlyName: '', dataType: 'DateTimeOffset', indexed: true }, { name: 'Id', friendlyName: '', dataType: 'Guid', indexed: true },
    { name: 'Fan', friendlyName: '', dataType: 'Boolean', indexed: true },
  ],
  isMember: (row, segment) => row['Name'] === segment,
};
const row: Row = { Name: "O'Malley", Points: 7, Since: '2026-03-02T07:00:00.5000000Z', Id: '0a1b2c3d-0000-4000-8000-00000000000f', Fan: true };

async function items(service: Fixture, path: string): Promise<readonly Record<string, unknown>[]> {
  const answer = await service.call(path);
  equal(answer.status, 200, answer.text);
  return (answer.json as { value: readonly Record<string, unknown>[] }).value;
}

describe('service data queries', () => {
  for (const [filter, expected] of [
    ["Name eq 'O''Malley'", true], ["Name ne 'O''Malley'", false], ['Points gt 6.5 and Points le 7', true], ['Points lt -1 or Points ge 7', true],
    ['not (Points eq 7)', false], ['not Points eq 8', true], ['Name eq null', false], ['Name ne null', true], ['7 eq Points', true],
    ['Points eq 1 or Points eq 7 and Points eq 2', false], ['(Points eq 1 or Points eq 7) and Points eq 7', true],
    ['Since gt 2026-03-02T07:00:00.4999999Z', true], ['Since lt 2026-03-02T08:00:00+01:00', false], ['Since ge 2026-03-02', true],
    ['Id eq 0A1B2C3D-0000-4000-8000-00000000000F', true], ['Fan eq true', true], ["contains(Name,'Mall')", true], ["startswith(Name, 'o')", false],
    ["endswith(Name,'ley') eq false", false], ["IsMemberOfSegment('O''Malley')", true], ["IsMemberOfSegment('VIP') ne true", true], ["Name eq 'a and (b'", false],
  ] as const) {
    it(`filter by ${filter}`, () => equal(passes(parseFilter(filter), row, context), expected));
  }

  for (const [filter, message] of [
    ["Name eq 'open", "The filter can't be read at character 9."],
    ['Name is 1', "The filter can't be read at character 6: a comparison (eq, ne, gt, ge, lt, le) is expected."],
    ['(Points eq 1', "The filter can't be read at character 13: ')' is expected."],
    ['Points eq 1 Points', "The filter can't be read at character 13: the filter goes on where it should end."],
    ['length(Name) gt 3', "The filter can't be read at character 1: the function 'length' isn't known here."],
    ['Since gt 2026-13-01', "The filter can't be read at character 10: '2026-13-01' is no date."],
    ['', "The filter can't be read at character 1: a property or a value is expected."],
    [`${'not '.repeat(101)}Fan eq true`, "The filter can't be read at character 401: the filter is nested deeper than 100 levels."],
  ] as const) {
    it(`say why ${filter.slice(0, 30)} can't be read`, () => throws(() => parseFilter(filter), { message }));
  }

  it('read back any filter as it was printed', () => {
    const operand: fc.Arbitrary<Operand> = fc.oneof(
      fc.constantFrom('Name', 'Points').map((name): Operand => ({ kind: 'property', name })), fc.string().map((value): Operand => ({ kind: 'text', value })),
      fc.integer().map((value): Operand => ({ kind: 'number', value })), fc.boolean().map((value): Operand => ({ kind: 'boolean', value })), fc.constant<Operand>({ kind: 'null' }),
    );
    const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
      filter: fc.oneof({ maxDepth: 5 },
        fc.record({ kind: fc.constant('compare' as const), operator: fc.constantFrom<Comparison>('eq', 'ne', 'gt', 'ge', 'lt', 'le'), left: operand, right: operand }, { noNullPrototype: true }),
        fc.record({ kind: fc.constantFrom('and' as const, 'or' as const), left: tie('filter'), right: tie('filter') }, { noNullPrototype: true }),
        fc.record({ kind: fc.constant('not' as const), inner: tie('filter') }, { noNullPrototype: true }),
      ),
    }));
    fc.assert(fc.property(filter, (tree) => deepEqual(parseFilter(print(tree)), tree)), { seed: 7, numRuns: 500 });
  });

  it('give at most 100 rows, select, order, skip and count', async () => {
    const service = fixture();
    equal((await items(service, '{i}/data/Customer')).length, 100);
    equal((await items(service, '{i}/data/Customer?$top=500')).length, 100);
    const pages = [...await items(service, '{i}/data/Customer'), ...await items(service, '{i}/data/Customer?$skip=100'), ...await items(service, '{i}/data/Customer?$skip=200')];
    equal(new Set(pages.map((page) => page['CustomerId'])).size, 250);
    const ordered = await items(service, '{i}/data/Customer?$select=City,LoyaltyPoints&$orderby=City desc,LoyaltyPoints&$top=100');
    const expected = pages.map((page) => ({ City: page['City'], LoyaltyPoints: page['LoyaltyPoints'] }))
      .sort((left, right) => (left.City === right.City ? Number(left.LoyaltyPoints) - Number(right.LoyaltyPoints) : String(left.City) < String(right.City) ? 1 : -1));
    deepEqual(ordered, expected.slice(0, 100));
    const counted = (await service.call("{i}/data/Customer?$filter=LoyaltyTier eq 'Gold'&$count=true&$top=1")).json as Record<string, unknown>;
    equal(counted['@odata.count'], pages.filter((page) => page['LoyaltyTier'] === 'Gold').length);
    const found = await items(service, '{i}/data/Customer?$search=customer.17@retail');
    deepEqual(found.map((page) => page['EmailAddress']), ['customer.17@retail.example']);
  });

  it('tell members of a segment from the others', async () => {
    const service = fixture();
    const listed = (await service.call('{i}/data/Segments')).json as { value: readonly { CustomerId: string; Segments: string }[] };
    const expected = listed.value.filter((entry) => entry.Segments.split(';').includes('NewsletterReaders')).map((entry) => entry.CustomerId);
    const members = (await items(service, "{i}/data/Customer?$filter=IsMemberOfSegment('NewsletterReaders')&$select=CustomerId")).map((page) => page['CustomerId']);
    equal(expected.length > 20, true);
    deepEqual(expected.filter((id) => !members.includes(id)), []);
    deepEqual(members.filter((id) => !expected.includes(String(id)) && listed.value.some((entry) => entry.CustomerId === id)), []);
  });

  for (const [path, code] of [
    ["UnifiedActivity?$filter=Title eq 'x'", 'FilterNotSupported'], ["Segments?$filter=Segments eq 'x'", 'FilterNotSupported'],
    ['Customer?$filter=LifetimeSpend gt 3', 'FilterNotSupported'], ["Loyalty_Members?$filter=Id eq 'x'", 'FilterNotSupported'],
    ['Customer?$filter=LoyaltyPoints eq \'x\'', 'FilterNotReadable'], ["Customer?$filter=IsMemberOfSegment('No')", 'SegmentNotFound'],
    ['Customer?$select=No', 'ColumnNotFound'], ['Customer?$orderby=City down', 'OrderByNotReadable'], ['Customer?$top=-1', 'NumberNotReadable'],
    ['Customer?$expand=X&$search=x', 'ExpandNotSupported'], ['UnifiedActivity?$search=x', 'SearchNotSupported'], ['Customer?$count=maybe', 'BooleanNotReadable'],
  ] as const) {
    it(`refuse ${path}`, async () => {
      const answer = await fixture().call(`{i}/data/${path}`);
      deepEqual([answer.status, (answer.json as Record<string, unknown>)['errorCode']], [400, code]);
    });
  }

  it('change and create rows that can be read again', async () => {
    const service = fixture();
    const [customer] = await items(service, '{i}/data/Customer?$top=1');
    const id = String(customer?.['CustomerId']);
    const patched = await service.call(`{i}/data/Customer/${id}`, { method: 'PATCH', body: { City: 'Basel' } });
    deepEqual([patched.status, patched.text], [204, '']);
    deepEqual(await items(service, `{i}/data/Customer?$filter=CustomerId eq '${id}'`), [{ ...customer, City: 'Basel' }]);
    const validUntil = new Date(service.clock.now() + 86_400_000).toISOString();
    // The API description types the body as a string that holds the object.
    const created = await service.call(`{i}/data/UnifiedActivity?validUntil=${validUntil}`, { method: 'POST', body: JSON.stringify(JSON.stringify({ ActivityId: 'n1', CustomerId: id, Amount: 3.5 })) });
    equal(created.status, 201);
    deepEqual(await items(service, "{i}/data/UnifiedActivity?$filter=ActivityId eq 'n1'"), [{ ActivityId: 'n1', CustomerId: id, Amount: 3.5 }]);
    for (const body of ['[1]', '{', { City: 4 }, { Nothing: 'x' }, {}, { CustomerId: 'other' }]) {
      equal((await service.call(`{i}/data/Customer/${id}`, { method: 'PATCH', body })).status, 400, JSON.stringify(body));
    }
    const late = new Date(service.clock.now() + 31 * 86_400_000).toISOString();
    equal((await service.call(`{i}/data/Customer/${id}?validUntil=${late}`, { method: 'PATCH', body: { City: 'Basel' } })).status, 400);
  });
});

function print(filter: Filter): string {
  switch (filter.kind) {
    case 'and': case 'or': return `(${print(filter.left)}) ${filter.kind} (${print(filter.right)})`;
    case 'not': return `not (${print(filter.inner)})`;
    case 'compare': return `${printOperand(filter.left)} ${filter.operator} ${printOperand(filter.right)}`;
    default: throw new Error(`The generator makes no ${filter.kind}.`);
  }
}

function printOperand(operand: Operand): string {
  if (operand.kind === 'property') return operand.name;
  if (operand.kind === 'text') return `'${operand.value.replaceAll("'", "''")}'`;
  return operand.kind === 'null' ? 'null' : String(operand.value);
}
