import { type JsonSchema, number } from './json-schema';

/** One operation of the API, as data: what its OpenAPI document says of it and what requests are checked against. */
export interface RouteContract {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below `/api/v1`; parameters in braces. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** What the parameters of the path are, by name. */
  readonly inPath?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, JsonSchema>>;
  readonly body?: RequestBody;
  /** The successful answer; a status without schema has no body. */
  readonly answer: { readonly status: 200 | 201 | 204; readonly description: string; readonly schema?: JsonSchema; readonly contentType?: string };
  /** Errors of its own, besides those that every operation can answer. */
  readonly errors?: readonly (404 | 409 | 422 | 502)[];
}

/** JSON by a schema; a zip, or JSON with files; `optional` where none is the same as an empty object. */
export interface RequestBody { readonly schema: JsonSchema; readonly zip?: true; readonly optional?: true }

/** A page of a list: newest first, with what leads to the next one. */
export const page = { limit: number('Entries at most.', { minimum: 1, maximum: 500, default: 50 }) } as const;
