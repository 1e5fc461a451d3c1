import type { HeaderLine } from '../script-host';
import { EnvironmentError } from './finding';
import { headerOf } from './http-message';
import { type ConnectorOperation, type InstalledConnector, resolved } from './installed-connector';
import { type JsonObject, type JsonValue, textOf, textsOf } from './json';
import { bodyWithDefaults, wireText } from './parameter-values';
import { encoded, type QueryPart, withQuery } from './query-string';

/** An operation with its inputs, as it goes to the gateway. `path` stands below the base path and carries the query. */
export interface OperationRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array;
}

/**
 * Writes inputs as the definition says (facts 4.1): path values encoded once or twice, absent query values left out,
 * arrays by collection format, headers as they are, the body by its content type. Schema defaults fill what is not given.
 * `inputs` are keyed by parameter name. Throws EnvironmentError 'inputs' that names everything missing or unknown by its title.
 */
export function operationRequest(connector: InstalledConnector, operation: ConnectorOperation, inputs: JsonObject): OperationRequest {
  const problems: string[] = unknownInputs(operation, inputs);
  let path = operation.path;
  const query: QueryPart[] = [];
  const headers: HeaderLine[] = [];
  const form: QueryPart[] = [];
  let body: Uint8Array | undefined;
  for (const parameter of operation.parameters) {
    const name = textOf(parameter['name']) ?? '';
    const value = valueOf(connector, parameter, inputs[name]);
    if (!isGiven(value, parameter)) {
      if (parameter['required'] === true || parameter['in'] === 'path') problems.push(`"${titleOf(parameter)}" (${name}) is required and not given.`);
      continue;
    }
    switch (parameter['in']) {
      case 'path': path = path.replaceAll(`{${name}}`, pathText(parameter, value)); break;
      case 'query': query.push(...listed(parameter, name, value)); break;
      case 'header': headers.push([name, itemsOf(parameter, value).join(',')]); break;
      case 'body': body = bodyBytes(value); break;
      case 'formData': form.push(...listed(parameter, name, value)); break;
    }
  }
  if (problems.length > 0) throw new EnvironmentError('inputs', `${operation.operationId} can't be called: ${problems.join(' ')}`);
  const contentType = headerOf(headers, 'Content-Type') ?? consumedType(connector, operation, form.length > 0);
  if (form.length > 0) body = formBytes(operation, contentType, form);
  return {
    method: operation.method,
    path: withQuery(path, query),
    headers: body === undefined || headerOf(headers, 'Content-Type') !== undefined ? headers : [...headers, ['Content-Type', contentType]],
    ...(body === undefined ? {} : { body }),
  };
}

/** The words that a person sees beside a parameter's field. */
export function titleOf(parameter: JsonObject): string {
  return textOf(parameter['x-ms-summary']) ?? textOf(parameter['name']) ?? '';
}

function unknownInputs(operation: ConnectorOperation, inputs: JsonObject): string[] {
  const known = operation.parameters.map(parameter => textOf(parameter['name']) ?? '');
  return Object.keys(inputs).filter(name => !known.includes(name)).map(name => `It has no input "${name}"; it has ${known.length > 0 ? known.join(', ') : 'none'}.`);
}

function valueOf(connector: InstalledConnector, parameter: JsonObject, given: JsonValue | undefined): JsonValue | undefined {
  if (parameter['in'] === 'body') return bodyWithDefaults(connector.definition, resolved(connector.definition, parameter['schema']), given);
  return given ?? parameter['default'];
}

/** An empty text is a value for a query or header, where `allowEmptyValue` says so, and never for a path. */
function isGiven(value: JsonValue | undefined, parameter: JsonObject): value is Exclude<JsonValue, null> {
  return value !== undefined && value !== null && (value !== '' || parameter['in'] === 'body' || parameter['allowEmptyValue'] === true);
}

/** `x-ms-url-encoding: double` encodes twice; `single` is the default. */
function pathText(parameter: JsonObject, value: JsonValue): string {
  const once = itemsOf(parameter, value).map(encoded).join(',');
  return parameter['x-ms-url-encoding'] === 'double' ? encoded(once) : once;
}

function listed(parameter: JsonObject, name: string, value: JsonValue): readonly QueryPart[] {
  const items = itemsOf(parameter, value).map(encoded);
  // Swagger 2.0 takes csv where an array names no collection format.
  const format = textOf(parameter['collectionFormat']) ?? 'csv';
  if (Array.isArray(value) && format === 'multi') return items.map(item => ({ name: encoded(name), value: item }));
  const separator = format === 'ssv' ? '%20' : format === 'tsv' ? '%09' : format === 'pipes' ? '%7C' : ',';
  return Array.isArray(value) && value.length === 0 ? [] : [{ name: encoded(name), value: items.join(separator) }];
}

function itemsOf(parameter: JsonObject, value: JsonValue): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item: JsonValue) => wireText(parameter, item));
}

function consumedType(connector: InstalledConnector, operation: ConnectorOperation, isForm: boolean): string {
  const declared = textsOf(operation.object['consumes'] ?? connector.definition['consumes'])[0];
  return declared ?? (isForm ? 'application/x-www-form-urlencoded' : 'application/json');
}

/** Text goes as it is, everything else as JSON; a text for a JSON body is one that the author wrote as JSON. */
function bodyBytes(value: JsonValue): Uint8Array {
  return Buffer.from(typeof value === 'string' ? value : JSON.stringify(value), 'utf8');
}

function formBytes(operation: ConnectorOperation, contentType: string, form: readonly QueryPart[]): Uint8Array {
  if (!contentType.startsWith('application/x-www-form-urlencoded')) {
    throw new EnvironmentError('inputs', `${operation.operationId} takes a form as ${contentType}, which is not yet written here. Forms as application/x-www-form-urlencoded are.`);
  }
  return Buffer.from(form.map(({ name, value }) => `${name}=${value ?? ''}`).join('&'), 'utf8');
}
