import { isJsonObject, type JsonValue, textOf } from '../json';
import { type RetryPolicy, retryProfiles } from '../retry-policy';
import { durationMs } from './iso-duration';

/**
 * The retry policy of a step: what its `retryPolicy` says, else Power Automate's low profile (facts 3.4). Throws an Error
 * with a sentence for a policy that can't be read.
 */
export function retryPolicyOf(declared: JsonValue | undefined): RetryPolicy {
  if (!isJsonObject(declared)) return retryProfiles.low;
  const type = textOf(declared['type'])?.toLowerCase() ?? 'default';
  if (type === 'default') return retryProfiles.low;
  if (type === 'none') return retryProfiles.none;
  const attempts = Number(declared['count']);
  const interval = durationMs(textOf(declared['interval']) ?? '');
  if (interval === undefined || !Number.isInteger(attempts) || attempts < 1 || attempts > 90 || (type !== 'fixed' && type !== 'exponential')) {
    throw new Error(`The retry policy ${JSON.stringify(declared)} can't be read: "type" is none, default, fixed or exponential, "count" 1 to 90, "interval" a duration such as PT20S.`);
  }
  if (type === 'fixed') return { kind: 'fixed', attempts, intervalMs: interval };
  const minimum = durationMs(textOf(declared['minimumInterval']) ?? '');
  const maximum = durationMs(textOf(declared['maximumInterval']) ?? '');
  // Without bounds of its own the documented range of custom policies holds: 5 s to 1 day.
  return { kind: 'exponential', attempts, intervalMs: interval, minimumMs: minimum ?? 5_000, maximumMs: maximum ?? 86_400_000 };
}
