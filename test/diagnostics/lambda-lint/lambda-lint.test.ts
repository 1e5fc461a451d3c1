import assert from 'node:assert/strict';
import { lintLambdas, type AuthorFile } from '../../../scripts/diagnostics/lambda-lint/lambda-lint';
import { withoutEchoes } from '../../../scripts/diagnostics/lambda-lint/lambda-lint-echoes';
import { mayNeedLambdaLint } from '../../../scripts/diagnostics/lambda-lint/lambda-lint-need';
import { inModel, type Diagnostic } from '../../../scripts/diagnostics/diagnostic';

const imports = "import { choose, constant, crossing, newItems, pollingTrigger, send, sentence, type ExpressionOf, type TextExpression } from 'konektor';\n";

/** Lints a text in which «…» marks what must be reported, and compares places; the marks are no part of the source. */
function reports(marked: string, others: readonly AuthorFile[] = []): void {
  const expected: string[] = [];
  const source = imports + marked.split('\n').map((line, index) => {
    let text = line;
    for (let at = text.indexOf('«'); at >= 0; at = text.indexOf('«')) {
      expected.push(`${index + 2}:${at + 1}`);
      text = text.replace('«', '').replace('»', '');
    }
    return text;
  }).join('\n');
  const found = lintLambdas([{ file: '/model/index.ts', text: source }, ...others]);
  // What decides whether to parse at all must not hide a finding.
  for (const line of marked.split('\n').filter(each => each.includes('«'))) assert.equal(mayNeedLambdaLint(line.replaceAll(/[«»]/g, '')), true, line);
  assert.deepEqual(found.map(({ diagnostic: { where } }) => (where.kind === 'file' ? `${where.line}:${where.column}` : 'no file')), expected);
}

describe('the lint of lambdas', () => {
  const bad: readonly (readonly [what: string, text: string])[] = [
    ['&&', "pollingTrigger({ poll: () => newItems({ where: t => t.a.is('x') «&&» t.b.is('y') }) });"],
    ['||', "pollingTrigger({ poll: () => newItems({ where: t => t.a.is('x') «||» t.b.is('y') }) });"],
    ['??', "pollingTrigger({ poll: () => newItems({ id: t => t.a «??» 'none' }) });"],
    ['?:', "pollingTrigger({ poll: () => newItems({ event: ({ item }) => ({ a: item.a.isPresent() «?» 1 : 2 }) }) });"],
    ['!', "pollingTrigger({ poll: () => newItems({ where: t => «!»t.a.is('x') }) });"],
    ['comparisons', "pollingTrigger({ poll: ({ least }) => newItems({ where: t => (t.a «===» 'x', t.b «!==» t.a, t.c «<» 3, 4 «>=» t.c, t.d «==» least) }) });"],
    ['if', "pollingTrigger({ poll: ({ least }) => { «if» (least.above(3)) { return 1; } return 2; } });"],
    ['switch', "pollingTrigger({ poll: ({ kind }) => { «switch» (kind) { default: return 2; } } });"],
    ['loops', "pollingTrigger({ poll: ({ list }) => { «while» (list.any(x => x)) { return 1; } «for» (; list; ) { return 2; } «do» { } while (list); } });"],
    ['template literals', 'send(call, answer => ({ text: «`»It is ${answer.name}` }));'],
    ['assignments', "pollingTrigger({ poll: ({ a, b }) => { let c = a; c «??=» b; return c; } });"],
    ['lists inside lambdas', "pollingTrigger({ poll: ({ a }) => crossing({ series: s => s.points.where(p => p.status.is('x') «&&» p.value.above(1)) }) });"],
    ['values that were given a name', "pollingTrigger({ poll: ({ a }) => { const b = a.count(); const { c } = b; return c «||» (b as unknown) «&&» 1; } });"],
    ['what choose, constant and sentence give', 'send(call, answer => (constant("a") «&&» 1, choose(answer.b, answer.c, answer.d) «??» 1, sentence`x` «||» 2));'],
    ['methods', "pollingTrigger({ poll({ a }) { return a «&&» 1; } });"],
    ['a named lambda', "const isBad = t => t.a «&&» t.b;\npollingTrigger({ poll: () => newItems({ where: isBad }) });"],
    ['a function that is called with a recorder', 'function worse(t, strict) { return strict && «!»t.bad; }\npollingTrigger({ poll: () => newItems({ where: t => worse(t, true) }) });'],
    ['a function whose parameter says that it is a recorder', "type Task = ExpressionOf<typeof task, 'present'>;\nexport const isLate = (task: Task, found: { readonly item: Task }): unknown => [task.a «&&» 1, found.item.b «||» 2];"],
    ['the whole module imported', "import * as konektor from 'konektor';\nkonektor.pollingTrigger({ poll: ({ a }) => konektor.newItems({ where: t => a «&&» t }) });"],
  ];
  for (const [what, text] of bad) it(`reports ${what}`, () => { reports(text); });

  it('is spared for a text without any of its operators', () => {
    assert.equal(mayNeedLambdaLint("export const a = action({ run: () => send(call, answer => ({ name: answer.name.orElse('none') })) });"), false);
  });

  const fine: readonly (readonly [what: string, text: string])[] = [
    ['build-time JavaScript outside of lambdas', "const strict = process.argv.length > 3 && !process.env['X']; const name = strict ? `a${1}` : 'b';"],
    ['build-time values inside lambdas', "const strict = true;\npollingTrigger({ poll: ({ a }) => (strict ? newItems({ where: t => (strict && t.a) }) : [1, 2].filter(n => n > 1 || !n)) });"],
    ['sentences with values', 'send(call, answer => ({ text: sentence`It is ${answer.name}` }));'],
    ['lambdas of other libraries', "other.where(t => t.a && t.b); [].map(t => t ? 1 : 2); defineThing({ poll: t => !t });"],
    ['optional parameters that are asked for what they are', "const say = (name: TextExpression, suffix?: TextExpression, other: TextExpression | string = 'x') => (suffix ? suffix.equals(name) : typeof other === 'string' ? other : name);"],
    ['a name that an inner plain function shadows', 'pollingTrigger({ poll: ({ a }) => [1].map(a => a && 2) });'],
    ['lists of recorders are plain', "const all = (conditions: readonly TextExpression[]) => (conditions.length > 1 ? conditions[0] : undefined);"],
  ];
  for (const [what, text] of fine) it(`leaves alone: ${what}`, () => { reports(text); });

  it('follows types across files', () => {
    reports("import { isLate } from './rules';\npollingTrigger({ poll: () => newItems({ where: isLate }) });", []);
    const rules: AuthorFile = { file: '/model/rules.ts', text: "import type { Task } from './types';\nexport const isLate = (task: Task) => task.a && task.b;\n" };
    const types: AuthorFile = { file: '/model/types.ts', text: "import type { RecordExpression } from 'konektor';\nexport type Task = RecordExpression<{}, 'present'>;\n" };
    assert.deepEqual(lintLambdas([rules, types]).map(each => each.diagnostic), [{
      code: 'lambda-operator-without-trace', severity: 'error',
      what: '&& is decided while the model is built, not when the operation runs.',
      why: 'A lambda runs once, over recorders that stand for the values to come, and this leaves no trace in the custom code.',
      todo: 'Write left.and(right).',
      where: { kind: 'file', file: '/model/rules.ts', line: 2, column: 46 },
    }]);
  });

  it('leaves out what the recorders say about the same lines, and nothing else', () => {
    const findings = lintLambdas([{ file: '/model/index.ts', text: `${imports}send(call, a => ({\n  b: a.b\n    && a.c,\n}));\n` }]);
    const at = (code: string, line: number): Diagnostic => ({ code, severity: 'error', what: '', why: '', todo: '', where: inModel({ file: '/model/index.ts', line, column: 1 }) });
    const all = [at('lambda-condition-lost', 3), at('lambda-primitive-use', 4), at('lambda-condition-lost', 5), at('operation-id-repeated', 3)];
    const left = withoutEchoes(all, findings, ({ where }) => (where.kind === 'model' ? where.place : undefined));
    assert.deepEqual(left, [all[2], all[3]]);
  });
});
