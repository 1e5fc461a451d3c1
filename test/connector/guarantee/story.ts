/**
 * A story: what happens in a Customer Insights instance and when somebody looks. Times are minutes from the moment the
 * trigger is turned on; they may lie before it. A story is plain data, so that it shrinks and prints well.
 */
import type { RawJob, RawTask } from '../../../scripts/service';

export type TriggerName = 'OnDataSourceRefreshFailed' | 'OnDataSourceRefreshSucceeded' | 'OnFullRefreshCompleted' | 'OnUnificationRefreshCompleted'
  | 'OnSegmentThresholdCrossed' | 'OnMeasureThresholdCrossed';

/** The attempts at refreshing one source within a job; the last one may be a success. */
export interface StoryRefresh { readonly source: number; readonly failures: number; readonly succeeds: boolean }

export interface StoryJob {
  readonly at: number;
  readonly scheduled: boolean;
  readonly everything: boolean;
  readonly refreshes: readonly StoryRefresh[];
  readonly merges: 'none' | 'succeeds' | 'fails' | 'succeedsAtSecondAttempt';
  /** Minutes between its end and the moment when the service shows it. */
  readonly hiddenFor: number;
  readonly whileHidden: 'absent' | 'running';
}
export interface StoryPoint { readonly at: number; readonly value: number; readonly hiddenFor: number }
export type StoryFault = 'throttle' | 'unavailable' | 'failure' | 'break' | 'html' | 'unauthorized' | 'forbidden' | 'notFound';
/** One look: minutes since the one before, what is wrong with the service then, and for how long (milliseconds) the trigger stays on. */
export interface StoryLook { readonly after: number; readonly fault?: StoryFault; readonly staysOn?: number }

export interface Story {
  readonly trigger: TriggerName;
  readonly report: 'final' | 'every';
  readonly errorWithoutLocation: 'keep' | 'reset';
  readonly pathForm: 'lib' | 'docs' | 'both' | 'jobsOnlyUnderManage';
  readonly emptyIdLists: boolean;
  /** The service has no status list under either form of its path. */
  readonly statusMissing: boolean;
  /** Further refreshes, of nothing that a trigger tells of, spread evenly: they push others out of the first page. */
  readonly background: number;
  readonly jobs: readonly StoryJob[];
  readonly points: readonly StoryPoint[];
  readonly looks: readonly StoryLook[];
}

/** Something that a trigger may tell of. Instants in milliseconds. */
export interface Occurrence { readonly id: string; readonly at: number; readonly visibleAt: number }

export const threshold = 2;
const minute = 60_000;
const uuid = (kind: number, number: number): string => `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;
export const sourceId = (number: number): string => uuid(1, number);
export const sourceName = (number: number): string => `Source ${number}`;

type EndedTask = RawTask & { readonly taskId: string; readonly endsAt: number };
/** The job as the service is told of it. Attempts of a source follow each other; sources run side by side. */
export function rawJob(job: StoryJob, number: number, start: number): Omit<RawJob, 'tasks'> & { readonly jobId: string; readonly endsAt: number; readonly tasks: readonly EndedTask[] } {
  const submittedAt = start + job.at * minute;
  const tasks: EndedTask[] = [];
  const add = (operationType: string, friendlyName: string, nodeIdentifier: string, from: number, succeeds: boolean): number => {
    const endsAt = from + 3 * minute + 123;
    tasks.push({
      taskId: uuid(3, number * 1000 + tasks.length), operationType, friendlyName, nodeIdentifier, submittedAt: from, startsAt: from, endsAt,
      finalStatus: succeeds ? 'successful' : 'failed', ...(succeeds ? {} : { failure: { errorCode: 'Broken', message: 'It broke.', culprit: 'external' } }),
    });
    return endsAt;
  };
  let end = submittedAt + minute;
  for (const refresh of job.refreshes) {
    let from = submittedAt;
    for (let failure = 0; failure < refresh.failures; failure++) from = add('ingestion', sourceName(refresh.source), sourceId(refresh.source), from, false);
    if (refresh.succeeds) from = add('ingestion', sourceName(refresh.source), sourceId(refresh.source), from, true);
    end = Math.max(end, from);
  }
  if (job.merges !== 'none') {
    if (job.merges !== 'succeeds') end = add('merge', 'Merge', 'merge', end, false);
    if (job.merges !== 'fails') end = add('merge', 'Merge', 'merge', end, true);
  }
  const failed = job.refreshes.some(refresh => !refresh.succeeds) || job.merges === 'fails';
  return {
    jobId: uuid(2, number), submittedAt, startsAt: submittedAt, endsAt: end, finalStatus: failed ? 'failed' : 'successful',
    submissionKind: job.scheduled ? 'scheduled' : 'onDemand', operationType: job.everything ? 'all' : 'ingestion',
    idList: job.everything ? [] : job.refreshes.map(refresh => sourceId(refresh.source)),
    ...(job.hiddenFor > 0 ? { visibleAt: end + job.hiddenFor * minute, whileHidden: job.whileHidden } : {}), tasks,
  };
}

/** What the story holds for the trigger, by the product's own words and independent of the connector's code. */
export function occurrencesOf(story: Story, start: number): readonly Occurrence[] {
  return story.jobs.flatMap((job, number): Occurrence[] => {
    const raw = rawJob(job, number, start);
    const hiddenUntil = job.hiddenFor > 0 ? raw.endsAt + job.hiddenFor * minute : raw.submittedAt;
    const seenAt = (end: number): number => Math.max(end, job.whileHidden === 'absent' ? hiddenUntil : end);
    const withJob = Math.max(raw.endsAt, hiddenUntil);
    switch (story.trigger) {
      case 'OnDataSourceRefreshFailed':
        return job.refreshes.filter(refresh => story.report === 'every' || (!refresh.succeeds && refresh.failures > 0)).flatMap(refresh => {
          const failed = raw.tasks.filter(task => task.operationType === 'ingestion' && task.nodeIdentifier === sourceId(refresh.source) && task.finalStatus === 'failed');
          return story.report === 'every'
            ? failed.map(task => ({ id: task.taskId, at: task.endsAt, visibleAt: seenAt(task.endsAt) }))
            : failed.slice(-1).map(task => ({ id: task.taskId, at: raw.endsAt, visibleAt: withJob }));
        });
      case 'OnDataSourceRefreshSucceeded':
        return raw.tasks.filter(task => task.operationType === 'ingestion' && task.finalStatus === 'successful').map(task => ({ id: task.taskId, at: task.endsAt, visibleAt: seenAt(task.endsAt) }));
      case 'OnFullRefreshCompleted':
        return job.scheduled && job.everything ? [{ id: raw.jobId, at: raw.endsAt, visibleAt: withJob }] : [];
      case 'OnUnificationRefreshCompleted':
        return raw.tasks.filter(task => task.operationType === 'merge' && task.finalStatus === 'successful').map(task => ({ id: task.taskId, at: task.endsAt, visibleAt: seenAt(task.endsAt) }));
      default: return [];
    }
  });
}
