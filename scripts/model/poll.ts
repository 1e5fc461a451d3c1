/**
 * Polling, declared: read → observations → detect → events. Two detectors: `newItems` tells of each new item once,
 * `crossing` of each time a series passes a threshold. How state, windows and faults are handled is the prelude's
 * matter (generate/custom-code) and the same for every trigger.
 */
import type { ApiRequest } from './api-call';
import type { ExpressionNode } from './expression/node';
import { InstantExpression, NumberExpression, nodeOf, recorderFor, recordOver, YesNoExpression, type Condition, type ExpressionOf, type ListExpression,
  type Nullness, type RecordExpression, type TextExpression } from './expression/recorder';
import type { ListSchema, Properties, RecordSchema, Schema } from './schema';

/** A condition under which the operation refuses with a 400, and the sentence that says why. */
export interface Refusal { readonly when: Condition; readonly because: string }

export type Also = { readonly [name: string]: ApiRequest };
export type AlsoAnswers<A extends Also> = { readonly [K in keyof A]: ExpressionOf<A[K]['answer'], 'present'> };

/** A polled list and the items in it: the listed records themselves, or a list inside each. */
export interface Polled<L extends RecordSchema, I extends RecordSchema> {
  readonly request: ApiRequest<ListSchema<L>>;
  readonly inside?: ExpressionNode;
  readonly item: ExpressionOf<I, 'present'>;
}
/** Each record of a list. */
export const itemsOf = <L extends RecordSchema>(request: ApiRequest<ListSchema<L>>): Polled<L, L> => ({ request, item: variable(request.answer.of, 'item') });
/** Each item of a list inside each record, such as the tasks of jobs. */
export function itemsWithin<L extends RecordSchema, I extends RecordSchema>(request: ApiRequest<ListSchema<L>>, inside: (listed: ExpressionOf<L, 'present'>) => ListExpression<I>): Polled<L, I> {
  const items = inside(variable(request.answer.of, 'within'));
  return { request, inside: nodeOf(items), item: items.itemAs('item') };
}

interface NewItemsDetails<L extends RecordSchema, I extends RecordSchema, A extends Also, E extends object> {
  readonly read: Polled<L, I>;
  /** Further calls, made only when something is new; `keep` and `event` see their answers. */
  readonly also?: A;
  readonly where?: (item: ExpressionOf<I, 'present'>, within: ExpressionOf<L, 'present'>) => Condition;
  /** What tells two items apart, for ever. */
  readonly id: (item: ExpressionOf<I, 'present'>, within: ExpressionOf<L, 'present'>) => TextExpression;
  /** When the item came to its end. */
  readonly at: (item: ExpressionOf<I, 'present'>, within: ExpressionOf<L, 'present'>) => InstantExpression;
  /** A condition that needs the further calls; an item that it drops counts as seen. */
  readonly keep?: (item: ExpressionOf<I, 'present'>, within: ExpressionOf<L, 'present'>, also: AlsoAnswers<A>) => Condition;
  readonly event: (found: {
    readonly item: ExpressionOf<I, 'present'>; readonly within: ExpressionOf<L, 'present'>; readonly also: AlsoAnswers<A>;
    readonly historyIncomplete: YesNoExpression<'present'>;
  }) => E;
}

interface CrossingDetails<S extends Schema, R extends Properties, P extends RecordSchema, E extends object> {
  readonly read: ApiRequest<S>;
  readonly refuse?: (answer: ExpressionOf<S, 'present'>) => readonly Refusal[];
  /** The record that is watched; null (it vanished) means silence. */
  readonly source: (answer: ExpressionOf<S, 'present'>) => RecordExpression<R, Nullness>;
  readonly series: (source: RecordExpression<R, 'present'>) => ListExpression<P>;
  readonly at: (point: ExpressionOf<P, 'present'>) => InstantExpression;
  readonly value: (point: ExpressionOf<P, 'present'>) => NumberExpression;
  readonly threshold: NumberExpression<'present'>;
  /** above (strictly above, having been at or below), below, or either. */
  readonly direction: TextExpression<'present'>;
  readonly event: (crossed: {
    readonly point: ExpressionOf<P, 'present'>; readonly source: RecordExpression<R, 'present'>;
    readonly value: NumberExpression<'present'>; readonly previousValue: NumberExpression<'present'>;
    readonly at: InstantExpression<'present'>; readonly previousAt: InstantExpression<'nullable'>;
    /** True when it rose above the threshold, false when it fell below. */
    readonly rising: YesNoExpression<'present'>; readonly historyIncomplete: YesNoExpression<'present'>;
  }) => E;
}

declare const eventType: unique symbol;
/** A declared poll; `E` is the type of the event object. Its trees are data for the emitter. */
export type Poll<E extends object = object> = (NewItemsPoll | CrossingPoll) & { readonly [eventType]?: E };

export interface NewItemsPoll {
  readonly detector: 'newItems';
  readonly read: ApiRequest; readonly also: Also;
  readonly items?: ExpressionNode;
  readonly where?: ExpressionNode; readonly id: ExpressionNode; readonly at: ExpressionNode; readonly keep?: ExpressionNode;
  /** The event object as the author wrote it; `pollingTrigger` orders it by the output's schema. */
  readonly event: object;
}
export interface CrossingPoll {
  readonly detector: 'crossing';
  readonly read: ApiRequest;
  readonly refusals: readonly { readonly when: ExpressionNode; readonly because: string }[];
  readonly source: ExpressionNode; readonly series: ExpressionNode; readonly at: ExpressionNode; readonly value: ExpressionNode;
  readonly threshold: ExpressionNode; readonly direction: ExpressionNode;
  readonly event: object;
}

// The names of the variables that the emitter declares around each lambda; lists inside are named by the author.
const variable = (schema: Schema, name: string): never => recorderFor(schema, { node: 'variable', type: schema.kind === 'list' ? 'list' : 'record', name }) as never; // typed by each use's signature

/** Tells of each item that is new and fits `where`, exactly once, oldest first. */
export function newItems<L extends RecordSchema, I extends RecordSchema, E extends object, A extends Also = Record<never, never>>(details: NewItemsDetails<L, I, A, E>): Poll<E> {
  const { request, inside, item } = details.read;
  const within: ExpressionOf<L, 'present'> = variable(request.answer.of, 'within');
  const also = Object.fromEntries(Object.entries(details.also ?? {}).map(([name, request]) =>
    [name, recorderFor(request.answer, { node: 'variable', type: request.answer.kind === 'list' ? 'list' : 'record', name: `also.${name}` })])) as AlsoAnswers<A>; // same names, same answers
  const where = details.where?.(item, within);
  const keep = details.keep?.(item, within, also);
  return {
    detector: 'newItems', read: request, also: details.also ?? {},
    ...(inside ? { items: inside } : {}),
    ...(where ? { where: nodeOf(where) } : {}),
    id: nodeOf(details.id(item, within)), at: nodeOf(details.at(item, within)),
    ...(keep ? { keep: nodeOf(keep) } : {}),
    event: details.event({ item, within, also, historyIncomplete: new YesNoExpression({ node: 'variable', type: 'yesNo', name: 'historyIncomplete' }) }),
  };
}

/** Tells of each time the series passes the threshold between one point and the next, in the order of time. */
export function crossing<S extends Schema, R extends Properties, P extends RecordSchema, E extends object>(details: CrossingDetails<S, R, P, E>): Poll<E> {
  const answer = variable(details.read.answer, 'answer');
  const found = details.source(answer);
  // The prelude calls the rest only with a source that exists, so that it is the same record, present.
  const source = recordOver(found, 'source');
  const series = details.series(source);
  const point = series.itemAs('point');
  const number = (name: string): NumberExpression<'present'> => new NumberExpression({ node: 'variable', type: 'number', name: `crossed.${name}` });
  const yesNo = (name: string): YesNoExpression<'present'> => new YesNoExpression({ node: 'variable', type: 'yesNo', name: `crossed.${name}` });
  return {
    detector: 'crossing', read: details.read,
    refusals: (details.refuse?.(answer) ?? []).map(refusal => ({ when: nodeOf(refusal.when), because: refusal.because })),
    source: nodeOf(found), series: nodeOf(series), at: nodeOf(details.at(point)), value: nodeOf(details.value(point)),
    threshold: nodeOf(details.threshold), direction: nodeOf(details.direction),
    event: details.event({
      point: series.itemAs('crossed.Point'), source: recordOver(found, 'crossed.Source'),
      value: number('Value'), previousValue: number('PreviousValue'),
      at: new InstantExpression({ node: 'variable', type: 'instant', name: 'crossed.At' }), previousAt: new InstantExpression({ node: 'variable', type: 'instant', name: 'crossed.PreviousAt' }),
      rising: yesNo('Rising'), historyIncomplete: yesNo('HistoryIncomplete'),
    }),
  };
}
