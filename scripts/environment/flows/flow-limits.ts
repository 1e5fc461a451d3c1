import type { Assumptions } from '../assumptions';
import { type RetryPolicy, retryProfiles } from './retry-policy';

/** How much a flow may do at once. The numbers are of late 2022 (facts 3.4); which apply depends on the licence of the flow's owner. */
export interface FlowLimits {
  /** Items of one trigger answer that may start runs. */
  readonly splitOnItems: number;
  /** The same where the trigger's concurrency is limited. */
  readonly splitOnItemsWithConcurrency: number;
  /** Items that paging of one action collects. */
  readonly pagedItems: number;
  readonly retry: RetryPolicy;
}

const limits = {
  low: { splitOnItems: 5_000, splitOnItemsWithConcurrency: 100, pagedItems: 5_000, retry: retryProfiles.low },
  high: { splitOnItems: 100_000, splitOnItemsWithConcurrency: 100, pagedItems: 100_000, retry: retryProfiles.high },
} as const satisfies Record<string, FlowLimits>;

/** The limits of the performance profile that is assumed. */
export function flowLimits(assumed: Pick<Assumptions, 'performanceProfile'>): FlowLimits {
  return limits[assumed.performanceProfile];
}

/** How many items may start runs at once. */
export function mostItems(concurrency: RunConcurrency | undefined, assumed: Assumptions): number {
  const { splitOnItems, splitOnItemsWithConcurrency } = flowLimits(assumed);
  return concurrency ? splitOnItemsWithConcurrency : splitOnItems;
}

/** How many runs of a flow may be under way, and how many may wait for their turn. Absent: without limit. */
export interface RunConcurrency { readonly runs: number; readonly waitingRuns: number }

/** Documented bounds (facts 3.4 and the limits page of Logic Apps): 25 runs and 10 more than these waiting, up to 100 of each. */
export const concurrencyBounds = { runs: { least: 1, most: 100, default: 25 }, waitingRuns: { besideRuns: 10, most: 100 } } as const;

/** The concurrency of a trigger's `runtimeConfiguration.concurrency` or `operationOptions: SingleInstance`. Throws an Error with a sentence for numbers out of bounds. */
export function runConcurrency(declared: { readonly runs?: unknown; readonly maximumWaitingRuns?: unknown } | undefined, isSingleInstance: boolean): RunConcurrency | undefined {
  const { runs: bounds, waitingRuns } = concurrencyBounds;
  const runs = isSingleInstance ? 1 : declared && (declared.runs ?? bounds.default);
  if (runs === undefined) return undefined;
  const waiting = declared?.maximumWaitingRuns ?? Math.min(waitingRuns.besideRuns + Number(runs), waitingRuns.most);
  if (!isCount(runs, bounds.most)) throw new Error(`its concurrency is ${JSON.stringify(runs)} runs; it can be ${bounds.least} to ${bounds.most}`);
  if (!isCount(waiting, waitingRuns.most)) throw new Error(`its runs that may wait are ${JSON.stringify(waiting)}; they can be 1 to ${waitingRuns.most}`);
  return { runs, waitingRuns: waiting };
}

/** Whether `operationOptions` of a trigger or action names an option: "DisableAsyncPattern, SequentialDelivery". */
export function hasOption(declared: unknown, option: string): boolean {
  return typeof declared === 'string' && declared.split(',').some(each => each.trim().toLowerCase() === option.toLowerCase());
}

const isCount = (value: unknown, most: number): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= most;
