import assert from 'node:assert/strict';
import type { Diagnostic } from '../../../scripts/diagnostics/diagnostic';
import { printDiagnostics } from '../../../scripts/diagnostics/print/print';
import { diagnosticsAsJson } from '../../../scripts/diagnostics/print/print-json';
import { wantsColours } from '../../../scripts/diagnostics/print/print-colours';

const texts = { text: (file: string) => ({ '/project/konektor.yaml': 'publisher:\n\tname: x\n' })[file], running: () => undefined };
const finding = (code: string, line: number | undefined, column: number, more: Partial<Diagnostic> = {}): Diagnostic => ({
  code, severity: 'error', what: 'A name is wrong.', why: 'People read it.', todo: 'Write another.',
  where: { kind: 'file', file: '/project/konektor.yaml', ...(line === undefined ? {} : { line, column }) }, ...more,
});

describe('printing findings', () => {
  it('as frames, sorted by place, tabs kept', () => {
    const printed = printDiagnostics([
      finding('later', 2, 2, { severity: 'warning', related: [{ where: { kind: 'file', file: '/elsewhere/b.ts', line: 3, column: 1 }, what: 'The other one.' }] }),
      finding('earlier', 1, 1),
      finding('of-the-file', undefined, 0, { severity: 'information' }),
      finding('of-a-pointer', undefined, 0, { where: { kind: 'file', file: '/project/out.json', pointer: '/info/title' } }),
      finding('nowhere', undefined, 0, { where: { kind: 'model', place: undefined } }),
    ], { texts, directory: '/project', colours: false });
    assert.equal(printed, `error  nowhere
   A name is wrong. People read it.
   Do: Write another.

konektor.yaml:1:1  error  earlier
   1 │ publisher:
     │ ^
   A name is wrong. People read it.
   Do: Write another.

konektor.yaml  information  of-the-file
   A name is wrong. People read it.
   Do: Write another.

konektor.yaml:2:2  warning  later
   2 │ \tname: x
     │ \t^
   A name is wrong. People read it.
   Do: Write another.
   See: /elsewhere/b.ts:3:1  The other one.

out.json#/info/title  error  of-a-pointer
   A name is wrong. People read it.
   Do: Write another.
`);
  });

  it('long texts in lines of 100, a word that is longer stays whole', () => {
    const address = `https://example.com/${'a'.repeat(100)}`;
    const printed = printDiagnostics([finding('long', undefined, 0, { what: 'word '.repeat(30).trim() + '.', todo: `Read ${address} first.` })], { texts, directory: '/project', colours: false });
    assert.deepEqual(printed.split('\n').slice(1), [
      `   ${'word '.repeat(19).trim()}`, `   ${'word '.repeat(11).trim()}. People read it.`, '   Do: Read', `   ${address}`, '   first.', '',
    ]);
  });

  it('with colours: severity and mark', () => {
    const printed = printDiagnostics([finding('earlier', 1, 1)], { texts, directory: '/project', colours: true });
    assert.equal(printed, 'konektor.yaml:1:1  \u001b[31merror\u001b[0m  earlier\n   1 │ publisher:\n     │ \u001b[31m^\u001b[0m\n   A name is wrong. People read it.\n   Do: Write another.\n');
  });

  it('colours only on terminals, never under NO_COLOR', () => {
    const asked = [[{ isTTY: true }, {}], [{ isTTY: true }, { NO_COLOR: '' }], [{ isTTY: true }, { NO_COLOR: '1' }], [{}, {}]] as const;
    assert.deepEqual(asked.map(([stream, environment]) => wantsColours(stream, environment)), [true, true, false, false]);
  });

  it('as JSON', () => {
    assert.deepEqual(JSON.parse(diagnosticsAsJson([finding('one', 2, 3), finding('two', undefined, 0, { where: { kind: 'file', file: '/project/out.json', pointer: '/a' } })], { texts, directory: '/project' })), [
      { code: 'one', severity: 'error', file: 'konektor.yaml', line: 2, column: 3, length: 0, what: 'A name is wrong.', why: 'People read it.', todo: 'Write another.' },
      { code: 'two', severity: 'error', file: 'out.json', line: 1, column: 1, length: 0, pointer: '/a', what: 'A name is wrong.', why: 'People read it.', todo: 'Write another.' },
    ]);
  });

  it('nothing for no findings', () => {
    assert.equal(printDiagnostics([], { texts, directory: '/project', colours: false }), '');
  });
});
