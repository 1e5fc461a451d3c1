/** Where a builder was called, as the running JavaScript sees it: not yet mapped to the author's TypeScript. Lines and columns from 1. */
export interface Place { readonly file: string; readonly line: number; readonly column: number }

/**
 * The place that called `callee`: one stack frame, nothing else is computed, because every builder call of every
 * model pays for it. Mapping to source lines waits until a diagnostic is printed (`source-place.ts`).
 * `frames` says how many callers may be looked at until one lies in a file: native code such as String() has none.
 * Returns undefined when none of them does.
 */
export function callerOf(callee: (...args: never[]) => unknown, frames = 1): Place | undefined {
  const { stackTraceLimit, prepareStackTrace } = Error;
  // Call sites as the engine has them: the default, and whatever a loader put in its place, would map each of them.
  Error.prepareStackTrace = (_, sites) => sites;
  Error.stackTraceLimit = frames;
  const holder: { stack?: readonly NodeJS.CallSite[] } = {};
  try {
    Error.captureStackTrace(holder, callee);
    for (const site of holder.stack ?? []) {
      const file = site.getFileName();
      const line = site.getLineNumber();
      const column = site.getColumnNumber();
      if (file && line !== null && column !== null) return { file: file.replace(/^file:\/\//, ''), line, column };
    }
    return undefined;
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
