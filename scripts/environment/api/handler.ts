import type { Environment } from '../environment';
import type { OperationName } from './contract/routes';
import type { AnswerOf, BodyOf, PathOf, QueryOf } from './contract/shapes';

/** A request that fits the contract. */
export interface ApiRequest<Name extends OperationName> {
  readonly path: PathOf<Name>;
  readonly query: QueryOf<Name>;
  readonly body: BodyOf<Name>;
  /** The body where it came as a zip; `body` is not to be read then. */
  readonly zip?: Uint8Array;
}

/** Serves one operation. What it throws becomes an error of the API (api-error.ts). */
export type Handler<Name extends OperationName> = (environment: Environment, request: ApiRequest<Name>) => Answer<AnswerOf<Name>>;
/** An answer without body is nothing. */
type Answer<Body> = [Body] extends [undefined] ? void | Promise<void> : Body | Promise<Body>;

/** Operations that are served by the server itself. */
export type ServedApart = 'streamEvents' | 'getOpenApi';
export type HandlersOf<Names extends OperationName> = { readonly [Name in Names]: Handler<Name> };
