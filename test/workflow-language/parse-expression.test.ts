import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { FlowExpression } from '../../scripts/workflow-language/expression';
import { FlowSyntaxError } from '../../scripts/workflow-language/flow-syntax-error';
import { parseExpression } from '../../scripts/workflow-language/parse-expression';
import { parseText } from '../../scripts/workflow-language/parse-text';
import { printExpression } from '../../scripts/workflow-language/print-expression';

const literal = (value: string | number | boolean | null): FlowExpression => ({ kind: 'literal', value });
const call = (name: string, ...values: FlowExpression[]): FlowExpression => ({ kind: 'call', name, arguments: values });
const member = (of: FlowExpression, key: FlowExpression, optional = false, form: 'bracket' | 'dot' = 'bracket'): FlowExpression => ({ kind: 'member', of, key, optional, form });

/** What went wrong and where, of a text that can't be read. */
function faultOf(read: () => unknown): readonly [number, string] {
  try { read(); } catch (error) {
    assert.ok(error instanceof FlowSyntaxError, String(error));
    return [error.offset, error.sentence];
  }
  return assert.fail('it was read');
}

describe('reading an expression', () => {
  const cases: readonly (readonly [string, FlowExpression])[] = [
    ["'it''s'", literal("it's")],
    ["''", literal('')],
    ['-12', literal(-12)],
    ['.5', literal(0.5)],
    ['1.50', literal(1.5)],
    ['5.0', { kind: 'literal', value: 5, isFloat: true }],
    ['1e3', { kind: 'literal', value: 1000, isFloat: true }],
    ['True', literal(true)],
    ['null', literal(null)],
    ["toUPPER( 'a' )", call('toUPPER', literal('a'))],
    ['guid()', call('guid')],
    ["f(1,'b',g(null))", call('f', literal(1), literal('b'), call('g', literal(null)))],
    ["a()['x']", member(call('a'), literal('x'))],
    ["a()?['x/y'][0]", member(member(call('a'), literal('x/y'), true), literal(0))],
    ['a().x?.y', member(member(call('a'), literal('x'), false, 'dot'), literal('y'), true, 'dot')],
    ["a()[b('c')?['d']]", member(call('a'), member(call('b', literal('c')), literal('d'), true))],
    ["f(\n  'line\n2',\t'}'\n)", call('f', literal('line\n2'), literal('}'))],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(parseExpression(text), expected));

  const faults: readonly (readonly [string, number, string])[] = [
    ['', 0, 'Expected a function, a text in single quotes, a number, true, false or null, not the end.'],
    ['f(', 2, 'Expected a function, a text in single quotes, a number, true, false or null, not the end.'],
    ['f(1', 3, 'Expected "," or ")" after an argument of f, not the end.'],
    ['f(1,)', 4, 'Expected a function, a text in single quotes, a number, true, false or null, not ")".'],
    ['f(1 2)', 4, 'Expected "," or ")" after an argument of f, not "2)".'],
    ["f('a", 2, "The text in single quotes has no end. A single quote inside it is written twice: ''."],
    ['f("a")', 2, 'Expected a function, a text in single quotes, a number, true, false or null, not ""a")".'],
    ['name', 0, '"name" is neither a function, which has parentheses, nor a text, which has single quotes.'],
    ["a()['x'", 7, 'Expected "]" after the key of a member, not the end.'],
    ['a().', 4, 'Expected the name of a member after ".", not the end.'],
    ['a()?', 3, "A \"?\" is followed by a member: ?['name'] or ?.name."],
    ['a() b()', 4, 'The expression ends before "b()". Nothing may follow it.'],
    ['a() + 1', 4, 'The expression ends before "+ 1". Nothing may follow it.'],
    ['1e999', 0, 'The number 1e999 is too large.'],
  ];
  for (const [text, offset, sentence] of faults) it(`${JSON.stringify(text)} is none`, () => assert.deepEqual(faultOf(() => parseExpression(text)), [offset, sentence]));

  it('stops at 250 levels, wherever they are', () => {
    const deep = [`${'f('.repeat(100_000)}`, `a()${"['x']".repeat(100_000)}`, 'a()['.repeat(100_000), `a()${'[0'.repeat(50)}`.repeat(5_000), `${'f('.repeat(249)}1${')[0]'.repeat(249)}`];
    for (const text of deep) assert.match(faultOf(() => parseExpression(text))[1], /^The expression nests deeper than 250 levels\.$|^Expected/, text.slice(0, 20));
    const fits = `${'f('.repeat(200)}1${')'.repeat(200)}`;
    assert.equal(printExpression(parseExpression(fits)), fits);
  });
});

describe('reading a text', () => {
  const cases: readonly (readonly [string, ReturnType<typeof parseText>])[] = [
    ['', { kind: 'parts', parts: [] }],
    ['plain', { kind: 'parts', parts: ['plain'] }],
    ["@body('x')", { kind: 'whole', expression: call('body', literal('x')) }],
    ["@{body('x')}", { kind: 'parts', parts: [call('body', literal('x'))] }],
    ["a @{b('}')} c @{d()}", { kind: 'parts', parts: ['a ', call('b', literal('}')), ' c ', call('d')] }],
    ['@@odata.type', { kind: 'parts', parts: ['@odata.type'] }],
    ['someone@linked.example', { kind: 'parts', parts: ['someone@linked.example'] }],
    ['Count is: @@{x}', { kind: 'parts', parts: ['Count is: @{x}'] }],
    ['@', { kind: 'parts', parts: ['@'] }],
    ['@@', { kind: 'parts', parts: ['@'] }],
    [' @', { kind: 'parts', parts: [' @'] }],
    ["Items(@{variables('ItemID')})?$select=*", { kind: 'parts', parts: ['Items(', call('variables', literal('ItemID')), ')?$select=*'] }],
  ];
  for (const [text, expected] of cases) it(JSON.stringify(text), () => assert.deepEqual(parseText(text), expected));

  it('tells where in the text it stops', () => {
    assert.deepEqual(faultOf(() => parseText('ab @{f(1}')), [8, 'Expected "," or ")" after an argument of f, not "}".']);
    assert.deepEqual(faultOf(() => parseText('ab @{f()')), [8, 'The expression that begins with "@{" has no "}".']);
    assert.deepEqual(faultOf(() => parseText('ab @{f() g()}')), [9, 'Expected "}" after an expression that begins with "@{".']);
    assert.deepEqual(faultOf(() => parseText('@f(x)')), [3, '"x" is neither a function, which has parentheses, nor a text, which has single quotes.']);
  });
});

describe('random texts', () => {
  const pieces = fc.array(fc.constantFrom('@', '{', '}', '(', ')', '[', ']', '?', '.', ',', "'", 'f', 'true', '1', '-', 'e', ' ', '\n', '\\', '"', '\ud800', 'é'), { maxLength: 60 }).map(all => all.join(''));

  it('are read, or refused with a place inside them', () => fc.assert(fc.property(fc.oneof(pieces, fc.string({ unit: 'binary' })), text => {
    for (const read of [parseText, parseExpression]) {
      try { read(text); } catch (error) {
        assert.ok(error instanceof FlowSyntaxError, `${String(error)} for ${JSON.stringify(text)}`);
        assert.ok(error.offset >= 0 && error.offset <= text.length && error.sentence.endsWith('.'), JSON.stringify(text));
      }
    }
  }), { numRuns: 5000 }));

  it('cost time in proportion to their length', function () {
    this.timeout(60_000); // they take a hundredth of that; time that grew with the square of the length would take many times it
    const long = 200_000;
    const texts = ['@', '@{', '@@{', "@{'", "'", '@{f()}', "@{concat('a','b')}", '@{1}x', ' ', '@{ '].map(piece => piece.repeat(long / piece.length));
    for (const text of texts) for (const read of [parseText, parseExpression]) try { read(text); } catch (error) { assert.ok(error instanceof FlowSyntaxError); }
  });
});
