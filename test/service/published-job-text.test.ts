import { equal } from 'node:assert/strict';
import fc from 'fast-check';
import { publishJob } from '../../scripts/service/answers/jobs';
import { publishedJobText } from '../../scripts/service/answers/published-job-text';
import type { Job } from '../../scripts/service/jobs/job';
import { createWire, type EnumCasing, type TimestampDigits } from '../../scripts/service/wire';

const instant = fc.integer({ min: 0, max: 30 });
const run = fc.record({
  submittedAt: instant, startsAt: instant, finalStatus: fc.constantFrom('successful', 'failed', 'skipped'),
}).chain(fixed => fc.record({ endsAt: instant, visibleAt: instant, whileHidden: fc.constantFrom('absent' as const, 'running' as const) }, { requiredKeys: [] }).map(rest => ({ ...fixed, ...rest })));
const task = run.map(given => ({ ...given, taskId: 'task', operationType: 'ingestion', nodeIdentifier: 'node', friendlyName: 'Node', waitingTaskIds: ['other'], failure: { errorCode: 'Broken', message: 'It broke.', culprit: 'user' } }));
const job: fc.Arbitrary<Job> = fc.tuple(run, fc.array(task, { maxLength: 3 })).map(([given, tasks]) => ({ ...given, jobId: 'job', jobType: 'full', submissionKind: 'onDemand', operationType: 'all', idList: ['one'], forced: false, tasks }));
const look = fc.record({
  now: instant, casing: fc.constantFrom<EnumCasing>('camel', 'pascal', 'mixed'), digits: fc.constantFrom<TimestampDigits>('varied', 'millisecond'), includeTasks: fc.boolean(), emptyIdLists: fc.boolean(),
});

describe('the text of a published job', () => {
  it('is that of the job as it is made anew, whenever, in whatever order and spelling it is asked for', () => {
    fc.assert(fc.property(job, fc.array(look, { minLength: 1, maxLength: 12 }), (given, looks) => {
      for (const { now, casing, digits, ...options } of looks) {
        const wire = createWire(now, casing, digits);
        equal(publishedJobText(given, wire, options), JSON.stringify(publishJob(given, wire, options)));
      }
    }), { seed: 20261130, numRuns: 500 });
  });
});
