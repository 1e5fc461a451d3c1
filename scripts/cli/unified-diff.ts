/** A unified diff of two texts, as `diff -u` and git show it. */

type Edit = { readonly kind: ' ' | '-' | '+'; readonly line: string };
const CONTEXT = 3;
/** Beyond this many differing lines the exact shortest diff costs more than it tells: the middle is shown as replaced. */
const MOST_EDITS = 1000;

/** The diff with its two header lines; empty for equal texts. */
export function unifiedDiff(before: string, after: string, names: { readonly before: string; readonly after: string }): string {
  if (before === after) return '';
  const edits = editsBetween(linesOf(before), linesOf(after));
  return [`--- ${names.before}`, `+++ ${names.after}`, ...hunks(edits)].map(line => `${line}\n`).join('');
}

/** Lines without their line feed; a text that lacks the last one keeps saying so, as diff tools do. */
function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  const lines = text.split('\n');
  const last = lines.pop()!;
  return last === '' ? lines : [...lines, `${last}\n\\ No newline at end of file`];
}

function editsBetween(before: readonly string[], after: readonly string[]): readonly Edit[] {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const same = (line: string): Edit => ({ kind: ' ', line });
  return [
    ...before.slice(0, head).map(same),
    ...shortestEdits(before.slice(head, before.length - tail), after.slice(head, after.length - tail)),
    ...before.slice(before.length - tail).map(same),
  ];
}

/** Myers, "An O(ND) difference algorithm and its variations" (1986): the greedy forward search, then the way back. */
function shortestEdits(before: readonly string[], after: readonly string[]): readonly Edit[] {
  const furthest = new Map<number, number>([[1, 0]]);
  const steps: ReadonlyMap<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(before.length + after.length, MOST_EDITS); edits += 1) {
    steps.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      let x = comesFromAbove(furthest, diagonal, edits) ? furthest.get(diagonal + 1)! : furthest.get(diagonal - 1)! + 1;
      while (x < before.length && x - diagonal < after.length && before[x] === after[x - diagonal]) x += 1;
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) return wayBack(before, after, steps);
    }
  }
  return [...before.map((line): Edit => ({ kind: '-', line })), ...after.map((line): Edit => ({ kind: '+', line }))];
}

function comesFromAbove(furthest: ReadonlyMap<number, number>, diagonal: number, edits: number): boolean {
  return diagonal === -edits || (diagonal !== edits && (furthest.get(diagonal - 1) ?? -1) < (furthest.get(diagonal + 1) ?? -1));
}

function wayBack(before: readonly string[], after: readonly string[], steps: readonly ReadonlyMap<number, number>[]): readonly Edit[] {
  const reversed: Edit[] = [];
  let x = before.length;
  let y = after.length;
  for (let edits = steps.length - 1; edits >= 0; edits -= 1) {
    const furthest = steps[edits]!;
    const diagonal = x - y;
    const above = comesFromAbove(furthest, diagonal, edits);
    const fromX = furthest.get(above ? diagonal + 1 : diagonal - 1) ?? 0;
    const fromY = fromX - (above ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) { x -= 1; y -= 1; reversed.push({ kind: ' ', line: before[x]! }); }
    if (edits === 0) break;
    if (above) { y -= 1; reversed.push({ kind: '+', line: after[y]! }); } else { x -= 1; reversed.push({ kind: '-', line: before[x]! }); }
  }
  return reversed.reverse();
}

function hunks(edits: readonly Edit[]): readonly string[] {
  const changed = edits.flatMap((edit, index) => (edit.kind === ' ' ? [] : [index]));
  const ranges: { from: number; to: number }[] = [];
  for (const index of changed) {
    const last = ranges.at(-1);
    const from = Math.max(0, index - CONTEXT);
    const to = Math.min(edits.length, index + CONTEXT + 1);
    if (last && from <= last.to) last.to = to;
    else ranges.push({ from, to });
  }
  return ranges.flatMap(({ from, to }) => {
    const part = edits.slice(from, to);
    const range = (own: '-' | '+'): string => {
      const start = edits.slice(0, from).filter(edit => edit.kind !== (own === '-' ? '+' : '-')).length;
      const count = part.filter(edit => edit.kind !== (own === '-' ? '+' : '-')).length;
      return `${own}${count === 0 ? start : start + 1}${count === 1 ? '' : `,${count}`}`;
    };
    return [`@@ ${range('-')} ${range('+')} @@`, ...part.map(edit => `${edit.kind}${edit.line}`)];
  });
}
