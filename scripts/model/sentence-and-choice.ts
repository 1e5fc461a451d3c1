/** Sentences and choices have the same words in custom code and in flows; the values in them tell which is meant. */
import * as customCode from './expression/combine';
import type { Condition, InstantExpression, Nullness, NumberExpression, TextExpression, YesNoExpression } from './expression/recorder';
import { chosenInFlow, FlowCondition, flowText, isFlowValue, type DateTimeValue, type NumberValue, type TextValue, type YesNoValue } from './flow/flow-values';

type CodeScalar = TextExpression | NumberExpression | InstantExpression | YesNoExpression;
type FlowScalar = TextValue | NumberValue | DateTimeValue | YesNoValue;

/**
 * A sentence with values in it: sentence`Segment ${name} has ${count} members`. Null prints as nothing, numbers with
 * thousands separators and without culture, instants in UTC.
 */
export function sentence(strings: TemplateStringsArray, ...values: readonly CodeScalar[]): TextExpression<'present'>;
/** A text of a flow with values in it, which print as they travel; `formatted` of a number or date says how else. Null prints as nothing. */
export function sentence(strings: TemplateStringsArray, ...values: readonly FlowScalar[]): TextValue<'present'>;
export function sentence(strings: TemplateStringsArray, ...values: readonly (CodeScalar | FlowScalar)[]): TextExpression<'present'> | TextValue<'present'> {
  // The overloads say that values of the two kinds do not mix.
  return values.some(isFlowValue) ? flowText(strings, values as readonly FlowScalar[]) : customCode.sentence(strings, ...values as readonly CodeScalar[]);
}

/** One of two values, decided when the operation or the flow runs. JavaScript's `?:` can't do this: it is decided at build time. */
export function choose<N extends Nullness, M extends Nullness>(condition: Condition, yes: InstantExpression<N>, no: InstantExpression<M>): InstantExpression<N | M>;
export function choose<N extends Nullness, M extends Nullness>(condition: Condition, yes: TextExpression<N>, no: TextExpression<M>): TextExpression<N | M>;
export function choose(condition: Condition, yes: string | TextExpression<'present'>, no: string | TextExpression<'present'>): TextExpression<'present'>;
export function choose<N extends Nullness, M extends Nullness>(condition: FlowCondition, yes: DateTimeValue<N>, no: DateTimeValue<M>): DateTimeValue<N | M>;
export function choose<N extends Nullness, M extends Nullness>(condition: FlowCondition, yes: TextValue<N>, no: TextValue<M>): TextValue<N | M>;
export function choose(condition: FlowCondition, yes: string | TextValue<'present'>, no: string | TextValue<'present'>): TextValue<'present'>;
export function choose(condition: FlowCondition, yes: number | NumberValue<'present'>, no: number | NumberValue<'present'>): NumberValue<'present'>;
export function choose(condition: Condition | FlowCondition, yes: unknown, no: unknown): unknown {
  // The overloads pair each kind of condition with its kind of values.
  if (condition instanceof FlowCondition) return chosenInFlow(condition, ...[yes, no] as [TextValue, TextValue]);
  return customCode.choose(condition, ...[yes, no] as [TextExpression, TextExpression]);
}
