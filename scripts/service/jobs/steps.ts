import { hashText } from '../random';

/** A step of a refresh before its outcome is known. */
export interface Step {
  /** Unique in the job: the operation type, with the data source id for ingestion. */
  readonly key: string;
  readonly operationType: string;
  readonly nodeIdentifier: string;
  readonly friendlyName: string;
  /** Keys of the steps that must succeed first. */
  readonly after: readonly string[];
}

/** What a refresh needs to know of a data source. */
export interface RefreshedSource {
  readonly dataSourceId: string;
  readonly friendlyName: string;
}

/**
 * The steps behind the sources, in dependency order. Order of ingestion, match, merge and the rest: product
 * documentation, system.md; the neighbours map and data preparation: diagnostics.md.
 */
const systemSteps: readonly { operation: string; title: string; after: readonly string[] }[] = [
  { operation: 'dataPreparation', title: 'Data preparation', after: ['ingestion'] },
  { operation: 'map', title: 'Map', after: ['dataPreparation'] },
  { operation: 'match', title: 'Match', after: ['map'] },
  { operation: 'merge', title: 'Merge', after: ['match'] },
  { operation: 'profileStore', title: 'Customer profiles', after: ['merge'] },
  { operation: 'search', title: 'Search', after: ['profileStore'] },
  { operation: 'activity', title: 'Activities', after: ['merge'] },
  { operation: 'segmentation', title: 'Segments', after: ['merge'] },
  { operation: 'measures', title: 'Measures', after: ['merge', 'activity'] },
];

/** Operation types a job can be asked for. */
export const refreshOperations: readonly string[] = ['all', 'ingestion', ...systemSteps.map((step) => step.operation)];

/** The steps of a job: everything for `all`, one a source for `ingestion`, else the one step of that name. */
export function stepsOf(operationType: string, sources: readonly RefreshedSource[]): Step[] {
  const ingestions = sources.map((source): Step => ({
    key: ingestionKey(source.dataSourceId),
    operationType: 'ingestion',
    nodeIdentifier: source.dataSourceId,
    friendlyName: source.friendlyName,
    after: [],
  }));
  if (operationType === 'ingestion') return ingestions;
  const chosen = systemSteps.filter((step) => operationType === 'all' || step.operation === operationType);
  const present = new Set(chosen.map((step) => step.operation));
  const systems = chosen.map((step): Step => ({
    key: step.operation,
    operationType: step.operation,
    nodeIdentifier: step.operation,
    friendlyName: step.title,
    after: step.after.flatMap((name) => {
      if (operationType !== 'all') return [];
      return name === 'ingestion' ? ingestions.map((ingestion) => ingestion.key) : present.has(name) ? [name] : [];
    }),
  }));
  return operationType === 'all' ? [...ingestions, ...systems] : systems;
}

/** The step key of a data source's ingestion. */
export function ingestionKey(dataSourceId: string): string {
  return `ingestion:${dataSourceId}`;
}

/** How long an attempt takes, in milliseconds: one to five minutes, the same for the same job, step and attempt. */
export function usualDuration(jobId: string, stepKey: string, attempt: number): number {
  return 60_000 + (hashText(`${jobId}|${stepKey}|${attempt}`) % 240_000);
}
