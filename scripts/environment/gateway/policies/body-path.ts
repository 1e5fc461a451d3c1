/** Places in a JSON body, as policies name them: a parent (`@body().a`, `@item().b`), and a subpath below it (`a.b`, `['@odata.type']`). */
import { isJsonObject, type JsonObject, type JsonValue } from '../../json';
import { ExpressionFailure, type PathStep, readSteps } from './policy-expression';

export interface BodyPath { readonly from: 'body' | 'item'; readonly steps: readonly PathStep[] }

/** Reads a path from the body or the current element. Published connectors leave out the at sign, Microsoft's pages the parentheses; both are read. Throws ExpressionFailure. */
export function bodyPath(written: string): BodyPath {
  const head = /^@?(body|item)(?:\(\))?/i.exec(written.trim());
  const rest = head ? written.trim().slice(head[0].length) : '';
  const { steps, length } = readSteps(rest);
  if (!head || length !== rest.length) throw new ExpressionFailure(`"${written}" is no path into a body. Write @body(), or @body().name.`);
  return { from: head[1]!.toLowerCase() === 'item' ? 'item' : 'body', steps };
}

/** Reads a subpath; absent, empty and the word null all mean the parent itself. Throws ExpressionFailure. */
export function subPath(written: string | undefined): readonly PathStep[] {
  const text = (written ?? '').trim();
  if (text === '' || text === 'null') return [];
  const rest = text.startsWith('[') || text.startsWith('.') ? text : `.${text}`;
  const { steps, length } = readSteps(rest);
  if (length !== rest.length) throw new ExpressionFailure(`"${text}" is no path below a parent. Write names with dots, or ['name'].`);
  return steps;
}

/** The value at a path; undefined where there is none, wherever on the way it ends. */
export function valueAt(value: JsonValue | undefined, steps: readonly PathStep[]): JsonValue | undefined {
  return steps.reduce<JsonValue | undefined>((current, step) =>
    (typeof step === 'number' ? (Array.isArray(current) ? (current as readonly JsonValue[])[step] : undefined) : isJsonObject(current) ? current[step] : undefined), value);
}

/** The same document with a value at a path; objects on the way are made where there is nothing. Throws ExpressionFailure where something else stands there. */
export function withValueAt(value: JsonValue | undefined, steps: readonly PathStep[], placed: JsonValue | undefined): JsonValue | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return placed;
  if (typeof step === 'number') {
    if (!Array.isArray(value)) throw new ExpressionFailure(`there is no list in which an element ${step} could be changed.`);
    return (value as readonly JsonValue[]).map((element, index) => (index === step ? withValueAt(element, rest, placed) ?? null : element));
  }
  if (value !== undefined && value !== null && !isJsonObject(value)) throw new ExpressionFailure(`"${step}" can't be set in ${Array.isArray(value) ? 'a list' : 'a value'} that is no object.`);
  const object: JsonObject = value ?? {};
  const inside = withValueAt(object[step], rest, placed);
  if (inside !== undefined) return { ...object, [step]: inside };
  const { [step]: _gone, ...others } = object;
  return others;
}
