/**
 * A Retry-After header as milliseconds from `now`, never below 0. It is whole seconds or an HTTP date (RFC 9110, 10.2.3);
 * anything else counts as absent.
 */
export function retryAfterMs(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Date.parse alone would also read numbers and ISO dates, which the header does not know.
  if (!/^[A-Za-z]{3,9},? /.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : Math.max(0, instant - now);
}
