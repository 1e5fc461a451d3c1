/** The same sources give the same bytes: in two clones, in different folders, zones, languages and orders of files. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { filesBelow } from '../cli/package-project';

const root = resolve(__dirname, '..', '..');
const parts = ['connector', 'scripts', 'schemas', 'konektor.yaml', 'package.json', 'tsconfig.json'];

function sources(): readonly string[] {
  const below = parts.filter(part => !part.includes('.')).flatMap(part => readdirSync(join(root, part), { withFileTypes: true, recursive: true }).filter(entry => entry.isFile()).map(entry => relative(root, join(entry.parentPath, entry.name))));
  return [...below.filter(file => !/(^|[\\/])(bin|obj)[\\/]/.test(file)), ...parts.filter(part => part.includes('.'))].sort();
}

/** A copy of the sources whose files were made in the given order, each with a time of its own. */
function clone(directory: string, files: readonly string[]): string {
  for (const [position, file] of files.entries()) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    copyFileSync(join(root, file), join(directory, file));
    utimesSync(join(directory, file), 1_000_000_000 + position * 100_000, 1_000_000_000 + position * 100_000);
  }
  // Each package by itself, so that what is kept in node_modules/.cache is of this clone alone.
  const packages = readdirSync(join(root, 'node_modules'), { withFileTypes: true }).filter(entry => entry.isDirectory() && !entry.name.startsWith('.'));
  mkdirSync(join(directory, 'node_modules'));
  for (const { name } of packages) symlinkSync(join(root, 'node_modules', name), join(directory, 'node_modules', name), 'junction');
  return directory;
}

function packaged(directory: string, environment: Readonly<Record<string, string>>): Readonly<Record<string, Buffer>> {
  const { status, stderr } = spawnSync(process.execPath, [join(directory, 'scripts', 'konektor.js'), 'package', '--unpacked', '--out', 'dist'], { cwd: directory, encoding: 'utf8', env: { ...process.env, ...environment } });
  assert.equal(status, 0, stderr);
  return filesBelow(join(directory, 'dist'));
}

describe('packages are the same bytes', () => {
  it('from two clones in different folders, zones, languages and orders of files', function () {
    this.timeout(180_000);
    const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-clones-')));
    try {
      const files = sources();
      const one = packaged(clone(join(scratch, 'a'), files), { TZ: 'Pacific/Kiritimati', LANG: 'id_ID.UTF-8', LC_ALL: 'id_ID.UTF-8' });
      const other = packaged(clone(join(scratch, 'Ünïcode folder', 'much', 'deeper'), [...files].reverse()), { TZ: 'America/St_Johns', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' });
      assert.deepEqual(Object.keys(one), Object.keys(other));
      assert.deepEqual(Object.keys(one).filter(path => !one[path]!.equals(other[path]!)), []);
      assert.ok(Object.keys(one).length > 20);
    } finally {
      rmSync(scratch, { recursive: true, force: true });
    }
  });
});
