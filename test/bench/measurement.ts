/** A measured value beside what it is compared with. */

/** One line of the result. `aim` is a limit of the ratio where there is a reference to divide by, else of the value. */
export interface Measurement {
  readonly name: string;
  readonly measured: Quantity;
  /** The peer or floor of the same run, and what it is. */
  readonly reference: Quantity & { readonly what: string };
  /** measured / reference. */
  readonly ratio: number;
  /** Absent: told for orientation, not judged. */
  readonly aim?: Aim;
  readonly met: boolean;
}
export interface Quantity { readonly value: number; readonly unit: 's' | 'ms' | 'calls/s' | 'polls/s' | 'MB'; readonly median?: number }
export type Aim = { readonly of: 'ratio' | 'value'; readonly atMost: number } | { readonly of: 'ratio' | 'value'; readonly atLeast: number };

/** A measurement judged by its aim. */
export function measurement(name: string, measured: Quantity, reference: Measurement['reference'], aim?: Aim): Measurement {
  const ratio = measured.value / reference.value;
  const judged = aim?.of === 'ratio' ? ratio : measured.value;
  const met = aim === undefined || ('atMost' in aim ? judged <= aim.atMost : judged >= aim.atLeast);
  return { name, measured, reference, ratio, ...(aim ? { aim } : {}), met };
}

/**
 * Rounds of a time in seconds as one quantity: the minimum, since other work on the machine only ever adds, with the
 * median beside it. Throws RangeError for no rounds.
 */
export const fastest = (seconds: readonly number[]): Quantity => ({ value: Math.min(...some(seconds)), unit: 's', median: median(seconds) });

/** The middle value, or the mean of the two middle ones. Throws RangeError for none. */
export function median(values: readonly number[]): number {
  const sorted = [...some(values)].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[sorted.length / 2 - 1] ?? NaN) + upper) / 2;
}

function some(values: readonly number[]): readonly number[] {
  if (values.length === 0) throw new RangeError('There is nothing to take a value from: no round was run.');
  return values;
}
