/** JSON Schema (2020-12, as OpenAPI 3.1 takes it) in the few words that the contract needs. */
export interface JsonSchema { readonly [keyword: string]: unknown }

/** A schema together with the type of what fits it, which handlers and clients are held to. */
export type Schema<Shape> = JsonSchema & { readonly [shape]?: Shape };
declare const shape: unique symbol;
export type ShapeOf<S> = S extends { readonly [shape]?: infer Shape } ? Exclude<Shape, undefined> : unknown;

/** Stands for the schema of a name until all schemas are known (contract/shapes.ts). */
export interface Ref<Name extends string> { readonly ref: Name }

export const text = (description: string, keywords: JsonSchema = {}): Schema<string> => ({ type: 'string', description, ...keywords });
export const number = (description: string, keywords: JsonSchema = {}): Schema<number> => ({ type: 'integer', description, ...keywords });
/** A number that need not be whole. */
export const decimal = (description: string, keywords: JsonSchema = {}): Schema<number> => ({ type: 'number', ...keywords, description });
export const yesNo = (description: string): Schema<boolean> => ({ type: 'boolean', description });
/** An instant as ISO 8601 in UTC with milliseconds, by the environment's clock. */
export const instant = (description: string): Schema<string> => text(description, { format: 'date-time' });
export const oneOf = <const Choices extends readonly (string | number)[]>(description: string, ...choices: Choices): Schema<Choices[number]> => ({ description, enum: choices });
export const list = <S extends JsonSchema>(items: S, description: string): Schema<readonly ShapeOf<S>[]> => ({ type: 'array', items, description });
/** A list of exactly two. */
export const pair = <First extends JsonSchema, Second extends JsonSchema>(first: First, second: Second): Schema<readonly [ShapeOf<First>, ShapeOf<Second>]> =>
  ({ type: 'array', prefixItems: [first, second], items: false, minItems: 2 });
/** Any JSON object. */
export const object = (description: string): Schema<Readonly<Record<string, unknown>>> => ({ type: 'object', description });
/** A text, a number, or yes and no. */
export const scalar: Schema<string | number | boolean> = { type: ['string', 'number', 'boolean'] };
/** Any JSON value. */
export const anything = (description: string): Schema<unknown> => ({ description });
export const mapOf = <S extends JsonSchema>(value: S, description: string): Schema<Readonly<Record<string, ShapeOf<S>>>> => ({ type: 'object', additionalProperties: value, description });
export const ref = <const Name extends string>(name: Name): Schema<Ref<Name>> => ({ $ref: `#/components/schemas/${name}` });
export const either = <Schemas extends readonly JsonSchema[]>(...schemas: Schemas): Schema<ShapeOf<Schemas[number]>> => ({ oneOf: schemas });

type Properties = Readonly<Record<string, JsonSchema>>;
type Optional<Name extends string> = Name extends `${infer Plain}?` ? Plain : never;
type Required<Name extends string> = Name extends `${string}?` ? never : Name;
type RecordShape<P extends Properties> =
  & { readonly [Name in keyof P & string as Required<Name>]: ShapeOf<P[Name]> }
  & { readonly [Name in keyof P & string as Optional<Name>]?: ShapeOf<P[Name]> };

/** A closed object; the names that may be absent end with `?`. */
export function record<P extends Properties>(properties: P, description?: string): Schema<RecordShape<P>> {
  const names = Object.keys(properties);
  return {
    type: 'object', ...(description === undefined ? {} : { description }),
    properties: Object.fromEntries(names.map(name => [plain(name), properties[name]])),
    required: names.filter(name => !name.endsWith('?')), additionalProperties: false,
  };
}

const plain = (name: string): string => (name.endsWith('?') ? name.slice(0, -1) : name);
