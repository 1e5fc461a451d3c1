import assert from 'node:assert/strict';
import fc from 'fast-check';
import { unifiedDiff } from '../../scripts/cli/unified-diff';

const names = { before: 'old', after: 'new' };

/** What `patch` does, written from the format's description: the oracle of the property below. */
function patched(before: string, diff: string): string {
  const own = before === '' ? [] : before.split(/(?<=\n)/);
  const result: string[] = [];
  let next = 0;
  const lines = diff.split(/(?<=\n)/).slice(2);
  lines.forEach((line, index) => {
    const range = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line);
    const text = lines[index + 1]?.startsWith('\\') ? line.slice(1, -1) : line.slice(1);
    if (range) {
      const from = Number(range[1]) - (range[2] === '0' ? 0 : 1);
      while (next < from) result.push(own[next++]!);
      assert.equal(result.length, Number(range[3]) - (range[4] === '0' ? 0 : 1), 'the new range begins where the hunk says');
    } else if (line.startsWith(' ')) { assert.equal(own[next], text); result.push(own[next++]!); } else if (line.startsWith('-')) { assert.equal(own[next], text); next += 1; } else if (line.startsWith('+')) result.push(text);
  });
  return [...result, ...own.slice(next)].join('');
}

/** Length of the longest list of lines that both have in this order, by the textbook recurrence. */
function commonLines(one: readonly string[], other: readonly string[]): number {
  let last = new Array<number>(other.length + 1).fill(0);
  for (const line of one) {
    const current = [0];
    other.forEach((each, index) => { current.push(each === line ? last[index]! + 1 : Math.max(current[index]!, last[index + 1]!)); });
    last = current;
  }
  return last.at(-1)!;
}

describe('the unified diff', () => {
  it('shows changes with three lines around them', () => {
    const before = 'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\nk\nl\n';
    assert.equal(unifiedDiff(before, before.replace('b\n', 'B\n').replace('l\n', 'l\nm\n'), names), `--- old
+++ new
@@ -1,5 +1,5 @@
 a
-b
+B
 c
 d
 e
@@ -10,3 +10,4 @@
 j
 k
 l
+m
`);
  });

  it('says where a text does not end with a line feed', () => {
    assert.equal(unifiedDiff('a\nb', 'a\nb\n', names), '--- old\n+++ new\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n');
  });

  it('a file that appears or goes', () => {
    assert.equal(unifiedDiff('', 'a\n', names), '--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n');
    assert.equal(unifiedDiff('a\nb\n', '', names), '--- old\n+++ new\n@@ -1,2 +0,0 @@\n-a\n-b\n');
  });

  it('is empty for equal texts', () => { assert.equal(unifiedDiff('a\n', 'a\n', names), ''); });

  it('turns one text into the other with as few lines as possible', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 24 }).chain(lines => fc.constantFrom('', '\n').map(end => lines.join('\n') + end));
    fc.assert(fc.property(text, text, (before, after) => {
      const diff = unifiedDiff(before, after, names);
      assert.equal(patched(before, diff), after);
      const lines = (whole: string): string[] => (whole === '' ? [] : whole.split(/(?<=\n)/));
      const [one, other] = [lines(before), lines(after)];
      const changes = diff.split('\n').slice(2).filter(line => /^[-+]/.test(line)).length;
      assert.equal(changes, one.length + other.length - 2 * commonLines(one, other));
    }), { seed: 20_260_101, numRuns: 1500 });
  });

  it('stays quick for texts that share nothing: the whole is replaced', () => {
    const before = Array.from({ length: 6000 }, (_, index) => `old ${index}\n`).join('');
    const after = Array.from({ length: 6000 }, (_, index) => `new ${index}\n`).join('');
    assert.equal(patched(before, unifiedDiff(before, after, names)), after);
  });
});
