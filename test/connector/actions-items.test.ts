import assert from 'node:assert/strict';
import type { JsonObject } from '../../scripts/environment/json';
import { directRows, errorOf, readAnswer, stage, valueOf, type Stage } from './actions-stage';

describe('items', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());
  const of = (table: string, more: JsonObject = {}): JsonObject => ({ dataset: on.instanceId, table, ...more });

  it('are listed by entity, with full name, type and data source', async () => {
    const entities = valueOf(await on.call('GetEntities', { dataset: on.instanceId }));
    const source = on.service.control.describe().instances[0]!.dataSources.find(candidate => candidate.name === 'Loyalty')!;
    const { refreshedAt, ...members } = entities.find(entity => entity['qualifiedName'] === 'Loyalty_Members')!;
    assert.deepEqual({ ...members, entityType: String(members['entityType']).toLowerCase() }, { qualifiedName: 'Loyalty_Members', name: 'Members', entityType: 'unspecified', dataSourceName: 'Loyalty', dataSourceId: source.dataSourceId });
    assert.equal(typeof refreshedAt, 'string');
    assert.deepEqual(entities.map(entity => entity['qualifiedName']).slice(0, 3), ['CrmContacts_Contacts', 'Customer', 'Loyalty_Members']);
  });

  it('come page by page, each once, when the next link is followed', async () => {
    const read: JsonObject[] = [];
    let page = await on.call('GetItems', of('Customer'));
    const sizes = [valueOf(page).length];
    for (read.push(...valueOf(page)); nextLink(page) !== undefined; read.push(...valueOf(page)), sizes.push(valueOf(page).length)) {
      page = { ...readAnswer(await on.gateway.send({ method: 'GET', uri: nextLink(page)!, headers: [] })), calls: [] };
      assert.equal(page.status, 200);
    }
    assert.deepEqual(sizes, [100, 100, 50]);
    assert.deepEqual(read, await directRows(on, 'Customer'));
  });

  it('stop at the top count across pages and keep the query', async () => {
    const filter = "IsMemberOfSegment('Ünïcode & +/%') or LoyaltyPoints ge 0";
    const first = await on.call('GetItems', of('Customer', { $filter: filter, $top: 120, $skip: 10, $orderby: 'CustomerId desc', $select: 'CustomerId', $count: true }));
    const second = { ...readAnswer(await on.gateway.send({ method: 'GET', uri: nextLink(first)!, headers: [] })), calls: [] };
    const wanted = (await directRows(on, 'Customer')).map(row => row['CustomerId']).sort().reverse().slice(10, 130);
    assert.deepEqual([...valueOf(first), ...valueOf(second)], wanted.map(CustomerId => ({ CustomerId })));
    assert.deepEqual([(first.body as JsonObject)['@odata.count'], nextLink(second)], [250, undefined]);
    assert.deepEqual(first.calls, [`GET /instances/${on.instanceId}/data/Customer?$filter=${filter}&$select=CustomerId&$orderby=CustomerId desc&$top=100&$skip=10&$count=true`]);
  });

  it('are filtered by the rules of the service, whose reason is passed on', async () => {
    const [activity] = await directRows(on, 'UnifiedActivity');
    assert.deepEqual(valueOf(await on.call('GetItems', of('UnifiedActivity', { $filter: `ActivityId eq '${String(activity!['ActivityId'])}'` }))), [activity]);
    for (const [table, $filter, column] of [['UnifiedActivity', "Store eq 'Online'", "'Store'"], ['Customer', "Country eq 'EU'", "'Country'"], ['Loyalty_Members', "Id eq '1'", '$filter']] as const) {
      const refused = await on.call('GetItems', of(table, { $filter }));
      assert.equal(refused.status, 400);
      assert.ok(errorOf(refused).message.startsWith('Customer Insights rejected the request. It says: ') && errorOf(refused).message.includes(column), errorOf(refused).message);
    }
  });

  it('refuse a count that is none, without a call', async () => {
    for (const $top of [-1, 1.5, 3_000_000_000]) {
      const refused = await on.call('GetItems', of('Customer', { $top }));
      assert.deepEqual([refused.status, errorOf(refused).message, refused.calls], [400, 'The value of $top is not a whole number of 0 or more.', []]);
    }
  });

  it('are read one by one, by the key of their entity', async () => {
    const [, customer] = await directRows(on, 'Customer');
    const [activity] = await directRows(on, 'UnifiedActivity');
    assert.deepEqual((await on.call('GetItem', of('Customer', { id: customer!['CustomerId']! }))).body, customer);
    assert.deepEqual((await on.call('GetItem', of('UnifiedActivity', { id: activity!['ActivityId']! }))).body, activity);
    assert.deepEqual((await on.call('GetItem', of('Customer', { id: customer!['CustomerId']!, $select: 'City' }))).body, { City: customer!['City'] });
  });

  it('that are not there are 404, whatever stands in the ID', async () => {
    for (const id of ["O'Malley", "x' or CustomerId ne 'x", 'Ünïcode & +/%']) {
      const missing = await on.call('GetItem', of('Customer', { id }));
      assert.deepEqual([missing.status, errorOf(missing)], [404, { code: 'ItemNotFound', message: `"Customer" has no item whose CustomerId is "${id}".` }]);
    }
  });

  it('are created with their lifetime, and read back', async () => {
    const item = { ActivityId: 'made-here', CustomerId: 'c-1', ActivityType: 'Purchase', Amount: 12.5 };
    const validUntil = new Date(on.service.clock.now() + 86_400_000).toISOString();
    const made = await on.call('CreateItem', of('UnifiedActivity', { item, validUntil, caller: 'test & more' }));
    assert.deepEqual(made.body, { status: 'created', item });
    assert.deepEqual(made.calls, [`POST /instances/${on.instanceId}/data/UnifiedActivity?validUntil=${validUntil.replace(/\.(\d{3})Z$/, '.$10000Z')}&caller=test & more`]);
    assert.equal(((await on.call('GetItem', of('UnifiedActivity', { id: 'made-here' }))).body as JsonObject)['Amount'], 12.5);
    const again = await on.call('CreateItem', of('UnifiedActivity', { item }));
    assert.deepEqual([again.status, errorOf(again).message], [409, "Customer Insights rejected the request. It says: There is an activity 'made-here' already."]);
  });

  it('are updated', async () => {
    const [customer] = await directRows(on, 'Customer');
    const updated = await on.call('UpdateItem', of('Customer', { id: customer!['CustomerId']!, item: { City: 'Zürich', LoyaltyPoints: 7 } }));
    assert.deepEqual([updated.status, updated.body], [204, undefined]);
    assert.deepEqual((await directRows(on, 'Customer'))[0], { ...customer, City: 'Zürich', LoyaltyPoints: 7 });
  });

  it('refuse an empty change, and pass on a full service with its waiting time', async () => {
    const empty = await on.call('UpdateItem', of('Customer', { id: 'x', item: {} }));
    assert.deepEqual([empty.status, errorOf(empty).message, empty.calls], [400, 'The item is empty: give at least one of its columns a value.', []]);
    on.service.control.addFault({ kind: 'throttle', retryAfterSeconds: 17 });
    const busy = await on.call('UpdateItem', of('Customer', { id: 'x', item: { City: 'Basel' } }));
    assert.deepEqual([busy.status, busy.retryAfter, errorOf(busy).code], [429, '17', 'TooManyRequests']);
  });
});

const nextLink = ({ body }: { readonly body: unknown }): string | undefined => (body as { '@odata.nextLink'?: string })['@odata.nextLink']; // declared by the action
