import type { ErrorObject, ValidateFunction } from 'ajv';
import { ApiError } from './api-error';
import type { RouteContract } from './contract/route';
import { routes, type OperationName } from './contract/routes';
import { apiSchemas } from './openapi';

type Ajv = import('ajv/dist/2020').default;

/** Holds bodies and queries to the schemas of the contract. Schemas are compiled when they are first needed. */
export class RequestCheck {
  private ajv: Ajv | undefined;
  private readonly compiled = new Map<string, ValidateFunction>();

  /** Throws ApiError 400 with what does not fit. */
  body(operation: OperationName, value: unknown): void {
    const schema = (routes[operation] as RouteContract).body?.schema; // the table's own type, which every route fits
    if (schema) this.check(`${operation} body`, schema, value, 'The body');
  }

  /** The query as values: whole numbers where the contract says so. Throws ApiError 400 with what does not fit. */
  query(operation: OperationName, given: URLSearchParams): Readonly<Record<string, string | number>> {
    const declared = (routes[operation] as RouteContract).query ?? {}; // as above
    const unknown = [...given.keys()].find(name => !Object.hasOwn(declared, name));
    if (unknown !== undefined) throw new ApiError(400, 'QueryRefused', `There is no query parameter "${unknown}" here. There are: ${Object.keys(declared).join(', ') || 'none'}.`);
    const values = Object.fromEntries([...given].map(([name, text]) => [name, declared[name]?.['type'] === 'integer' && /^-?\d{1,15}$/.test(text) ? Number(text) : text]));
    this.check(`${operation} query`, { type: 'object', properties: declared }, values, 'The query');
    return values;
  }

  private check(key: string, schema: object, value: unknown, what: string): void {
    const validate = this.compiled.get(key) ?? this.compile(key, schema);
    if (validate(value)) return;
    const errors = (validate.errors ?? []).filter(({ keyword }) => keyword !== 'oneOf');
    throw new ApiError(400, what === 'The body' ? 'BodyRefused' : 'QueryRefused', `${what} does not fit: ${[...new Set(errors.map(inWords))].slice(0, 5).join('; ')}.`, errors.map(({ instancePath, message }) => ({ at: instancePath, message: message ?? '' })));
  }

  private compile(key: string, schema: object): ValidateFunction {
    const validate = (this.ajv ??= newAjv()).compile({ $id: key.replace(' ', '-'), components: { schemas: apiSchemas }, ...schema });
    this.compiled.set(key, validate);
    return validate;
  }
}

function newAjv(): Ajv {
  const { default: Ajv2020 } = require('ajv/dist/2020') as typeof import('ajv/dist/2020'); // require gives no type of its own; loaded with the first body
  const { default: addFormats } = require('ajv-formats') as typeof import('ajv-formats'); // as above
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  addFormats(ajv);
  return ajv;
}

function inWords({ instancePath, keyword, message, params }: ErrorObject): string {
  const place = instancePath === '' ? '' : `${instancePath} `;
  if (keyword === 'additionalProperties') return `${place}has no property "${String((params as { additionalProperty?: unknown }).additionalProperty)}"`; // ajv's parameters of this keyword
  if (keyword === 'enum') return `${place}is one of ${(params as { allowedValues: readonly unknown[] }).allowedValues.join(', ')}`; // as above
  return `${place}${message ?? keyword}`;
}
