import assert from 'node:assert/strict';
import type { JsonObject } from '../../scripts/environment/json';
import { direct, directRows, errorOf, stage, valueOf, type Stage } from './actions-stage';

describe('segments', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());

  it('are listed with sizes, sorted by display name', async () => {
    const at = on.service.clock.now();
    on.service.control.addSegment({ name: 'AAA', friendlyName: 'aaa', count: 10_214 });
    const listed = valueOf(await on.call('ListSegments', { instanceId: on.instanceId }));
    assert.deepEqual({ ...listed[0], state: String(listed[0]!['state']).toLowerCase() }, {
      segmentName: 'AAA', displayName: 'aaa', description: '', state: 'active', memberCount: 10_214,
      evaluatedAt: new Date(at).toISOString().replace(/\.(\d{3})Z$/, '.$10000Z'), evaluationStatus: 'CompletedSuccess',
    });
    assert.deepEqual(listed.map(segment => segment['segmentName']), ['AAA', 'ChurnRisk', 'HighSpenders', 'LapsedCustomers', 'NewThisMonth', 'NewsletterReaders', 'StudentDiscount', 'VIP', 'Ünïcode & +/%']);
  });

  it('are activated and deactivated, whatever their name', async () => {
    const name = 'Ünïcode & +/%';
    const state = async (): Promise<string> => String((await direct(on, '/manage/segments') as JsonObject[]).find(segment => segment['name'] === name)!['state']).toLowerCase();
    assert.deepEqual([(await on.call('DeactivateSegment', { instanceId: on.instanceId, segmentName: name })).status, await state()], [204, 'inactive']);
    assert.deepEqual([(await on.call('ActivateSegment', { instanceId: on.instanceId, segmentName: name })).status, await state()], [204, 'active']);
    const missing = await on.call('ActivateSegment', { instanceId: on.instanceId, segmentName: 'None' });
    assert.deepEqual([missing.status, errorOf(missing).message], [404, "Customer Insights does not know this: it may have been deleted or renamed; choose it again. It says: There is no segment 'None'."]);
  });

  it('know their members; the membership table is the oracle', async () => {
    const rows = (await directRows(on, 'Segments')).slice(0, 40);
    for (const segmentName of ['NewsletterReaders', 'Ünïcode & +/%']) {
      for (const row of rows) {
        const customerId = String(row['CustomerId']);
        const { body } = await on.call('IsCustomerInSegment', { instanceId: on.instanceId, segmentName, customerId });
        assert.deepEqual(body, { isMember: String(row['Segments']).split(';').includes(segmentName), customerExists: true, customerId, segmentName });
      }
    }
  });

  it('tell a customer who is no member from one who does not exist', async () => {
    for (const customerId of ['nobody', "O'Malley' or CustomerId ne '"]) {
      const { body } = await on.call('IsCustomerInSegment', { instanceId: on.instanceId, segmentName: 'VIP', customerId });
      assert.deepEqual(body, { isMember: false, customerExists: false, customerId, segmentName: 'VIP' });
    }
    const unknown = await on.call('IsCustomerInSegment', { instanceId: on.instanceId, segmentName: 'None', customerId: 'x' });
    assert.deepEqual([unknown.status, errorOf(unknown).message], [400, "Customer Insights rejected the request. It says: There is no segment 'None'."]);
  });
});

describe('measures', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());

  it('have their value as an exact number', async () => {
    on.service.control.addMeasure({ name: 'Exact', displayName: 'Exactly', aggregate: 'Sum', value: '1234567.8901' });
    const { evaluatedAt, evaluationState, ...rest } = (await on.call('ReadMeasure', { instanceId: on.instanceId, measureName: 'Exact' })).body as JsonObject;
    assert.deepEqual(rest, { measureName: 'Exact', displayName: 'Exactly', description: '', value: 1234567.8901, hasOneValue: true, values: { Sum: '1234567.8901' } });
    assert.deepEqual([typeof evaluatedAt, String(evaluationState).toLowerCase()], ['string', 'completed']);
  });

  it('without one value say so', async () => {
    for (const measureName of ['RevenueByStore', 'LifetimeSpend']) {
      const { hasOneValue, value } = (await on.call('ReadMeasure', { instanceId: on.instanceId, measureName })).body as JsonObject;
      assert.deepEqual([hasOneValue, value], [false, undefined], measureName);
    }
  });
});

describe('the status report', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());

  it('counts, names what failed, and puts it first', async () => {
    const source = on.service.control.describe().instances[0]!.dataSources.find(candidate => candidate.name === 'WebShop')!;
    on.service.control.startRefresh({ operationType: 'ingestion', identifiers: [source.dataSourceId], outcomes: { [source.dataSourceId]: { failures: 3, errorCode: 'NoAccess', message: 'Access was refused.' } } });
    on.service.clock.advance(3_600_000);
    const report = (await on.call('SendStatusReport_V2', { dataset: on.instanceId, reportType: 'dataSources' })).body as JsonObject & { steps: JsonObject[]; newestRefresh: JsonObject };
    const nodes = (await direct(on, '/workflows/main/status') as JsonObject[]).filter(node => ['ingestion', 'datapreparation'].includes(String(node['operationType']).toLowerCase()));
    assert.deepEqual([report['overall'], report['failedCount'], report['successfulCount'], report['refreshingCount'], report['otherCount'], report.steps.length], ['Failed', 1, nodes.length - 1, 0, 0, nodes.length]);
    const { endedAt, lastSuccessfulAt, operationType, ...first } = report.steps[0]!;
    assert.deepEqual(first, { name: 'Web shop', identifier: source.dataSourceId, status: 'Failed', errorCode: 'NoAccess', errorMessage: 'Access was refused.' });
    assert.deepEqual([typeof endedAt, typeof lastSuccessfulAt, String(operationType).toLowerCase()], ['string', 'string', 'ingestion']);
    const text = `Status of "Data sources" at ${String(report['createdAt'])}: Failed.\nFailed: 1\nSuccessful: ${nodes.length - 1}\n"Web shop" failed: Access was refused.`;
    assert.equal(report['report'], text);
    assert.equal(Date.parse(String(report['createdAt'])), on.service.clock.now());
    assert.deepEqual((await on.call('SendStatusReport', { dataset: on.instanceId, reportType: 'DATASOURCES' })).body, { reportType: 'dataSources', createdAt: report['createdAt'], report: text });
  });

  it('says what runs', async () => {
    on.service.control.startRefresh();
    on.service.clock.advance(10_000);
    const report = (await on.call('SendStatusReport_V2', { dataset: on.instanceId, reportType: 'everything' })).body as JsonObject;
    assert.equal(report['overall'], 'Refreshing');
    assert.equal(String((report['newestRefresh'] as JsonObject)['status']).toLowerCase(), 'running');
  });

  it('of an instance where nothing ever ran is empty, not an error', async () => {
    on.service.control.reset({ empty: true });
    const { instanceId } = on.service.control.describe().instances[0]!;
    const report = (await on.call('SendStatusReport_V2', { dataset: instanceId, reportType: 'segments' })).body as JsonObject;
    assert.deepEqual([report['overall'], report['steps'], report['newestRefresh']], ['Not started', [], undefined]);
  });

  for (const [statuses, overall, counts] of [
    [['successful', 'skipped', 'aborted', 'paused', undefined], 'Successful', [1, 0, 0, 4]],
    [['needsUpdate', 'successful', 'paused'], 'Refreshing', [1, 0, 1, 1]],
    [['timedOut', 'running', 'paused'], 'Failed', [0, 1, 1, 1]],
    [['aborted', 'skipped', undefined], 'Canceled', [0, 0, 0, 3]],
    [[undefined, undefined], 'Not started', [0, 0, 0, 2]],
  ] as const) {
    it(`counts each step once, whatever its status: ${statuses.map(String).join(', ')}`, async () => {
      const nodes = statuses.map((taskStatus, index) => ({ operationType: 'measures', identifier: `m${index}`, friendlyName: `M${index}`, jobIds: [], ...(taskStatus ? { taskStatus } : {}) }));
      on.serviceAnswers = request => (new URL(request.url).pathname.endsWith('/status') ? Response.json(nodes, { headers: { Date: new Date(on.service.clock.now()).toUTCString() } }) : undefined);
      const report = (await on.call('SendStatusReport_V2', { dataset: on.instanceId, reportType: 'measures' })).body as JsonObject;
      assert.deepEqual([report['overall'], ['successfulCount', 'failedCount', 'refreshingCount', 'otherCount'].map(name => report[name])], [overall, counts]);
    });
  }

  it('of an unknown type names the known ones', async () => {
    const refused = await on.call('SendStatusReport', { dataset: on.instanceId, reportType: 'weather' });
    assert.deepEqual([refused.status, errorOf(refused).message, refused.calls], [400, 'There is no report type "weather". Choose one of dataSources, enrichments, everything, exports, measures, segments, unification.', []]);
  });
});
