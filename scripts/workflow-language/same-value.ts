import { doubleOf, isList, isNumber, isObject, WholeFloat, type FlowNumber, type FlowValue } from './flow-value';

/**
 * Whether two values are equal as `equals()` has it: numbers by value whatever their type, texts letter by letter, lists
 * and objects by their contents, and true and false like 1 and 0. Source: functions reference, "equals".
 */
export function sameValue(one: FlowValue, other: FlowValue): boolean {
  if (isNumber(one) || isNumber(other)) {
    const [left, right] = [asNumber(one), asNumber(other)];
    return left !== undefined && right !== undefined && compareNumbers(left, right) === 0;
  }
  if (isList(one)) return isList(other) && one.length === other.length && one.every((item, position) => sameItem(item, other[position]));
  if (isObject(one)) {
    if (!isObject(other)) return false;
    const names = Object.keys(one);
    return names.length === Object.keys(other).length && names.every(name => Object.hasOwn(other, name) && sameItem(one[name], other[name]));
  }
  return one === other;
}

const sameItem = (one: FlowValue | undefined, other: FlowValue | undefined): boolean => one !== undefined && other !== undefined && sameValue(one, other);
const asNumber = (value: FlowValue): FlowNumber | undefined => typeof value === 'boolean' ? Number(value) : isNumber(value) ? value : undefined;

/** Below, at or above zero, as the first number is less than, equal to or greater than the second. */
export function compareNumbers(one: FlowNumber, other: FlowNumber): number {
  const [left, right] = [one instanceof WholeFloat ? one.value : one, other instanceof WholeFloat ? other.value : other];
  return left < right ? -1 : left > right ? 1 : 0; // numbers and bigints compare exactly
}

/** The order of two numbers or two texts (letter by letter, capital letters first), or undefined where they have none. */
export function compareValues(one: FlowValue, other: FlowValue): number | undefined {
  if (isNumber(one) && isNumber(other)) return compareNumbers(one, other);
  if (typeof one === 'string' && typeof other === 'string') return one < other ? -1 : one > other ? 1 : 0;
  if (typeof one === 'boolean' && typeof other === 'boolean') return Number(one) - Number(other);
  return undefined;
}

/** Items of a list without those that equal an earlier one. */
export function withoutRepeats<T extends FlowValue>(items: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  const kept: T[] = [];
  for (const item of items) {
    const key = keyOf(item);
    if (seen.has(key)) continue;
    seen.add(key);
    kept.push(item);
  }
  return kept;
}

/** Equal for equal items of lists (true and 1 are different items). */
export function keyOf(value: FlowValue): string {
  if (isNumber(value)) return `n${doubleOf(value)}`;
  if (isList(value)) return `[${value.map(item => keyOf(item)).join(',')}]`;
  if (isObject(value)) return `{${Object.keys(value).sort().map(name => `${JSON.stringify(name)}:${keyOf(value[name] ?? null)}`).join(',')}}`;
  return JSON.stringify(value);
}
