import { refreshFailure, RequestRefused } from '../failures';
import type { Behaviour, DataSource, Instance } from '../state';
import type { EvaluationResults } from './job';
import { attemptsFailing, type RefreshPlan, type ScriptedStep } from './refresh';
import { refreshOperations, stepsOf, type Step } from './steps';

/** How one step goes. */
export interface ScriptedOutcome {
  /** How many attempts fail before one succeeds; as many as the service makes, and the step fails for good. */
  readonly failures: number;
  readonly status?: 'failed' | 'timedOut';
  readonly errorCode?: string;
  readonly message?: string;
}

/** A refresh as a caller of the API or a story asks for it. */
export interface RefreshRequest {
  readonly submissionKind?: 'onDemand' | 'scheduled';
  /** `all` (the default), `ingestion` or the name of one step. */
  readonly operationType?: string;
  /** Data source ids; not with `all`. */
  readonly identifiers?: readonly string[];
  readonly jobType?: 'full' | 'incremental';
  readonly forced?: boolean;
  /** Overrides the published list, for example with an empty one. */
  readonly idList?: readonly string[];
  /** By data source id or operation type; what isn't named succeeds at once. */
  readonly outcomes?: Readonly<Record<string, ScriptedOutcome>>;
  /** Results of the segments and measures; `'none'` makes no evaluation at all. */
  readonly results?: Partial<EvaluationResults> | 'none';
  readonly visibleAt?: number;
  readonly whileHidden?: 'absent' | 'running';
}

/**
 * Makes the plan of a requested refresh that is submitted at `now`. Throws RequestRefused: 400 for an unknown
 * operation type, for identifiers beside `all` and for an outcome that names no step, 404 for an unknown data source.
 */
export function planRefresh(instance: Instance, request: RefreshRequest, behaviour: Behaviour, jobId: string, now: number): RefreshPlan {
  const operationType = canonicalOperation(request.operationType ?? 'all');
  const identifiers = request.identifiers ?? [];
  if (operationType === 'all' && identifiers.length > 0) {
    throw refused(400, 'IdentifiersNotAllowed', "A refresh of everything takes no identifiers. Leave them out, or ask for the operation type 'ingestion'.");
  }
  const sources = refreshedSources(instance, operationType, identifiers);
  const steps = stepsOf(operationType, sources);
  const outcomes = request.outcomes ?? {};
  for (const key of Object.keys(outcomes)) {
    if (steps.some((step) => names(step, key))) continue;
    throw refused(400, 'OutcomeWithoutStep', `The refresh has no step '${key}', so its outcome can't be scripted.`);
  }
  return {
    jobId, operationType, submittedAt: now,
    submissionKind: request.submissionKind ?? 'onDemand', jobType: request.jobType ?? 'full', forced: request.forced ?? false,
    idList: request.idList ?? (operationType === 'ingestion' ? sources.map((source) => source.dataSourceId) : [...identifiers]),
    retryDelayMilliseconds: behaviour.retryDelayMilliseconds,
    steps: steps.map((step) => script(jobId, step, outcomes, behaviour.maximumAttempts)),
    ...(request.results === 'none' ? {} : { results: { counts: request.results?.counts ?? {}, values: request.results?.values ?? {} } }),
    ...(request.visibleAt === undefined ? {} : { visibleAt: request.visibleAt }),
    ...(request.whileHidden === undefined ? {} : { whileHidden: request.whileHidden }),
  };
}

function script(jobId: string, step: Step, outcomes: Readonly<Record<string, ScriptedOutcome>>, maximum: number): ScriptedStep {
  const outcome = Object.entries(outcomes).find(([key]) => names(step, key))?.[1] ?? { failures: 0 };
  const failure = refreshFailure(step.friendlyName, outcome);
  return { ...step, attempts: attemptsFailing(jobId, step.key, outcome.failures, maximum, failure, outcome.status) };
}

function names(step: Step, key: string): boolean {
  return step.nodeIdentifier === key || step.operationType === key;
}

function canonicalOperation(operationType: string): string {
  const known = refreshOperations.find((operation) => operation.toLowerCase() === operationType.toLowerCase());
  if (known !== undefined) return known;
  throw refused(400, 'OperationTypeNotSupported', `There is no refresh of type '${operationType}'. Use one of: ${refreshOperations.join(', ')}.`);
}

function refreshedSources(instance: Instance, operationType: string, identifiers: readonly string[]): DataSource[] {
  if (operationType !== 'ingestion' || identifiers.length === 0) return instance.dataSources.filter((source) => source.isActive);
  return identifiers.map((identifier) => {
    const source = instance.dataSources.find((candidate) => candidate.dataSourceId === identifier);
    if (source === undefined) throw refused(404, 'DataSourceNotFound', `There is no data source with the id '${identifier}'.`);
    return source;
  });
}

function refused(status: number, code: string, message: string): RequestRefused {
  return new RequestRefused(status, 'management', code, message);
}
