import assert from 'node:assert/strict';
import type { ReportedPart } from '../../../scripts/package/inspect/package-report';
import { treeText } from '../../../scripts/package/inspect/tree-text';

const part = (name: string, kind: string, facts: ReportedPart['facts'], ...children: readonly ReportedPart[]): ReportedPart => ({ name, kind, facts, children });

describe('the tree of a package as text', () => {
  it('aligns the facts of a part, and shows the first six items of a list', () => {
    assert.equal(treeText(part('a', 'package', [{ label: 'Version', value: '1' }, { label: 'Of', value: ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] }])), 'a · package\n  Version  1\n  Of       a, b, c, d, e, f and 2 more\n');
  });

  it('tells what is the same in two packages once', () => {
    const pets = part('Pets', 'connector', [{ label: 'Host', value: 'pets.example' }]);
    assert.equal(treeText(part('dist', 'folder', [], part('a.zip', 'solution', [], pets), part('b.zip', 'solution', [], pets, part('Cats', 'connector', [])))), `dist · folder
  a.zip · solution
    Pets · connector
      Host  pets.example
  b.zip · solution
    Pets · connector, as above
    Cats · connector
`);
  });

  it('shows what would move the cursor or turn the direction of a text as its number', () => {
    assert.equal(treeText(part('a\u001b[2Jb\u202ec\u2028d', 'x', [{ label: 'Name', value: 'e\nf' }])), 'a\\u001b[2Jb\\u202ec\\u2028d · x\n  Name  e\\u000af\n');
  });
});
