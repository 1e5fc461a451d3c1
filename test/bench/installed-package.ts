/** Konektor as an author has it: packed, unpacked into a project's node_modules, compiled. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { secondsOf } from './timed-process';

const root = resolve(__dirname, '..', '..');

export interface AuthorProject {
  readonly directory: string;
  /** The launcher of the installed package. */
  readonly konektor: string;
  readonly write: (file: string, text: string) => void;
  readonly remove: () => void;
}

/**
 * Packs what was compiled and makes a project that has it installed; dependencies are links to those of the checkout.
 * The launcher takes the compiled files there, since a package holds no sources of the command line.
 */
export function projectWithInstalledPackage(): AuthorProject {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-bench-')));
  const modules = join(directory, 'node_modules');
  mkdirSync(modules);
  // Compiling is the script before the bench; packing compiles again unless told not to.
  secondsOf(process.platform === 'win32' ? 'npm.cmd' : 'npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', directory], root);
  const packed = readdirSync(directory).find(name => name.endsWith('.tgz'));
  if (packed === undefined) throw new Error(`npm pack left no package in ${directory}.`);
  secondsOf('tar', ['-xzf', packed], directory);
  renameSync(join(directory, 'package'), join(modules, 'konektor'));
  linkDependencies(modules);
  return {
    directory,
    konektor: join(modules, 'konektor', 'scripts', 'konektor.js'),
    write: (file, text) => { writeFileSync(join(directory, file), text); },
    remove: () => { rmSync(directory, { recursive: true, force: true }); },
  };
}

function linkDependencies(modules: string): void {
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { dependencies: Readonly<Record<string, string>> }; // our own manifest
  for (const name of Object.keys(dependencies)) {
    const link = join(modules, name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', name), link, 'junction');
  }
}
