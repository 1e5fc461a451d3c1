import type { FlowExpression } from './expression';
import { parseText } from './parse-text';
import type { JsonValue } from './workflow-document';

export interface FoundText {
  /** JSON pointer to the value whose text (or whose name) it is. */
  readonly pointer: string;
  readonly text: string;
  /** True where it is the name of the property, not its value. */
  readonly inName: boolean;
}

export interface FoundExpression extends FoundText {
  readonly expression: FlowExpression;
}

/** Every text and property name of a JSON value that has an at sign, in order: others hold no expression. However deep the value is. */
export function* textsIn(json: JsonValue, pointer = ''): Generator<FoundText> {
  const waiting: (FoundText | { readonly pointer: string; readonly value: JsonValue })[] = [{ pointer, value: json }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('text' in next) { yield next; continue; }
    const { value, pointer: at } = next;
    if (typeof value === 'string') {
      if (value.includes('@')) yield { pointer: at, text: value, inName: false };
    } else if (Array.isArray(value)) {
      const items = value as readonly JsonValue[]; // isArray widens items of a readonly array
      for (const [position, item] of [...items.entries()].reverse()) waiting.push({ pointer: `${at}/${position}`, value: item });
    } else if (value !== null && typeof value === 'object') {
      for (const [name, inner] of Object.entries(value).reverse()) {
        const below = `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
        waiting.push({ pointer: below, value: inner });
        if (name.includes('@')) waiting.push({ pointer: below, text: name, inName: true });
      }
    }
  }
}

/** Every expression in the texts and property names of a JSON value, in order. Throws FlowSyntaxError. */
export function* expressionsIn(json: JsonValue, pointer = ''): Generator<FoundExpression> {
  for (const found of textsIn(json, pointer)) {
    const parsed = parseText(found.text);
    for (const part of parsed.kind === 'whole' ? [parsed.expression] : parsed.parts) if (typeof part !== 'string') yield { ...found, expression: part };
  }
}
