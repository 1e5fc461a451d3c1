/** Prints a call to the backend as the prelude's ApiRequest. */
import type { ApiRequest, PathPart } from '../model/api-call';
import type { ExpressionNode } from '../model/expression/node';
import { csharpText, decimalDigits } from './csharp-text';
import type { ExpressionPrinter } from './expression-csharp';

/**
 * `new ApiRequest(…)` with its settings on lines below `indent`; `variables` are those that the surrounding C#
 * declares. Numbers travel in digits and booleans as true and false, whatever they look like in sentences.
 */
export function requestCsharp(request: ApiRequest, printer: ExpressionPrinter, indent: string, variables: readonly string[] = []): string {
  const print = (node: ExpressionNode, more: readonly string[] = []): string => printer.expression(node, '', [...variables, ...more]);
  const settings = [
    ...(request.otherPath ? [`OtherForm = ${path(request.otherPath, printer, variables)},`] : []),
    ...(request.query.length > 0 ? [`Query = { ${request.query.map(([name, value]) => `{ ${csharpText(name)}, ${queryValue(value, printer, variables)} }`).join(', ')} },`] : []),
    ...(request.body ? [`Body = ${printer.json(request.body, `${indent}    `, variables)},`] : []),
    ...(request.missing === 'empty' ? ['Missing = Missing.Empty,'] : []),
    ...windowSetting(request.window, print),
  ];
  const start = `new ApiRequest(${csharpText(request.method)}, ${path(request.path, printer, variables)})`;
  return settings.length === 0 ? start : `${start}\n${indent}{\n${settings.map(line => `${indent}    ${line}`).join('\n')}\n${indent}}`;
}

/** The path begins with a slash, because it follows the base address; one that the author left out would name another host. */
function path(parts: readonly PathPart[], printer: ExpressionPrinter, variables: readonly string[]): string {
  const [first] = parts;
  const rooted = typeof first === 'string' && first.startsWith('/') ? parts : typeof first === 'string' ? [`/${first}`, ...parts.slice(1)] : ['/', ...parts];
  return rooted.map(part => (typeof part === 'string' ? csharpText(part) : `Address.Part(${pathValue(part, printer, variables)})`)).join(' + ');
}

function pathValue(node: ExpressionNode, printer: ExpressionPrinter, variables: readonly string[]): string {
  if (node.node === 'literal') return literalText(node.value);
  switch (node.type) {
    case 'text': return printer.expression(node, '', variables);
    case 'number': return `${nullable(node, printer.operand(node, variables))}.ToString(System.Globalization.CultureInfo.InvariantCulture)`;
    case 'instant': return `Value.Print(${printer.expression(node, '', variables)})`;
    case 'yesNo': return `${nullable(node, printer.operand(node, variables))}.ToString().ToLowerInvariant()`;
    default: throw new Error(`A ${node.type} can't be a part of a path.`);
  }
}

/** The prelude's crossing has numbers and flags that are never null, where C# refuses `?.`. */
const nullable = (node: ExpressionNode, printed: string): string =>
  (node.node === 'variable' && (node.name.startsWith('crossed.') || node.name === 'historyIncomplete') ? printed : `${printed}?`);

function queryValue(node: ExpressionNode, printer: ExpressionPrinter, variables: readonly string[]): string {
  if (node.node === 'literal') return literalText(node.value);
  const printed = printer.expression(node, '', variables);
  switch (node.type) {
    case 'text': case 'number': case 'yesNo': return printed;
    case 'instant': return `Value.Print(${printed})`;
    // The prelude sends one parameter a value.
    case 'list': return `${printer.operand(node, variables)}.Select(Value.AsText)`;
    default: throw new Error(`A ${node.type} can't be a part of a query.`);
  }
}

const literalText = (value: string | number | boolean | null): string => csharpText(typeof value === 'number' ? decimalDigits(value) : String(value));

function windowSetting(window: ApiRequest['window'], print: (node: ExpressionNode, more: readonly string[]) => string): string[] {
  if (!window) return [];
  return [window.kind === 'days'
    ? `Window = Window.Days(${csharpText(window.parameter)}, ${window.first}, ${window.most}),`
    : `Window = Window.Count(${csharpText(window.parameter)}, new[] { ${window.steps.join(', ')} }, listed => ${print(window.age, ['listed'])}),`];
}
