/** What a fault does to a call. */
export type FaultAction =
  | { readonly kind: 'throttle'; readonly retryAfterSeconds?: number }
  | { readonly kind: 'status'; readonly status: number; readonly retryAfterSeconds?: number }
  /** Real time, before the ordinary answer. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The connection closes without an answer. */
  | { readonly kind: 'break' }
  /** No answer until the caller or the service gives up. */
  | { readonly kind: 'hang' }
  | { readonly kind: 'html'; readonly status?: number };

/** The kinds of fault, for callers that the compiler doesn't check. */
export const faultKinds: readonly FaultAction['kind'][] = ['throttle', 'status', 'delay', 'break', 'hang', 'html'];

/** Which calls a fault meets. */
export interface FaultScope {
  /** Part of the path without query; `*` stands for any text. Absent: every path. */
  readonly path?: string;
  readonly method?: string;
  /** How many calls it meets (1), or `always` until it is removed. */
  readonly times?: number | 'always';
  /** How many matching calls pass before the first that it meets (0). */
  readonly after?: number;
}

export type Fault = FaultAction & FaultScope;

/** The faults in force. The oldest that matches a call is taken; a call meets one fault. */
export interface Faults {
  /** Adds a fault and returns its number. */
  add(fault: Fault): number;
  /** Removes one fault, or all. */
  clear(number?: number): void;
  /** The fault that a call meets, counted as met. */
  take(method: string, path: string): FaultAction | undefined;
}

interface Armed {
  readonly number: number;
  readonly fault: Fault;
  waits: number;
  left: number;
}

/** Makes an empty set of faults. */
export function createFaults(): Faults {
  let armed: Armed[] = [];
  let added = 0;
  return {
    add(fault) {
      added += 1;
      const left = fault.times === 'always' ? Number.POSITIVE_INFINITY : fault.times ?? 1;
      armed.push({ number: added, fault, waits: fault.after ?? 0, left });
      return added;
    },
    clear(number) {
      armed = number === undefined ? [] : armed.filter((candidate) => candidate.number !== number);
    },
    take(method, path) {
      for (const candidate of armed) {
        if (!meets(candidate.fault, method, path)) continue;
        if (candidate.waits > 0) {
          candidate.waits -= 1;
          continue;
        }
        candidate.left -= 1;
        if (candidate.left <= 0) armed = armed.filter((other) => other !== candidate);
        return candidate.fault;
      }
      return undefined;
    },
  };
}

function meets(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  return fault.path === undefined || contains(path, fault.path);
}

/** Whether a path contains a pattern, where `*` stands for any text. */
export function contains(path: string, pattern: string): boolean {
  let from = 0;
  for (const part of pattern.split('*')) {
    const found = path.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return true;
}
