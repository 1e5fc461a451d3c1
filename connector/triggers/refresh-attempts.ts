/** What can be said about a refresh from the tasks of its job: which attempt it was, whether it is over, whose it was. */
import { choose, formula, type Condition, type ExpressionOf, type ListExpression, type NumberExpression, type TextExpression } from 'konektor';
import type { DataSourceInfo, Job, Node, Task } from '../types';

type JobExpression = ExpressionOf<typeof Job, 'present'>;
type TaskExpression = ExpressionOf<typeof Task, 'present'>;
interface AlsoRead { readonly status: ListExpression<typeof Node>; readonly dataSources: ListExpression<typeof DataSourceInfo> }

/** The job will not change any more. */
export const hasEnded = formula('HasEnded', (job: JobExpression): Condition => job.jobStatus.is('successful', 'failed', 'timedOut', 'aborted', 'deleted', 'skipped'));

/**
 * A retry is a new task of the same job, with the same operation and name, submitted once the former attempt ended.
 * Two sources of one name that refresh side by side are not retries of each other: neither waits for the other.
 */
const isNewerAttempt = formula('IsNewerAttempt', (other: TaskExpression, task: TaskExpression): Condition =>
  other.operationType.is(task.operationType).and(other.friendlyName.equals(task.friendlyName)).and(other.submittedTimestamp.atOrAfter(task.endTimestamp)));

/** The job is over and no later attempt of the same refresh ended with a result. */
export const isFinal = formula('IsFinal', (task: TaskExpression, job: JobExpression): Condition =>
  hasEnded(job).and(job.tasks.any(other => isNewerAttempt(other, task).and(other.taskStatus.is('successful', 'failed', 'timedOut'))).not()));

/** 1 for the first attempt within the job. */
export const attemptNumber = formula('AttemptNumber', (task: TaskExpression, job: JobExpression): NumberExpression<'present'> =>
  job.tasks.where(other => other.taskId.equals(task.taskId).or(isNewerAttempt(task, other))).count());

/** The error of a task: its code and its message stand in one of two places. */
export const errorCode = formula('ErrorCode', (task: TaskExpression): TextExpression<'nullable'> => task.ciError.errorCode.orElse(task.ciErrors.firstItem().errorCode));
export const errorMessage = formula('ErrorMessage', (task: TaskExpression): TextExpression<'nullable'> => task.ciError.message.orElse(task.ciErrors.firstItem().message));

/** The step that made a job fail; what depends on it does not fail but is skipped. */
export const failedStep = (job: JobExpression): ExpressionOf<typeof Task, 'nullable'> =>
  job.tasks.first(task => task.taskStatus.is('failed', 'timedOut').and(isFinal(task, job)));
export const failureCode = formula('FailureCode', (job: JobExpression): TextExpression<'nullable'> => failedStep(job).ciError.errorCode.orElse(failedStep(job).ciErrors.firstItem().errorCode));
export const failureMessage = formula('FailureMessage', (job: JobExpression): TextExpression<'nullable'> => failedStep(job).ciError.message.orElse(failedStep(job).ciErrors.firstItem().message));

/**
 * Tasks carry no data source id. It is found, in this order: the workflow node with this job and name; the job's own
 * list, when the job is an ingestion; the only data source of that name. Otherwise null: nobody guesses.
 */
export const dataSourceId = (task: TaskExpression, job: JobExpression, { status, dataSources }: AlsoRead): TextExpression<'nullable'> =>
  idOfSource(task, job, status, dataSources);

const idOfSource = formula('DataSourceId', (task: TaskExpression, job: JobExpression, nodes: ListExpression<typeof Node>, sources: ListExpression<typeof DataSourceInfo>): TextExpression<'nullable'> =>
  idByNode(task, job, nodes).orElse(choose(job.operationType.is('ingestion'), idByList(task, job, sources), idByName(task, sources))));

const idByNode = formula('DataSourceIdByNode', (task: TaskExpression, job: JobExpression, nodes: ListExpression<typeof Node>): TextExpression<'nullable'> =>
  nodes.single(node => node.operationType.is('ingestion').and(node.friendlyName.equals(task.friendlyName)).and(node.jobIds.has(job.jobId))).identifier);

const idByList = formula('DataSourceIdByList', (task: TaskExpression, job: JobExpression, sources: ListExpression<typeof DataSourceInfo>): TextExpression<'nullable'> =>
  job.idList.onlyText().orElse(sources.single(({ dataSourceMetadata: source }) =>
    source.friendlyName.equals(task.friendlyName).and(job.idList.has(source.dataSourceId))).dataSourceMetadata.dataSourceId).orElse(idByName(task, sources)));

const idByName = formula('DataSourceIdByName', (task: TaskExpression, sources: ListExpression<typeof DataSourceInfo>): TextExpression<'nullable'> =>
  sources.single(({ dataSourceMetadata: source }) => source.friendlyName.equals(task.friendlyName)).dataSourceMetadata.dataSourceId);
