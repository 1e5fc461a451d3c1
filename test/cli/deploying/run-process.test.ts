import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runProcess } from '../../../scripts/cli/deploying/run-process';
import type { ProcessRequest } from '../../../scripts/deploy/ports';
import { hasEnded } from './ended';

describe('a program that a deployment runs', function () {
  this.timeout(120_000);
  let folder: string;
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-run-')); });
  afterEach(() => { rmSync(folder, { recursive: true, force: true }); });
  const node = (script: string, more: Partial<ProcessRequest> = {}): ProcessRequest => ({ program: process.execPath, words: ['-e', script], variables: {}, directory: folder, timeoutMs: 15_000, ...more });

  it('gets its words as they are, without a shell, in its folder', async () => {
    const words = ['$(touch made)', '; touch made', '`touch made`', '"', '', '*'];
    const { code, output } = await runProcess(node('process.stdout.write(JSON.stringify([process.cwd(), process.argv.slice(1)]))', { words: ['-e', 'process.stdout.write(JSON.stringify([process.cwd(), process.argv.slice(1)]))', '--', ...words] }));
    assert.deepEqual([code, JSON.parse(output), existsSync(join(folder, 'made'))], [0, [folder, words], false]);
  });

  it('has the variables that it is given, and none of this process', async () => {
    process.env['KONEKTOR_TEST_INHERITED'] = 'no';
    try {
      const { output } = await runProcess(node('process.stdout.write(JSON.stringify(process.env))', { variables: { GIVEN: 'yes' } }));
      assert.deepEqual(JSON.parse(output), { GIVEN: 'yes' });
    } finally {
      delete process.env['KONEKTOR_TEST_INHERITED'];
    }
  });

  it('reads what it is given, or an input that is empty', async () => {
    const echo = 'process.stdin.pipe(process.stdout)';
    assert.deepEqual([(await runProcess(node(echo, { input: 'a\nb' }))).output, (await runProcess(node(echo))).output], ['a\nb', '']);
    assert.equal((await runProcess(node('process.exit(3)', { input: 'x'.repeat(1 << 20) }))).code, 3, 'one that reads nothing ends by itself');
  });

  it('tells lines as they come, from both outputs, with characters that were cut in two', async () => {
    const lines: string[] = [];
    const script = `const bytes = Buffer.from('grün\\r\\n€ rest');
      process.stdout.write(bytes.subarray(0, 3));
      setTimeout(() => { process.stdout.write(bytes.subarray(3, 8)); process.stderr.write('a\\nb\\n'); setTimeout(() => process.stdout.write(bytes.subarray(8)), 50); }, 50);`;
    const result = await runProcess(node(script, { onLine: line => { lines.push(line); } }));
    assert.deepEqual([result, [...lines].sort()], [{ code: 0, output: 'grün\r\n€ rest', errors: 'a\nb\n', timedOut: false }, ['a', 'b', 'grün', '€ rest']]);
  });

  it('is ended after its time, with all that it started', async function () {
    if (process.platform === 'win32') this.skip();
    const child = `require('fs').writeFileSync('pid', String(process.pid)); setInterval(() => {}, 1000)`;
    const script = `require('child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}], { stdio: 'inherit' }); setInterval(() => {}, 1000)`;
    const { code, timedOut } = await runProcess(node(script, { timeoutMs: 1_500 }));
    assert.deepEqual([code, timedOut], [undefined, true]);
    assert.equal(await hasEnded(Number(readFileSync(join(folder, 'pid'), 'utf8'))), true, 'what it started has ended, too');
  });

  it('rejects where there is no such program, and leaves nobody waiting for signals', async () => {
    await assert.rejects(runProcess(node('', { program: join(folder, 'nobody') })), { code: 'ENOENT' });
    await runProcess(node(''));
    assert.deepEqual([process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'), process.listenerCount('SIGHUP')], counts);
  });
  const counts = [process.listenerCount('SIGINT'), process.listenerCount('SIGTERM'), process.listenerCount('SIGHUP')];
});
