import { deepEqual, equal, throws } from 'node:assert/strict';
import fc from 'fast-check';
import { attemptsFailing, layOut, type RefreshPlan } from '../../scripts/service/jobs/refresh';
import { stepsOf } from '../../scripts/service/jobs/steps';
import { fixture, type Fixture } from './caller';

const minute = 60_000;

interface PublishedTask { readonly taskId: string; readonly taskStatus: string; readonly friendlyName: string; readonly submittedTimestamp: string; readonly endTimestamp?: string; readonly waitingTaskIds: readonly string[]; readonly ciError?: { readonly errorCode: string; readonly message: string } }
interface PublishedJob { readonly jobId: string; readonly jobStatus: string; readonly idList: readonly string[]; readonly tasks: readonly PublishedTask[] }

/** One instance with the sources A and B, exact timestamps and camel enums. */
function twoSources(): Fixture & { readonly a: string; readonly b: string } {
  const service = fixture({ seed: 'empty', behaviour: { enumCasing: 'camel', timestampDigits: 'millisecond' } });
  const a = service.control.addDataSource({ friendlyName: 'A' }).dataSourceId;
  const b = service.control.addDataSource({ friendlyName: 'B' }).dataSourceId;
  return { ...service, a, b };
}

async function jobsOf(service: Fixture, query = ''): Promise<readonly PublishedJob[]> {
  // The shape is checked against the API description in answers.test.ts.
  return (await service.call(`{i}/workflows/main/jobs?includeTasks=true${query}`)).json as readonly PublishedJob[];
}

describe('service jobs', () => {
  it('run through their steps as the clock advances', async () => {
    const service = twoSources();
    const { endsAt = 0 } = service.control.startRefresh();
    const seen: string[] = [];
    while (service.clock.now() < endsAt + 1_000) {
      const [job] = await jobsOf(service);
      const story = `${job?.jobStatus}: ${job?.tasks.filter((task) => task.taskStatus === 'running').map((task) => task.friendlyName).join('+')}`;
      if (seen.at(-1) !== story) seen.push(story);
      service.clock.advance(1_000);
    }
    const kept = seen.filter((story) => !/: (A|B)$/.test(story));
    deepEqual(kept.slice(0, 6), ['queued: ', 'running: A+B', 'running: Data preparation', 'running: Map', 'running: Match', 'running: Merge']);
    equal(kept.at(-1), 'successful: ');
  });

  it('retry as new tasks after the failed attempt, under the same friendly name', async () => {
    const service = twoSources();
    const job = service.control.startRefresh({ operationType: 'ingestion', identifiers: [service.a], outcomes: { [service.a]: { failures: 2, errorCode: 'Nope', message: 'No.' } } });
    deepEqual(job.tasks.map((task) => [task.finalStatus, task.friendlyName]), [['failed', 'A'], ['failed', 'A'], ['successful', 'A']]);
    equal(new Set(job.tasks.map((task) => task.taskId)).size, 3);
    deepEqual(job.tasks.slice(1).map((task, index) => task.submittedAt - (job.tasks[index]?.endsAt ?? 0)), [30_000, 30_000]);
    equal(job.finalStatus, 'successful');

    service.clock.set(job.tasks[0]?.endsAt ?? 0);
    const [published] = await jobsOf(service);
    deepEqual(published?.tasks.map((task) => [task.taskStatus, task.ciError?.errorCode, task.ciError?.message]), [['failed', 'Nope', 'No.']]);
    equal(published?.jobStatus, 'running');
    deepEqual(published?.idList, [service.a]);
  });

  it('skip what depends on a step that failed for good', async () => {
    const service = twoSources();
    const job = service.control.startRefresh({ outcomes: { [service.b]: { failures: 3, status: 'timedOut' } } });
    service.clock.set(job.endsAt ?? 0);
    const [published] = await jobsOf(service);
    const failedAt = published?.tasks.filter((task) => task.friendlyName === 'B').at(-1)?.endTimestamp;
    deepEqual(published?.tasks.map((task) => `${task.friendlyName} ${task.taskStatus}`), [
      'A successful', 'B timedOut', 'B timedOut', 'B timedOut', 'Data preparation skipped', 'Map skipped', 'Match skipped', 'Merge skipped',
      'Customer profiles skipped', 'Search skipped', 'Activities skipped', 'Segments skipped', 'Measures skipped',
    ]);
    equal(published?.tasks.find((task) => task.friendlyName === 'Merge')?.endTimestamp, failedAt);
    equal(published?.jobStatus, 'failed');
  });

  it('can be failed, retried, finished and cancelled while they run', () => {
    const service = twoSources();
    const transient = service.control.startRefresh({ operationType: 'ingestion' });
    service.clock.advance(10_000);
    const failed = service.control.failStep({ jobId: transient.jobId, step: service.a, final: true });
    deepEqual(failed.tasks.filter((task) => task.friendlyName === 'A').map((task) => [task.finalStatus, task.endsAt]), [['failed', service.clock.now()]]);
    service.clock.advance(5_000);
    const retried = service.control.retryStep({ jobId: transient.jobId, step: service.a });
    deepEqual(retried.tasks.filter((task) => task.friendlyName === 'A').map((task) => task.finalStatus), ['failed', 'successful']);
    const finished = service.control.finishJob({ jobId: transient.jobId });
    equal(finished.finalStatus, 'successful');
    equal(finished.endsAt, service.clock.now());
    throws(() => service.control.retryStep({ jobId: transient.jobId, step: service.a }), { message: `Job ${transient.jobId} is over, so its step 'ingestion:${service.a}' can't be retried. Start a new refresh.` });

    const other = service.control.startRefresh();
    service.clock.advance(10_000);
    const cancelled = service.control.cancelJob({ jobId: other.jobId });
    deepEqual([cancelled.finalStatus, cancelled.endsAt], ['aborted', service.clock.now()]);
    deepEqual(new Set(cancelled.tasks.map((task) => task.finalStatus)), new Set(['aborted']));
  });

  it('list newest first, ten unless more are asked for', async () => {
    const service = twoSources();
    const now = service.clock.now();
    for (let number = 0; number < 12; number += 1) service.control.insertJob({ jobId: uuid(number), submittedAt: now - 20 + (number % 6) });
    const numbers = (jobs: readonly PublishedJob[]): number[] => jobs.map((job) => Number(job.jobId.slice(-2)));
    deepEqual(numbers(await jobsOf(service)), [11, 5, 10, 4, 9, 3, 8, 2, 7, 1]);
    deepEqual(numbers(await jobsOf(service, '&top=12')), [11, 5, 10, 4, 9, 3, 8, 2, 7, 1, 6, 0]);
  });

  it('stay hidden, or seem to run, until they become visible', async () => {
    const service = twoSources();
    const now = service.clock.now();
    const common = { submittedAt: now - 10 * minute, endsAt: now - minute, finalStatus: 'failed', visibleAt: now + minute } as const;
    service.control.insertJob({ jobId: uuid(1), ...common, tasks: [{ taskId: uuid(11), friendlyName: 'A', submittedAt: now - 10 * minute }] });
    service.control.insertJob({ jobId: uuid(2), ...common, whileHidden: 'running', tasks: [{ taskId: uuid(21), friendlyName: 'A', ...common }] });
    const story = async (): Promise<unknown> => (await jobsOf(service)).map((job) => [job.jobId, job.jobStatus, job.tasks.map((task) => task.taskId)]);
    deepEqual(await story(), [[uuid(2), 'running', []]]);
    service.clock.advance(minute - 1);
    deepEqual(await story(), [[uuid(2), 'running', []]]);
    service.clock.advance(1);
    deepEqual(await story(), [[uuid(2), 'failed', [uuid(21)]], [uuid(1), 'failed', [uuid(11)]]]);
  });

  it('publish raw tasks with equal and out-of-order times, and words of the future', async () => {
    const service = twoSources();
    const now = service.clock.now();
    service.control.insertJob({
      jobId: uuid(1), submittedAt: now, endsAt: now - minute, finalStatus: 'successfulWithWarnings',
      tasks: [{ taskId: uuid(11), friendlyName: 'A', submittedAt: now, endsAt: now - minute }, { taskId: uuid(12), friendlyName: 'A', submittedAt: now, endsAt: now - minute, finalStatus: 'quarantined' }],
    });
    const [job] = await jobsOf(service);
    equal(job?.jobStatus, 'successfulWithWarnings');
    deepEqual(job?.tasks.map((task) => [task.taskId, task.taskStatus, task.endTimestamp]), [
      [uuid(11), 'successful', '2026-03-02T06:59:00.000Z'], [uuid(12), 'quarantined', '2026-03-02T06:59:00.000Z'],
    ]);
  });

  it('give the status of a node by its data source id', async () => {
    const service = twoSources();
    const good = service.control.startRefresh({ operationType: 'ingestion', identifiers: [service.a] });
    service.clock.set(good.endsAt ?? 0);
    const bad = service.control.startRefresh({ operationType: 'ingestion', identifiers: [service.a], outcomes: { [service.a]: { failures: 9 } } });
    service.clock.set(bad.endsAt ?? 0);
    const nodes = (await service.call('{i}/workflows/main/status')).json as readonly Record<string, unknown>[];
    const [node] = nodes;
    const iso = (instant: number | undefined): string => new Date(instant ?? 0).toISOString();
    deepEqual({ ...node, ciError: undefined, ciErrors: undefined }, {
      operationType: 'ingestion', subType: 'noSubType', identifier: service.a, friendlyName: 'A', jobIds: [bad.jobId], taskStatus: 'failed',
      lastSuccessJobIds: [good.jobId], endTimestamp: iso(bad.endsAt), lastSuccessfulTimestamp: iso(good.endsAt), ciError: undefined, ciErrors: undefined,
    });
    const source = (await service.call(`{i}/manage/datasources/${service.a}?includeModel=false`)).json as { dataSourceMetadata: Record<string, unknown> };
    deepEqual([source.dataSourceMetadata['refreshState'], source.dataSourceMetadata['lastRefresh']], ['updateFailed', iso(good.endsAt)]);
  });

  it('refuse what the API refuses, and understand the documented spelling', async () => {
    const service = twoSources();
    const post = (query: string) => service.call(`{i}/workflows/main/jobs?${query}`, { method: 'POST' });
    equal((await post(`operationType=all&identifiers=${service.a}`)).status, 400);
    equal((await post('operationType=sleep')).status, 400);
    equal((await post('operationType=ingestion&identifiers=nothing')).status, 404);
    const job = (await post(`operationType=Ingestion&identifiers='${service.b}'&forceRunRequested=true`)).json as Record<string, unknown>;
    deepEqual([job['operationType'], job['idList'], job['jobSubmissionKind'], job['jobStatus'], job['shouldForceRunRequestedNodes']], ['ingestion', [service.b], 'onDemand', 'queued', true]);
    service.control.behave({ emptyIdLists: true });
    deepEqual((await jobsOf(service))[0]?.idList, []);
  });

  for (const [form, expected] of [
    ['lib', [200, 200, 404, 404]], ['docs', [404, 404, 200, 200]], ['both', [200, 200, 200, 200]], ['jobsOnlyUnderManage', [404, 200, 200, 404]],
  ] as const) {
    it(`live under the path form ${form}`, async () => {
      const service = twoSources();
      service.control.behave({ pathForm: form });
      const statuses: number[] = [];
      for (const path of ['workflows/main/jobs', 'workflows/main/status', 'manage/workflows/main/jobs', 'manage/workflows/main/status']) {
        statuses.push((await service.call(`{i}/${path}`)).status);
      }
      deepEqual(statuses, expected);
    });
  }

  it('always lay out a consistent course', () => {
    const sources = ['A', 'B', 'C'].map((name) => ({ dataSourceId: name, friendlyName: name }));
    const steps = stepsOf('all', sources);
    fc.assert(fc.property(fc.array(fc.nat({ max: 4 }), { minLength: steps.length, maxLength: steps.length }), fc.option(fc.nat({ max: 60 * minute })), (failures, finishedAt) => {
      const failure = { errorCode: 'x', message: 'x', culprit: 'external' };
      const plan: RefreshPlan = {
        jobId: 'job', submissionKind: 'scheduled', operationType: 'all', jobType: 'full', idList: [], forced: false, submittedAt: 0, retryDelayMilliseconds: 30_000,
        steps: steps.map((step, index) => ({ ...step, attempts: attemptsFailing('job', step.key, failures[index] ?? 0, 3, failure) })),
        ...(finishedAt === null ? {} : { finishedAt }),
      };
      const job = layOut(plan);
      const ended = new Map<string, { at: number; status: string }>();
      for (const task of job.tasks) {
        const step = steps.find((candidate) => candidate.operationType === task.operationType && candidate.nodeIdentifier === task.nodeIdentifier);
        const before = (step?.after ?? []).map((key) => ended.get(key));
        const previous = ended.get(step?.key ?? '');
        equal(task.submittedAt <= task.startsAt && task.startsAt <= (task.endsAt ?? -1), true, 'a task is submitted, starts and ends in that order');
        equal(task.finalStatus === 'skipped', before.some((other) => other?.status !== 'successful'), 'skipped exactly when something before it failed');
        if (previous !== undefined) equal(previous.status === 'failed' && task.submittedAt >= previous.at, true, 'a retry follows a failed attempt');
        if (task.finalStatus !== 'skipped') equal(before.every((other) => (other?.at ?? 0) <= task.startsAt), true, 'starts after what it depends on');
        ended.set(step?.key ?? '', { at: task.endsAt ?? 0, status: task.finalStatus });
      }
      equal(job.endsAt, Math.max(...job.tasks.map((task) => task.endsAt ?? 0)));
      equal(job.finalStatus, [...ended.values()].every((end) => end.status === 'successful') ? 'successful' : 'failed');
      if (finishedAt !== null) equal((job.endsAt ?? 0) <= finishedAt, true);
    }), { seed: 20260302, numRuns: 300 });
  });
});

function uuid(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
