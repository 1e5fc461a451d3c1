/** Every example of the operator table, printed as C# and executed on .NET. */
import { deepStrictEqual, equal } from 'node:assert/strict';
import type { ExpressionNode } from '../../scripts/model/expression/node';
import type { ValueType } from '../../scripts/model/expression/value-type';
import { operators, type OperatorName } from '../../scripts/model/expression/operators';
import { ExpressionPrinter } from '../../scripts/generate/expression-csharp';
import { preludeFiles } from '../../scripts/generate/prelude';
import { sharedHost } from '../support/shared-script-host';

interface Case { readonly name: OperatorName; readonly operands: readonly unknown[]; readonly result: unknown }
const cases: readonly Case[] = (Object.keys(operators) as OperatorName[]) // the table's own keys
  .flatMap(name => operators[name].examples.map(example => ({ name, operands: example.operands as readonly unknown[], result: example.result as unknown })));

/** The operand at `index` of a case, read from the JSON that the script gets. A lambda reads the property that the example names. */
function operand(each: Case, index: number): ExpressionNode {
  const type: ValueType = operators[each.name].takes[index] ?? operators[each.name].takes.at(-1)!;
  const value = each.operands[index];
  const isLambda = index === 1 && operators[each.name].takes[0] === 'list' && Array.isArray(value);
  if (!isLambda) return { node: 'property', type: type === 'condition' ? 'yesNo' : type, of: { node: 'variable', type: 'record', name: 'operands' }, name: String(index) };
  const read: ExpressionNode = { node: 'property', type: type === 'condition' ? 'yesNo' : type, of: { node: 'variable', type: 'record', name: 'item' }, name: String((value as readonly string[])[0]) };
  return { node: 'lambda', type, variable: 'item', body: type === 'condition' ? { node: 'operator', operator: 'isYes', type: 'condition', operands: [read] } : read };
}

function printed(each: Case): string {
  const takes = operators[each.name].takes;
  const operands = each.operands.map((_, index) => {
    const node = operand(each, index);
    return takes[index] === 'condition' && node.node === 'property' ? { node: 'operator', operator: 'isYes', type: 'condition', operands: [node] } as const : node;
  });
  const gives = operators[each.name].gives;
  const expression = new ExpressionPrinter({}, name => name).expression({ node: 'operator', operator: each.name, type: gives === 'same' ? 'record' : gives, operands }, '', ['operands']);
  switch (gives) {
    case 'number': return `Value.Json(${expression})`;
    case 'instant': return `Value.Print(${expression})`;
    case 'list': return `Value.Array(${expression})`;
    default: return `(${expression})`;
  }
}

describe('the expression language on .NET', () => {
  it('gives every example of the operator table the result that the table promises', async () => {
    const values = preludeFiles().find(file => file.name === 'expression-values.cs')!.source;
    const results = cases.map((each, index) => `        { var operands = cases[${index}]; results.Add(${printed(each)} ?? JValue.CreateNull()); }`)
      .map(line => line.replace('?? JValue.CreateNull()', ''));
    const script = `${values.replace(/^using System;$/m, 'using System;\nusing System.Net.Http;\nusing System.Threading.Tasks;')}
public class Script : ScriptBase
{
    public override async Task<HttpResponseMessage> ExecuteAsync()
    {
        var text = await Context.Request.Content.ReadAsStringAsync().ConfigureAwait(false);
        var cases = (JArray)Newtonsoft.Json.JsonConvert.DeserializeObject<JToken>(text, new Newtonsoft.Json.JsonSerializerSettings { DateParseHandling = Newtonsoft.Json.DateParseHandling.None, FloatParseHandling = Newtonsoft.Json.FloatParseHandling.Decimal });
        var results = new JArray();
${results.join('\n')}
        return new HttpResponseMessage { Content = new StringContent(results.ToString()) };
    }
}`;
    const host = await sharedHost();
    const loaded = await host.load(script, { generated: true });
    deepStrictEqual(loaded.kind === 'rejected' ? loaded.diagnostics : [], []);
    if (loaded.kind !== 'loaded') return;
    const body = Buffer.from(JSON.stringify(cases.map(each => Object.fromEntries(each.operands.map((value, index) => [String(index), value])))));
    const outcome = await host.invoke(loaded, { operationId: 'x', method: 'POST', uri: 'https://backend.example/', body, culture: 'id-ID' });
    equal(outcome.kind === 'failed' ? outcome.message : '', '');
    if (outcome.kind !== 'response') return;
    const actual = JSON.parse(outcome.body.toString()) as readonly unknown[]; // the script's answer
    deepStrictEqual(cases.map((each, index) => ({ ...each, result: actual[index] })), cases.map(each => ({ ...each })));
  });
});
