import { deepEqual, equal, notDeepEqual } from 'node:assert/strict';
import type { ServiceOptions } from '../../scripts/service/index';
import { fixture, type Fixture } from './caller';

const paths = ['/instances', '{i}/manage/datasources', '{i}/manage/segments?includeHistoricStats=true&historicStatsDays=90', '{i}/manage/measures', '{i}/data/Customer', '{i}/data/UnifiedActivity', '{i}/workflows/main/jobs?top=500&includeTasks=true', '{i}/workflows/main/status'];

async function everything(options: ServiceOptions | Fixture): Promise<readonly unknown[]> {
  const service = 'call' in options ? options : fixture(options);
  const answers: unknown[] = [];
  for (const path of paths) answers.push((await service.call(path)).json);
  return answers;
}

describe('service seed', () => {
  it('gives the same service for the same seed and another for another', async () => {
    const first = await everything({ seed: { seed: 'one' } });
    deepEqual(await everything({ seed: { seed: 'one' } }), first);
    const second = await everything({ seed: { seed: 'two' } });
    first.forEach((answer, index) => notDeepEqual(second[index], answer, paths[index]));
  });

  it('comes back whole after a reset, whatever happened', async () => {
    const service = fixture();
    const before = await everything(service);
    service.control.removeSegment({ name: 'VIP' });
    service.control.startRefresh();
    service.control.addFault({ kind: 'break', times: 'always' });
    service.clock.advance(86_400_000);
    service.control.reset({ at: Date.UTC(2026, 2, 2, 7) });
    deepEqual(await everything(service), before);
    equal(service.requests.length, paths.length);
  });

  it('is a retailer with a past of sixty days', async () => {
    const service = fixture({ behaviour: { enumCasing: 'camel' } });
    const described = service.control.describe();
    deepEqual(described.instances.map((instance) => [instance.name, instance.dataSources.length, instance.segments.length]), [['Retail production', 6, 8], ['Retail sandbox', 2, 2]]);
    const jobs = (await service.call('{i}/workflows/main/jobs?top=500')).json as readonly Record<string, string>[];
    const scheduled = jobs.filter((job) => job['jobSubmissionKind'] === 'scheduled');
    equal(scheduled.length, 60);
    deepEqual(new Set(jobs.map((job) => job['jobStatus'])), new Set(['successful', 'failed']));
    deepEqual(new Set(scheduled.map((job) => job['operationType'])), new Set(['all']));
    const segments = (await service.call('{i}/manage/segments?includeHistoricStats=true&historicStatsDays=90')).json as readonly { name: string; state: string; evaluationStatusHistory: readonly unknown[] }[];
    deepEqual(segments.filter((segment) => segment.state === 'inactive').map((segment) => [segment.name, segment.evaluationStatusHistory.length]), [['StudentDiscount', 0]]);
    equal((segments[0]?.evaluationStatusHistory.length ?? 0) >= 50, true);
  });

  it('grows for load tests', async () => {
    const service = fixture({ seed: { dataSources: 1_000, segments: 1_000 } });
    equal(((await service.call('{i}/manage/datasources')).json as readonly unknown[]).length, 1_000);
    equal(((await service.call('{i}/manage/segments')).json as readonly unknown[]).length, 1_000);
    equal(((await service.call('{i}/manage/segments?numberOfSegments=17')).json as readonly unknown[]).length, 17);
    const [job] = (await service.call('{i}/workflows/main/jobs?includeTasks=true&top=1')).json as readonly { tasks: readonly unknown[] }[];
    equal((job?.tasks.length ?? 0) >= 1_009, true);
  });

  it('can be empty: one instance with nothing in it, under the same id every time', async () => {
    const service = fixture();
    const first = service.control.reset({ empty: true });
    deepEqual(service.control.reset({ empty: true }), first);
    const [instanceId] = first.instanceIds;
    for (const path of ['manage/datasources', 'manage/segments', 'manage/measures', 'workflows/main/jobs', 'workflows/main/status']) {
      deepEqual((await service.call(`/instances/${instanceId}/${path}`)).json, [], path);
    }
  });
});
