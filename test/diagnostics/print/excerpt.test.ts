/** The line below a finding, for files that no author would write. */
import assert from 'node:assert/strict';
import { excerpt, LinesOfFiles, visible } from '../../../scripts/diagnostics/print/excerpt';

const shown = (text: string, line: number, column: number, length: number): readonly string[] =>
  excerpt({ file: 'a.json', line, column, length }, { text: () => text, running: () => undefined }, new LinesOfFiles(), mark => mark);

describe('excerpts', () => {
  it('cut a long line around the mark', () => {
    const text = `${'a'.repeat(500)}"here"${'b'.repeat(500)}`;
    assert.deepEqual(shown(text, 1, 501, 6), [
      `   1 │ …${'a'.repeat(79)}"here"${'b'.repeat(115)}…`,
      `     │ ${' '.repeat(81)}────`,
    ]);
  });

  it('keep the beginning and the end of a long line whole', () => {
    const text = `"first"${'x'.repeat(300)}"last"`;
    assert.deepEqual(shown(text, 1, 1, 7), [`   1 │ "first"${'x'.repeat(193)}…`, '     │  ─────']);
    assert.deepEqual(shown(text, 1, 308, 6), [`   1 │ …${'x'.repeat(194)}"last"`, `     │ ${' '.repeat(196)}────`]);
  });

  it('clip a mark that goes on behind what is shown', () => {
    assert.deepEqual(shown('x'.repeat(400), 1, 1, 400), [`   1 │ ${'x'.repeat(200)}…`, `     │ ${'─'.repeat(200)}`]);
    assert.deepEqual(shown('short\nnext', 1, 3, 50), ['   1 │ short', '     │   ───']);
  });

  it('show no control characters, and count them', () => {
    assert.deepEqual(shown('{"a":"\u001b[31mred\u0007\u009b"}\r\n', 1, 6, 12), ['   1 │ {"a":"\uFFFD[31mred\uFFFD\uFFFD"}', '     │       ──────────']);
    assert.equal(visible('a\tb\nc\u2028'), 'a\tb\uFFFDc\uFFFD');
  });

  it('are absent for a line that is not there', () => {
    assert.deepEqual(shown('one line', 2, 1, 1), []);
  });
});
