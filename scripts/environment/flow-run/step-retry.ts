import { isJsonObject, type JsonValue, textOf } from '../json';
import type { RetryPolicy } from '../flows/retry-policy';
import { durationMs } from './iso-duration';

const leastDelay = 5_000;
const mostDelay = 86_400_000;

/**
 * The retry policy of a step or trigger: what its `retryPolicy` says, else `usual`. Documented are the types none, default,
 * fixed and exponential, 1 to 90 attempts and delays of 5 s to a day (facts 3.4). Throws an Error with a sentence for
 * a policy that can't be read or is out of these bounds.
 */
export function retryPolicyOf(declared: JsonValue | undefined, usual: RetryPolicy): RetryPolicy {
  if (!isJsonObject(declared)) return usual;
  const type = textOf(declared['type'])?.toLowerCase() ?? 'default';
  if (type === 'default') return usual;
  if (type === 'none') return { kind: 'none' };
  const attempts = Number(declared['count']);
  const interval = durationMs(textOf(declared['interval']) ?? '');
  if (interval === undefined || !Number.isInteger(attempts) || attempts < 1 || attempts > 90 || (type !== 'fixed' && type !== 'exponential')) {
    throw new Error(`The retry policy ${JSON.stringify(declared)} can't be read: "type" is none, default, fixed or exponential, "count" 1 to 90, "interval" a duration such as PT20S.`);
  }
  const outside = ['interval', 'minimumInterval', 'maximumInterval'].find(name => {
    const span = durationMs(textOf(declared[name]) ?? '');
    return span !== undefined && !(span >= leastDelay && span <= mostDelay);
  });
  if (outside !== undefined) throw new Error(`The retry policy ${JSON.stringify(declared)} can't be used: its ${outside} is not between 5 seconds and 1 day.`);
  if (type === 'fixed') return { kind: 'fixed', attempts, intervalMs: interval };
  const minimum = durationMs(textOf(declared['minimumInterval']) ?? '');
  const maximum = durationMs(textOf(declared['maximumInterval']) ?? '');
  return { kind: 'exponential', attempts, intervalMs: interval, minimumMs: minimum ?? leastDelay, maximumMs: maximum ?? mostDelay };
}
