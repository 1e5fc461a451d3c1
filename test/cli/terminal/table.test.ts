import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clipped, type Column, table } from '../../../scripts/cli/terminal/table';

describe('a table on a terminal', () => {
  const columns: readonly Column[] = [{ heading: 'no', right: true }, { heading: 'flow', gives: true }, { heading: 'state' }, { heading: 'trigger', gives: true }];
  const rows = [['1', 'Post to Teams when it fails', 'on', 'OnDataSourceRefreshFailed'], ['12', 'Mail', 'off', 'OnSegment']] as const;

  it('is aligned, with the whole text in a pipe', () => {
    assert.equal(table(columns, rows, { colours: false }), [
      'no  flow                         state  trigger',
      ' 1  Post to Teams when it fails  on     OnDataSourceRefreshFailed',
      '12  Mail                         off    OnSegment', ''].join('\n'));
  });

  it('gives way in the widest columns first', () => {
    assert.equal(table(columns, rows, { colours: false, width: 50 }), [
      'no  flow                state  trigger',
      ' 1  Post to Teams whe…  on     OnDataSourceRefres…',
      '12  Mail                off    OnSegment', ''].join('\n'));
  });

  it('colours cells and nothing else, where colours are wanted', () => {
    const cell = { text: 'Failed', colour: 'red' } as const;
    assert.equal(table([{ heading: 'status' }, { heading: 'x' }], [[cell, 'y']], { colours: true }), '\u001b[2mstatus\u001b[0m  \u001b[2mx\u001b[0m\n\u001b[31mFailed\u001b[0m  y\n');
    assert.equal(table([{ heading: 'status' }, { heading: 'x' }], [[cell, 'y']], { colours: false }), 'status  x\nFailed  y\n');
  });

  it('keeps line ends and control characters out of its cells', () => {
    assert.equal(table([{ heading: 'a' }], [['one\n\u001b[31mtwo\u0007']], { colours: false }), 'a\none [31mtwo\n');
  });

  it('is never wider than there is room, if its columns can give way that far, and cuts nothing that fits', () => {
    const shape: readonly Column[] = [{ heading: 'first', gives: true }, { heading: 'second', gives: true }, { heading: 'third' }];
    const cells = fc.array(fc.tuple(fc.string({ maxLength: 80 }), fc.string({ maxLength: 80 }), fc.string({ maxLength: 6 })), { maxLength: 6 });
    const widest = (text: string): number => Math.max(...text.split('\n').map(line => [...line].length));
    fc.assert(fc.property(cells, fc.integer({ min: 40, max: 200 }), (rowsOfAny, width) => {
      const [free, fitted] = [table(shape, rowsOfAny, { colours: false }), table(shape, rowsOfAny, { colours: false, width })];
      assert.ok(widest(fitted) <= width);
      assert.equal(fitted.split('\n').length, free.split('\n').length);
      if (!rowsOfAny.flat().some(text => text.includes('…'))) assert.equal(fitted.includes('…'), naturalWidth(rowsOfAny) > width);
    }));
    /** Columns as wide as their widest cell, whether a line fills all of them or not. */
    function naturalWidth(rowsOfAny: readonly (readonly string[])[]): number {
      const shown = (text: string): number => [...text.replace(/\s+/g, ' ').replace(/\p{C}/gu, '').trim()].length;
      return shape.reduce((sum, { heading }, index) => sum + Math.max(heading.length, ...rowsOfAny.map(row => shown(row[index]!))), 4);
    }
  });

  it('cuts by code points', () => { assert.deepEqual([clipped('a𝒳b', 3), clipped('a𝒳bc', 3), clipped('abc', 0)], ['a𝒳b', 'a𝒳…', '…']); });
});
