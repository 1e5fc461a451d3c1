import assert from 'node:assert/strict';
import { createClock, defaultStart, startService, type Change, type Service } from '../../scripts/service';

const day = 86_400_000;
const headers = { 'Ocp-Apim-Subscription-Key': 'production-primary-key', Authorization: 'Bearer administrator-token', 'Content-Type': 'application/json' };

/** Everything that the API shows of refreshes, segments and measures. */
async function shown(service: Service): Promise<readonly { readonly path: string; readonly status: number; readonly body: string }[]> {
  const { instanceId } = service.control.describe().instances[0]!;
  const paths = ['manage/segments?includeHistoricStats=true&historicStatsDays=60', 'manage/measures?includeHistoricStats=true&historicStatsDays=60', 'manage/datasources', 'workflows/main/jobs?top=100&includeTasks=true', 'workflows/main/history?top=200', 'workflows/main/status'];
  return Promise.all(paths.map(async path => {
    const answer = await fetch(`${service.url}/instances/${instanceId}/${path}`, { headers });
    return { path, status: answer.status, body: await answer.text() };
  }));
}

describe('the journal of the service stand-in', () => {
  const started: Service[] = [];
  const start = async (at: number, changes: readonly Change[], kept: Change[], reported: string[] = []): Promise<Service> => {
    const service = await startService({ clock: createClock(at), journal: { startedAt: defaultStart, changes, record: change => { kept.push(change); } }, report: line => { reported.push(line); }, behaviour: { storageBase: 'https://storage.example' } });
    started.push(service);
    return service;
  };
  after(async () => { for (const service of started) await service.close(); });

  it('brings another one to where it stood: control calls and writes of the API, each at its instant', async () => {
    const kept: Change[] = [];
    const first = await start(defaultStart, [], kept);
    const { instanceId, dataSources: [source] } = first.control.describe().instances[0]!;
    first.control.moveSegment({ name: 'VIP', count: 10_214 });
    first.clock.advance(day / 2);
    assert.throws(() => first.control.startRefresh({ operationType: 'no such step' }));
    const job = first.control.startRefresh({ operationType: 'ingestion', identifiers: [source!.dataSourceId], outcomes: { [source!.dataSourceId]: { failures: 3 } } });
    first.clock.advance(60_000);
    const write = async (method: string, path: string, body?: object): Promise<number> => (await fetch(`${first.url}/instances/${instanceId}${path}`, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) })).status;
    assert.deepEqual([await write('PUT', '/manage/segments/NewsletterReaders/deactivate'), await write('POST', '/workflows/main/jobs', { operationType: 'segmentation', jobType: 'full' }), await write('PUT', '/manage/segments/Gone/deactivate')], [200, 200, 404]);
    await fetch(`${first.controlUrl}/moveMeasure`, { method: 'POST', headers: { 'X-Control-Token': first.controlToken }, body: '{"name":"TotalRevenue","value":"7.5"}' });
    first.clock.advance(day);
    const second = await start(first.clock.now(), JSON.parse(JSON.stringify(kept)) as Change[], []);
    const [was, is] = await Promise.all([shown(first), shown(second)]);
    assert.deepEqual(is, was);
    assert.deepEqual(was.map(({ status }) => status), was.map(() => 200));
    assert.match(was[0]!.body, /10214/);
    assert.deepEqual(kept.map(change => ('control' in change ? change.control : change.path.slice(change.path.lastIndexOf('/')))), ['moveSegment', 'startRefresh', 'startRefresh', '/deactivate', '/jobs', 'moveMeasure']);
    assert.deepEqual(second.control.readJob({ jobId: job.jobId }), job);
    // What is made from now on gets the ids that it would have got.
    assert.deepEqual(second.control.addDataSource({ friendlyName: 'New' }), first.control.addDataSource({ friendlyName: 'New' }));
  });

  it('records what comes afterwards and not what it replays, without credentials', async () => {
    const kept: Change[] = [];
    const service = await start(defaultStart + day, [{ at: defaultStart, control: 'moveSegment', argument: { name: 'VIP', count: 1 } }], kept);
    service.control.addFault({ kind: 'status', status: 500, times: 1 } as Parameters<Service['control']['addFault']>[0]);
    service.control.clearFaults();
    service.control.moveSegment({ name: 'VIP', count: 2 });
    assert.deepEqual(kept, [{ at: defaultStart + day, control: 'moveSegment', argument: { name: 'VIP', count: 2 } }]);
  });

  it('says what can not be made again, and goes on', async () => {
    const reported: string[] = [];
    const service = await start(defaultStart + day, [{ at: defaultStart, control: 'moveSegment', argument: { name: 'Gone', count: 1 } }, { at: defaultStart, control: 'removeSegment', argument: { name: 'VIP' } }], [], reported);
    assert.equal(reported.length, 1);
    assert.match(reported[0]!, /^moveSegment can't be made again in the service stand-in: There is no segment 'Gone'\./);
    assert.equal(service.control.describe().instances[0]!.segments.includes('VIP'), false);
  });
});
