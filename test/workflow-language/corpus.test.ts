/** Every expression of the exported solutions of the shared material is read, printed, known, checked and evaluated. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkText } from '../../scripts/workflow-language/check-expression';
import { evaluate } from '../../scripts/workflow-language/evaluate';
import type { FlowExpression } from '../../scripts/workflow-language/expression';
import { expressionsIn, textsIn, type FoundExpression } from '../../scripts/workflow-language/flow-expressions';
import { functionNamed } from '../../scripts/workflow-language/functions';
import { parseExpression } from '../../scripts/workflow-language/parse-expression';
import { parseText } from '../../scripts/workflow-language/parse-text';
import { printExpression } from '../../scripts/workflow-language/print-expression';
import { printText } from '../../scripts/workflow-language/print-text';
import type { JsonValue } from '../../scripts/workflow-language/workflow-document';
import { madeUpRun } from './made-up-run';

const solutions = resolve(__dirname, '..', '..', '..', 'shared', 'data', 'solutions');

interface Flow { readonly file: string; readonly json: JsonValue; readonly expressions: readonly FoundExpression[] }

/** All JSON files that are a flow, in any of the forms in which flows are exported. */
function exportedFlows(): readonly Flow[] {
  return readdirSync(solutions, { recursive: true, encoding: 'utf8' }).filter(file => file.endsWith('.json')).sort().flatMap(file => {
    const text = readFileSync(join(solutions, file), 'utf8').replace(/^\ufeff/, '');
    if (!text.includes('"triggers"')) return [];
    const json = JSON.parse(text) as JsonValue;
    return [{ file, json, expressions: [...expressionsIn(json)] }];
  });
}

function callsIn(expression: FlowExpression): readonly string[] {
  switch (expression.kind) {
    case 'literal': return [];
    case 'member': return [...callsIn(expression.of), ...callsIn(expression.key)];
    case 'call': return [expression.name, ...expression.arguments.flatMap(callsIn)];
  }
}

const bare = (text: string): string => text.replace(/('(?:''|[^'])*')|\s+/g, (_, quoted: string | undefined) => quoted ?? '');

describe('the flows of exported solutions', () => {
  let flows: readonly Flow[] = [];
  before(function () {
    if (!existsSync(solutions)) { console.log('      skipped: the exported solutions (../shared/data/solutions) are not here'); this.skip(); }
    flows = exportedFlows();
  });
  const all = (): readonly FoundExpression[] => flows.flatMap(flow => flow.expressions);

  it('5 flows have 91 expressions, which are all read', () => assert.deepEqual([flows.length, all().length], [5, 91]));

  it('each is printed as it was written, blanks aside, and read as the same', () => {
    for (const { expression } of all()) assert.deepEqual(parseExpression(printExpression(expression)), expression);
    for (const flow of flows) for (const { text } of textsIn(flow.json)) assert.equal(bare(printText(parseText(text))), bare(text));
  });

  it('they call functions of the table alone', () => {
    const called = new Set(all().flatMap(({ expression }) => callsIn(expression)));
    assert.deepEqual([...called].filter(name => !functionNamed(name)), []);
    assert.deepEqual([...called].sort(), [
      'body', 'concat', 'decodeBase64', 'encodeURIComponent', 'equals', 'item', 'json', 'length', 'outputs', 'parameters', 'replace', 'split', 'trigger', 'triggerBody', 'triggerOutputs', 'variables',
    ]);
  });

  it('the check finds nothing wrong with them', () => assert.deepEqual(flows.flatMap(flow => [...textsIn(flow.json)].flatMap(({ text }) => checkText(text))), []));

  it('all of them have a value in a run in which all that they read is there', () => {
    const values = flows.flatMap(({ expressions }) => {
      const run = madeUpRun(expressions.map(each => each.expression));
      return expressions.map(({ expression }) => evaluate(expression, run));
    });
    assert.equal(values.length, 91);
    assert.deepEqual(values.filter(value => value === null || value === undefined), []);
  });
});
