/**
 * The custom code of a connector as one C# file that a reviewer can read: usings, the prelude verbatim, the author's
 * fragments, and a handler for each operation, which is data plus printed expressions.
 */
import type { Connector } from '../model/connector';
import { isOptional } from '../model/schema';
import { handlerTrees, propertyOf, type CodeFragment, type Handler, type Operation } from '../model/operation';
import type { CrossingPoll, NewItemsPoll } from '../model/poll';
import type { ExpressionNode, FormulaDefinition } from '../model/expression/node';
import { methodNames, type MethodNames } from './csharp-names';
import { commentText, csharpText } from './csharp-text';
import { ExpressionPrinter } from './expression-csharp';
import { formulasIn } from './tree-contents';
import { preludeFiles } from './prelude';
import { requestCsharp } from './request-csharp';

/** The namespaces that printed code uses, whatever the prelude does. */
const printedUsings = ['System', 'System.Collections.Generic', 'System.Linq', 'System.Net.Http', 'System.Threading.Tasks', 'Newtonsoft.Json.Linq'];

/** The script's text; undefined when no operation needs custom code. Pure: the same connector gives the same bytes. */
export function customCode(connector: Connector): string | undefined {
  const scripted = connector.operations.filter(operation => operation.handler.kind !== 'backend');
  if (scripted.length === 0) return undefined;
  const fragments = fragmentsOf(scripted);
  const parts = [...preludeFiles().map(file => file.source), ...fragments.map(fragment => fragment.source)].map(splitUsings);
  const usings = [...new Set([...printedUsings, ...parts.flatMap(part => part.usings)])].sort(systemFirst);
  return [
    `// ${commentText(connector.title)}: custom code of the connector, version ${commentText(connector.version)}.`,
    '// Made from the typed model; change the model, not this file. First what all operations share, then each operation.',
    '',
    ...usings.map(name => `using ${name};`),
    '',
    ...parts.map(part => `${part.code.trim()}\n`),
    scriptClass(connector, scripted, fragments),
  ].join('\n');
}

/** Each fragment once; two different sources for one class name are a mistake of the author. */
function fragmentsOf(operations: readonly Operation[]): readonly CodeFragment[] {
  const byClass = new Map<string, CodeFragment>();
  for (const { handler, operationId } of operations) {
    if (handler.kind !== 'fragment') continue;
    const known = byClass.get(handler.fragment.className);
    if (known && known.source !== handler.fragment.source) throw new Error(`${operationId}: two code fragments declare the class ${handler.fragment.className}.`);
    byClass.set(handler.fragment.className, handler.fragment);
  }
  return [...byClass.values()];
}

/** Takes the using directives from a file, those of static classes and aliases too: C# wants them before all else. */
function splitUsings(source: string): { readonly usings: readonly string[]; readonly code: string } {
  const usings: string[] = [];
  const code = source.replace(/^\uFEFF/, '').replace(/^using ((?:static )?[\w.]+|\w+ = [^;\n]+);[ \t]*\r?\n/gm, (_, name: string) => { usings.push(name); return ''; });
  return { usings, code };
}

const systemFirst = (left: string, right: string): number =>
  Number(right.startsWith('System')) - Number(left.startsWith('System')) || (left < right ? -1 : left > right ? 1 : 0);

function scriptClass(connector: Connector, operations: readonly Operation[], fragments: readonly CodeFragment[]): string {
  const hosts = connector.storageHosts ?? [];
  const service = [
    csharpText(`https://${connector.host}${(connector.basePath ?? '').replace(/^(?=[^/])/, '/')}`),
    ...(hosts.length > 0 ? [`storageHosts: new[] { ${hosts.map(csharpText).join(', ')} }`] : []),
    `name: ${csharpText(connector.serviceName ?? connector.title)}`,
  ];
  const formulas = formulasByName(operations.flatMap(({ handler }) => handlerTrees(handler)));
  const printed = operations.filter(operation => operation.handler.kind !== 'fragment');
  const names = methodNames(printed.map(operation => operation.operationId), formulas.map(formula => formula.name), fragments);
  const table = operations.map(({ operationId, path, handler }) => {
    const method = handler.kind === 'fragment' ? `${handler.fragment.className}.Answer` : names.operation(operationId);
    return `        new Operation(${csharpText(operationId)}, ${csharpText(path)}, ${method})${handler.kind === 'poll' ? ' { Polling = true }' : ''},`;
  });
  const formulaPrinter = new ExpressionPrinter({}, names.formula);
  const methods = [...printed.map(operation => handlerCsharp(operation, names)), ...formulas.map(formula => formulaPrinter.formula(formula))];
  return [
    'public class Script : ScriptBase',
    '{',
    `    private static readonly ServiceApi Service = new ServiceApi(${service.join(', ')});`,
    '',
    '    private static readonly Operation[] Operations =',
    '    {',
    ...table,
    '    };',
    '',
    '    public override Task<HttpResponseMessage> ExecuteAsync() => Dispatch.Answer(Context, CancellationToken, Service, Operations);',
    ...methods.flatMap(method => ['', method]),
    '}',
    '',
  ].join('\n');
}

/** The formulas of the trees, each name once (`check` refuses two meanings of one name), sorted. */
function formulasByName(trees: readonly ExpressionNode[]): readonly FormulaDefinition[] {
  const found = new Map<string, FormulaDefinition>();
  for (const formula of formulasIn(trees)) if (!found.has(formula.name)) found.set(formula.name, formula);
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function handlerCsharp(operation: Operation, names: MethodNames): string {
  const { handler } = operation;
  const printer = new ExpressionPrinter(operation.parameters, names.formula);
  const head = `    // ${commentText(operation.summary)}`;
  const method = names.operation(operation.operationId);
  if (handler.kind === 'poll') {
    return [head, `    private static Task<HttpResponseMessage> ${method}(Call call) => Polling.Answer(call, ${pollCsharp(handler, printer)});`].join('\n');
  }
  if (handler.kind !== 'send') throw new Error(`${operation.operationId} has no handler to print.`);
  const answer = ['answer'];
  return [
    head,
    `    private static async Task<HttpResponseMessage> ${method}(Call call)`,
    '    {',
    ...requiredLines(operation),
    `        ${handler.output || handler.refusals.length > 0 ? 'var answer = ' : ''}await call.Send(${requestCsharp(handler.request, printer, '        ', answer)}).ConfigureAwait(false);`,
    ...handler.refusals.map(refusal => `        if (${printer.expression(refusal.when, '            ', answer)}) return Reply.Error(400, "Refused", ${csharpText(refusal.because)});`),
    `        return ${replyCsharp(operation.successStatus, handler.output && printer.json(handler.output, '        ', answer))};`,
    '    }',
  ].join('\n');
}

const replyCsharp = (status: number, output: string | undefined): string =>
  output === undefined ? `Reply.Json(${status}, null)` : status === 200 ? `Reply.Ok(${output})` : `Reply.Json(${status}, ${output})`;

/** Refuses a call without its required values; a lookup has nothing to offer then. The body and headers are not the call's parameters. */
function requiredLines({ kind, parameters }: Operation): string[] {
  const required = Object.entries(parameters)
    .filter(([, parameter]) => parameter.kind !== 'body' && parameter.kind !== 'header' && !isOptional(propertyOf(parameter)))
    .map(([name]) => csharpText(name)).join(', ');
  if (required === '') return [];
  return [kind === 'lookup' ? `        if (call.Lacks(${required})) return Reply.Ok(Value.Object(("value", new JArray())));` : `        call.Require(${required});`];
}

function pollCsharp({ poll, event }: Extract<Handler, { kind: 'poll' }>, printer: ExpressionPrinter): string {
  const indent = '        ';
  const lines = poll.detector === 'newItems' ? newItemsLines(poll, event, printer) : crossingLines(poll, event, printer);
  return [
    `new ${poll.detector === 'newItems' ? 'NewItems' : 'Crossing'}`,
    '    {',
    `${indent}Read = ${requestCsharp(poll.read, printer, indent)},`,
    ...lines.map(line => `${indent}${line}`),
    '    }',
  ].join('\n');
}

function newItemsLines(poll: NewItemsPoll, event: ExpressionNode, printer: ExpressionPrinter): string[] {
  const print = (node: ExpressionNode, ...variables: string[]): string => printer.expression(node, '            ', variables);
  const also = Object.entries(poll.also);
  return [
    ...(also.length > 0 ? [`Also =\n        {\n${also.map(([name, request]) => `            { ${csharpText(name)}, ${requestCsharp(request, printer, '            ')} },`).join('\n')}\n        },`] : []),
    ...(poll.items ? [`Items = within => ${print(poll.items, 'within')},`] : []),
    ...(poll.where ? [`Where = (item, within) => ${print(poll.where, 'item', 'within')},`] : []),
    `Id = (item, within) => ${print(poll.id, 'item', 'within')},`,
    `At = (item, within) => ${print(poll.at, 'item', 'within')},`,
    ...(poll.keep ? [`Keep = (item, within, also) => ${print(poll.keep, 'item', 'within', 'also')},`] : []),
    `Event = (item, within, also, historyIncomplete) => ${printer.json(event, '        ', ['item', 'within', 'also', 'historyIncomplete'])},`,
  ];
}

function crossingLines(poll: CrossingPoll, event: ExpressionNode, printer: ExpressionPrinter): string[] {
  const print = (node: ExpressionNode, ...variables: string[]): string => printer.expression(node, '            ', variables);
  const refuse = poll.refusals.map(refusal => `\n            ${print(refusal.when, 'answer')}\n                ? ${csharpText(refusal.because)} :`).join('');
  return [
    ...(refuse ? [`Refuse = answer =>${refuse} null,`] : []),
    `Source = answer => ${print(poll.source, 'answer')},`,
    `Series = source => ${print(poll.series, 'source')},`,
    `At = point => ${print(poll.at, 'point')},`,
    `Measure = point => ${print(poll.value, 'point')},`,
    `Threshold = ${print(poll.threshold)},`,
    `Direction = ${print(poll.direction)},`,
    `Event = crossed => ${printer.json(event, '        ', ['crossed'])},`,
  ];
}
