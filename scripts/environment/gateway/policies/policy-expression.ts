/** The expression language of policies (facts 2.3), which is not that of flows. */
import { isJsonObject, type JsonValue } from '../../json';

/** What an expression can read. A function that yields undefined has no value for that name. */
export interface ExpressionScope {
  readonly connectionParameter: (name: string) => string | undefined;
  readonly header: (name: string) => string | undefined;
  readonly queryParameter: (name: string) => string | undefined;
  /** The body as JSON: the request's in the Request section, the response's in the Response section. */
  readonly body: () => JsonValue | undefined;
  /** The current element, where a policy goes through a collection. */
  readonly item?: () => JsonValue | undefined;
  readonly environmentVariable?: ((schemaName: string) => string | undefined) | undefined;
}

/** An expression that can't be evaluated; the message says which and why. */
export class ExpressionFailure extends Error {
  override readonly name = 'ExpressionFailure';
}

export type PathStep = string | number;
interface Call { readonly text: string; readonly name: string; readonly args: readonly string[]; readonly steps: readonly PathStep[]; readonly isText?: true }

/** Names as the facts tell them: case-insensitive, `header` beside `headers`. */
const functions = ['connectionparameters', 'headers', 'header', 'queryparameters', 'body', 'triggerbody', 'item', 'environmentvariables'];
const walked = new Set(['body', 'triggerbody', 'item']);

/** Text in which calls may stand: `@fn('a')` anywhere, `@{fn('a')}`, and with a path behind (`.name`, `[0]`, `['name']`). */
type Piece = string | Call;

/**
 * A template's text with its expressions replaced. An `@` that starts no call stays, as in an e-mail address. `missing`
 * decides about a value that is absent without default. Throws ExpressionFailure.
 */
export function expand(template: string, scope: ExpressionScope, missing: 'empty' | 'refuse'): string {
  if (!template.includes('@')) return template;
  return piecesOf(template, false).map(piece => (typeof piece === 'string' ? piece : textOfValue(evaluate(piece, scope, missing)))).join('');
}

/**
 * A template as the value of a property: one expression alone keeps the type of its value, and `@{…}` makes it text
 * (Microsoft's training text on policy expressions); text that is JSON after the replacement, an array or an object, becomes
 * that (published connectors write arrays so). `{@body().x}` is an expression in braces here. Throws ExpressionFailure.
 */
export function expandValue(template: string, scope: ExpressionScope, missing: 'empty' | 'refuse'): JsonValue {
  const pieces = piecesOf(template, true).filter(piece => piece !== '');
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined && typeof only !== 'string') return only.isText ? textOfValue(evaluate(only, scope, missing)) : evaluate(only, scope, missing);
  const text = pieces.map(piece => (typeof piece === 'string' ? piece : textOfValue(evaluate(piece, scope, missing)))).join('');
  return /^\s*[[{]/.test(text) ? jsonIn(text) ?? text : text;
}

function jsonIn(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue; // JSON.parse yields JSON values and nothing else
  } catch {
    return undefined;
  }
}

function piecesOf(template: string, bracedOutside: boolean): readonly Piece[] {
  const pieces: Piece[] = [];
  let position = 0;
  while (position < template.length) {
    const at = template.indexOf('@', position);
    if (at < 0) break;
    const braced = template[at + 1] === '{';
    const read = readCall(template, at + (braced ? 2 : 1));
    if (read === undefined) {
      if (braced) throw new ExpressionFailure(`"${template.slice(at)}" opens an expression that names no function. Write @{function('name')}.`);
      pieces.push(template.slice(position, at + 1));
      position = at + 1;
      continue;
    }
    if (braced && template[read.end] !== '}') throw new ExpressionFailure(`"${template.slice(at, read.end)}" lacks its closing "}".`);
    const outside = bracedOutside && !braced && template[at - 1] === '{' && template[read.end] === '}';
    pieces.push(template.slice(position, outside ? at - 1 : at), braced ? { ...read.call, isText: true } : read.call);
    position = read.end + (braced || outside ? 1 : 0);
  }
  return [...pieces, template.slice(position)];
}

/** Reads `name(args)path` at a position; undefined where no call stands. Throws ExpressionFailure for an unknown name or a broken call. */
function readCall(template: string, start: number): { readonly call: Call; readonly end: number } | undefined {
  const head = /^([A-Za-z]+)\(/.exec(template.slice(start));
  if (!head) return undefined;
  const written = head[1] ?? '';
  const name = written.toLowerCase();
  if (!functions.includes(name)) throw new ExpressionFailure(`"@${written}(…)" is no function of policies. There are: connectionParameters, headers, queryParameters, body, item, triggerBody, environmentVariables.`);
  let end = start + head[0].length;
  const args: string[] = [];
  for (;;) {
    const rest = template.slice(end);
    const close = /^\s*\)/.exec(rest);
    if (close) {
      end += close[0].length;
      break;
    }
    // Double quotes are discouraged but read; a doubled quote stands for one.
    const argument = /^\s*(?:'((?:[^']|'')*)'|"([^"]*)")\s*(,(?!\s*\))|(?=\)))/.exec(rest);
    if (!argument) throw new ExpressionFailure(`"@${template.slice(start)}" can't be read: the arguments of ${written} are texts in single quotes, separated by commas.`);
    args.push(argument[1]?.replace(/''/g, '\'') ?? argument[2] ?? '');
    end += argument[0].length;
  }
  const { steps, length } = walked.has(name) ? readSteps(template.slice(end)) : { steps: [], length: 0 };
  return { call: { text: template.slice(start, end + length), name, args, steps }, end: end + length };
}

/** The path at the beginning of a text: `.name`, `[0]` and `['name']`, as many as there are. */
export function readSteps(text: string): { readonly steps: readonly PathStep[]; readonly length: number } {
  const steps: PathStep[] = [];
  let length = 0;
  for (;;) {
    const found = /^(?:\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\['((?:[^']|'')*)'\])/.exec(text.slice(length));
    if (!found) return { steps, length };
    steps.push(found[1] ?? (found[2] === undefined ? (found[3] ?? '').replace(/''/g, '\'') : Number(found[2])));
    length += found[0].length;
  }
}

function evaluate(call: Call, scope: ExpressionScope, missing: 'empty' | 'refuse'): JsonValue {
  if (call.name === 'body' || call.name === 'triggerbody') return walk(call, scope.body());
  if (call.name === 'item') return walk(call, itemOf(call, scope));
  const [name, fallback] = call.args;
  if (name === undefined) throw new ExpressionFailure(`"@${call.text}" names nothing to read. Give a name in single quotes.`);
  const value = valueOf(call, name, scope) ?? fallback;
  if (value === undefined && missing === 'refuse') throw new ExpressionFailure(`"@${call.text}" has no value and no default.`);
  return value ?? '';
}

function valueOf(call: Call, name: string, scope: ExpressionScope): string | undefined {
  switch (call.name) {
    case 'connectionparameters': return scope.connectionParameter(name);
    case 'queryparameters': return scope.queryParameter(name);
    case 'environmentvariables': {
      const value = scope.environmentVariable?.(name);
      if (value === undefined) throw new ExpressionFailure(`"@${call.text}": there is no environment variable "${name}" here. The platform reads it when the connector is saved.`);
      return value;
    }
    default: return scope.header(name);
  }
}

function itemOf(call: Call, scope: ExpressionScope): JsonValue | undefined {
  if (!scope.item) throw new ExpressionFailure(`"@${call.text}" stands where no collection is gone through.`);
  return scope.item();
}

/** Walks a path; a null or absent value before its end makes the expression fail (Microsoft's training text on policy expressions). */
function walk(call: Call, body: JsonValue | undefined): JsonValue {
  let current = body;
  for (const step of call.steps) {
    if (current === undefined || current === null) throw new ExpressionFailure(`"@${call.text}" fails: there is nothing before "${step}".`);
    current = typeof step === 'number' ? (Array.isArray(current) ? current[step] : undefined) : isJsonObject(current) ? current[step] : undefined;
  }
  return current ?? null;
}

function textOfValue(value: JsonValue): string {
  return value === null ? '' : typeof value === 'string' ? value : JSON.stringify(value);
}
