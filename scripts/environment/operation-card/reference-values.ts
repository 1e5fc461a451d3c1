import { unflattened } from '../flow-run/operation-inputs';
import type { ConnectorOperation } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, textOf } from '../json';
import type { DynamicCall } from './dynamic-call';
import type { DeclaredField } from './fields';

/** The inputs of a call behind a field, or the fields that must be filled first. */
export type Filled = { readonly inputs: JsonObject } | { readonly waits: readonly { readonly path: string; readonly title: string }[] };

/**
 * Fills the arguments of a call from the values of other fields (facts 4.3): a reference leads by `/` from a parameter into
 * its value. A visible field that is not given counts with its default; one that is hidden does not. A blank reference that
 * the call needs means that it is not made.
 */
export function filledCall(call: DynamicCall, given: JsonObject, operation: ConnectorOperation, fields: readonly DeclaredField[], target: ConnectorOperation | undefined): Filled {
  const values = unflattened(given, parameterNames(operation));
  const targetNames = target ? parameterNames(target) : [];
  const flat: Record<string, JsonValue> = {};
  const waits: { path: string; title: string }[] = [];
  for (const argument of call.arguments) {
    const key = destination(argument.name, targetNames);
    if ('value' in argument) {
      flat[key] = argument.value;
      continue;
    }
    const field = fields.find(each => sameText(each.field.path, argument.reference))?.field;
    const value = valueAt(values, argument.reference) ?? (field && field.shown !== 'hidden' ? field.default : undefined);
    if (value !== undefined && value !== null && value !== '') flat[key] = value;
    else if (argument.required) waits.push({ path: argument.reference, title: field?.title ?? argument.reference });
  }
  return waits.length > 0 ? { waits } : { inputs: unflattened(flat, targetNames) };
}

/** "Fill Instance first." */
export const waitingSentence = (waits: readonly { readonly title: string }[]): string => `Fill ${waits.map(({ title }) => `"${title}"`).join(' and ')} first.`;

/** The value at a path of names; letter case does not count. Undefined where there is none. */
export function valueAt(value: JsonValue | undefined, path: string): JsonValue | undefined {
  let current = value;
  for (const name of path.split('/').filter(each => each !== '')) {
    if (!isJsonObject(current)) return undefined;
    const key = Object.hasOwn(current, name) ? name : Object.keys(current).find(each => sameText(each, name));
    current = key === undefined ? undefined : current[key];
  }
  return current;
}

const parameterNames = (operation: ConnectorOperation): readonly string[] => operation.parameters.map(parameter => textOf(parameter['name']) ?? '');

/** Microsoft's own client takes the last segment of a key that names no parameter. */
function destination(key: string, names: readonly string[]): string {
  if (names.includes(key) || names.some(name => key.startsWith(`${name}/`))) return key;
  const last = key.split('/').at(-1) ?? key;
  return names.includes(last) ? last : key;
}

const sameText = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
