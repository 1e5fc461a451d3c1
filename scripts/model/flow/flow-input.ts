/** What an author may put into the inputs of a step: literals, values of the flow, and objects and lists of them. */
import type { Nullness } from '../expression/recorder';
import type { BodyParameter, HeaderParameter, Parameter, Parameters } from '../operation';
import { propertyOf } from '../operation';
import { schemaOf, type DateTimeSchema, type DecimalNumberSchema, type DynamicSchema, type FreeFormSchema, type ListSchema, type MapSchema,
  type Optional, type Properties, type Property, type RecordSchema, type Schema, type TextSchema, type WholeNumberSchema, type YesNoSchema } from '../schema';
import type { FlowNode } from './flow-node';
import { flowNodeOf, isFlowValue, type DateTimeValue, type FlowCondition, type ListValue, type NumberValue, type ObjectValue, type RecordValue, type TextValue, type YesNoValue } from './flow-values';

/** An instant written by the author, such as 2026-01-31T00:00:00Z. */
type WrittenInstant = `${number}-${number}-${number}T${string}`;
type Scalar = TextValue | NumberValue | YesNoValue | DateTimeValue | FlowCondition | string | number | boolean | null;
/** What the model does not know the shape of. */
export type FreeInput = Scalar | ListValue | ObjectValue | readonly FreeInput[] | { readonly [name: string]: FreeInput };

/** What fits where a schema asks for a value; `N` says whether it may be null when the flow runs. */
export type FlowInput<S extends Property, N extends Nullness = 'present'> =
  S extends Optional<infer I> ? FlowInput<I, Nullness>
    : S extends TextSchema<infer V> ? V | TextValue<N>
      : S extends WholeNumberSchema | DecimalNumberSchema ? number | NumberValue<N>
        : S extends YesNoSchema ? boolean | YesNoValue<N> | FlowCondition
          : S extends DateTimeSchema ? WrittenInstant | DateTimeValue<N>
            : S extends ListSchema<infer I> ? readonly FlowInput<I>[] | ListValue<I>
              : S extends RecordSchema<infer P> ? RecordInput<P> | RecordValue<P, N>
                : S extends MapSchema<infer I> ? { readonly [name: string]: FlowInput<I> } | ObjectValue<N>
                  : S extends FreeFormSchema | DynamicSchema ? { readonly [name: string]: FreeInput } | ObjectValue<N>
                    : never;
type RecordInput<P extends Properties> =
  & { readonly [K in keyof P as P[K] extends Optional ? never : K]: FlowInput<P[K]> }
  & { readonly [K in keyof P as P[K] extends Optional ? K : never]?: FlowInput<P[K]> };

type IsOptional<P extends Parameter> = P extends BodyParameter<Schema, infer R> ? ([R] extends [true] ? false : true) : P extends HeaderParameter<infer H> ? (H extends Optional ? true : false) : P extends Optional ? true : false;
type ParameterInput<P extends Parameter> = P extends BodyParameter<infer S> ? FlowInput<S> : P extends HeaderParameter<infer H> ? FlowInput<H> : P extends Property ? FlowInput<P> : never;
/** The inputs of an operation: required ones must be there, and no others than its parameters. */
export type FlowInputs<P extends Parameters> =
  & { readonly [K in keyof P as IsOptional<P[K]> extends true ? never : K]: ParameterInput<P[K]> }
  & { readonly [K in keyof P as IsOptional<P[K]> extends true ? K : never]?: ParameterInput<P[K]> };

/** The trees of the inputs that were given, by parameter, in the order of the operation's parameters. */
export type GivenInputs = readonly (readonly [parameter: string, value: FlowNode])[];

/** Reads inputs that the compiler checked; what no parameter takes comes last, for `checkConnector` to find. */
export function givenInputs(parameters: Parameters, inputs: object): GivenInputs {
  const values = inputs as Readonly<Record<string, unknown>>; // FlowInputs<P>, seen by name
  const known = Object.keys(parameters).filter(name => values[name] !== undefined);
  const others = Object.keys(values).filter(name => !Object.hasOwn(parameters, name) && values[name] !== undefined);
  return [...known.map(name => [name, inputNode(schemaOf(propertyOf(parameters[name]!)), values[name])] as const), ...others.map(name => [name, inputNode(undefined, values[name])] as const)];
}

/** The tree for one value; records of the model are written in the order of their properties. */
function inputNode(schema: Schema | undefined, value: unknown): FlowNode {
  if (isFlowValue(value)) return flowNodeOf(value);
  if (Array.isArray(value)) return { node: 'list', items: value.map(item => inputNode(schema?.kind === 'list' ? schema.of : undefined, item)) };
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    const properties = schema?.kind === 'record' ? schema.properties : {};
    const order = new Map(Object.keys(properties).map((name, index) => [name, index]));
    const sorted = entries.sort(([one], [other]) => (order.get(one) ?? order.size) - (order.get(other) ?? order.size));
    return { node: 'object', properties: sorted.map(([name, inner]) => [name, inputNode(properties[name] && schemaOf(properties[name]), inner)] as const) };
  }
  return { node: 'literal', value: value as string | number | boolean | null }; // the other kinds of input are scalars
}
