/** Where a builder was called, as the running JavaScript sees it: not yet mapped to the author's TypeScript. Lines and columns from 1. */
export interface Place { readonly file: string; readonly line: number; readonly column: number }

const frame = /\(?((?:[A-Za-z]:)?[^():]+(?:\([^)]*\)[^():]*)*):(\d+):(\d+)\)?$/;

/**
 * The place that called `callee`: one stack frame, nothing else is computed, because every builder call of every
 * model pays for it. Mapping to source lines waits until a diagnostic is printed (`source-place.ts`).
 * `frames` says how many callers may be looked at until one lies in a file: native code such as String() has none.
 * Returns undefined when none of them does.
 */
export function callerOf(callee: (...args: never[]) => unknown, frames = 1): Place | undefined {
  const limit = Error.stackTraceLimit;
  const prepare = Error.prepareStackTrace;
  // source-map-support (through ts-node) would map the frame here, on every call; the raw frame is wanted.
  Error.prepareStackTrace = undefined as unknown as typeof Error.prepareStackTrace; // the type forbids what the runtime defines as "default"
  Error.stackTraceLimit = frames;
  const holder: { stack?: string } = {};
  try {
    Error.captureStackTrace(holder, callee);
    for (const line of holder.stack?.split('\n').slice(1) ?? []) {
      const found = frame.exec(line.replace(/^\s*at /, '').replace(/^.*\((.*)\)$/, '$1'));
      if (found) return { file: found[1]!, line: Number(found[2]), column: Number(found[3]) };
    }
    return undefined;
  } finally {
    Error.stackTraceLimit = limit;
    Error.prepareStackTrace = prepare;
  }
}
