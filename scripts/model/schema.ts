/**
 * The schema vocabulary: what Swagger 2.0 and the platform's extensions can say about a value, and nothing more.
 * A schema is plain data; the static type of the value it describes is `ValueOf<S>`.
 */
import { built } from './builder-place';
import type { DropDown, DynamicShape } from './lookup';

/** `important` shows first, `advanced` behind "Show all", `internal` never (Microsoft, openapi-extensions). */
export type Visibility = 'important' | 'advanced' | 'internal';

/** What people read about a value. `title` becomes x-ms-summary on parameters and `title` in schemas. */
export interface Wording {
  readonly title?: string;
  readonly description?: string;
  readonly visibility?: Visibility;
}

/** One value of a closed drop-down: what travels, and what people see. */
export interface Choice<V extends string = string> { readonly value: V; readonly title: string }

/** The text formats that the platform's own definition schema knows and that connectors use. */
export type TextFormat = 'uuid' | 'uri' | 'email' | 'byte' | 'binary' | 'password' | 'html' | 'date' | 'date-no-tz';

export interface TextDetails<V extends string = string> extends Wording {
  readonly format?: TextFormat;
  readonly choices?: readonly Choice<V>[];
  readonly default?: NoInfer<V>;
  readonly maximumLength?: number;
  /** A drop-down filled by a lookup (x-ms-dynamic-values and x-ms-dynamic-list); custom values stay possible. */
  readonly valuesFrom?: DropDown;
  /** `double` encodes a path value twice, for backends that decode twice (x-ms-url-encoding). */
  readonly encoding?: 'single' | 'double';
}
export interface NumberDetails extends Wording { readonly default?: number; readonly minimum?: number; readonly maximum?: number }
export interface YesNoDetails extends Wording { readonly default?: boolean }

export interface TextSchema<V extends string = string> extends TextDetails<V> { readonly kind: 'text' }
export interface WholeNumberSchema extends NumberDetails { readonly kind: 'wholeNumber'; readonly size: 32 | 64 }
export interface DecimalNumberSchema extends NumberDetails { readonly kind: 'decimalNumber' }
export interface YesNoSchema extends YesNoDetails { readonly kind: 'yesNo' }
export interface DateTimeSchema extends Wording { readonly kind: 'dateTime' }
export interface ListSchema<S extends Schema = Schema> extends Wording { readonly kind: 'list'; readonly of: S }
export interface MapSchema<S extends Schema = Schema> extends Wording { readonly kind: 'map'; readonly of: S }
/** Any JSON object: its properties are not known to the model. */
export interface FreeFormSchema extends Wording { readonly kind: 'freeForm' }
/** An object whose properties the platform asks for at design time, from a lookup (x-ms-dynamic-schema). */
export interface DynamicSchema extends Wording { readonly kind: 'dynamic'; readonly shape: DynamicShape }
export interface RecordSchema<P extends Properties = Properties> extends Wording {
  readonly kind: 'record';
  /** Named records become shared definitions; others are written in place. */
  readonly name?: string;
  readonly properties: P;
}
export interface Optional<S extends Schema = Schema> { readonly kind: 'optional'; readonly schema: S }

export type Schema =
  | TextSchema | WholeNumberSchema | DecimalNumberSchema | YesNoSchema | DateTimeSchema
  | ListSchema | MapSchema | FreeFormSchema | DynamicSchema | RecordSchema;
export type Property = Schema | Optional;
export type Properties = { readonly [name: string]: Property };
export type Kind = Schema['kind'];

/** Text. With `choices` a closed drop-down whose values are part of the static type. */
export const text = <const V extends string = string>(details: TextDetails<V> = {}): TextSchema<V> => built({ kind: 'text', ...details }, text);
/** A whole number, int64 unless `size` says 32. */
export const wholeNumber = (details: NumberDetails & { readonly size?: 32 | 64 } = {}): WholeNumberSchema => built({ size: 64, ...details, kind: 'wholeNumber' }, wholeNumber);
/** A number with decimals; travels as JSON number, calculated as decimal, never as binary floating point. */
export const decimalNumber = (details: NumberDetails = {}): DecimalNumberSchema => built({ kind: 'decimalNumber', ...details }, decimalNumber);
/** A boolean; the designer shows Yes and No. */
export const yesNo = (details: YesNoDetails = {}): YesNoSchema => built({ kind: 'yesNo', ...details }, yesNo);
/** An instant (RFC 3339 text on the wire). */
export const dateTime = (details: Wording = {}): DateTimeSchema => built({ kind: 'dateTime', ...details }, dateTime);
/** A list of one kind of value. */
export const list = <const S extends Schema>(of: S, details: Wording = {}): ListSchema<S> => built({ kind: 'list', of, ...details }, list);
/** An object with free names and one kind of value. */
export const mapOf = <const S extends Schema>(of: S, details: Wording = {}): MapSchema<S> => built({ kind: 'map', of, ...details }, mapOf);
/** An object whose properties are not known. */
export const freeForm = (details: Wording = {}): FreeFormSchema => built({ kind: 'freeForm', ...details }, freeForm);
/** An object described at design time by a lookup (x-ms-dynamic-schema and x-ms-dynamic-properties). */
export const dynamicRecord = (shape: DynamicShape, details: Wording = {}): DynamicSchema => built({ kind: 'dynamic', shape, ...details }, dynamicRecord);

/** An object with known properties; with a name it becomes a shared definition of the artifact. */
export function record<const P extends Properties>(properties: P, details?: Wording): RecordSchema<P>;
export function record<const P extends Properties>(name: string, properties: P, details?: Wording): RecordSchema<P>;
export function record(first: string | Properties, second: Properties | Wording = {}, third: Wording = {}): RecordSchema {
  return built<RecordSchema>(typeof first === 'string'
    ? { kind: 'record', ...third, name: first, properties: second as Properties } // the overloads tie the two positions together
    : { kind: 'record', ...(second as Wording), properties: first }, record); // likewise
}
/** Marks a property that may be absent; everything else is required. */
export const optional = <const S extends Schema>(schema: S): Optional<S> => ({ kind: 'optional', schema });

/** The schema behind a property, without the mark that it may be absent. */
export const schemaOf = (property: Property): Schema => (property.kind === 'optional' ? property.schema : property);
/** True when a property may be absent. */
export const isOptional = (property: Property): boolean => property.kind === 'optional';

type Simplify<T> = { [K in keyof T]: T[K] } & {};
type RequiredNames<P extends Properties> = { [K in keyof P]: P[K] extends Optional ? never : K }[keyof P];

/** The static type of the JSON value that a schema describes. */
export type ValueOf<S> =
  S extends TextSchema<infer V> ? V
    : S extends WholeNumberSchema | DecimalNumberSchema ? number
      : S extends YesNoSchema ? boolean
        : S extends DateTimeSchema ? string
          : S extends ListSchema<infer I> ? ValueOf<I>[]
            : S extends MapSchema<infer I> ? Record<string, ValueOf<I>>
              : S extends RecordSchema<infer P>
                ? Simplify<{ [K in RequiredNames<P>]: ValueOf<P[K]> } & { [K in Exclude<keyof P, RequiredNames<P>>]?: P[K] extends Optional<infer I> ? ValueOf<I> : never }>
                : S extends FreeFormSchema | DynamicSchema ? Record<string, unknown>
                  : S extends Optional<infer I> ? ValueOf<I> | undefined
                    : never;
