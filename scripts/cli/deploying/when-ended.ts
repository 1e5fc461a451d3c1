/** Work that must not be left undone when somebody ends this process: programs that it started, folders with secrets in them. */

/** What a shell reports for a program that a signal ended: 128 and the signal's number. */
const exitCodes = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;
type Ending = keyof typeof exitCodes;
const endings = Object.keys(exitCodes) as readonly Ending[]; // the keys of the table itself

const waiting: (() => void)[] = [];

function end(signal: Ending): void {
  // What came last rests on what came before: a program in a folder is ended first, then its folder goes.
  while (waiting.length > 0) {
    try { waiting.pop()!(); } catch { /* the rest must be done all the same */ }
  }
  process.exit(exitCodes[signal]);
}

/** Does `work` if Ctrl+C or a signal ends the process before the returned function is called. Nothing can be done about SIGKILL. */
export function whenEnded(work: () => void): () => void {
  if (waiting.length === 0) for (const signal of endings) process.on(signal, end);
  waiting.push(work);
  return () => {
    const at = waiting.indexOf(work);
    if (at < 0) return;
    waiting.splice(at, 1);
    if (waiting.length === 0) for (const signal of endings) process.off(signal, end);
  };
}
