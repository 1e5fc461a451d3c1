/** The tools that are measured beside ours; their own manifest says which, at which versions. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { secondsOf } from './timed-process';

/** A folder here with a manifest and its lock file. */
type Manifest = 'peers' | 'peers-validate';

export interface Peers {
  /** The folder node_modules that holds them. */
  readonly modules: string;
  /** The script of TypeSpec's command line. */
  readonly tsp: string;
}

/** The tools that make definitions. Throws with npm's words where they can't be installed. */
export function installedPeers(report: (line: string) => void): Peers {
  const modules = installed('peers', report);
  return { modules, tsp: join(modules, '@typespec', 'compiler', 'cmd', 'tsp.js') };
}

/** The folder node_modules that holds the validators. Throws with npm's words where they can't be installed. */
export const installedValidators = (report: (line: string) => void): string => installed('peers-validate', report);

/** Installs what is missing, or of another lock file. */
function installed(manifest: Manifest, report: (line: string) => void): string {
  // Outside of `test`, where the test runner would take the tests inside of the packages for ours.
  const folder = resolve(__dirname, '..', '..', '.konektor', `bench-${manifest}`);
  const modules = join(folder, 'node_modules');
  // A copy of the lock file stands beside what was installed from it, so that a changed lock installs again.
  const stamp = join(modules, '.installed-from');
  const lock = readFileSync(join(__dirname, manifest, 'package-lock.json'), 'utf8');
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== lock) {
    report('installing the peers');
    mkdirSync(folder, { recursive: true });
    for (const name of ['package.json', 'package-lock.json']) copyFileSync(join(__dirname, manifest, name), join(folder, name));
    // TypeSpec's packages ask for versions of each other that were never published together.
    secondsOf(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['ci', '--legacy-peer-deps', '--ignore-scripts', '--no-audit', '--no-fund'], folder);
    writeFileSync(stamp, lock);
  }
  return modules;
}
