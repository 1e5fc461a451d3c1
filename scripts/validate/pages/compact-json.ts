import { isArray, isObject, type JsonValue } from '../json';

const WIDTH = 100;

/** A key that stands for entries that are left out; it is printed alone, without quotation marks and value. */
export const MORE = '…';

/** JSON for people: an object or a list stands on one line where it fits, and is broken into lines of two blanks' indent where it does not. */
export function compactJson(value: JsonValue, indent = '', before = 0): string {
  const line = onOneLine(value);
  if (indent.length + before + line.length <= WIDTH || !(isObject(value) || isArray(value))) return line;
  const inner = `${indent}  `;
  const entries = isArray(value)
    ? value.map(item => `${inner}${compactJson(item, inner)}`)
    : entriesOf(value).map(([key, item]) => `${inner}${nameOf(key)}${key === MORE ? '' : compactJson(item, inner, nameOf(key).length)}`);
  const [open, close] = isArray(value) ? '[]' : '{}';
  return `${open}\n${entries.join(',\n')}\n${indent}${close}`;
}

function onOneLine(value: JsonValue): string {
  if (isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = entriesOf(value).map(([key, item]) => `${nameOf(key)}${key === MORE ? '' : onOneLine(item)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

const nameOf = (key: string): string => (key === MORE ? MORE : `${JSON.stringify(key)}: `);

const entriesOf = (object: object): [string, JsonValue][] => Object.entries(object) as [string, JsonValue][]; // JSON has no undefined
