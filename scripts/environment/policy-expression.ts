import { isJsonObject, type JsonValue } from './json';

/** What an expression can read. A function that yields undefined has no value for that name. */
export interface ExpressionScope {
  readonly connectionParameter: (name: string) => string | undefined;
  readonly header: (name: string) => string | undefined;
  readonly queryParameter: (name: string) => string | undefined;
  /** The body as JSON: the request's in the Request section, the response's in the Response section. */
  readonly body: () => JsonValue | undefined;
}

/** An expression that can't be evaluated; the message says which and why. */
export class ExpressionFailure extends Error {
  override readonly name = 'ExpressionFailure';
}

interface Call { readonly text: string; readonly name: string; readonly args: readonly string[]; readonly steps: readonly (string | number)[] }

/** Names as the facts tell them (2.3): case-insensitive, `header` beside `headers`. */
const functions = ['connectionparameters', 'headers', 'header', 'queryparameters', 'body', 'triggerbody', 'item', 'environmentvariables'];
const notRunYet = new Set(['triggerbody', 'item', 'environmentvariables']);

/**
 * Text with its expressions replaced: `@fn('name','default')` anywhere, `@{fn('name')}`, and a path behind a call
 * (`.name`, `[0]`, `['name']`). An `@` that starts no call stays, as in an e-mail address. Source: facts 2.3.
 * `missing` decides about a value that is absent without default. Throws ExpressionFailure.
 */
export function expand(template: string, scope: ExpressionScope, missing: 'empty' | 'refuse'): string {
  let result = '';
  let position = 0;
  while (position < template.length) {
    const at = template.indexOf('@', position);
    if (at < 0) break;
    result += template.slice(position, at);
    const braced = template[at + 1] === '{';
    const start = at + (braced ? 2 : 1);
    const read = readCall(template, start);
    if (read === undefined) {
      if (braced) throw new ExpressionFailure(`"${template.slice(at)}" opens an expression that names no function. Write @{function('name')}.`);
      result += '@';
      position = at + 1;
      continue;
    }
    if (braced && template[read.end] !== '}') throw new ExpressionFailure(`"${template.slice(at, read.end)}" lacks its closing "}".`);
    result += textOfValue(evaluate(read.call, scope, missing));
    position = read.end + (braced ? 1 : 0);
  }
  return result + template.slice(position);
}

/** Reads `name(args)path` at a position; undefined where no call stands. Throws ExpressionFailure for an unknown name or a broken call. */
function readCall(template: string, start: number): { readonly call: Call; readonly end: number } | undefined {
  const head = /^([A-Za-z]+)\(/.exec(template.slice(start));
  if (!head) return undefined;
  const written = head[1] ?? '';
  const name = written.toLowerCase();
  if (!functions.includes(name)) throw new ExpressionFailure(`"@${written}(…)" is no function of policies. There are: connectionParameters, headers, queryParameters, body.`);
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
  const steps: (string | number)[] = [];
  if (name === 'body') {
    for (let step = readStep(template.slice(end)); step; step = readStep(template.slice(end))) {
      steps.push(step.step);
      end += step.length;
    }
  }
  return { call: { text: template.slice(start, end), name, args, steps }, end };
}

function readStep(rest: string): { readonly step: string | number; readonly length: number } | undefined {
  const found = /^(?:\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\['((?:[^']|'')*)'\])/.exec(rest);
  if (!found) return undefined;
  const step = found[1] ?? (found[2] === undefined ? (found[3] ?? '').replace(/''/g, '\'') : Number(found[2]));
  return { step, length: found[0].length };
}

function evaluate(call: Call, scope: ExpressionScope, missing: 'empty' | 'refuse'): JsonValue {
  if (notRunYet.has(call.name)) throw new ExpressionFailure(`"@${call.text}" uses a function that is not yet run here.`);
  if (call.name === 'body') return walk(call, scope.body());
  const [name, fallback] = call.args;
  if (name === undefined) throw new ExpressionFailure(`"@${call.text}" names nothing to read. Give a name in single quotes.`);
  const value = (call.name === 'connectionparameters' ? scope.connectionParameter(name) : call.name === 'queryparameters' ? scope.queryParameter(name) : scope.header(name)) ?? fallback;
  if (value === undefined && missing === 'refuse') throw new ExpressionFailure(`"@${call.text}" has no value and no default.`);
  return value ?? '';
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
