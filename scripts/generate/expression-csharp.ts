/** Prints expression trees as C#. What each operator means stands in the table of model/expression/operators.ts. */
import { bindings, operators, type Binding, type Operator } from '../model/expression/operators';
import type { ExpressionNode, FormulaDefinition, ValueType } from '../model/expression/node';
import type { Parameters } from '../model/operation';

/** A C# string literal. */
export const csharpText = (text: string): string => `"${escaped(text)}"`;
const escaped = (text: string): string => text.replace(/[\\"\u0000-\u001f\u2028\u2029]/g, character => {
  const short: Readonly<Record<string, string>> = { '\\': '\\\\', '"': '\\"', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
});

/** How a value of each type is read as a property of a record. */
const propertyReader: Readonly<Record<ValueType, string>> = {
  text: 'Text', number: 'Number', instant: 'Instant', yesNo: 'Flag', condition: 'Flag', list: 'List', record: 'Record', map: 'Record',
};
/** How a JSON value that stands alone (an item of a list) is read. */
const itemReader: Readonly<Partial<Record<ValueType, string>>> = { text: 'Value.AsText', number: 'Value.AsNumber', instant: 'Value.AsInstant', yesNo: 'Value.AsFlag', list: 'Value.Items' };
/** How a parameter is read from the call. */
const parameterReader: Readonly<Partial<Record<ValueType, string>>> = { text: 'Text', number: 'Number', instant: 'Instant', yesNo: 'Flag' };
/** The C# type of a value inside expressions. */
const csharpType: Readonly<Record<ValueType, string>> = {
  text: 'string', number: 'decimal?', instant: 'DateTimeOffset?', yesNo: 'bool?', condition: 'bool', list: 'IEnumerable<JToken>', record: 'JToken', map: 'JToken',
};

/** Lines longer than this are broken at the operators that hold them together. */
const longestLine = 130;

interface Printed { readonly text: string; readonly binds: Binding }
const primary = (text: string): Printed => ({ text, binds: 'primary' });
const tightness = (binding: Binding): number => bindings.indexOf(binding);
const bracketed = (printed: Printed, within: Binding, strictly = false): string =>
  (tightness(printed.binds) < tightness(within) || (strictly && printed.binds === within) ? `(${printed.text})` : printed.text);

/** Prints the expressions of one operation; formulas that they use are collected for `formulaCsharp`. */
export class ExpressionPrinter {
  constructor(private readonly parameters: Parameters, private readonly formulas: Map<string, FormulaDefinition>) {}

  /** The expression; long chains of conditions continue on lines below `indent`. */
  expression(node: ExpressionNode, indent = ''): string {
    const { text } = this.#print(node);
    if (text.length <= longestLine) return text;
    const chain = this.#chain(node);
    return chain ? chain.join(`\n${indent}`) : text;
  }

  /** A new JSON object, a property a line, its lines indented below `indent`. */
  object(node: ExpressionNode, indent: string): string {
    if (node.node !== 'object') return this.expression(node, `${indent}    `);
    const inner = `${indent}    `;
    const lines = node.properties.map(([name, value]) => `${inner}(${csharpText(name)}, ${this.#json(value, inner)})`);
    return lines.length === 0 ? 'Value.Object()' : `Value.Object(\n${lines.join(',\n')})`;
  }

  /** The expression as a JToken that can stand in an answer. */
  #json(node: ExpressionNode, indent: string): string {
    if (node.node === 'object') return this.object(node, indent);
    const printed = this.expression(node, `${indent}    `);
    switch (node.type) {
      case 'number': return `Value.Json(${printed})`;
      case 'instant': return `Value.Print(${printed})`;
      case 'list': return `Value.Array(${printed})`;
      default: return printed;
    }
  }

  #chain(node: ExpressionNode): string[] | undefined {
    if (node.node !== 'operator') return undefined;
    const { operator } = node;
    if (operator !== 'and' && operator !== 'or' && operator !== 'textOrElse') return undefined;
    const sign = operator === 'and' ? '&&' : operator === 'or' ? '||' : '??';
    const flat = (inner: ExpressionNode): ExpressionNode[] => (inner.node === 'operator' && inner.operator === operator ? inner.operands.flatMap(flat) : [inner]);
    return flat(node).map((part, index) => {
      const text = bracketed(this.#print(part), operators[operator].binds, operator === 'textOrElse');
      return index === 0 ? text : `${sign} ${text}`;
    });
  }

  #print(node: ExpressionNode): Printed {
    switch (node.node) {
      case 'literal': return primary(node.value === null ? 'null' : typeof node.value === 'string' ? csharpText(node.value) : typeof node.value === 'number' ? `${node.value}m` : String(node.value));
      case 'parameter': return primary(this.#parameter(node.name, node.type));
      case 'variable': return primary(variable(node.name, node.type));
      case 'property': return primary(`Value.${propertyReader[node.type]}(${this.#print(node.of).text}, ${csharpText(node.name)})`);
      case 'operator': return this.#operator(operators[node.operator], node.operands.map(operand => this.#print(operand)));
      case 'formula':
        this.formulas.set(node.formula.name, node.formula);
        return primary(`${node.formula.name}(${node.operands.map(operand => this.#print(operand).text).join(', ')})`);
      case 'lambda': return { text: `${node.variable} => ${this.#print(node.body).text}`, binds: 'conditional' };
      case 'object': return primary(this.object(node, ''));
      case 'template':
        return primary(`$"${node.parts.map(part => (typeof part === 'string' ? escaped(part).replace(/[{}]/g, brace => brace + brace) : `{Value.Print(${this.#print(part).text})}`)).join('')}"`);
    }
  }

  #operator(operator: Operator, operands: readonly Printed[]): Printed {
    const { binds } = operator;
    const isInfix = binds !== undefined;
    // `and`, `or` and `??` may be repeated without brackets; `??` groups to the right, as C# does.
    const text = operator.csharp.replace(/\{(\d|\*)\}/g, (_, index: string) => {
      if (index === '*') return operands.map(operand => operand.text).join(', ');
      const operand = operands[Number(index)]!;
      return isInfix ? bracketed(operand, binds, binds === 'conditional' || binds === 'comparison' || (binds === 'additive' && index === '1')) : operand.text;
    });
    return { text, binds: binds ?? 'primary' };
  }

  #parameter(name: string, type: ValueType): string {
    if (this.parameters[name]?.kind === 'body') return 'call.Body()';
    const reader = parameterReader[type];
    if (!reader) throw new Error(`Parameter ${name}: custom code reads scalars and bodies, not a ${type}.`);
    return `call.${reader}(${csharpText(name)})`;
  }
}

/** Names that begin with # are parameters of a formula and typed; historyIncomplete and crossed.* are the prelude's and typed too. */
function variable(name: string, type: ValueType): string {
  if (name.startsWith('#')) return name.slice(1);
  if (name === 'historyIncomplete' || name.startsWith('crossed.')) return name;
  const printed = name.startsWith('also.') ? `also[${csharpText(name.slice('also.'.length))}]` : name;
  const reader = itemReader[type];
  return reader ? `${reader}(${printed})` : printed;
}

/** A formula as a method. Formulas that it uses are added to `formulas`. */
export function formulaCsharp(definition: FormulaDefinition, formulas: Map<string, FormulaDefinition>): string {
  const printer = new ExpressionPrinter({}, formulas);
  const parameters = definition.parameters.map(parameter => `${csharpType[parameter.type]} ${parameter.name}`).join(', ');
  return `    private static ${csharpType[definition.body.type]} ${definition.name}(${parameters}) =>\n        ${printer.expression(definition.body, '        ')};`;
}
