/**
 * What all operations have in common. The builders stand in action.ts, polling-trigger.ts, webhook-trigger.ts and
 * lookup.ts; each returns this plain data, and the static types of parameters and output follow from the call.
 */
import type { Diagnostic } from '../diagnostics/diagnostic';
import type { Place } from '../diagnostics/place';
import type { ApiRequest } from './api-call';
import type { ExpressionNode } from './expression/node';
import { recorderFor, valueType, type ExpressionOf } from './expression/recorder';
import type { CrossingPoll, NewItemsPoll } from './poll';
import { schemaOf, type Property, type Schema, type Visibility } from './schema';

/** A parameter that is the request's body. */
export interface BodyParameter<S extends Schema = Schema, R extends boolean = boolean> { readonly kind: 'body'; readonly schema: S; readonly required: R }
/** A parameter that travels as a header; the parameter's key is the header's name. */
export interface HeaderParameter<S extends Property = Property> { readonly kind: 'header'; readonly schema: S }
/** Named in the path: a path parameter; otherwise a query parameter, unless wrapped in `body` or `header`. */
export type Parameter = Property | BodyParameter | HeaderParameter;
export type Parameters = { readonly [name: string]: Parameter };

export function body<const S extends Schema>(schema: S, details?: { readonly required?: true }): BodyParameter<S, true>;
export function body<const S extends Schema>(schema: S, details?: { readonly required?: boolean }): BodyParameter<S>;
export function body(schema: Schema, details: { readonly required?: boolean } = {}): BodyParameter { return { kind: 'body', schema, required: details.required ?? true }; }
export const header = <const S extends Property>(schema: S): HeaderParameter<S> => ({ kind: 'header', schema });

/** The property (schema and whether it is required) behind any parameter. */
export function propertyOf(parameter: Parameter): Property {
  if (parameter.kind === 'body') return parameter.required ? parameter.schema : { kind: 'optional', schema: parameter.schema };
  return parameter.kind === 'header' ? parameter.schema : parameter;
}

export type GivenOf<P extends Parameters> = { readonly [K in keyof P]:
  P[K] extends BodyParameter<infer S> ? ExpressionOf<S, 'nullable'>
    : P[K] extends HeaderParameter<infer H> ? ExpressionOf<H, 'present'>
      : P[K] extends Property ? ExpressionOf<P[K], 'present'> : never };

/** An operation's place in its family of versions (x-ms-api-annotation). */
export interface Versioning { readonly family: string; readonly revision: number; readonly replacement?: { readonly api: string; readonly operationId: string } }

/** What every builder asks for. */
export interface OperationDetails<P extends Parameters> {
  /** PascalCase, unique in the connector, never changed after release: flows refer to it. */
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly visibility?: Visibility;
  readonly parameters: P;
  readonly versioning?: Versioning;
  readonly deprecated?: boolean;
  readonly status?: 'Preview' | 'Production';
}

/** C# of the author's own, for what no expression says: one file with one static class that answers the call. */
export interface CodeFragment { readonly className: string; readonly fileName: string; readonly source: string }

/** How an operation is answered by custom code. */
export type Handler =
  | { readonly kind: 'poll'; readonly poll: NewItemsPoll | CrossingPoll; readonly event: ExpressionNode }
  | { readonly kind: 'send'; readonly request: ApiRequest; readonly refusals: readonly { readonly when: ExpressionNode; readonly because: string }[]; readonly output?: ExpressionNode }
  | { readonly kind: 'fragment'; readonly fragment: CodeFragment }
  /** No custom code: the gateway sends the call to the backend as it is. */
  | { readonly kind: 'backend' };

export interface Operation {
  readonly kind: 'action' | 'pollingTrigger' | 'webhookTrigger' | 'lookup';
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly visibility?: Visibility;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly parameters: Parameters;
  /** What a successful answer holds; none for an empty one. */
  readonly output?: Schema;
  readonly successStatus: number;
  readonly hint?: string;
  readonly versioning?: Versioning;
  readonly deprecated: boolean;
  readonly status?: 'Preview' | 'Production';
  readonly handler: Handler;
  /** Webhooks: what the service posts to the callback address, and the parameter that carries that address. */
  readonly notification?: { readonly schema: Schema; readonly urlIn: string };
  readonly pageable?: { readonly nextLink: string };
  readonly place: Place | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

declare const given: unique symbol;
/**
 * An operation as its builder's call types it: the parameters, and as `G` the schema of what a flow gets from it (the
 * output of an action, one event of a trigger). Flows are checked against both.
 */
interface Typed<P extends Parameters, G extends Schema | undefined> extends Operation { readonly parameters: P; readonly [given]?: G }
export interface Action<P extends Parameters = Parameters, O extends Schema | undefined = Schema | undefined> extends Typed<P, O> { readonly kind: 'action' }
export interface PollingTrigger<P extends Parameters = Parameters, E extends Schema = Schema> extends Typed<P, E> { readonly kind: 'pollingTrigger' }
declare const callback: unique symbol;
/** `U` names the property of the body that the platform fills with the callback address. */
export interface WebhookTrigger<P extends Parameters = Parameters, E extends Schema = Schema, U extends string = string> extends Typed<P, E> { readonly kind: 'webhookTrigger'; readonly [callback]?: U }

/** The recorders that a lambda of the author gets for its operation's parameters. */
export const recorders = <P extends Parameters>(parameters: P): GivenOf<P> => Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => {
  const schema = schemaOf(propertyOf(parameter));
  return [name, recorderFor(schema, { node: 'parameter', name, type: valueType(schema) })];
})) as GivenOf<P>; // one recorder a parameter, made from its schema

/** The part of an operation that comes from the author's details as it stands. */
export function sharedPart(details: OperationDetails<Parameters>): Pick<Operation, 'operationId' | 'summary' | 'description' | 'visibility' | 'parameters' | 'versioning' | 'deprecated' | 'status'> {
  const { operationId, summary, description, visibility, parameters, versioning, deprecated, status } = details;
  return {
    operationId, summary, description, parameters, deprecated: deprecated ?? false,
    ...(visibility ? { visibility } : {}), ...(versioning ? { versioning } : {}), ...(status ? { status } : {}),
  };
}

/** Every call that custom code may make for a handler, the one that it always makes first. */
export function requestsOf(handler: Handler): readonly ApiRequest[] {
  if (handler.kind === 'send') return [handler.request];
  if (handler.kind !== 'poll') return [];
  return [handler.poll.read, ...(handler.poll.detector === 'newItems' ? Object.values(handler.poll.also) : [])];
}

/** Every expression of a handler; none for fragments and operations that the backend answers. */
export function handlerTrees(handler: Handler): readonly ExpressionNode[] {
  const requests = requestsOf(handler).flatMap(requestTrees);
  if (handler.kind === 'send') return [...requests, ...handler.refusals.map(refusal => refusal.when), ...(handler.output ? [handler.output] : [])];
  if (handler.kind !== 'poll') return [];
  const { poll, event } = handler;
  const trees = poll.detector === 'newItems'
    ? [poll.items, poll.where, poll.id, poll.at, poll.keep]
    : [poll.source, poll.series, poll.at, poll.value, poll.threshold, poll.direction, ...poll.refusals.map(refusal => refusal.when)];
  return [...requests, ...trees.filter(tree => tree !== undefined), event];
}

function requestTrees(request: ApiRequest): ExpressionNode[] {
  const inPath = [...request.path, ...(request.otherPath ?? [])].filter(part => typeof part !== 'string');
  return [...inPath, ...request.query.map(([, node]) => node), ...(request.body ? [request.body] : []), ...(request.window?.kind === 'count' ? [request.window.age] : [])];
}
