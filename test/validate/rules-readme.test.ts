/** Headings of readmes as authors write them. */
import assert from 'node:assert/strict';
import { headingsOf } from '../../scripts/validate/rules/readme/headings';

describe('headings of a readme', () => {
  it('are found with hashes, underlines and as bold lines, outside of code', () => {
    assert.deepEqual(headingsOf('# One\r\ntext\r\n\r\nTwo\r\n---\r\n**Three:**\r\n```\r\n# no heading\r\n```\r\n###Four `x`\r\n---\r\nFive\n===\n'), [
      { title: 'One', line: 1, level: 1 },
      { title: 'Two', line: 4, level: 2 },
      { title: 'Three:', line: 6, level: 6 },
      { title: 'Four x', line: 10, level: 3 },
      { title: 'Five', line: 12, level: 1 },
    ]);
  });
});
