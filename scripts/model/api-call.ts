/** Typed calls to the backend: an address with places for parameters, and the shape of the answer. */
import { nodeOf, producedNode, recorderFor, type ExpressionOf, type Nullness, type InstantExpression, type Produced } from './expression/recorder';
import type { ExpressionNode } from './expression/node';
import { schemaOf, type ListSchema, type Properties, type RecordSchema, type Schema } from './schema';

/**
 * How far back a polled list reaches. `count` asks for the newest n, in growing steps; it is covered when fewer came
 * back or the oldest `age` lies before what must be covered. `days` asks for n days of history, up to `most`.
 */
export type HistoryWindow<S extends Schema> =
  | { readonly kind: 'count'; readonly parameter: string; readonly steps: readonly number[]; readonly age: (listed: ItemOf<S>) => InstantExpression }
  | { readonly kind: 'days'; readonly parameter: string; readonly first: number; readonly most: number };
type ItemOf<S extends Schema> = S extends ListSchema<infer I> ? ExpressionOf<I, 'present'> : never;

export interface ApiCallDetails<P extends Properties, S extends Schema, B extends Schema> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Relative to the service's base address; `{name}` is filled from the parameters. */
  readonly path: string;
  /** A second address that some versions of the service use instead; tried after a 404, and remembered. */
  readonly otherPath?: string;
  readonly parameters: P;
  readonly body?: B;
  readonly answer: S;
  readonly window?: HistoryWindow<S>;
  /** What a 404 under every address means: an error (default), or that there is nothing. */
  readonly missing?: 'error' | 'empty';
}

export type PathPart = string | ExpressionNode;

/** A call with its parameters filled in: data for the emitter. `answer` types what comes back. */
export interface ApiRequest<S extends Schema = Schema> {
  readonly method: string;
  readonly path: readonly PathPart[];
  readonly otherPath?: readonly PathPart[];
  readonly query: readonly (readonly [name: string, value: ExpressionNode])[];
  readonly body?: ExpressionNode;
  readonly missing: 'error' | 'empty';
  readonly window?: { readonly kind: 'count'; readonly parameter: string; readonly steps: readonly number[]; readonly age: ExpressionNode }
    | { readonly kind: 'days'; readonly parameter: string; readonly first: number; readonly most: number };
  readonly answer: S;
}

type Arguments<P extends Properties> =
  { readonly [K in keyof P as P[K] extends { kind: 'optional' } ? never : K]: Produced<P[K], Nullness> }
  & { readonly [K in keyof P as P[K] extends { kind: 'optional' } ? K : never]?: Produced<P[K], Nullness> };

/**
 * Declares a call to the backend once; the result is a function that fills in its parameters. Parameters named in the
 * path go there (each part escaped once), the others into the query, those that are null when it runs are left out.
 */
export function apiCall<const P extends Properties, S extends Schema, B extends RecordSchema = RecordSchema>(
  details: ApiCallDetails<P, S, B>,
): (given: Arguments<P>, body?: Produced<B>) => ApiRequest<S> {
  return (given, body) => {
    const values = given as Readonly<Record<string, unknown>>; // Arguments<P>, seen by name
    const value = (name: string): ExpressionNode => producedNode(schemaOf(details.parameters[name]!), values[name]);
    const inPath = new Set([...details.path.matchAll(/\{([^}]+)\}/g)].map(match => match[1]!));
    const path = (template: string): PathPart[] => template.split(/(\{[^}]+\})/).filter(part => part !== '')
      .map(part => (part.startsWith('{') ? value(part.slice(1, -1)) : part));
    return {
      method: details.method,
      path: path(details.path),
      ...(details.otherPath ? { otherPath: path(details.otherPath) } : {}),
      query: Object.keys(details.parameters).filter(name => !inPath.has(name) && values[name] !== undefined).map(name => [name, value(name)] as const),
      ...(body === undefined || details.body === undefined ? {} : { body: producedNode(details.body, body) }),
      missing: details.missing ?? 'error',
      ...(details.window ? { window: windowOf(details.window, details.answer) } : {}),
      answer: details.answer,
    };
  };
}

function windowOf<S extends Schema>(window: HistoryWindow<S>, answer: S): NonNullable<ApiRequest['window']> {
  if (window.kind === 'days') return window;
  if (answer.kind !== 'list') throw new TypeError('A window by count needs an answer that is a list.');
  const listed = recorderFor(answer.of, { node: 'variable', type: 'record', name: 'listed' });
  // ItemOf<S> is this list's item, whose recorder is passed; the compiler can't see that for an open S.
  return { kind: 'count', parameter: window.parameter, steps: window.steps, age: nodeOf(window.age(listed as ItemOf<S>)) };
}
