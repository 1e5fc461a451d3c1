import type { CallOutcome, CompileOptions, LogEntry, ScriptCall, ScriptDiagnostic, ScriptHost, SendTrace } from '../../script-host';
import type { BackendHttp } from './backend-http';
import { EnvironmentError } from '../finding';

/** Custom code that is ready to run. Rejects only where the host itself failed; a script's failure is an outcome. */
export interface RunnableCode {
  run(call: ScriptCall, watch: CodeWatch): Promise<CallOutcome>;
}

/** Where a script's requests go, and who may look on. */
export interface CodeWatch {
  readonly backend: BackendHttp;
  readonly onSend?: (trace: SendTrace) => void;
  readonly onLog?: (entry: LogEntry) => void;
}

export interface CodeOptions extends Partial<CompileOptions> {
  /**
   * `throughEnvironment`: requests of the script come back to this process, which maps backends. `straight`: the host
   * sends them itself to the address that the script names.
   */
  readonly sends?: 'throughEnvironment' | 'straight';
}

/**
 * Compiles a script and makes it runnable. Throws EnvironmentError 'custom-code' with the compiler's lines, which the
 * platform would show as an opaque internal server error.
 */
export async function loadCustomCode(host: Pick<ScriptHost, 'load' | 'invoke'>, script: string, options: CodeOptions = {}): Promise<RunnableCode> {
  const { sends = 'throughEnvironment', ...compile } = options;
  const loaded = await host.load(script, compile);
  if (loaded.kind === 'rejected') {
    throw new EnvironmentError('custom-code', `The custom code does not compile, so no operation that it serves can run:\n${loaded.diagnostics.map(lineOf).join('\n')}${hintFor(loaded.diagnostics)}`);
  }
  return {
    run: ({ clock, ...call }, { backend, ...watch }) => host.invoke(
      loaded,
      compile.redirectClock && clock !== undefined ? { ...call, clock } : call,
      sends === 'straight' ? watch : {
        ...watch,
        backend: async request => {
          const { body, ...head } = request;
          return backend.send(body.length === 0 ? head : { ...head, body });
        },
      },
    ),
  };
}

function lineOf(diagnostic: ScriptDiagnostic): string {
  return `  script.csx:${diagnostic.line}:${diagnostic.column}  ${diagnostic.severity} ${diagnostic.id}  ${diagnostic.message}`;
}

/** Known beyond the compiler: the 26 documented namespaces, all imported, have two types of this name. Makers write it in full, as the package validator asks them to. */
function hintFor(diagnostics: readonly ScriptDiagnostic[]): string {
  return diagnostics.some(({ id, message }) => id === 'CS0104' && message.startsWith("'Formatting'")) ? '\n  Two of the namespaces that every script has imported have a Formatting. Write Newtonsoft.Json.Formatting in full.' : '';
}
