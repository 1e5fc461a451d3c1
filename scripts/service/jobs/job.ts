/** An error as a task carries it; published as the API's CIResult. */
export interface Failure {
  readonly errorCode: string;
  readonly message: string;
  /** Who caused it: `system`, `user` or `external`. */
  readonly culprit: string;
}

/** What jobs and tasks share. Instants are milliseconds since the epoch. */
export interface Run {
  readonly submittedAt: number;
  readonly startsAt: number;
  /** Absent: it never ends by itself. */
  readonly endsAt?: number;
  /** The status from `endsAt` on; any text, so that a test can send a value of the future. */
  readonly finalStatus: string;
  /** From when the service shows the end (late visibility); by default from the end itself. */
  readonly visibleAt?: number;
  /** Until `visibleAt` the run is left out (`absent`, the default) or shown as still running. */
  readonly whileHidden?: 'absent' | 'running';
}

/** One attempt of one step of a job. */
export interface Task extends Run {
  readonly taskId: string;
  readonly operationType: string;
  /** Which node of the status list it belongs to; for ingestion the data source id. Tasks don't publish it. */
  readonly nodeIdentifier: string;
  readonly friendlyName: string;
  readonly waitingTaskIds: readonly string[];
  readonly failure?: Failure;
}

/** What the segments and measures get when their steps succeed, by name; a name left out keeps its last result. */
export interface EvaluationResults {
  readonly counts: Readonly<Record<string, number>>;
  readonly values: Readonly<Record<string, string>>;
}

export interface Job extends Run {
  readonly jobId: string;
  readonly jobType: string;
  readonly submissionKind: string;
  readonly operationType: string;
  readonly idList: readonly string[];
  readonly forced: boolean;
  readonly tasks: readonly Task[];
  /** Absent: the job evaluates nothing. */
  readonly results?: EvaluationResults;
}

/** Whether the service shows the run at all at an instant. */
export function isVisible(run: Run, now: number): boolean {
  if (now < run.submittedAt) return false;
  return run.visibleAt === undefined || now >= run.visibleAt || run.whileHidden === 'running';
}

/** Whether the service shows the run as ended at an instant. */
export function hasEnded(run: Run, now: number): run is Run & { readonly endsAt: number } {
  if (run.endsAt === undefined || now < run.endsAt) return false;
  return run.visibleAt === undefined || now >= run.visibleAt;
}

/** The API's status word of a run at an instant: its final status, `running` or `queued`. */
export function statusAt(run: Run, now: number): string {
  if (hasEnded(run, now)) return run.finalStatus;
  return now >= run.startsAt ? 'running' : 'queued';
}
