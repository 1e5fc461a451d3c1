import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const loader = resolve(__dirname, '..', '..', 'scripts', 'loader.js');

describe('stacks of sources in TypeScript', () => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-stacks-')));
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  it('name the lines and columns that were written', () => {
    const file = join(folder, 'thrower.ts');
    writeFileSync(file, `interface Given { readonly text: string }
interface Other extends Given { readonly more: string }

function thrower(given: Given): never {
  throw new TypeError(given.text);
}
const odd = (): unknown => Object.assign(new Error(), { toString(): string { throw new Error('never'); } });
try {
  thrower({ text: 'thrown' } as Other);
} catch (error) {
  const own = (error as Error).stack!.split('\\n').slice(0, 3);
  console.log(JSON.stringify([own, (odd() as Error).stack!.split('\\n').slice(0, 2)]));
}
`);
    const { stdout, stderr } = spawnSync(process.execPath, ['-r', loader, file], { encoding: 'utf8' });
    assert.deepEqual([stderr, JSON.parse(stdout)], ['', [
      ['TypeError: thrown', `    at thrower (${file}:5:9)`, `    at Object.<anonymous> (${file}:9:3)`],
      ['Error', `    at odd (${file}:7:42)`],
    ]]);
  });
});
