/**
 * The values that the steps of a flow work with: the event, what earlier steps answered, environment variables. They
 * have the same words as the expressions of custom code, as far as the workflow language can say them; a record has only
 * its own properties.
 */
import { callerOf } from '../../diagnostics/place';
import type { Nullness } from '../expression/recorder';
import { LambdaError } from '../expression/recording';
import { schemaOf, type DateTimeSchema, type DecimalNumberSchema, type DynamicSchema, type FreeFormSchema, type ListSchema, type MapSchema,
  type Optional, type Properties, type Property, type RecordSchema, type Schema, type TextSchema, type WholeNumberSchema, type YesNoSchema } from '../schema';
import type { FlowFunction, FlowNode, Operands } from './flow-node';
import { noteFlowCondition } from './flow-recording';

const tree = Symbol('flow tree');
const nullness = Symbol('nullness');
declare const itemSchema: unique symbol;

abstract class FlowValue<N extends Nullness> {
  readonly [nullness]: N;
  readonly [tree]: FlowNode;
  constructor(node: FlowNode, nullable: N) { this[tree] = node; this[nullness] = nullable; }
  [Symbol.toPrimitive](): never {
    throw new LambdaError('A value of the running flow is used like a JavaScript value here.', callerOf(this[Symbol.toPrimitive], 4));
  }
}

type Made = (...args: never[]) => unknown;
const call = <Name extends FlowFunction>(name: Name, ...values: Operands<Name>): FlowNode & { node: 'call' } => ({ node: 'call', name, arguments: values.filter(each => each !== undefined) });
const literal = (value: string | number | boolean | null): FlowNode => ({ node: 'literal', value });
const given = (value: FlowValue<Nullness> | string | number | boolean): FlowNode => (typeof value === 'object' ? value[tree] : literal(value));
const condition = <Name extends FlowFunction>(maker: Made, name: Name, ...values: Operands<Name>): FlowCondition => new FlowCondition(noteFlowCondition(call(name, ...values), maker), 'present');
/** Null only when both may be: what `orElse` gives. */
const either = (one: FlowValue<Nullness>, other: FlowValue<Nullness> | string | number): Nullness => (typeof other === 'object' && one[nullness] === 'nullable' ? other[nullness] : 'present');
/**
 * A function that fails on null, over a value that may be null: null stays null. No document says that `if`
 * leaves its other value alone, so the function gets a stand-in that it can take.
 */
function whenPresent({ [tree]: value, [nullness]: nullable }: FlowValue<Nullness>, standIn: string | number, over: (value: FlowNode) => FlowNode): FlowNode {
  return nullable === 'nullable' ? call('if', call('equals', value, literal(null)), literal(null), over(call('coalesce', value, literal(standIn)))) : over(value);
}
/** What stands instead of null: put into the place of the null that was chosen, if one was. */
function insteadOfNull(value: FlowNode, other: FlowNode): FlowNode {
  const [when, yes, no] = value.node === 'call' && value.name === 'if' ? value.arguments : [];
  return when && no && yes?.node === 'literal' && yes.value === null ? call('if', when, other, no) : call('coalesce', value, other);
}

/** Yes or no, known when the flow runs. Combine with `and`, `or`, `not`; `when` branches by it, `choose` picks a value. */
export class FlowCondition extends FlowValue<'present'> {
  declare readonly flowKind: 'condition';
  and(other: FlowCondition): FlowCondition { return condition(this.and, 'and', this[tree], other[tree]); }
  or(other: FlowCondition): FlowCondition { return condition(this.or, 'or', this[tree], other[tree]); }
  not(): FlowCondition { return condition(this.not, 'not', this[tree]); }
}

export class YesNoValue<N extends Nullness = Nullness> extends FlowValue<N> {
  declare readonly flowKind: 'yesNo';
  /** True for yes; false for no and for null. */
  isYes(): FlowCondition { return condition(this.isYes, 'equals', this[tree], literal(true)); }
  /** True for no; false for yes and for null. */
  isNo(): FlowCondition { return condition(this.isNo, 'equals', this[tree], literal(false)); }
}

export class TextValue<N extends Nullness = Nullness> extends FlowValue<N> {
  declare readonly flowKind: 'text';
  /** Equal, letter case included. */
  equals(other: TextValue | string): FlowCondition { return condition(this.equals, 'equals', this[tree], given(other)); }
  /** One of these names, compared without case: for enumerations, whose spelling the service varies. */
  is(...names: readonly [string, ...string[]]): FlowCondition {
    const small = call('toLower', this[nullness] === 'nullable' ? call('coalesce', this[tree], literal('')) : this[tree]);
    const [first, ...others] = names.map(name => call('equals', small, literal(name.toLowerCase())));
    return others.length === 0 ? new FlowCondition(noteFlowCondition(first!, this.is), 'present') : condition(this.is, 'or', first!, ...others); // there is at least one name
  }
  /** Neither null nor empty. */
  isPresent(): FlowCondition { return condition(this.isPresent, 'not', call('empty', this[tree])); }
  contains(this: TextValue<'present'>, other: TextValue<'present'> | string): FlowCondition { return condition(this.contains, 'contains', this[tree], given(other)); }
  startsWith(this: TextValue<'present'>, other: TextValue<'present'> | string): FlowCondition { return condition(this.startsWith, 'startsWith', this[tree], given(other)); }
  orElse<M extends Nullness>(other: TextValue<M>): TextValue<N extends 'present' ? 'present' : M>;
  orElse(other: string): TextValue<'present'>;
  orElse(other: TextValue | string): TextValue { return new TextValue(insteadOfNull(this[tree], given(other)), either(this, other)); }
}

type Present = NumberValue<'present'>;
export class NumberValue<N extends Nullness = Nullness> extends FlowValue<N> {
  declare readonly flowKind: 'number';
  equals(other: NumberValue | number): FlowCondition { return condition(this.equals, 'equals', this[tree], given(other)); }
  /** Strictly greater. The workflow language can't compare null: say with `orElse` what counts instead. */
  above(this: Present, other: Present | number): FlowCondition { return condition(this.above, 'greater', this[tree], given(other)); }
  atLeast(this: Present, other: Present | number): FlowCondition { return condition(this.atLeast, 'greaterOrEquals', this[tree], given(other)); }
  /** Strictly smaller. */
  below(this: Present, other: Present | number): FlowCondition { return condition(this.below, 'less', this[tree], given(other)); }
  atMost(this: Present, other: Present | number): FlowCondition { return condition(this.atMost, 'lessOrEquals', this[tree], given(other)); }
  plus(this: Present, other: Present | number): Present { return new NumberValue(call('add', this[tree], given(other)), 'present'); }
  minus(this: Present, other: Present | number): Present { return new NumberValue(call('sub', this[tree], given(other)), 'present'); }
  isPresent(): FlowCondition { return condition(this.isPresent, 'not', call('equals', this[tree], literal(null))); }
  orElse<M extends Nullness>(other: NumberValue<M>): NumberValue<N extends 'present' ? 'present' : M>;
  orElse(other: number): NumberValue<'present'>;
  orElse(other: NumberValue | number): NumberValue { return new NumberValue(call('coalesce', this[tree], given(other)), either(this, other)); }
  /** As text, by a .NET format such as `#,##0.00`, in English; null stays null. */
  formatted(format: string): TextValue<N> {
    return new TextValue(whenPresent(this, 0, value => call('formatNumber', value, literal(format), literal('en-US'))), this[nullness]);
  }
}

export class DateTimeValue<N extends Nullness = Nullness> extends FlowValue<N> {
  declare readonly flowKind: 'dateTime';
  isPresent(): FlowCondition { return condition(this.isPresent, 'not', call('empty', this[tree])); }
  atOrAfter(this: DateTimeValue<'present'>, other: DateTimeValue<'present'>): FlowCondition {
    return condition(this.atOrAfter, 'greaterOrEquals', call('ticks', this[tree]), call('ticks', other[tree]));
  }
  plusDays(this: DateTimeValue<'present'>, days: number): DateTimeValue<'present'> { return new DateTimeValue(call('addDays', this[tree], literal(days)), 'present'); }
  plusHours(this: DateTimeValue<'present'>, hours: number): DateTimeValue<'present'> { return new DateTimeValue(call('addHours', this[tree], literal(hours)), 'present'); }
  orElse<M extends Nullness>(other: DateTimeValue<M>): DateTimeValue<N extends 'present' ? 'present' : M>;
  orElse(other: DateTimeValue): DateTimeValue { return new DateTimeValue(call('coalesce', this[tree], other[tree]), either(this, other)); }
  /** As text in UTC, by a .NET format such as `yyyy-MM-dd HH:mm`; null stays null. */
  formatted(format: string): TextValue<N> {
    return new TextValue(whenPresent(this, '2000-01-01', value => call('formatDateTime', value, literal(format))), this[nullness]);
  }
}

/** An object whose properties the model does not know, such as a row of a table: they are read by name, and any may be absent. */
export class ObjectValue<N extends Nullness = Nullness> extends FlowValue<N> {
  declare readonly flowKind: 'object';
  #property(name: string): FlowNode { return { node: 'property', of: this[tree], name }; }
  text(name: string): TextValue<'nullable'> { return new TextValue(this.#property(name), 'nullable'); }
  number(name: string): NumberValue<'nullable'> { return new NumberValue(this.#property(name), 'nullable'); }
  yesNo(name: string): YesNoValue<'nullable'> { return new YesNoValue(this.#property(name), 'nullable'); }
  dateTime(name: string): DateTimeValue<'nullable'> { return new DateTimeValue(this.#property(name), 'nullable'); }
}

/** A list; one that is absent counts as empty. */
export class ListValue<S extends Schema = Schema> extends FlowValue<'present'> {
  declare readonly flowKind: 'list';
  declare readonly [itemSchema]: S;
  constructor(node: FlowNode, private readonly of: S) { super(node, 'present'); }
  count(): NumberValue<'present'> { return new NumberValue(call('length', this[tree]), 'present'); }
  isEmpty(): FlowCondition { return condition(this.isEmpty, 'empty', this[tree]); }
  /** The first item; null when there is none. */
  firstItem(): FlowValueOf<S, 'nullable'> { return valueFor(this.of, call('first', this[tree]), 'nullable') as FlowValueOf<S, 'nullable'>; } // made from the schema of the items
  /** For lists of text: is this one in it, letter case included? */
  has(this: ListValue<TextSchema>, wanted: TextValue | string): FlowCondition { return condition(this.has, 'contains', this[tree], given(wanted)); }
  /** For lists of text: all of them in one text. */
  join(this: ListValue<TextSchema>, separator: string): TextValue<'present'> { return new TextValue(call('join', this[tree], literal(separator)), 'present'); }
  /** One item of the list, under the name of a loop. For builders, not for authors. */
  itemIn(loop: string): FlowValueOf<S, 'present'> { return valueFor(this.of, { node: 'item', loop }, 'present') as FlowValueOf<S, 'present'>; } // as in firstItem
}

/** A record: its own properties and nothing else. */
export type RecordValue<P extends Properties, N extends Nullness> = { readonly [K in keyof P]: FlowValueOf<P[K], N> } & { readonly [nullness]: N; readonly [tree]: FlowNode };

/** The value of a schema inside a flow. */
export type FlowValueOf<S extends Property, N extends Nullness> =
  S extends Optional<infer I> ? FlowValueOf<I, 'nullable'>
    : S extends TextSchema ? TextValue<N>
      : S extends WholeNumberSchema | DecimalNumberSchema ? NumberValue<N>
        : S extends YesNoSchema ? YesNoValue<N>
          : S extends DateTimeSchema ? DateTimeValue<N>
            : S extends ListSchema<infer I> ? ListValue<I>
              : S extends RecordSchema<infer P> ? RecordValue<P, N>
                : S extends MapSchema | FreeFormSchema | DynamicSchema ? ObjectValue<N>
                  : never;

/** The value for a node of the given schema (see FlowValueOf for its type). */
export function valueFor(schema: Schema, node: FlowNode, nullable: Nullness): FlowValueOf<Schema, Nullness> {
  switch (schema.kind) {
    case 'text': return new TextValue(node, nullable);
    case 'wholeNumber': case 'decimalNumber': return new NumberValue(node, nullable);
    case 'yesNo': return new YesNoValue(node, nullable);
    case 'dateTime': return new DateTimeValue(node, nullable);
    case 'list': return new ListValue(nullable === 'nullable' ? call('coalesce', node, call('json', literal('[]'))) : node, schema.of);
    case 'map': case 'freeForm': case 'dynamic': return new ObjectValue(node, nullable);
    case 'record': {
      const value = { [tree]: node };
      for (const [name, property] of Object.entries(schema.properties)) {
        const inner = property.kind === 'optional' ? 'nullable' : nullable;
        Object.defineProperty(value, name, { enumerable: true, get: () => valueFor(schemaOf(property), { node: 'property', of: node, name }, inner) });
      }
      return value as unknown as RecordValue<Properties, Nullness>; // built property by property from the same schema
    }
  }
}

/** The tree behind a value or a record. */
export const flowNodeOf = (value: object): FlowNode => (value as { readonly [tree]: FlowNode })[tree]; // only values reach here; isFlowValue tells
/** True for values and records of a flow, false for object literals and lists. */
export const isFlowValue = (value: unknown): value is { readonly [tree]: FlowNode } => typeof value === 'object' && value !== null && tree in value;
/** The time at which the flow runs. */
export const now = (): DateTimeValue<'present'> => new DateTimeValue(call('utcNow'), 'present');

type Chosen = TextValue | NumberValue | DateTimeValue | string | number;
/** One of two values, decided when the flow runs. */
export function chosenInFlow(when: FlowCondition, yes: Chosen, no: Chosen): TextValue | NumberValue | DateTimeValue {
  const node = call('if', when[tree], given(yes), given(no));
  const nullable = [yes, no].some(each => typeof each === 'object' && each[nullness] === 'nullable') ? 'nullable' : 'present';
  const kind = typeof yes === 'object' ? yes : no;
  if (kind instanceof DateTimeValue) return new DateTimeValue(node, nullable);
  return kind instanceof NumberValue || typeof yes === 'number' ? new NumberValue(node, nullable) : new TextValue(node, nullable);
}

/** A text with values in it; null prints as nothing. */
export function flowText(strings: readonly string[], values: readonly FlowValue<Nullness>[]): TextValue<'present'> {
  const parts: (string | FlowNode)[] = [];
  strings.forEach((text, index) => {
    if (text !== '') parts.push(text);
    const value = values[index];
    if (value) parts.push(value[tree]);
  });
  return new TextValue({ node: 'text', parts }, 'present');
}
