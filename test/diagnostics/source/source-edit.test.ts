/** Texts inside builder calls, changed where the author wrote them. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import ts from 'typescript';
import { editedSource, sourceEdit } from '../../../scripts/diagnostics/source/source-edit';
import type { SourceTexts } from '../../../scripts/diagnostics/source/source-texts';

/** The source after the edit of a property of the call `make(…)` in it; undefined where it is not done. */
function edited(source: string, property: readonly string[], current: string | undefined, wanted: string): string | undefined {
  const offset = source.indexOf('make(');
  const before = source.slice(0, offset).split('\n');
  const texts: SourceTexts = { text: () => source, running: () => undefined };
  const edit = sourceEdit({ kind: 'model', place: { file: '/project/model.js', line: before.length, column: before.at(-1)!.length + 1 }, property }, current, wanted, texts);
  return edit && editedSource(source, [edit]);
}

describe('edits of a source', () => {
  const cases: readonly (readonly [what: string, source: string, property: readonly string[], current: string | undefined, wanted: string, after: string | undefined])[] = [
    ['a text, in its quotes', 'make({ a: "x" })', ['a'], 'x', 'it\'s "y"', 'make({ a: "it\'s \\"y\\"" })'],
    ['a text in a template', 'make({ a: `x` })', ['a'], 'x', '`${y}`\n', 'make({ a: `\\`\\${y}\\`\\n` })'],
    ['an argument', "make('x', {})", ['#0'], 'x', 'y', "make('y', {})"],
    ['a property of the argument that is meant', "make({ a: 'x' }, { a: 'y' })", ['#1', 'a'], 'y', 'z', "make({ a: 'x' }, { a: 'z' })"],
    ['an item of a list, deep inside', "make({ a: [{ b: 'x' }] })", ['a', '0', 'b'], 'x', 'y', "make({ a: [{ b: 'y' }] })"],
    ['a missing property on one line', "make({ a: 'x' })", ['b'], undefined, 'y', "make({ a: 'x', b: 'y' })"],
    ['a missing property on lines', "make({\n  a: 'x',\n})", ['#0', 'b'], undefined, 'y', "make({\n  a: 'x',\n  b: 'y',\n})"],
    ['a missing property on lines that end with a carriage return', "make({\r\n\ta: 'x'\r\n})", ['b'], undefined, 'y', "make({\r\n\ta: 'x',\r\n\tb: 'y'\r\n})"],
    ['a missing property of an empty object', 'make({})', ['b'], undefined, 'y', "make({ b: 'y' })"],
    ['a missing argument', 'make()', ['#0', 'b'], undefined, 'y', "make({ b: 'y' })"],
    ['a missing last argument', 'make(of)', ['#1', 'b'], undefined, 'y', "make(of, { b: 'y' })"],
    ['not a text that says something else', "make({ a: 'x' })", ['a'], 'z', 'y', undefined],
    ['not a composed text', 'make({ a: `x${1}` })', ['a'], 'x1', 'y', undefined],
    ['not a text that is declared elsewhere', "const x = 'x';\nmake({ a: x })", ['a'], 'x', 'y', undefined],
    ['not an object that is declared elsewhere', "const x = { a: 'x' };\nmake(x)", ['#0', 'a'], 'x', 'y', undefined],
    ['not beside a spread, which may have it', 'make({ ...x })', ['b'], undefined, 'y', undefined],
    ['not two levels that are missing', 'make({})', ['b', 'c'], undefined, 'y', undefined],
    ['not a name that needs quotes', 'make({})', ['a-b'], undefined, 'y', undefined],
    ['not two arguments that are missing', 'make()', ['#1', 'b'], undefined, 'y', undefined],
  ];
  for (const [what, source, property, current, wanted, after] of cases) it(what, () => assert.equal(edited(source, property, current, wanted), after));

  it('write any text so that TypeScript reads it back', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom("'", '"', '`', '\\', '$', '{', '\n', '\u2028', 'a') })), fc.constantFrom("'", '"', '`'), (wanted, quote) => {
      const source = edited(`make({ a: ${quote}x${quote} })`, ['a'], 'x', wanted)!;
      const file = ts.createSourceFile('a.ts', source, ts.ScriptTarget.Latest, true);
      const found: string[] = [];
      const visit = (node: ts.Node): void => { if (ts.isStringLiteralLike(node)) found.push(node.text); ts.forEachChild(node, visit); };
      visit(file);
      assert.deepEqual(found, [wanted]);
    }), { seed: 6, numRuns: 500 });
  });
});
