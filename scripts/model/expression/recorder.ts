/**
 * The recorders: what a lambda of the author works with instead of values. Scalars, lists and conditions have
 * operators; a record has only its own properties, so a field called `value` or `first` never collides.
 */
import { callerOf } from '../../diagnostics/place';
import { schemaOf, type DateTimeSchema, type DecimalNumberSchema, type DynamicSchema, type FreeFormSchema, type ListSchema, type MapSchema,
  type Optional, type Properties, type Property, type RecordSchema, type Schema, type TextSchema, type WholeNumberSchema, type YesNoSchema } from '../schema';
import type { ExpressionNode } from './node';
import type { ValueType } from './value-type';
import type { OperatorName } from './operators';
import { LambdaError, noteCondition, variableName } from './recording';

/** Whether a value may be null. It is part of the type; `orElse` removes it. */
export type Nullness = 'present' | 'nullable';
declare const nullness: unique symbol;
declare const itemSchema: unique symbol;
const tree = Symbol('expression tree');
const shape = Symbol('record schema');

abstract class Recorder<N extends Nullness> {
  declare readonly [nullness]: N;
  readonly [tree]: ExpressionNode;
  constructor(node: ExpressionNode) { this[tree] = node; }
  [Symbol.toPrimitive](): never {
    throw new LambdaError('A value of the running trigger is used like a JavaScript value here.', callerOf(this[Symbol.toPrimitive], 4));
  }
}

const operator = (name: OperatorName, type: ValueType, ...operands: ExpressionNode[]): ExpressionNode & { node: 'operator' } =>
  ({ node: 'operator', operator: name, type, operands });
const given = (value: Recorder<Nullness> | string | number | boolean, type: ValueType): ExpressionNode =>
  typeof value === 'object' ? value[tree] : { node: 'literal', type, value };
type Made = (...args: never[]) => unknown;
const made = (name: OperatorName, maker: Made, ...operands: ExpressionNode[]): Condition => new Condition(noteCondition(operator(name, 'condition', ...operands), maker));

/** Yes or no, known when the trigger runs. Combine with `and`, `or`, `not`; use `choose` to pick a value by it. */
export class Condition extends Recorder<'present'> {
  and(other: Condition): Condition { return made('and', this.and, this[tree], other[tree]); }
  or(other: Condition): Condition { return made('or', this.or, this[tree], other[tree]); }
  not(): Condition { return made('not', this.not, this[tree]); }
}

export class YesNoExpression<N extends Nullness = Nullness> extends Recorder<N> {
  declare readonly scalar: 'yesNo';
  /** True for yes; false for no and for null. */
  isYes(): Condition { return made('isYes', this.isYes, this[tree]); }
  /** True for no; false for yes and for null. */
  isNo(): Condition { return made('isNo', this.isNo, this[tree]); }
}

export type TextOperand = TextExpression | string;
export class TextExpression<N extends Nullness = Nullness> extends Recorder<N> {
  declare readonly scalar: 'text';
  /** Equal, letter case included. */
  equals(other: TextOperand): Condition { return made('textEquals', this.equals, this[tree], given(other, 'text')); }
  /** One of these names, compared without case: for enumerations, whose spelling the service varies. */
  is(...names: readonly [TextOperand, ...TextOperand[]]): Condition {
    return made('textIs', this.is, this[tree], ...names.map(name => given(name, 'text')));
  }
  /** Neither null nor empty. */
  isPresent(): Condition { return made('textPresent', this.isPresent, this[tree]); }
  orElse<M extends Nullness>(other: TextExpression<M>): TextExpression<N extends 'present' ? 'present' : M>;
  orElse(other: string): TextExpression<'present'>;
  orElse(other: TextOperand): TextExpression { return new TextExpression(operator('textOrElse', 'text', this[tree], given(other, 'text'))); }
  /** The number that the text spells, invariant of culture; null when it spells none. */
  toNumber(): NumberExpression<'nullable'> { return new NumberExpression(operator('textToNumber', 'number', this[tree])); }
}

export type NumberOperand = NumberExpression | number;
export class NumberExpression<N extends Nullness = Nullness> extends Recorder<N> {
  declare readonly scalar: 'number';
  /** Strictly greater. */
  above(other: NumberOperand): Condition { return made('numberAbove', this.above, this[tree], given(other, 'number')); }
  minus<M extends Nullness>(other: NumberExpression<M>): NumberExpression<N extends 'present' ? M : 'nullable'> {
    return new NumberExpression(operator('numberMinus', 'number', this[tree], other[tree]));
  }
}

export class InstantExpression<N extends Nullness = Nullness> extends Recorder<N> {
  declare readonly scalar: 'instant';
  atOrAfter(other: InstantExpression): Condition { return made('instantAtOrAfter', this.atOrAfter, this[tree], other[tree]); }
  orElse<M extends Nullness>(other: InstantExpression<M>): InstantExpression<N extends 'present' ? 'present' : M> {
    return new InstantExpression(operator('instantOrElse', 'instant', this[tree], other[tree]));
  }
}

/** An object whose properties are not known, or a map: it can be passed on as it is. */
export class ObjectExpression<N extends Nullness = Nullness> extends Recorder<N> {
  declare readonly scalar: 'object';
  /** The value of the map's only entry; null when it has none or several. */
  onlyEntry(): TextExpression<'nullable'> { return new TextExpression(operator('onlyEntry', 'text', this[tree])); }
}

export type Item<S extends Schema> = ExpressionOf<S, 'present'>;
type Records<S extends Schema> = S extends RecordSchema ? S : never;

export class ListExpression<S extends Schema = Schema> extends Recorder<'present'> {
  declare readonly [itemSchema]: S;
  constructor(node: ExpressionNode, private readonly of: S) { super(node); }
  #lambda(condition: (item: Item<S>) => Recorder<Nullness> | RecordExpression<Properties, Nullness>): ExpressionNode {
    const variable = variableName(condition, 'item');
    // The recorder for S is what ExpressionOf<S> says; the compiler can't follow the mapping for an open S.
    const body = nodeOf(condition(recorderFor(this.of, { node: 'variable', type: valueType(this.of), name: variable }) as Item<S>));
    return { node: 'lambda', type: body.type, variable, body };
  }
  /** The items that fit. */
  where(condition: (item: Item<S>) => Condition): ListExpression<S> { return new ListExpression(operator('where', 'list', this[tree], this.#lambda(condition)), this.of); }
  /** Does at least one item fit? */
  any(condition: (item: Item<S>) => Condition): Condition { return made('any', this.any, this[tree], this.#lambda(condition)); }
  /** The first item that fits, or a null record. */
  first(condition: (item: Item<S>) => Condition): ExpressionOf<Records<S>, 'nullable'> {
    return recorderFor(this.of, operator('first', 'record', this[tree], this.#lambda(condition))) as ExpressionOf<Records<S>, 'nullable'>; // the table says: a record
  }
  /** The one item that fits; a null record when none or several do. */
  single(condition: (item: Item<S>) => Condition): ExpressionOf<Records<S>, 'nullable'> {
    return recorderFor(this.of, operator('single', 'record', this[tree], this.#lambda(condition))) as ExpressionOf<Records<S>, 'nullable'>; // the table says: a record
  }
  /** The first item, or a null record. */
  firstItem(): ExpressionOf<Records<S>, 'nullable'> {
    return recorderFor(this.of, operator('firstItem', 'record', this[tree])) as ExpressionOf<Records<S>, 'nullable'>; // the table says: a record
  }
  /** For lists of text: is this one in it (letter case ignored: identifiers come in both)? */
  has(this: ListExpression<TextSchema>, wanted: TextOperand): Condition { return made('hasText', this.has, this[tree], given(wanted, 'text')); }
  /** For lists of text: the only one, null when there are none or several. */
  onlyText(this: ListExpression<TextSchema>): TextExpression<'nullable'> { return new TextExpression(operator('onlyText', 'text', this[tree])); }
  /** The same kind of list over another tree. For builders, not for authors. */
  over(node: ExpressionNode): ListExpression<S> { return new ListExpression(node, this.of); }
  /** One item of the list, under a name that the surrounding custom code declares. For builders, not for authors. */
  itemAs(variable: string): Item<S> { return recorderFor(this.of, { node: 'variable', type: valueType(this.of), name: variable }) as Item<S>; } // as in #lambda
  count(): NumberExpression<'present'> { return new NumberExpression(operator('count', 'number', this[tree])); }
  /** The list with one more item; a null record adds nothing. */
  append(item: ExpressionOf<S, Nullness>): ListExpression<S> { return new ListExpression(operator('append', 'list', this[tree], nodeOf(item)), this.of); }
  /** In the order of a text, letter case ignored. */
  sortedBy(key: (item: Item<S>) => TextExpression): ListExpression<S> {
    return new ListExpression(operator('sortByText', 'list', this[tree], this.#lambda(key)), this.of);
  }
  /** Each item turned into a record of `schema`; items that give a null record are left out. */
  select<const T extends RecordSchema, E extends ProducedOf<T>>(schema: T, make: (item: Item<S>) => E & NoExtra<E, ProducedOf<T>>): ListExpression<T> {
    const variable = variableName(make, 'item');
    const produced = make(recorderFor(this.of, { node: 'variable', type: valueType(this.of), name: variable }) as Item<S>); // as in #lambda
    const body = isRecorded(produced) ? nodeOf(produced) : objectNode(schema, produced);
    return new ListExpression(operator('select', 'list', this[tree], { node: 'lambda', type: 'record', variable, body }), schema);
  }
}

/** A record: its own properties and nothing else. */
export type RecordExpression<P extends Properties, N extends Nullness> =
  { readonly [K in keyof P]: ExpressionOf<P[K], N> } & { readonly [nullness]: N; readonly [tree]: ExpressionNode; readonly [shape]: RecordSchema };

/** The recorder for values of a schema. */
export type ExpressionOf<S extends Property, N extends Nullness> =
  S extends Optional<infer I> ? ExpressionOf<I, 'nullable'>
    : S extends TextSchema ? TextExpression<N>
      : S extends WholeNumberSchema | DecimalNumberSchema ? NumberExpression<N>
        : S extends YesNoSchema ? YesNoExpression<N>
          : S extends DateTimeSchema ? InstantExpression<N>
            : S extends ListSchema<infer I> ? ListExpression<I>
              : S extends RecordSchema<infer P> ? RecordExpression<P, N>
                : S extends MapSchema | FreeFormSchema | DynamicSchema ? ObjectExpression<N>
                  : never;

/** What may be put where a schema asks for a value: a fitting expression, a literal, for records an object literal. */
export type Produced<S extends Property, N extends Nullness = 'present'> =
  S extends Optional<infer I> ? Produced<I, Nullness>
    : S extends TextSchema ? TextExpression<N> | string
      : S extends WholeNumberSchema | DecimalNumberSchema ? NumberExpression<N> | number
        : S extends YesNoSchema ? YesNoExpression<N> | Condition | boolean
          : S extends DateTimeSchema ? InstantExpression<N>
            : S extends ListSchema<infer I> ? ListExpression<I>
              : S extends RecordSchema<infer P> ? ProducedOf<RecordSchema<P>> | RecordExpression<P, N>
                : S extends MapSchema | FreeFormSchema | DynamicSchema ? ObjectExpression<N>
                  : never;
/** The object literal that a record schema asks for: every property, optional ones may be null. */
export type ProducedOf<S extends RecordSchema> = { readonly [K in keyof S['properties']]: Produced<S['properties'][K]> };
/** Turns properties that the target does not have into errors. */
export type NoExtra<E, Target> = { readonly [K in Exclude<keyof E, keyof Target>]: never };

/** The type of the values that a schema describes, inside expressions. */
export function valueType(schema: Schema): ValueType {
  switch (schema.kind) {
    case 'text': return 'text';
    case 'wholeNumber': case 'decimalNumber': return 'number';
    case 'yesNo': return 'yesNo';
    case 'dateTime': return 'instant';
    case 'list': return 'list';
    case 'map': return 'map';
    case 'record': case 'freeForm': case 'dynamic': return 'record';
  }
}

/** The recorder for a node of the given schema (see ExpressionOf for its type). */
export function recorderFor(schema: Schema, node: ExpressionNode): ExpressionOf<Schema, Nullness> {
  switch (schema.kind) {
    case 'text': return new TextExpression(node);
    case 'wholeNumber': case 'decimalNumber': return new NumberExpression(node);
    case 'yesNo': return new YesNoExpression(node);
    case 'dateTime': return new InstantExpression(node);
    case 'list': return new ListExpression(node, schema.of);
    case 'map': case 'freeForm': case 'dynamic': return new ObjectExpression(node);
    case 'record': {
      const recorder = { [tree]: node, [shape]: schema };
      for (const [name, property] of Object.entries(schema.properties)) {
        const inner = schemaOf(property);
        Object.defineProperty(recorder, name, { enumerable: true, get: () => recorderFor(inner, { node: 'property', of: node, name, type: valueType(inner) }) });
      }
      return recorder as unknown as RecordExpression<Properties, Nullness>; // built property by property from the same schema
    }
  }
}

/**
 * The same kind of recorder over another tree: for builders that give an expression a name. Throws LambdaError for
 * what is no recorder.
 */
export function recorderLike<R extends object>(like: R, node: ExpressionNode): R {
  const other = like instanceof ListExpression ? like.over(node)
    : like instanceof Condition ? new Condition(noteCondition(node, recorderLike))
      : like instanceof TextExpression ? new TextExpression(node)
        : like instanceof NumberExpression ? new NumberExpression(node)
          : like instanceof InstantExpression ? new InstantExpression(node)
            : like instanceof YesNoExpression ? new YesNoExpression(node)
              : like instanceof ObjectExpression ? new ObjectExpression(node)
                : shape in like ? recorderFor(like[shape] as RecordSchema, node) // only records carry a schema under this symbol
                  : undefined;
  if (!other) throw new LambdaError('A formula works with values of the running operation only.', undefined);
  return other as unknown as R; // the same class over another tree
}

/** The same record, read from another variable. For builders, not for authors. */
export const recordOver = <P extends Properties>(record: RecordExpression<P, Nullness>, variable: string): RecordExpression<P, 'present'> =>
  recorderFor(record[shape], { node: 'variable', type: 'record', name: variable }) as unknown as RecordExpression<P, 'present'>; // the same schema, so the same properties

/** The tree behind a recorder or a record. */
export const nodeOf = (value: object): ExpressionNode => (value as { readonly [tree]: ExpressionNode })[tree]; // only recorders reach here; isRecorded tells
/** True for recorders and records, false for object literals. */
export const isRecorded = (value: unknown): value is { readonly [tree]: ExpressionNode } => typeof value === 'object' && value !== null && tree in value;

/** The node for an object literal that was checked against `schema` by the compiler. */
export function objectNode(schema: RecordSchema, value: object): ExpressionNode {
  const entries = value as Readonly<Record<string, unknown>>; // ProducedOf<schema>, seen by name
  return { node: 'object', type: 'record', properties: Object.entries(schema.properties).map(([name, property]) => [name, producedNode(schemaOf(property), entries[name])] as const) };
}

/** The node for one value that the compiler checked against `schema`. Throws LambdaError for what can't be produced. */
export function producedNode(schema: Schema, value: unknown): ExpressionNode {
  if (value instanceof Condition) return operator('asYesNo', 'yesNo', nodeOf(value));
  if (isRecorded(value)) return nodeOf(value);
  if (schema.kind === 'record' && typeof value === 'object' && value !== null) return objectNode(schema, value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return { node: 'literal', type: valueType(schema), value };
  throw new LambdaError('This property has no value that custom code can produce.', undefined);
}
