/** Where a builder was called, as the running JavaScript sees it: not yet mapped to the author's TypeScript. Lines and columns from 1. */
export interface Place { readonly file: string; readonly line: number; readonly column: number }

/**
 * The place that called `callee`: one stack frame, nothing else is computed, because every builder call of every
 * model pays for it. Mapping to source lines waits until a diagnostic is printed (`source-place.ts`).
 * `frames` says how many callers may be looked at until one lies in a file: native code such as String() has none.
 * Returns undefined when none of them does.
 */
export function callerOf(callee: (...args: never[]) => unknown, frames = 1): Place | undefined {
  for (const site of callSites(callee, frames)) {
    const place = placeOfSite(site);
    if (place) return place;
  }
  return undefined;
}

/**
 * A call whose line was not asked for yet: to find it the engine searches the whole function, which for thousands of
 * calls in one file takes longer than everything else. The part of V8's call site that is needed; authors' projects may
 * lack Node's types, and this one is in the published declarations.
 */
export interface CallSite {
  readonly getFileName: () => string | null | undefined;
  readonly getLineNumber: () => number | null;
  readonly getColumnNumber: () => number | null;
}

/** The call of `callee`, for `placeOfSite`. */
export const callSiteOf = (callee: (...args: never[]) => unknown): CallSite | undefined => callSites(callee, 1)[0];

/** Where a call stands; undefined for native code. */
export function placeOfSite(site: CallSite): Place | undefined {
  const file = site.getFileName();
  const line = site.getLineNumber();
  const column = site.getColumnNumber();
  return file && line !== null && column !== null ? { file: file.replace(/^file:\/\//, ''), line, column } : undefined;
}

/** Call sites as the engine has them: the default, and whatever a loader put in its place, would map each of them. */
const asTheyAre = (_: Error, sites: CallSite[]): readonly CallSite[] => sites;

function callSites(callee: (...args: never[]) => unknown, frames: number): readonly CallSite[] {
  const { stackTraceLimit, prepareStackTrace } = Error;
  Error.prepareStackTrace = asTheyAre;
  Error.stackTraceLimit = frames;
  const holder: { stack?: readonly CallSite[] } = {};
  try {
    Error.captureStackTrace(holder, callee);
    return holder.stack ?? [];
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
    Error.prepareStackTrace = prepareStackTrace;
  }
}
