/** Prints expression trees as C#. What each operator means stands in the table of model/expression/operators.ts. */
import { bindings, operators, type Binding } from '../model/expression/operators';
import type { ExpressionNode, FormulaDefinition } from '../model/expression/node';
import type { ValueType } from '../model/expression/value-type';
import type { Parameters } from '../model/operation';
import { variableName } from './csharp-names';
import { csharpText, decimalDigits, templateText } from './csharp-text';

/** How a value of each type is read as a property of a record. */
const propertyReader: Readonly<Record<ValueType, string>> = {
  text: 'Text', number: 'Number', instant: 'Instant', yesNo: 'Flag', condition: 'Flag', list: 'List', record: 'Record', map: 'Record',
};
/** How a JSON value that stands alone (an item of a list, a body) is read. */
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

/** What surrounds an expression: the C# names of the variables in reach, and the indentation; none where all must stand on one line. */
interface Around { readonly names: ReadonlyMap<string, string>; readonly indent: string | undefined }

/** How the method of a formula is called. */
export type FormulaName = (name: string) => string;

/**
 * Prints the expressions of one operation. Wherever it prints, `variables` are those that the surrounding C# declares
 * (`item`, `answer`, …); `call` is always one. Lambdas get names that none of their surroundings has. Throws Error for
 * what `check` reports before: a value used where it does not exist, a parameter that custom code can't read.
 */
export class ExpressionPrinter {
  constructor(private readonly parameters: Parameters, private readonly formulaName: FormulaName) {}

  /** The expression; long chains of conditions continue on lines below `indent`. */
  expression(node: ExpressionNode, indent = '', variables: readonly string[] = []): string { return this.#broken(node, around(variables, indent)); }

  /** The expression as an operand that binds tightest: in brackets unless it needs none. */
  operand(node: ExpressionNode, variables: readonly string[] = []): string { return bracketed(this.#print(node, around(variables, '')), 'primary'); }

  /** The expression as a JToken that can stand in an answer; objects with a property a line, below `indent`. */
  json(node: ExpressionNode, indent: string, variables: readonly string[] = []): string { return this.#json(node, around(variables, indent)); }

  /** A formula as a method of the class Script. */
  formula(definition: FormulaDefinition): string {
    const indent = '        ';
    const names = new Map<string, string>();
    const parameters = definition.parameters.map(({ name, type }) => {
      const printed = variableName(name, new Set(names.values()));
      names.set(`#${name}`, printed);
      return `${csharpType[type]} ${printed}`;
    });
    return `    private static ${csharpType[definition.body.type]} ${this.formulaName(definition.name)}(${parameters.join(', ')}) =>\n${indent}${this.#broken(definition.body, { names, indent })};`;
  }

  /** A chain too long for one line continues on lines below `continued`. */
  #broken(node: ExpressionNode, around: Around, continued = around.indent): string {
    const { text } = this.#print(node, around);
    const chain = text.length > longestLine && continued !== undefined ? this.#chain(node, around) : undefined;
    return chain ? chain.join(`\n${continued}`) : text;
  }

  #json(node: ExpressionNode, around: Around): string {
    const printed = this.#broken(node, around, around.indent === undefined ? undefined : `${around.indent}    `);
    switch (node.type) {
      case 'number': return `Value.Json(${printed})`;
      case 'instant': return `Value.Print(${printed})`;
      case 'list': return `Value.Array(${printed})`;
      default: return printed;
    }
  }

  #object(node: ExpressionNode & { readonly node: 'object' }, { names, indent }: Around): string {
    if (node.properties.length === 0) return 'Value.Object()';
    const inner = indent === undefined ? undefined : `${indent}    `;
    const properties = node.properties.map(([name, value]) => `(${csharpText(name)}, ${this.#json(value, { names, indent: inner })})`);
    return inner === undefined ? `Value.Object(${properties.join(', ')})` : `Value.Object(\n${inner}${properties.join(`,\n${inner}`)})`;
  }

  #chain(node: ExpressionNode, around: Around): string[] | undefined {
    if (node.node !== 'operator') return undefined;
    const { operator } = node;
    if (operator !== 'and' && operator !== 'or' && operator !== 'textOrElse') return undefined;
    const sign = operator === 'and' ? '&&' : operator === 'or' ? '||' : '??';
    const flat = (inner: ExpressionNode): ExpressionNode[] => (inner.node === 'operator' && inner.operator === operator ? inner.operands.flatMap(flat) : [inner]);
    return flat(node).map((part, index) => {
      const text = bracketed(this.#print(part, around), operators[operator].binds, operator === 'textOrElse');
      return index === 0 ? text : `${sign} ${text}`;
    });
  }

  #print(node: ExpressionNode, around: Around): Printed {
    const text = (inner: ExpressionNode): string => this.#print(inner, around).text;
    switch (node.node) {
      case 'literal': return literal(node.value);
      case 'parameter': return primary(this.#parameter(node.name, node.type));
      case 'variable': return primary(variable(node.name, node.type, around.names));
      case 'property': return primary(`Value.${propertyReader[node.type]}(${text(node.of)}, ${csharpText(node.name)})`);
      case 'operator': return this.#operator(node, around);
      case 'formula': return primary(`${this.formulaName(node.formula.name)}(${node.operands.map(text).join(', ')})`);
      case 'lambda': {
        // The tree's name is the author's word and a number (model/expression/recording.ts); the number is not C#'s.
        const name = variableName(node.variable.split('~')[0] ?? '', new Set(around.names.values()));
        const inside = { ...around, names: new Map([...around.names, [node.variable, name]]) };
        return { text: `${name} => ${this.#print(node.body, inside).text}`, binds: 'conditional' };
      }
      case 'object': return primary(this.#object(node, around));
      case 'template': {
        // C# 9 allows no line end in a hole of a string.
        const hole = (part: ExpressionNode): string => `{Value.Print(${this.#print(part, { ...around, indent: undefined }).text})}`;
        return primary(`$"${node.parts.map(part => (typeof part === 'string' ? templateText(part) : hole(part))).join('')}"`);
      }
    }
  }

  #operator(node: ExpressionNode & { readonly node: 'operator' }, around: Around): Printed {
    if (node.operator === 'instantOrElse' && neverNull(node.operands[0]!)) return this.#print(node.operands[0]!, around);
    const operator = operators[node.operator];
    const binds = 'binds' in operator ? operator.binds : undefined;
    const operands = node.operands.map(operand => this.#print(operand, around));
    // `and`, `or` and `??` may be repeated without brackets; `??` groups to the right, as C# does.
    const text = operator.csharp.replace(/\{(\d|\*)\}/g, (_, index: string) => {
      if (index === '*') return operands.map(operand => operand.text).join(', ');
      const operand = operands[Number(index)]!;
      return binds === undefined ? operand.text : bracketed(operand, binds, binds === 'conditional' || binds === 'comparison' || (binds === 'additive' && index === '1'));
    });
    return { text, binds: binds ?? 'primary' };
  }

  #parameter(name: string, type: ValueType): string {
    if (this.parameters[name]?.kind === 'body') return itemReader[type] ? `${itemReader[type]}(call.Body())` : 'call.Body()';
    const reader = parameterReader[type];
    if (!reader) throw new Error(`Parameter ${name}: custom code reads scalars and bodies, not a ${type}.`);
    return `call.${reader}(${csharpText(name)})`;
  }
}

const around = (variables: readonly string[], indent: string): Around => ({ names: new Map(['call', ...variables].map(name => [name, name])), indent });

function literal(value: string | number | boolean | null): Printed {
  if (typeof value === 'string') return primary(csharpText(value));
  if (typeof value === 'number') return { text: `${decimalDigits(value)}m`, binds: value < 0 ? 'unary' : 'primary' };
  return primary(String(value));
}

/** C# refuses `??` behind a value that can't be null: the instant of a crossing, and what is chosen among such. */
const neverNull = (node: ExpressionNode): boolean => node.node === 'variable' ? node.name === 'crossed.At'
  : node.node === 'operator' && (node.operator === 'chooseInstant' ? node.operands.slice(1).every(neverNull) : node.operator === 'instantOrElse' && neverNull(node.operands[0]!));

/** Parameters of formulas (their names begin with #), historyIncomplete and crossed.* are typed in C#; all others are JSON and read. */
function variable(name: string, type: ValueType, names: ReadonlyMap<string, string>): string {
  const [first = '', ...rest] = name.split('.');
  const printed = first === 'also' || first === 'crossed' ? names.get(first) : names.get(name);
  if (printed === undefined) throw new Error(`The value ${name.split('~')[0]} is used outside of the lambda that it belongs to.`);
  if (name.startsWith('#') || name === 'historyIncomplete') return printed;
  if (first === 'crossed') return [printed, ...rest].join('.');
  const read = first === 'also' ? `${printed}[${csharpText(name.slice('also.'.length))}]` : printed;
  return itemReader[type] ? `${itemReader[type]}(${read})` : read;
}
