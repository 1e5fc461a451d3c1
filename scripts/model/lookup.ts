/** Lookups: internal operations behind drop-downs and dynamic schemas, and the references to them. */
import { callerOf } from '../diagnostics/place';
import { handlerFor, type Answered, type Sent } from './answer';
import { nodeOf, recorderFor, type ExpressionOf, type ListExpression, type NumberExpression, type TextExpression } from './expression/recorder';
import { sharedPart, type CodeFragment, type GivenOf, type Operation, type OperationDetails, type Parameter, type Parameters } from './operation';
import type { RecordSchema } from './schema';

/** An internal operation behind drop-downs: answers {value: [item, …]}. */
export interface Lookup<P extends Parameters = Parameters, I extends RecordSchema = RecordSchema> extends Operation { readonly kind: 'lookup'; readonly parameters: P; readonly item: I }
/** An internal operation that answers {schema: …}, the JSON Schema of an object at design time. */
export interface SchemaLookup<P extends Parameters = Parameters> extends Operation { readonly kind: 'lookup'; readonly parameters: P; readonly answersSchema: true }

type LookupDetails<P extends Parameters> = Omit<OperationDetails<P>, 'visibility'> & { readonly path: string };
interface ItemsOf<I extends RecordSchema> { readonly value: ListExpression<I> }

/** Declares a lookup for drop-downs; the one property of its answer is the list `value`. */
export function lookup<const P extends Parameters, const I extends RecordSchema>(
  details: LookupDetails<P> & { readonly item: I } & ({ readonly run: (parameters: GivenOf<P>) => Sent<ItemsOf<I>>; readonly code?: never } | { readonly code: CodeFragment; readonly run?: never }),
): Lookup<P, I> {
  const output = { kind: 'record', properties: { value: { kind: 'list', of: details.item } } } as const; // not by its builder, which would note this place
  return { ...lookupPart(details, details, output), parameters: details.parameters, item: details.item, place: callerOf(lookup) };
}

/** Declares a lookup that answers with a JSON Schema under `schema`. */
export function schemaLookup<const P extends Parameters>(details: LookupDetails<P> & { readonly code: CodeFragment }): SchemaLookup<P> {
  const output = { kind: 'record', properties: { schema: { kind: 'freeForm' } } } as const; // as in lookup
  return { ...lookupPart(details, { code: details.code }, output), parameters: details.parameters, answersSchema: true, place: callerOf(schemaLookup) };
}

function lookupPart<P extends Parameters, E>(details: LookupDetails<P>, answered: Answered<P, E>, output: RecordSchema): Operation & { readonly kind: 'lookup' } {
  return {
    ...sharedPart(details), visibility: 'internal', kind: 'lookup', method: 'get', path: details.path, output, successStatus: 200,
    ...handlerFor(details.parameters, answered, output), place: undefined,
  };
}

/** A lookup's parameter names, each with the parameter of the using operation that fills it, or a fixed text. */
export type Given = Readonly<Record<string, Parameter | string>>;
/** A drop-down: the lookup, what fills its parameters, and which property travels and which is shown. */
export interface DropDown { readonly lookup: Lookup; readonly given: Given; readonly valuePath: string; readonly titlePath: string }
/** An object's shape asked for at design time. */
export interface DynamicShape { readonly lookup: SchemaLookup; readonly given: Given }

/**
 * Fills a parameter from a lookup (x-ms-dynamic-values and x-ms-dynamic-list). `given` names, for each parameter of
 * the lookup, the parameter object of the using operation that fills it; `value` and `title` pick from the items.
 * Throws TypeError when they pick anything but a property.
 */
export function dropDown<P extends Parameters, I extends RecordSchema>(from: Lookup<P, I>, details: {
  readonly given: { readonly [K in keyof P]: Parameter | string };
  readonly value: (item: ExpressionOf<I, 'present'>) => TextExpression | NumberExpression;
  readonly title: (item: ExpressionOf<I, 'present'>) => TextExpression | NumberExpression;
}): DropDown {
  const item = recorderFor(from.item, { node: 'variable', type: 'record', name: 'item' }) as unknown as ExpressionOf<I, 'present'>; // made from the same schema
  return { lookup: from, given: details.given, valuePath: pathOf(details.value(item)), titlePath: pathOf(details.title(item)) };
}

/** The shape that a schema lookup answers with, for `dynamicRecord`. */
export const shapeFrom = <P extends Parameters>(from: SchemaLookup<P>, given: { readonly [K in keyof P]: Parameter | string }): DynamicShape => ({ lookup: from, given });

function pathOf(picked: TextExpression | NumberExpression): string {
  const names: string[] = [];
  for (let node = nodeOf(picked); node.node === 'property'; node = node.of) names.unshift(node.name);
  if (names.length === 0) throw new TypeError('A drop-down picks its value and title as properties of the item: item => item.name.');
  return names.join('/');
}
