/**
 * The custom code of a connector as one C# file that a reviewer can read: usings, the prelude verbatim, the author's
 * fragments, and a handler for each operation, which is data plus printed expressions.
 */
import type { ApiRequest, PathPart } from '../model/api-call';
import type { Connector } from '../model/connector';
import { isOptional } from '../model/schema';
import { propertyOf, type CodeFragment, type Handler, type Operation } from '../model/operation';
import type { CrossingPoll, NewItemsPoll } from '../model/poll';
import type { ExpressionNode, FormulaDefinition } from '../model/expression/node';
import { csharpText, ExpressionPrinter, formulaCsharp } from './expression-csharp';
import { preludeFiles } from './prelude';

/** The script's text; undefined when no operation needs custom code. Pure: the same connector gives the same bytes. */
export function customCode(connector: Connector): string | undefined {
  const scripted = connector.operations.filter(operation => operation.handler.kind !== 'backend');
  if (scripted.length === 0) return undefined;
  const fragments = fragmentsOf(scripted);
  const parts = [...preludeFiles().map(file => file.source), ...fragments.map(fragment => fragment.source)].map(splitUsings);
  const usings = [...new Set(['System.Net.Http', 'System.Threading.Tasks', 'Newtonsoft.Json.Linq', ...parts.flatMap(part => part.usings)])].sort(systemFirst);
  return [
    `// ${connector.title}: custom code of the connector, version ${connector.version}.`,
    '// Made from the typed model; change the model, not this file. First what all operations share, then each operation.',
    '',
    ...usings.map(name => `using ${name};`),
    '',
    ...parts.map(part => `${part.code.trim()}\n`),
    scriptClass(connector, scripted),
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

/** Takes the using directives from the head of a file. */
function splitUsings(source: string): { readonly usings: readonly string[]; readonly code: string } {
  const usings: string[] = [];
  const code = source.replace(/^using ([A-Za-z0-9_.]+);[ \t]*\n/gm, (_, name: string) => { usings.push(name); return ''; });
  return { usings, code };
}

const systemFirst = (left: string, right: string): number =>
  Number(right.startsWith('System')) - Number(left.startsWith('System')) || (left < right ? -1 : left > right ? 1 : 0);

function scriptClass(connector: Connector, operations: readonly Operation[]): string {
  const hosts = connector.storageHosts ?? [];
  const service = `new ServiceApi(${csharpText(`https://${connector.host}${connector.basePath ?? ''}`)}${hosts.length > 0 ? `, storageHosts: new[] { ${hosts.map(csharpText).join(', ')} }` : ''})`;
  const table = operations.map(({ operationId, path, handler }) => {
    const method = handler.kind === 'fragment' ? `${handler.fragment.className}.Answer` : operationId;
    return `        new Operation(${csharpText(operationId)}, ${csharpText(path)}, ${method})${handler.kind === 'poll' ? ' { Polling = true }' : ''},`;
  });
  const formulas = new Map<string, FormulaDefinition>();
  const handlers = operations.filter(operation => operation.handler.kind !== 'fragment').map(operation => handlerCsharp(operation, new ExpressionPrinter(operation.parameters, formulas)));
  return [
    'public class Script : ScriptBase',
    '{',
    `    private static readonly ServiceApi Service = ${service};`,
    '',
    '    private static readonly Operation[] Operations =',
    '    {',
    ...table,
    '    };',
    '',
    '    public override Task<HttpResponseMessage> ExecuteAsync() => Dispatch.Answer(Context, CancellationToken, Service, Operations);',
    ...[...handlers, ...formulaMethods(formulas)].flatMap(method => ['', method]),
    '}',
    '',
  ].join('\n');
}

/** The methods of all formulas, those that other formulas use included, by name. */
function formulaMethods(formulas: Map<string, FormulaDefinition>): string[] {
  const printed = new Map<string, string>();
  for (let more = [...formulas.values()]; more.length > 0; more = [...formulas.values()].filter(formula => !printed.has(formula.name))) {
    for (const formula of more) printed.set(formula.name, formulaCsharp(formula, formulas));
  }
  return [...printed].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, method]) => method);
}

function handlerCsharp(operation: Operation, printer: ExpressionPrinter): string {
  const { handler } = operation;
  const head = `    // ${operation.summary}`;
  const required = Object.entries(operation.parameters).filter(([, parameter]) => parameter.kind !== 'body' && !isOptional(propertyOf(parameter))).map(([name]) => csharpText(name));
  if (handler.kind === 'poll') {
    return [head, `    private static Task<HttpResponseMessage> ${operation.operationId}(Call call) => Polling.Answer(call, ${pollCsharp(handler, printer)});`].join('\n');
  }
  if (handler.kind !== 'send') throw new Error(`${operation.operationId} has no handler to print.`);
  const blank = operation.kind === 'lookup'
    ? [`        if (call.Lacks(${required.join(', ')})) return Reply.Ok(Value.Object(("value", new JArray())));`]
    : [`        call.Require(${required.join(', ')});`];
  return [
    head,
    `    private static async Task<HttpResponseMessage> ${operation.operationId}(Call call)`,
    '    {',
    ...(required.length > 0 ? blank : []),
    `        ${handler.output || handler.refusals.length > 0 ? 'var answer = ' : ''}await call.Send(${requestCsharp(handler.request, printer, '        ')}).ConfigureAwait(false);`,
    ...handler.refusals.map(refusal => `        if (${printer.expression(refusal.when, '            ')}) return Reply.Error(400, "Refused", ${csharpText(refusal.because)});`),
    handler.output ? `        return Reply.Ok(${printer.object(handler.output, '        ')});` : `        return Reply.Json(${operation.successStatus}, null);`,
    '    }',
  ].join('\n');
}

function pollCsharp(handler: Extract<Handler, { kind: 'poll' }>, printer: ExpressionPrinter): string {
  const { poll } = handler;
  const indent = '        ';
  const event = printer.object(handler.event, indent);
  const lines = poll.detector === 'newItems' ? newItemsLines(poll, printer, event) : crossingLines(poll, printer, event);
  return [
    `new ${poll.detector === 'newItems' ? 'NewItems' : 'Crossing'}`,
    '    {',
    `${indent}Read = ${requestCsharp(poll.read, printer, indent)},`,
    ...lines.map(line => `${indent}${line}`),
    '    }',
  ].join('\n');
}

function newItemsLines(poll: NewItemsPoll, printer: ExpressionPrinter, event: string): string[] {
  const print = (node: ExpressionNode): string => printer.expression(node, '            ');
  const also = Object.entries(poll.also);
  return [
    ...(also.length > 0 ? [`Also =\n        {\n${also.map(([name, request]) => `            { ${csharpText(name)}, ${requestCsharp(request, printer, '            ')} },`).join('\n')}\n        },`] : []),
    ...(poll.items ? [`Items = within => ${print(poll.items)},`] : []),
    ...(poll.where ? [`Where = (item, within) => ${print(poll.where)},`] : []),
    `Id = (item, within) => ${print(poll.id)},`,
    `At = (item, within) => ${print(poll.at)},`,
    ...(poll.keep ? [`Keep = (item, within, also) => ${print(poll.keep)},`] : []),
    `Event = (item, within, also, historyIncomplete) => ${event},`,
  ];
}

function crossingLines(poll: CrossingPoll, printer: ExpressionPrinter, event: string): string[] {
  const print = (node: ExpressionNode): string => printer.expression(node, '            ');
  const refuse = poll.refusals.map(refusal => `\n            ${print(refusal.when)}\n                ? ${csharpText(refusal.because)} :`).join('');
  return [
    ...(refuse ? [`Refuse = answer =>${refuse} null,`] : []),
    `Source = answer => ${print(poll.source)},`,
    `Series = source => ${print(poll.series)},`,
    `At = point => ${print(poll.at)},`,
    `Measure = point => ${print(poll.value)},`,
    `Threshold = ${print(poll.threshold)},`,
    `Direction = ${print(poll.direction)},`,
    `Event = crossed => ${event},`,
  ];
}

function requestCsharp(request: ApiRequest, printer: ExpressionPrinter, indent: string): string {
  const print = (node: ExpressionNode): string => printer.expression(node);
  const path = (parts: readonly PathPart[]): string => parts.map(part => (typeof part === 'string' ? csharpText(part) : `Address.Part(${part.type === 'text' ? print(part) : `Value.Print(${print(part)})`})`)).join(' + ');
  const query = (node: ExpressionNode): string => (node.node === 'literal' ? csharpText(String(node.value)) : node.type === 'instant' ? `Value.Print(${print(node)})` : print(node));
  const { window } = request;
  const settings = [
    ...(request.otherPath ? [`OtherForm = ${path(request.otherPath)},`] : []),
    ...(request.query.length > 0 ? [`Query = { ${request.query.map(([name, value]) => `{ ${csharpText(name)}, ${query(value)} }`).join(', ')} },`] : []),
    ...(request.body ? [`Body = ${printer.object(request.body, `${indent}    `)},`] : []),
    ...(request.missing === 'empty' ? ['Missing = Missing.Empty,'] : []),
    ...(window ? [`Window = ${window.kind === 'days'
      ? `Window.Days(${csharpText(window.parameter)}, ${window.first}, ${window.most})`
      : `Window.Count(${csharpText(window.parameter)}, new[] { ${window.steps.join(', ')} }, listed => ${print(window.age)})`},`] : []),
  ];
  const start = `new ApiRequest(${csharpText(request.method)}, ${path(request.path)})`;
  return settings.length === 0 ? start : `${start}\n${indent}{\n${settings.map(line => `${indent}    ${line}`).join('\n')}\n${indent}}`;
}
