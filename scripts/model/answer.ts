/** How custom code answers an operation other than a polling trigger: one call and an expression, or a C# fragment. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ApiRequest } from './api-call';
import type { ExpressionNode } from './expression/node';
import { nodeOf, objectNode, recorderFor, valueType, type Condition, type ExpressionOf, type ProducedOf } from './expression/recorder';
import { recording } from './expression/recording';
import { handlerTrees, recorders, type CodeFragment, type GivenOf, type Operation, type Parameters } from './operation';
import type { Refusal } from './poll';
import type { RecordSchema, Schema } from './schema';

declare const sentType: unique symbol;
/** A call and what becomes of its answer; `E` is the type of the output object. */
export interface Sent<E> {
  readonly request: ApiRequest;
  readonly refusals: readonly { readonly when: ExpressionNode; readonly because: string }[];
  readonly output?: object;
  readonly [sentType]?: E;
}

type Refuse<S extends Schema> = (answer: ExpressionOf<S, 'present'>) => readonly Refusal[];

/** Sends one call and answers with `output`, made from the call's answer; `refuse` lists reasons for a 400 first. */
export function send<S extends Schema, E extends object>(request: ApiRequest<S>, output: (answer: ExpressionOf<S, 'present'>) => E, refuse?: Refuse<S>): Sent<E>;
/** Sends one call and answers without a body. */
export function send(request: ApiRequest): Sent<undefined>;
export function send<S extends Schema, E extends object>(request: ApiRequest<S>, output?: (answer: ExpressionOf<S, 'present'>) => E, refuse?: Refuse<S>): Sent<E | undefined> {
  // made from the same schema, which is what ExpressionOf says
  const answer = recorderFor(request.answer, { node: 'variable', type: valueType(request.answer), name: 'answer' }) as ExpressionOf<S, 'present'>;
  return {
    request,
    refusals: (refuse?.(answer) ?? []).map(each => ({ when: nodeOf(each.when), because: each.because })),
    ...(output ? { output: output(answer) } : {}),
  };
}

/** Refuses with a 400 and this sentence when the condition holds. */
export const refuseWhen = (when: Condition, because: string): Refusal => ({ when, because });

/**
 * C# of the author's own, for what no expression says: a file with one internal static class named `className` that
 * has `Task<HttpResponseMessage> Answer(Call call)`. It may use what the prelude offers; it is compiled with the rest.
 * Throws when the file can't be read.
 */
export const codeFragment = (file: string, className: string): CodeFragment => ({ className, fileName: basename(file), source: readFileSync(file, 'utf8').replace(/\r\n/g, '\n') });

/** The object that `run` must produce for an output schema; nothing for an operation without output. */
export type SentFor<O> = O extends RecordSchema ? ProducedOf<O> : undefined;
export type Answered<P extends Parameters, E> =
  | { readonly run: (parameters: GivenOf<P>) => Sent<E>; readonly code?: never }
  | { readonly code: CodeFragment; readonly run?: never }
  | { readonly run?: never; readonly code?: never };
/** Makes a property that the output does not declare an error of `run`. */
export type NoExtraSent<E, O> = O extends RecordSchema
  ? Exclude<keyof E, keyof O['properties']> extends never ? unknown : { readonly run: { readonly 'a property that the output does not declare': Exclude<keyof E, keyof O['properties']> } }
  : unknown;

/** The handler that `run`, `code` or neither asks for, with what is wrong in its lambdas. */
export function handlerFor<P extends Parameters, E>(parameters: P, answered: Answered<P, E>, output: Schema | undefined): Pick<Operation, 'handler' | 'diagnostics'> {
  if (answered.code) return { handler: { kind: 'fragment', fragment: answered.code }, diagnostics: [] };
  const { run } = answered;
  if (!run) return { handler: { kind: 'backend' }, diagnostics: [] };
  const { value, diagnostics } = recording(() => {
    const sent = run(recorders(parameters));
    return { request: sent.request, refusals: sent.refusals, ...(sent.output && output?.kind === 'record' ? { output: objectNode(output, sent.output) } : {}) };
  }, made => handlerTrees({ kind: 'send', ...made }));
  return { handler: value ? { kind: 'send', ...value } : { kind: 'backend' }, diagnostics };
}
