import type { FlowExpression } from './expression';
import { parseText } from './parse-text';
import type { JsonValue } from './workflow-document';

export interface FoundExpression {
  /** JSON pointer to the value whose text (or whose name) holds the expression. */
  readonly pointer: string;
  readonly text: string;
  /** True where the name of the property holds it, not its value. */
  readonly inName: boolean;
  readonly expression: FlowExpression;
}

/** Every expression in the texts and property names of a JSON value, in order. `read` replaces the parser, to collect its errors. Throws FlowSyntaxError. */
export function* expressionsIn(json: JsonValue, pointer = '', read = parseText): Generator<FoundExpression> {
  if (typeof json === 'string') yield* inText(json, pointer, false, read);
  else if (Array.isArray(json)) for (const [position, item] of json.entries()) yield* expressionsIn(item as JsonValue, `${pointer}/${position}`, read); // isArray widens items of a readonly array
  else if (json !== null && typeof json === 'object') {
    for (const [name, value] of Object.entries(json)) {
      const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      yield* inText(name, below, true, read);
      yield* expressionsIn(value, below, read);
    }
  }
}

function* inText(text: string, pointer: string, inName: boolean, read: typeof parseText): Generator<FoundExpression> {
  if (!text.includes('@')) return;
  const parsed = read(text);
  const all = parsed.kind === 'whole' ? [parsed.expression] : parsed.parts;
  for (const expression of all) if (typeof expression !== 'string') yield { pointer, text, inName, expression };
}
