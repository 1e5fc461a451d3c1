/** What an expression tree means, in TypeScript: written from the operator table's rules, not from the C# that is printed. */
import type { ExpressionNode } from '../../../scripts/model/expression/node';
import type { OperatorName } from '../../../scripts/model/expression/operators';

type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };
type Values = ReadonlyMap<string, unknown>;
type Lambda = (item: unknown) => unknown;

const cents = (value: number): number => Math.round(value * 100) / 100;
const folded = (value: unknown): string => String(value).toUpperCase();
const instantText = (value: unknown): string => new Date(String(value)).toISOString().replace('Z', '0000Z');
const items = (value: unknown): unknown[] => (Array.isArray(value) ? value.filter(item => item !== null) : []);
const only = (list: unknown[]): unknown => (list.length === 1 ? list[0] : null);
/** Decides only where both values exist. */
const both = (left: unknown, right: unknown, decide: () => boolean): boolean => left !== null && right !== null && decide();

function applied(operator: OperatorName, values: readonly unknown[]): unknown {
  const [left = null, right = null, third = null] = values;
  const test = right as Lambda; // the operators with a lambda have it second
  switch (operator) {
    case 'textEquals': return both(left, right, () => left === right);
    case 'textIs': return left !== null && values.slice(1).some(name => name !== null && folded(name) === folded(left));
    case 'textOrElse': case 'instantOrElse': return left ?? right;
    case 'textPresent': return left !== null && left !== '';
    case 'textToNumber': return typeof left === 'string' && /^-?\d+(\.\d+)?$/.test(left) ? Number(left) : null;
    case 'numberAbove': return both(left, right, () => Number(left) > Number(right));
    case 'numberMinus': return left === null || right === null ? null : cents(Number(left) - Number(right));
    case 'instantAtOrAfter': return both(left, right, () => Date.parse(String(left)) >= Date.parse(String(right)));
    case 'isYes': return left === true;
    case 'isNo': return left === false;
    case 'asYesNo': return left;
    case 'and': return left === true && right === true;
    case 'or': return left === true || right === true;
    case 'not': return left !== true;
    case 'chooseText': case 'chooseInstant': return left === true ? right : third;
    case 'where': return items(left).filter(item => test(item));
    case 'any': return items(left).some(item => test(item));
    case 'first': return items(left).find(item => test(item)) ?? null;
    case 'firstItem': return items(left)[0] ?? null;
    case 'single': return only(items(left).filter(item => test(item)));
    case 'hasText': return right !== null && items(left).some(item => folded(item) === folded(right));
    case 'onlyText': return only(items(left));
    case 'count': return items(left).length;
    case 'append': return right === null ? items(left) : [...items(left), right];
    case 'select': return items(left).map(item => test(item)).filter(item => item !== null);
    case 'sortByText': return items(left).map(item => ({ item, key: test(item) }))
      .sort((one, other) => compare(one.key, other.key)).map(({ item }) => item);
    case 'onlyEntry': return left === null ? null : only(Object.values(left as object));
  }
}

/** Nothing before every text; letter case ignored; the order of equals stays. */
function compare(one: unknown, other: unknown): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  return folded(one) < folded(other) ? -1 : folded(one) > folded(other) ? 1 : 0;
}

/** The value of a tree. `values` holds parameters, as `?name`, and variables. */
export function valueOf(node: ExpressionNode, values: Values): unknown {
  switch (node.node) {
    case 'literal': return node.value;
    case 'parameter': return values.get(`?${node.name}`) ?? null;
    case 'variable': return values.get(node.name) ?? null;
    case 'property': return (valueOf(node.of, values) as Readonly<Record<string, Json>> | null)?.[node.name] ?? null; // records alone have properties
    case 'operator': return applied(node.operator, node.operands.map(operand => valueOf(operand, values)));
    case 'formula': return valueOf(node.formula.body, new Map(node.formula.parameters.map(({ name }, index) => [`#${name}`, valueOf(node.operands[index]!, values)])));
    case 'lambda': return (item: unknown) => valueOf(node.body, new Map([...values, [node.variable, item]]));
    case 'template': return node.parts.map(part => (typeof part === 'string' ? part : sentencePart(part, valueOf(part, values)))).join('');
    case 'object': return Object.fromEntries(node.properties.map(([name, value]) => [name, answerValue(value, valueOf(value, values))] as const).filter(([, value]) => value !== null));
  }
}

function sentencePart({ type }: ExpressionNode, value: unknown): string {
  if (value === null) return '';
  if (type === 'number') return Number(value).toLocaleString('en-US', { maximumFractionDigits: 4 });
  return type === 'instant' ? instantText(value) : type === 'yesNo' ? (value === true ? 'yes' : 'no') : String(value);
}

const answerValue = ({ type }: ExpressionNode, value: unknown): unknown => (type === 'instant' && value !== null ? instantText(value) : type === 'list' ? items(value) : value);
