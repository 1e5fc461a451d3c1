import assert from 'node:assert/strict';
import { invokeAction } from '../../scripts/environment/flows/async-action';
import type { JsonObject } from '../../scripts/environment/json';
import { direct, errorOf, readAnswer, stage, valueOf, type Stage } from './actions-stage';

const day = 86_400_000;

describe('refreshes', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());
  const lower = (value: unknown): string => String(value).toLowerCase();
  const sourceId = (name: string): string => on.service.control.describe().instances[0]!.dataSources.find(source => source.name === name)!.dataSourceId;
  const newest = async (): Promise<JsonObject> => (await direct(on, '/workflows/main/jobs?top=1') as JsonObject[])[0]!;

  it('of everything start by default, on demand', async () => {
    const started = await on.call('RunRefresh', { instanceId: on.instanceId });
    const { jobId, operationType, status, submission, ...rest } = started.body as JsonObject;
    assert.deepEqual([operationType, status, submission].map(lower), ['all', 'queued', 'ondemand']);
    const job = await newest();
    assert.deepEqual([jobId, rest], [job['jobId'], {
      summary: `The refresh has not ended; its status is ${String(status)}.`, submittedAt: exact(job['submittedTimestamp']), isOver: false, skippedSteps: [], failedStepCount: 0,
    }]);
    assert.deepEqual(started.calls, [`POST /instances/${on.instanceId}/workflows/main/jobs?operationType=all`]);
  });

  it('of chosen data sources are ingestions of exactly these', async () => {
    const ids = [sourceId('Loyalty'), sourceId('WebShop')];
    await on.call('RunRefresh', { instanceId: on.instanceId, refresh: { dataSourceIds: ids, force: true } });
    const job = await newest();
    assert.deepEqual([lower(job['operationType']), job['idList'], job['shouldForceRunRequestedNodes']], ['ingestion', ids, true]);
  });

  it('of one operation type run it alone', async () => {
    await on.call('RunRefresh', { instanceId: on.instanceId, refresh: { operationType: 'segmentation' } });
    assert.equal(lower((await newest())['operationType']), 'segmentation');
  });

  it('of data sources with another operation type are refused without a call', async () => {
    const refused = await on.call('RunRefresh', { instanceId: on.instanceId, refresh: { operationType: 'merge', dataSourceIds: [sourceId('Loyalty')] } });
    assert.deepEqual([refused.status, errorOf(refused).message, refused.calls],
      [400, 'Data sources were chosen together with the operation type "merge". Leave the operation type empty to refresh these data sources, or remove them to run that step.', []]);
  });

  for (const pathForm of ['lib', 'docs', 'both', 'jobsOnlyUnderManage'] as const) {
    it(`work where workflows have the path form ${pathForm}`, async () => {
      on.service.control.behave({ pathForm });
      const { jobId } = (await on.call('RunRefresh', { instanceId: on.instanceId })).body as JsonObject;
      assert.equal(((await on.call('GetRefresh', { instanceId: on.instanceId, jobId: jobId! })).body as JsonObject)['jobId'], jobId);
      assert.equal(valueOf(await on.call('ListRefreshes', { instanceId: on.instanceId, top: 1 }))[0]?.['jobId'], jobId);
      assert.deepEqual((await on.call('CancelRefresh', { instanceId: on.instanceId, jobId: jobId! })).status, 200);
      assert.equal((await on.call('SendStatusReport_V2', { dataset: on.instanceId, reportType: 'everything' })).status, 200);
    });
  }

  it('that failed name the root cause and what was skipped for it', async () => {
    const job = on.service.control.startRefresh({ outcomes: { match: { failures: 3, errorCode: 'MatchRuleBroken', message: 'Rule 2 names a column that is gone.' }, [sourceId('Loyalty')]: { failures: 1 } } });
    on.service.clock.advance(day);
    const report = (await on.call('GetRefresh', { instanceId: on.instanceId, jobId: job.jobId })).body as JsonObject & { failedStep: JsonObject; skippedSteps: JsonObject[] };
    const failing = job.tasks.filter(task => task.operationType === 'match').at(-1)!;
    const { endedAt, ...step } = report.failedStep;
    assert.equal(Date.parse(String(endedAt)), failing.endsAt);
    assert.deepEqual({ ...step, status: lower(step['status']), operationType: lower(step['operationType']) }, {
      taskId: failing.taskId, name: 'Match', operationType: 'match', status: 'failed',
      errorCode: 'MatchRuleBroken', errorMessage: 'Rule 2 names a column that is gone.',
    });
    assert.deepEqual(report.skippedSteps.map(step => lower(step['operationType'])).sort(), ['activity', 'measures', 'merge', 'profilestore', 'search', 'segmentation']);
    assert.deepEqual([report['failedStepCount'], report['summary']], [1, `The refresh has ended with status ${String(report['status'])}: its step "Match" failed: Rule 2 names a column that is gone.`]);
  });

  it('tell apart what was skipped for which of two failures', async () => {
    const at = on.service.clock.now();
    const run = { submittedAt: at - 9_000, startsAt: at - 8_000 };
    const task = (taskId: string, friendlyName: string, more: object) => ({ ...run, taskId, friendlyName, operationType: 'measures', endsAt: at - 5_000, ...more });
    const job = on.service.control.insertJob({ ...run, endsAt: at - 1_000, finalStatus: 'failed', operationType: 'all', tasks: [
      task('late', 'Late', { finalStatus: 'failed', endsAt: at - 2_000 }), task('early', 'Early', { finalStatus: 'timedOut', endsAt: at - 4_000 }),
      task('child', 'Child', { finalStatus: 'skipped', waitingTaskIds: ['early'] }), task('grandchild', 'Grandchild', { finalStatus: 'skipped', waitingTaskIds: ['child'] }),
      task('other', 'Other', { finalStatus: 'skipped', waitingTaskIds: ['late'] }),
    ] });
    const report = (await on.call('GetRefresh', { instanceId: on.instanceId, jobId: job.jobId })).body as { failedStep: JsonObject; skippedSteps: JsonObject[]; failedStepCount: number };
    assert.deepEqual([report.failedStep['name'], report.skippedSteps.map(step => step['name']), report.failedStepCount], ['Early', ['Child', 'Grandchild'], 2]);
  });

  it('are listed newest first, all or only failed ones', async () => {
    const failed = on.service.control.startRefresh({ operationType: 'ingestion', identifiers: [sourceId('WebShop')], outcomes: { [sourceId('WebShop')]: { failures: 3 } } });
    on.service.clock.advance(day);
    const all = valueOf(await on.call('ListRefreshes', { instanceId: on.instanceId }));
    const told = await direct(on, '/workflows/main/jobs?top=20') as JsonObject[];
    assert.deepEqual(all.map(job => [job['jobId'], job['status']]), told.map(job => [job['jobId'], job['jobStatus']]));
    const onlyFailed = valueOf(await on.call('ListRefreshes', { instanceId: on.instanceId, top: 200, failedOnly: true }));
    assert.equal(onlyFailed[0]?.['jobId'], failed.jobId);
    assert.ok(onlyFailed.every(job => job['failedStep'] !== undefined && lower(job['status']) === 'failed'));
  });

  it('are cancelled while they run, and not when they are over', async () => {
    const { jobId } = on.service.control.startRefresh();
    const cancelled = await on.call('CancelRefresh', { instanceId: on.instanceId, jobId });
    assert.deepEqual({ ...cancelled.body as JsonObject, status: lower((cancelled.body as JsonObject)['status']) }, { jobId, status: 'aborted' });
    const again = await on.call('CancelRefresh', { instanceId: on.instanceId, jobId });
    assert.deepEqual([again.status, errorOf(again).message], [400, `Customer Insights rejected the request. It says: Job ${jobId} is over, so it can't be cancelled.`]);
  });

  it('that do not exist are 404', async () => {
    const missing = await on.call('GetRefresh', { instanceId: on.instanceId, jobId: 'none' });
    assert.deepEqual([missing.status, errorOf(missing).code], [404, 'NotFound']);
  });
});

describe('waiting for a refresh', function () {
  this.timeout(120_000);
  let on: Stage;
  before(async () => { on = await stage(); });
  beforeEach(() => on.reset());

  const run = (refresh: JsonObject) => {
    const ports = { gateway: on.gateway, clock: on.clock, random: () => 0.5 };
    return on.clock.runUntil(invokeAction(ports, { connectionId: 'connection', operationId: 'RunRefreshAndWait', inputs: { instanceId: on.instanceId, refresh } }), day);
  };

  it('ends with the refresh, checked each minute at an address of the connector', async () => {
    const from = on.clock.now();
    const result = await run({ operationType: 'segmentation' });
    const report = readAnswer(result.answer).body as JsonObject;
    assert.deepEqual([result.outcome, result.answer.status, String(report['status']).toLowerCase()], ['succeeded', 200, 'successful']);
    const ended = Date.parse(String(report['endedAt']));
    const [first, ...checks] = result.steps;
    assert.equal(first?.answer.status, 202);
    assert.equal(readAnswer(first!.answer).location, `https://gateway.example/apim/customer-insights/connection/actions/instances/${on.instanceId}/refreshes/${String(report['jobId'])}/outcome`);
    const minutes = Math.ceil((ended - from) / 60_000);
    assert.deepEqual(checks.map(step => [step.kind, step.at - from, step.answer.status]),
      Array.from({ length: minutes }, (_, index) => ['poll', (index + 1) * 60_000, index + 1 === minutes ? 200 : 202]));
  });

  it('fails with the error of the service, and is not repeated', async () => {
    const source = on.service.control.describe().instances[0]!.dataSources[0]!;
    const first = await on.call('RunRefreshAndWait', { instanceId: on.instanceId, refresh: { dataSourceIds: [source.dataSourceId] } });
    assert.deepEqual([first.status, first.retryAfter, first.body], [202, '60', undefined]);
    const jobId = /refreshes\/([^/]+)\/outcome/.exec(first.location!)![1]!;
    on.service.clock.advance(3_000);
    on.service.control.failStep({ jobId, step: source.dataSourceId, errorCode: 'PasswordExpired', message: 'The password of the source has expired.' });
    on.service.clock.advance(day);
    const outcome = await on.call('GetRefreshOutcome', { instanceId: on.instanceId, jobId });
    assert.deepEqual([outcome.status, outcome.location, errorOf(outcome).code], [424, undefined, 'PasswordExpired']);
    assert.match(errorOf(outcome).message, /^The refresh has ended with status failed: its step "Loyalty" failed: The password of the source has expired\.$/i);
  });

  it('survives bad answers on the way, and gives up after eleven in a row', async () => {
    const { jobId } = on.service.control.startRefresh();
    on.service.control.addFault({ kind: 'html', times: 'always' });
    let check = await on.call('GetRefreshOutcome', { instanceId: on.instanceId, jobId });
    const seen: (string | undefined)[] = [];
    for (; check.status === 202; check = { ...readAnswer(await on.gateway.send({ method: 'GET', uri: check.location!, headers: [] })), calls: [] }) seen.push(new URL(check.location!).search);
    assert.deepEqual(seen, Array.from({ length: 10 }, (_, index) => `?failuresInARow=${index + 1}`));
    assert.deepEqual([check.status, errorOf(check).code], [502, 'UnreadableAnswer']);
    on.service.control.clearFaults();
    const good = await on.call('GetRefreshOutcome', { instanceId: on.instanceId, jobId, failuresInARow: 10 });
    assert.deepEqual([good.status, new URL(good.location!).search], [202, '']);
  });

  it('waits as long as a busy service asks', async () => {
    const { jobId } = on.service.control.startRefresh();
    on.service.control.addFault({ kind: 'throttle', retryAfterSeconds: 300 });
    const check = await on.call('GetRefreshOutcome', { instanceId: on.instanceId, jobId });
    assert.deepEqual([check.status, check.retryAfter], [202, '300']);
  });

  it('does not wait out what waiting cannot mend', async () => {
    const { jobId } = on.service.control.startRefresh();
    on.service.control.addFault({ kind: 'status', status: 403 });
    const check = await on.call('GetRefreshOutcome', { instanceId: on.instanceId, jobId });
    assert.deepEqual([check.status, errorOf(check).code], [403, 'PermissionMissing']);
  });
});

/** An instant as the connector writes it. */
const exact = (instant: unknown): string => String(instant).replace(/(\.\d+)?Z$/, (_, fraction: string = '.') => `${fraction.padEnd(8, '0')}Z`);
