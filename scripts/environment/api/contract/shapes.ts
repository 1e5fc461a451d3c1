import type { connectionSchemas } from './connection-schemas';
import type { connectorSchemas } from './connector-schemas';
import type { environmentSchemas } from './environment-schemas';
import type { flowSchemas } from './flow-schemas';
import type { Ref, ShapeOf } from './json-schema';
import type { OperationName, routes } from './routes';

type Schemas = typeof environmentSchemas & typeof connectorSchemas & typeof connectionSchemas & typeof flowSchemas;

/** What fits a named schema of the API: `Wire<'Flow'>`. */
export type Wire<Name extends keyof Schemas> = Resolved<ShapeOf<Schemas[Name]>>;

/** A shape with the named ones in it; they may hold each other. */
type Resolved<T> =
  T extends Ref<infer Name> ? (Name extends keyof Schemas ? Wire<Name> : never)
    : T extends readonly [infer First, infer Second] ? readonly [Resolved<First>, Resolved<Second>]
      : T extends readonly (infer Item)[] ? readonly Resolved<Item>[]
        : T extends object ? { readonly [Name in keyof T]: Resolved<T[Name]> } : T;

type Routes = typeof routes;
type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;

/** The parameters of an operation's path, by name. */
export type PathOf<Name extends OperationName> = Readonly<Record<NamesIn<Routes[Name]['path']>, string>>;
/** The parameters of its query; none must be given. */
export type QueryOf<Name extends OperationName> = Routes[Name] extends { readonly query: infer Query } ? { readonly [Key in keyof Query]?: Resolved<ShapeOf<Query[Key]>> } : Readonly<Record<never, never>>;
/** Its JSON body; `undefined` where it takes none. */
export type BodyOf<Name extends OperationName> = Routes[Name] extends { readonly body: { readonly schema: infer S } } ? Resolved<ShapeOf<S>> : undefined;
/** What it answers; `undefined` where the answer has no body. */
export type AnswerOf<Name extends OperationName> = Routes[Name] extends { readonly answer: { readonly schema: infer S } } ? Resolved<ShapeOf<S>> : undefined;
