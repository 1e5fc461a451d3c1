import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/**
 * The parameters of a step as inputs of its operation: flows write fields of a body flat, `body/name` or
 * `emailMessage/To`. A slash inside a name is written `~1`, a tilde `~0`, as in JSON pointers. `declared` holds the
 * parameter names of the operation, one of which may itself hold a slash; without it every slash leads inwards.
 */
export function unflattened(parameters: JsonObject, declared: readonly string[] = []): JsonObject {
  const inputs: Record<string, JsonValue> = {};
  for (const [key, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    const parameter = declared.filter(name => key === name || key.startsWith(`${name}/`)).sort((one, other) => other.length - one.length)[0];
    const [head, rest] = parameter === undefined ? splitAtFirst(key) : [parameter, key.slice(parameter.length + 1)];
    put(inputs, [head, ...(rest === '' ? [] : rest.split('/'))].map(unescaped), value);
  }
  return inputs;
}

function put(into: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    // A whole body and single fields of it complete one another; the field that is named counts.
    const present = own(into, name);
    into[name] = isJsonObject(present) && isJsonObject(value) ? { ...withoutUndefined(value), ...withoutUndefined(present) } : value;
    return;
  }
  const present = own(into, name);
  const inner: Record<string, JsonValue> = isJsonObject(present) ? withoutUndefined(present) : {};
  put(inner, rest, value);
  into[name] = inner;
}

function own(object: Record<string, JsonValue>, name: string): JsonValue | undefined {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function withoutUndefined(object: JsonObject): Record<string, JsonValue> {
  return Object.fromEntries(Object.entries(object).filter((entry): entry is [string, JsonValue] => entry[1] !== undefined));
}

function splitAtFirst(key: string): readonly [head: string, rest: string] {
  const slash = key.indexOf('/');
  return slash < 0 ? [key, ''] : [key.slice(0, slash), key.slice(slash + 1)];
}

const unescaped = (name: string): string => name.replaceAll('~1', '/').replaceAll('~0', '~');
