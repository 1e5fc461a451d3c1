import { type CodeOptions, loadCustomCode, type RunnableCode } from '../gateway/custom-code-runner';
import type { ScriptHost } from '../../script-host';

type Host = Pick<ScriptHost, 'load' | 'invoke'> & { readonly close: () => Promise<unknown> };

/** Custom code of connectors, compiled once a text. The .NET host is started by the first connector that has code. */
export class ScriptLibrary {
  private host: Promise<Host> | undefined;
  private readonly loaded = new Map<string, Promise<RunnableCode>>();

  constructor(private readonly start: () => Promise<Host>, private readonly options: CodeOptions = {}) {}

  /** Rejects with EnvironmentError 'custom-code' where it does not compile, with ScriptHostError where there is no .NET SDK. */
  load(script: string): Promise<RunnableCode> {
    const present = this.loaded.get(script);
    if (present) return present;
    const loading = this.compiled(script);
    this.loaded.set(script, loading);
    // What failed may work the next time, for instance once an SDK is there.
    loading.catch(() => this.loaded.delete(script));
    return loading;
  }

  async close(): Promise<void> {
    const host = await this.host?.catch(() => undefined);
    await host?.close();
  }

  private async compiled(script: string): Promise<RunnableCode> {
    this.host ??= this.start();
    try {
      return await loadCustomCode(await this.host, script, this.options);
    } catch (error) {
      if (await this.host.then(() => false, () => true)) this.host = undefined;
      throw error;
    }
  }
}
