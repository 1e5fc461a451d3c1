import assert from 'node:assert/strict';
import { folded, valueLines, whole } from '../../../scripts/cli/terminal/value-lines';

describe('values in lines', () => {
  it('shows names and items, nested ones below', () => {
    assert.deepEqual(valueLines({ statusCode: 200, body: { name: 'Loyalty', tags: ['a', { b: null }], none: [], nothing: {}, empty: '' } }, folded), [
      'statusCode: 200', 'body:', '  name: Loyalty', '  tags:', '    - a', '    - b: null', '  none: []', '  nothing: {}', '  empty: ""']);
  });

  it('folds what is long, many or deep, and shows all of it when asked', () => {
    const value = { text: 'x'.repeat(200), many: Array.from({ length: 12 }, (_, index) => index), deep: { a: { b: { c: { d: 1 } } } } };
    assert.deepEqual(valueLines(value, folded), [
      `text: ${'x'.repeat(160)}… (200 characters)`, 'many:', '  - 0', '  - 1', '  - 2', '  … 9 more items', 'deep:', '  a:', '    b:', '      c: {… 1 value}']);
    assert.deepEqual(valueLines(value, whole).slice(-6), ['  - 11', 'deep:', '  a:', '    b:', '      c:', '        d: 1']);
  });

  it('keeps the lines of a text, and nothing that steers a terminal', () => {
    assert.deepEqual(valueLines({ mail: 'one\r\ntwo\u001b[2J' }, folded), ['mail:', '  one', '  two[2J']);
  });
});
