import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { ask } from '../../../scripts/cli/deploying/ask';

describe('a question at the terminal', () => {
  function asked(): { readonly input: PassThrough; readonly written: () => string; readonly answer: Promise<string>; readonly interrupted: () => number } {
    const [input, output] = [new PassThrough(), new PassThrough()];
    let interrupted = 0;
    Object.assign(output, { isTTY: true });
    let written = '';
    output.on('data', (data: Buffer) => { written += data.toString(); });
    return { input, written: () => written, answer: ask('Carry it out? ', input, output, () => { interrupted++; }), interrupted: () => interrupted };
  }

  it('resolves with the line, without spaces around it', async () => {
    const { input, answer, written, interrupted } = asked();
    input.write('  yes \n');
    assert.deepEqual([await answer, written().includes('Carry it out? '), interrupted()], ['yes', true, 0]);
  });

  it('resolves with nothing where the input ends', async () => {
    const { input, answer, written, interrupted } = asked();
    input.end();
    assert.deepEqual([await answer, interrupted(), written().endsWith('\n')], ['', 0, true], 'what is said next has a line of its own');
  });

  it('at Ctrl+C calls whoever ends the process, and gives no answer', async () => {
    const { input, answer, interrupted } = asked();
    input.write('y\u0003');
    const waited = new Promise(resolve => { setImmediate(() => setImmediate(() => { resolve('no answer'); })); });
    assert.deepEqual([await Promise.race([answer, waited]), interrupted()], ['no answer', 1]);
  });
});
