/** What doctor asks of this machine; tests play another one. */
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { findSdk } from '../../script-host';
import { cacheDirectory } from '../../script-host/cache-directory';
import { nodeProcesses, runToEnd } from '../../script-host/processes';

export interface Machine {
  readonly nodeVersion: string;
  /** The version of the SDK that custom code would run on. Rejects with a sentence where there is none. */
  readonly dotnetVersion: () => Promise<string>;
  /** Where the built script host is kept. */
  readonly cacheDirectory: string;
  /** What `git --version` prints; undefined where there is no git. */
  readonly gitVersion: () => Promise<string | undefined>;
  /** Whether a program of that name is on the path. It is not started. */
  readonly hasProgram: (name: string) => boolean;
  /** Whether a package of that name can be loaded from the folder. It is not loaded. */
  readonly hasPackage: (name: string, folder: string) => boolean;
}

/** The machine that this process runs on. */
export function thisMachine(environment: NodeJS.ProcessEnv): Machine {
  const endings = process.platform === 'win32' ? ['.exe', '.cmd'] : [''];
  const folders = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter).filter(folder => folder !== '');
  return {
    nodeVersion: process.versions.node,
    dotnetVersion: async () => (await findSdk(environment, nodeProcesses)).version,
    cacheDirectory: cacheDirectory(environment),
    gitVersion: async () => {
      try {
        const { code, output } = await runToEnd(nodeProcesses, 'git', ['--version'], environment);
        return code === 0 ? output.trim() : undefined;
      } catch {
        return undefined;
      }
    },
    hasProgram: name => folders.some(folder => endings.some(ending => statSync(join(folder, name + ending), { throwIfNoEntry: false })?.isFile() ?? false)),
    hasPackage: (name, folder) => {
      try {
        createRequire(join(folder, 'package.json')).resolve(name);
        return true;
      } catch {
        return false;
      }
    },
  };
}
