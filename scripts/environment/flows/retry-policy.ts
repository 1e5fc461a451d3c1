/** When a failed call is tried again. Intervals are milliseconds. */
export type RetryPolicy =
  | { readonly kind: 'none' }
  | { readonly kind: 'fixed'; readonly attempts: number; readonly intervalMs: number }
  | { readonly kind: 'exponential'; readonly attempts: number; readonly intervalMs: number; readonly minimumMs: number; readonly maximumMs: number };

const minute = 60_000;

/** The documented profiles (facts 3.4): Power Automate's low one, its medium and high one, and that of Logic Apps. */
export const retryProfiles = {
  none: { kind: 'none' },
  low: { kind: 'exponential', attempts: 2, intervalMs: 5 * minute, minimumMs: 5 * minute, maximumMs: 10 * minute },
  high: { kind: 'exponential', attempts: 8, intervalMs: 7_000, minimumMs: 7_000, maximumMs: 15 * minute },
  logicApps: { kind: 'exponential', attempts: 4, intervalMs: 7_500, minimumMs: 5_000, maximumMs: 45_000 },
} as const satisfies Record<string, RetryPolicy>;

/** A number in [0, 1), as Math.random gives it; seeded in tests. */
export type Random = () => number;

/** Whether a status is worth another attempt: 408, 429 and 5xx (facts 3.4). Lost connections reach the engine as 502. */
export function isRetried(status: number): boolean {
  return status === 408 || status === 429 || (status >= 500 && status <= 599);
}

/**
 * The wait before retry number `retry` (from 1), or undefined where there is none left. The exponential one is uniform
 * between max(2^(n-2)·interval, min) and min(2^(n-1)·interval, max), the first between min and interval (facts 3.4).
 */
export function retryDelayMs(policy: RetryPolicy, retry: number, random: Random): number | undefined {
  if (policy.kind === 'none' || retry > policy.attempts) return undefined;
  if (policy.kind === 'fixed') return policy.intervalMs;
  const highest = Math.min(2 ** (retry - 1) * policy.intervalMs, policy.maximumMs);
  const lowest = Math.min(retry === 1 ? policy.minimumMs : Math.max(2 ** (retry - 2) * policy.intervalMs, policy.minimumMs), highest);
  return Math.round(lowest + random() * (highest - lowest));
}
