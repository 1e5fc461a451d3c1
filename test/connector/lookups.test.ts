import assert from 'node:assert/strict';
import { lookups } from '../../connector/lookups';
import { storageBase, stage, valueOf, type Stage } from './actions-stage';

describe('lookups', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());

  it('list instances by name without any input', async () => {
    const answered = await on.call('LookUpInstances', {});
    const [production, sandbox] = on.service.control.describe().instances;
    assert.deepEqual(answered.body, { value: [{ id: production!.instanceId, title: 'Retail production' }, { id: sandbox!.instanceId, title: 'Retail sandbox' }] });
    assert.deepEqual(answered.calls, ['GET /instances']);
  });

  it('say which segments are inactive, and sort by title without case', async () => {
    on.service.control.addSegment({ name: 'a-last', friendlyName: 'aardvark' });
    const titles = valueOf(await on.call('LookUpSegments', { instanceId: on.instanceId })).map(choice => choice['title']);
    assert.deepEqual(titles, ['aardvark', 'Churn risk', 'High spenders', 'Lapsed customers', 'New this month', 'Newsletter readers', 'Student discount (inactive)', 'VIP', 'Ünïcode & +/%']);
  });

  it('give a segment its unique name to travel with', async () => {
    on.service.control.addSegment({ name: 'Gold_2026', friendlyName: 'Gold' });
    const choices = valueOf(await on.call('LookUpSegments', { instanceId: on.instanceId }));
    assert.deepEqual(choices.find(choice => choice['title'] === 'Gold'), { id: 'Gold_2026', title: 'Gold' });
  });

  it('hold all of 1,000 segments', async () => {
    on.service.control.reset({ seed: { segments: 1000, historyDays: 1 }, behaviour: { storageBase } });
    const choices = valueOf(await on.call('LookUpSegments', { instanceId: on.instanceId }));
    assert.equal(choices.length, 1000);
    assert.equal(new Set(choices.map(choice => choice['id'])).size, 1000);
  });

  it('list data sources, measures and tables', async () => {
    const { dataSources } = on.service.control.describe().instances[0]!;
    const byTitle = [...dataSources].sort((left, right) => (left.friendlyName.toLowerCase() < right.friendlyName.toLowerCase() ? -1 : 1));
    assert.deepEqual(valueOf(await on.call('LookUpDataSources', { instanceId: on.instanceId })), byTitle.map(source => ({ id: source.dataSourceId, title: source.friendlyName })));
    assert.deepEqual(valueOf(await on.call('LookUpMeasures', { instanceId: on.instanceId })).map(choice => choice['title']),
      ['Active customers', 'Average basket', 'Lifetime spend', 'Return rate', 'Revenue by store', 'Total revenue']);
    assert.deepEqual(valueOf(await on.call('LookUpTables', { instanceId: on.instanceId })).map(choice => choice['id']),
      ['CrmContacts_Contacts', 'Customer', 'Loyalty_Members', 'Newsletter_Subscribers', 'PointOfSale_Purchases', 'Segments', 'StoreVisits_Visits', 'UnifiedActivity', 'WebShop_Orders']);
  });

  it('offer a threshold only measures with one value', async () => {
    on.service.control.addMeasure({ name: 'ByStoreAndDay', dimensions: ['Store', 'Day'] });
    on.service.control.addMeasure({ name: 'PerCustomer', kind: 'attribute' });
    assert.deepEqual(valueOf(await on.call('LookUpScalarMeasures', { instanceId: on.instanceId })).map(choice => choice['id']),
      ['ActiveCustomers', 'AverageBasket', 'ReturnRate', 'TotalRevenue']);
  });

  it('list the partitions of a table', async () => {
    assert.deepEqual(valueOf(await on.call('LookUpPartitions', { instanceId: on.instanceId, table: 'Customer' })).map(choice => choice['id']),
      ['partition-00000.csv', 'partition-00001.csv', 'partition-00002.csv']);
  });

  it('list refreshes newest first, under either path of the service', async () => {
    for (const pathForm of ['lib', 'docs', 'both', 'jobsOnlyUnderManage'] as const) {
      on.service.control.behave({ pathForm });
      const { jobId } = on.service.control.startRefresh();
      const choices = valueOf(await on.call('LookUpRefreshes', { instanceId: on.instanceId }));
      assert.equal(choices.length, 50);
      assert.equal(choices[0]?.['id'], jobId);
    }
  });

  it('list what the status report can be about', async () => {
    const answered = await on.call('LookUpReportTypes', {});
    assert.deepEqual(valueOf(answered).map(choice => choice['id']), ['dataSources', 'enrichments', 'everything', 'exports', 'measures', 'segments', 'unification']);
    assert.deepEqual(answered.calls, []);
  });

  it('describe the items of a table: keys first, each column with its type', async () => {
    const text = (title: string) => ({ type: 'string', title, 'x-ms-summary': title });
    assert.deepEqual((await on.call('LookUpItemShape', { instanceId: on.instanceId, table: 'Customer' })).body, { schema: {
      type: 'object',
      properties: {
        CustomerId: text('Customer'), FullName: text('Full name'), EmailAddress: text('E-mail address'), City: text('City'), Country: text('Country'), LoyaltyTier: text('Loyalty tier'),
        LoyaltyPoints: { type: 'integer', format: 'int64', title: 'Loyalty points', 'x-ms-summary': 'Loyalty points' },
        LifetimeSpend: { type: 'number', format: 'double', title: 'Lifetime spend', 'x-ms-summary': 'Lifetime spend' },
        IsSubscriber: { type: 'boolean', title: 'Subscriber', 'x-ms-summary': 'Subscriber' },
        LastPurchase: { type: 'string', format: 'date-time', title: 'Last purchase', 'x-ms-summary': 'Last purchase' },
      },
    } });
    const activity = (await on.call('LookUpItemShape', { instanceId: on.instanceId, table: 'UnifiedActivity' })).body as { schema: { properties: object } }; // read by the next line
    assert.equal(Object.keys(activity.schema.properties)[0], 'ActivityId');
  });

  it('make no call while the instance is blank', async () => {
    for (const lookup of lookups.filter(candidate => 'instanceId' in candidate.parameters)) {
      const inputs = { instanceId: ' ', ...('table' in lookup.parameters ? { table: 'Customer' } : {}) };
      const answered = await on.call(lookup.operationId, inputs);
      assert.deepEqual([answered.body, answered.calls], [lookup.operationId === 'LookUpItemShape' ? { schema: { type: 'object' } } : { value: [] }, []], lookup.operationId);
    }
  });
});
