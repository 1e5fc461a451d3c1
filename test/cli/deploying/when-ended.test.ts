import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeTemporaryFolder, removeFolder, removeLeftOver } from '../../../scripts/cli/deploying/temporary-folders';
import { hasEnded } from './ended';

const root = join(__dirname, '..', '..', '..');

describe('what is not left behind', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-ended-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });

  for (const [signal, exitCode] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    it(`at ${signal} the tool ends, then its folder goes, and the exit code is ${exitCode}`, async function () {
      if (process.platform === 'win32') this.skip();
      const script = `
        const { makeTemporaryFolder } = require(${JSON.stringify(join(root, 'scripts/cli/deploying/temporary-folders.ts'))});
        const { runProcess } = require(${JSON.stringify(join(root, 'scripts/cli/deploying/run-process.ts'))});
        const home = makeTemporaryFolder(${JSON.stringify(folder)});
        require('fs').writeFileSync(require('path').join(home, 'token'), 'secret');
        const tool = "setInterval(() => {}, 1000); console.log('pid ' + process.pid)";
        runProcess({ program: process.execPath, words: ['-e', tool], variables: {}, directory: home, timeoutMs: 60000, onLine: line => console.log(line) });`;
      const child = spawn(process.execPath, ['-r', join(root, 'scripts', 'loader.js'), '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      let output = '';
      const code = await new Promise<number | null>(resolve => {
        child.stdout.on('data', (data: Buffer) => { output += data.toString(); if (/pid \d+\n/.test(output)) child.kill(signal); });
        child.once('close', resolve);
      });
      const pid = Number(/pid (\d+)/.exec(output)?.[1]);
      assert.deepEqual([code, readdirSync(folder)], [exitCode, []]);
      assert.equal(await hasEnded(pid), true, 'the tool has ended');
    });
  }

  it('a folder is for nobody else, and its removal leaves nothing to do at a signal', () => {
    const before = process.listenerCount('SIGINT');
    const made = makeTemporaryFolder(folder);
    if (process.platform !== 'win32') assert.equal(statSync(made).mode & 0o777, 0o700);
    assert.deepEqual([process.listenerCount('SIGINT'), readdirSync(folder).length], [before + 1, 1]);
    removeFolder(made);
    assert.deepEqual([process.listenerCount('SIGINT'), readdirSync(folder)], [before, []]);
  });

  it('folders of killed deployments go after a day; those of living ones, young ones and others\' stay', () => {
    const nobody = 2 ** 22 + 1; // above the highest process number of Linux and macOS
    const day = 24 * 3_600_000;
    const names = [`konektor-deploy-${nobody}-old`, `konektor-deploy-${nobody}-young`, `konektor-deploy-${process.pid}-old`, 'konektor-deploy-notours', 'else'];
    for (const name of names) { mkdirSync(join(folder, name)); writeFileSync(join(folder, name, 'token'), 'secret'); }
    const now = Date.now();
    for (const name of names.filter(each => !each.endsWith('young'))) utimesSync(join(folder, name), new Date(now - day - 1_000), new Date(now - day - 1_000));
    removeLeftOver(folder, now);
    assert.deepEqual(readdirSync(folder).sort(), names.slice(1).sort());
    assert.equal(existsSync(join(folder, names[0]!)), false);
    assert.equal(readFileSync(join(folder, names[1]!, 'token'), 'utf8'), 'secret');
  });
});
