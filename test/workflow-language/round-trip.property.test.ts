import assert from 'node:assert/strict';
import fc from 'fast-check';
import { evaluateText } from '../../scripts/workflow-language/evaluate';
import { emptyContext } from '../../scripts/workflow-language/flow-context';
import { parseExpression } from '../../scripts/workflow-language/parse-expression';
import { parseText } from '../../scripts/workflow-language/parse-text';
import { printExpression } from '../../scripts/workflow-language/print-expression';
import { printLiteralText, printText } from '../../scripts/workflow-language/print-text';
import { anyExpression, anyText } from './random-expressions';

describe('printing and reading', () => {
  it('any expression gives the same tree', () => fc.assert(fc.property(anyExpression, tree => assert.deepEqual(parseExpression(printExpression(tree)), tree)), { numRuns: 2000 }));

  it('any text gives the same parts', () => fc.assert(fc.property(anyText, text => assert.deepEqual(parseText(printText(text)), text)), { numRuns: 2000 }));

  it('any literal text stands for itself', () => fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[@{}a']{0,12}$/)), text => {
    assert.equal(evaluateText(parseText(printLiteralText(text)), emptyContext), text);
  }), { numRuns: 2000 }));

  it('at signs before an expression are kept, as an expression', () => {
    const parts = ['user@@', { kind: 'call', name: 'guid', arguments: [] }] as const;
    const printed = printText({ kind: 'parts', parts });
    assert.equal(printed, "user@{'@@'}@{guid()}");
    assert.equal(evaluateText(parseText(printed), { ...emptyContext, newGuid: () => 'id' }), 'user@@id');
  });
});
