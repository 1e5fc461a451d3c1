/** Reading custom code with one compiler process for all scripts, started by the first that needs it. */
import type { AnalyseScript } from './file-subject';

export interface CodeReader { readonly analyse: AnalyseScript; readonly close: () => Promise<void> }

/** `skip` leaves code out, and says so. */
export function codeReader(skip: boolean): CodeReader {
  if (skip) return { analyse: () => Promise.resolve({ notRun: 'Custom code was left out (--skip-code).' }), close: () => Promise.resolve() };
  let inspector: import('../../script-host').ScriptInspector | undefined;
  return {
    // Connectors without code load nothing for it.
    analyse: (text, options) => (inspector ??= new (require('../../script-host') as typeof import('../../script-host')).ScriptInspector()).inspect(text, options), // require gives no type of its own
    close: () => inspector?.close() ?? Promise.resolve(),
  };
}
