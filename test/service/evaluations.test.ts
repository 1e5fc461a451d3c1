import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { formatTimestamp } from '../../scripts/service/wire';
import { fixture, type Fixture } from './caller';

const day = 86_400_000;

interface PublishedSegment { readonly evaluationStatus: Record<string, unknown>; readonly evaluationStatusHistory?: readonly { readonly evaluationDate: string; readonly entityCount: number; readonly jobStatus: string }[] }

function exact(): Fixture {
  return fixture({ seed: 'empty', behaviour: { enumCasing: 'camel', timestampDigits: 'millisecond' } });
}

async function segment(service: Fixture, days = 10): Promise<PublishedSegment> {
  const answer = await service.call(`{i}/manage/segments?includeHistoricStats=true&historicStatsDays=${days}`);
  return (answer.json as readonly PublishedSegment[])[0] ?? { evaluationStatus: {} };
}

const counts = (found: PublishedSegment): unknown => found.evaluationStatusHistory?.map((point) => point.entityCount);

describe('service evaluations', () => {
  it('show the latest evaluation by its date, and the history of the days asked for', async () => {
    const service = exact();
    const now = service.clock.now();
    service.control.addSegment({ name: 'S' });
    deepEqual((await segment(service)).evaluationStatus, { jobStatus: 'None' });
    service.control.moveSegment({ name: 'S', count: 3, at: now - day });
    service.control.moveSegment({ name: 'S', count: 1, at: now - 11 * day });
    service.control.moveSegment({ name: 'S', count: 2, at: now - 10 * day });
    deepEqual(counts(await segment(service)), [3, 2]);
    deepEqual(counts(await segment(service, 30)), [3, 1, 2]);
    service.control.behave({ historyOrder: 'ascending' });
    deepEqual(counts(await segment(service, 30)), [1, 2, 3]);
    service.control.behave({ historyOrder: 'descending' });
    deepEqual(counts(await segment(service, 30)), [3, 2, 1]);
    equal((await segment(service)).evaluationStatus['entityCount'], 3);
    equal(((await service.call('{i}/manage/segments')).json as readonly PublishedSegment[])[0]?.evaluationStatusHistory, undefined);
  });

  it('show a late point only when it becomes visible, and of equal dates the last', async () => {
    const service = exact();
    const now = service.clock.now();
    service.control.addSegment({ name: 'S', count: 5 });
    service.control.moveSegment({ name: 'S', count: 6, at: now, visibleAt: now + day });
    deepEqual(counts(await segment(service)), [5]);
    service.clock.advance(day);
    deepEqual(counts(await segment(service)), [5, 6]);
    equal((await segment(service)).evaluationStatus['entityCount'], 6);
  });

  it('come from a refresh when its step succeeds; a failed one keeps the count', async () => {
    const service = exact();
    service.control.addSegment({ name: 'S', count: 5 });
    service.control.addMeasure({ name: 'M', value: '1.50' });
    const job = service.control.startRefresh({ operationType: 'segmentation', results: { counts: { S: 9 } } });
    service.clock.set(job.endsAt ?? 0);
    const failed = service.control.startRefresh({ outcomes: { segmentation: { failures: 3 } }, results: { values: { M: '2.25' } } });
    service.clock.set(failed.endsAt ?? 0);
    const { evaluationStatus, evaluationStatusHistory } = await segment(service);
    deepEqual(evaluationStatusHistory?.map((point) => [point.entityCount, point.jobStatus]), [[5, 'CompletedSuccess'], [9, 'CompletedSuccess'], [9, 'CompletedFailure']]);
    deepEqual([evaluationStatus['jobStatus'], evaluationStatus['lastSuccessfulRunId']], ['CompletedFailure', job.jobId]);
    const measure = (await service.call('{i}/manage/measures/M?includeHistoricStats=true')).json as { outputHistory: readonly { values: unknown }[] };
    deepEqual(measure.outputHistory.map((output) => output.values), [{ Value: '1.50' }, { Value: '2.25' }]);
  });

  it('stay when a task of their job is amended, and move with their own task', async () => {
    const service = exact();
    service.control.addSegment({ name: 'S', count: 5 });
    const job = service.control.startRefresh({ operationType: 'segmentation', results: { counts: { S: 9 } } });
    const taskId = job.tasks[0]?.taskId ?? '';
    const end = (job.endsAt ?? 0) + 1_000;
    service.control.amendJob({ jobId: job.jobId, taskId, endsAt: end });
    service.control.amendJob({ jobId: job.jobId, endsAt: end });
    service.clock.set(end - 1);
    deepEqual(counts(await segment(service)), [5]);
    service.clock.advance(1);
    deepEqual(counts(await segment(service)), [5, 9]);
  });

  it('vanish with a cancelled refresh', async () => {
    const service = exact();
    service.control.addSegment({ name: 'S', count: 5 });
    const job = service.control.startRefresh({ results: { counts: { S: 9 } } });
    service.clock.advance(1_000);
    service.control.cancelJob({ jobId: job.jobId });
    service.clock.advance(day);
    deepEqual(counts(await segment(service)), [5]);
  });

  it('publish a scalar measure with its value and one with a dimension without', async () => {
    const service = exact();
    const now = service.clock.now();
    service.control.addMeasure({ name: 'Scalar', value: 12 });
    service.control.addMeasure({ name: 'ByStore', dimensions: ['Store'], value: 12 });
    service.control.moveMeasure({ name: 'Scalar', value: '1234567.8900', at: now + 1 });
    service.control.moveMeasure({ name: 'Scalar', value: 1, at: now + 2, state: 'failed' });
    service.clock.advance(2);
    const read = async (name: string) => (await service.call(`{i}/manage/measures/${name}?includeHistoricStats=true`)).json as Record<string, unknown>;
    const scalar = await read('Scalar');
    deepEqual([scalar['output'], scalar['latestEvaluation'], scalar['evaluationStats']], [
      { values: { Value: '1234567.8900' }, measureName: 'Scalar', evaluationTime: '2026-03-02T07:00:00.001Z' },
      { state: 'failed', endTime: '2026-03-02T07:00:00.002Z', error: 'The evaluation failed.' },
      { consecutiveFailureCount: 1, lastSuccessful: '2026-03-02T07:00:00.001Z' },
    ]);
    const dimensional = await read('ByStore');
    deepEqual([dimensional['output'], dimensional['outputHistory'], (dimensional['definition'] as Record<string, unknown>)['isScalar']], [undefined, [], false]);
  });

  it('write timestamps with 0, 3 or 7 digits that keep order and equality', () => {
    const lengths = new Set<number>();
    fc.assert(fc.property(fc.integer({ min: 0, max: 4_102_444_800_000 }), fc.nat({ max: 3 }), (instant, later) => {
      const left = formatTimestamp(instant, 'varied');
      const right = formatTimestamp(instant + later, 'varied');
      lengths.add(left.length);
      equal(Date.parse(left.replace(/(\.\d{3})\d*Z$/, '$1Z')), instant);
      const padded = (text: string): string => text.slice(0, -1).padEnd(20, '.').padEnd(27, '0');
      equal(padded(left) < padded(right), later > 0);
    }), { seed: 11, numRuns: 2_000, examples: [[1_000, 1]] });
    deepEqual([...lengths].sort((left, right) => left - right), [20, 24, 28]);
  });
});
