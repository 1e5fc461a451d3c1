import type { Attribute, Cell, Row } from '../state';
import type { Comparison, Filter, Operand } from './filter-syntax';

/** A filter that names an unknown property or compares things of different types. */
export class FilterTypeError extends Error {}

/** What a filter may ask about besides the row. */
export interface FilterContext {
  readonly attributes: readonly Attribute[];
  isMember(row: Row, segment: string): boolean;
}

/** The names of the properties that a filter uses, each once, in order of appearance. */
export function propertiesOf(filter: Filter): string[] {
  const operands = (...list: Operand[]): string[] => list.flatMap((operand) => (operand.kind === 'property' ? [operand.name] : []));
  switch (filter.kind) {
    case 'and': case 'or': return [...new Set([...propertiesOf(filter.left), ...propertiesOf(filter.right)])];
    case 'not': return propertiesOf(filter.inner);
    case 'compare': return [...new Set(operands(filter.left, filter.right))];
    case 'text': return [...new Set(operands(filter.subject, filter.part))];
    case 'member': return [];
  }
}

/** The names of the segments that a filter asks for. */
export function segmentsOf(filter: Filter): string[] {
  switch (filter.kind) {
    case 'and': case 'or': return [...new Set([...segmentsOf(filter.left), ...segmentsOf(filter.right)])];
    case 'not': return segmentsOf(filter.inner);
    case 'member': return [filter.segment];
    case 'compare': case 'text': return [];
  }
}

/** Whether a row passes. Comparison with null is false except `eq null` and `ne null`. Throws FilterTypeError. */
export function passes(filter: Filter, row: Row, context: FilterContext): boolean {
  switch (filter.kind) {
    case 'and': return passes(filter.left, row, context) && passes(filter.right, row, context);
    case 'or': return passes(filter.left, row, context) || passes(filter.right, row, context);
    case 'not': return !passes(filter.inner, row, context);
    case 'member': return context.isMember(row, filter.segment);
    case 'compare': return compare(filter.operator, valueOf(filter.left, row, context), valueOf(filter.right, row, context));
    case 'text': {
      const subject = valueOf(filter.subject, row, context);
      const part = valueOf(filter.part, row, context);
      if (subject === null || part === null) return false;
      if (typeof subject !== 'string' || typeof part !== 'string') throw new FilterTypeError(`'${filter.function}' takes two texts.`);
      if (filter.function === 'contains') return subject.includes(part);
      return filter.function === 'startswith' ? subject.startsWith(part) : subject.endsWith(part);
    }
  }
}

/** Orders two cells: null first, then by value; used by comparisons and by `$orderby`. */
export function orderOf(left: Cell, right: Cell): number {
  if (left === null || right === null) return Number(left !== null) - Number(right !== null);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

function compare(operator: Comparison, left: Cell, right: Cell): boolean {
  if (left === null || right === null) return operator === 'eq' ? left === right : operator === 'ne' && left !== right;
  if (typeof left !== typeof right) {
    throw new FilterTypeError(`A ${typeof left} can't be compared with a ${typeof right}. Put texts in single quotes and numbers and dates without.`);
  }
  const order = orderOf(left, right);
  switch (operator) {
    case 'eq': return order === 0;
    case 'ne': return order !== 0;
    case 'gt': return order > 0;
    case 'ge': return order >= 0;
    case 'lt': return order < 0;
    case 'le': return order <= 0;
  }
}

function valueOf(operand: Operand, row: Row, context: FilterContext): Cell {
  if (operand.kind === 'null') return null;
  if (operand.kind !== 'property') return operand.value;
  const attribute = context.attributes.find((candidate) => candidate.name === operand.name);
  if (attribute === undefined) throw new FilterTypeError(`The table has no column '${operand.name}'.`);
  const value = row[operand.name] ?? null;
  return attribute.dataType === 'DateTimeOffset' && typeof value === 'string' ? Date.parse(value) : value;
}
