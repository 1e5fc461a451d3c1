import * as path from 'node:path';
import { cacheDirectory } from './cache-directory';
import { ScriptHostError } from './errors';
import { FactsCache } from './facts-cache';
import { keyOfHost } from './host-build';
import type { ScriptFacts } from './messages';
import { nodeProcesses } from './processes';
import { type ScriptHost, type ScriptHostOptions, startScriptHost } from './script-host';
import { findSdk } from './sdk';

/** Facts could not be read: one or two sentences on why, and what to do where something can be done. */
export interface FactsNotRun { readonly notRun: string }

/** How a script is to be read: `generated` as our own code (C# 9, own usings, netstandard 2.0), else as a published one. */
export interface InspectionOptions { readonly generated: boolean }

/** The compiler answers within seconds even for a script of the largest size the platform takes; a build of the host comes on top. */
const PATIENCE_MS = 30_000;

/**
 * Reads facts off several scripts with one host, which starts with the first script that isn't known yet: a script that
 * was read before, with this host and SDK, costs a file read and no process. Close it when done.
 */
export class ScriptInspector {
  private host: Promise<ScriptHost> | undefined;
  private cache: Promise<FactsCache> | undefined;

  constructor(private readonly options: ScriptHostOptions & { readonly patienceMs?: number } = {}) {}

  /** The facts of a script. Never rejects: whatever keeps them from being read is the answer. */
  async inspect(text: string, { generated }: InspectionOptions): Promise<ScriptFacts | FactsNotRun> {
    try {
      const cache = await (this.cache ??= this.openCache());
      const known = cache.find(text, generated);
      if (known) return known;
      const host = await (this.host ??= startScriptHost(this.options));
      const facts = await this.withinPatience(host.inspect(text, { generated }));
      cache.keep(text, generated, facts);
      return facts;
    } catch (error) {
      return { notRun: reasonOf(error) };
    }
  }

  /** Ends the host, if one was started. */
  async close(): Promise<void> {
    const host = await this.host?.catch(() => undefined);
    this.host = undefined;
    await host?.close();
  }

  private async openCache(): Promise<FactsCache> {
    const { environment = process.env, processes = nodeProcesses } = this.options;
    const sdk = await findSdk(environment, processes);
    return new FactsCache(path.join(this.options.cacheDirectory ?? cacheDirectory(environment), 'scripts'), keyOfHost(sdk));
  }

  private async withinPatience(facts: Promise<ScriptFacts>): Promise<ScriptFacts> {
    const patienceMs = this.options.patienceMs ?? PATIENCE_MS;
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new ScriptHostError('refused', `Custom code was not read within ${patienceMs / 1000} seconds, so it was given up.`)), patienceMs);
    });
    try {
      return await Promise.race([facts, impatience]);
    } catch (error) {
      // A host that is still busy, or that ended, is of no use to the next script.
      facts.catch(() => {});
      const busy = this.host;
      this.host = undefined;
      void busy?.then(host => host.close()).catch(() => {});
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** The facts of one script, with a host of its own where they aren't known yet. Never rejects. */
export async function inspectScript(text: string, options: InspectionOptions, hostOptions: ScriptHostOptions = {}): Promise<ScriptFacts | FactsNotRun> {
  const inspector = new ScriptInspector(hostOptions);
  try {
    return await inspector.inspect(text, options);
  } finally {
    await inspector.close();
  }
}

function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ScriptHostError) || error.code === 'crashed') return `Custom code could not be read: ${message}`;
  // What a program said stands beside the message; of it, one line is enough here.
  const said = error.detail.split('\n').find(line => line.trim() !== '')?.trim();
  const plain = message.replace(/ (?:The compiler's output is|Its own words are) attached\.$/, '');
  return said ? `${plain} It said: ${said}` : plain;
}
