import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { launcher } from './author-project';

describe('a pipe whose reader has gone', function () {
  this.timeout(60_000);

  it('ends the command quietly', async () => {
    const child = spawn(process.execPath, [launcher, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy(); // long before the command has loaded, let alone written
    let error = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { error += text; });
    const [code] = await once(child, 'close') as [number | null, string | null]; // Node: exit code, signal
    assert.deepEqual({ code, error }, { code: 141, error: '' });
  });
});
