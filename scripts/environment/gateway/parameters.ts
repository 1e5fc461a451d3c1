import type { HeaderLine } from '../../script-host';
import { EnvironmentError } from '../finding';
import { headerOf, withHeader } from './http-message';
import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, textOf, textsOf } from '../json';
import { bodyWithDefaults, wireText } from './parameter-values';
import { encoded, type QueryPart, withQuery } from './query-string';
import { bodyBytes, formBody, type FormBody, type FormField } from './request-body';

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
  const form: FormField[] = [];
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
      case 'formData': form.push(...fieldsOf(parameter, name, value)); break;
    }
  }
  if (problems.length > 0) throw new EnvironmentError('inputs', `${operation.operationId} can't be called: ${problems.join(' ')}`);
  const given = headerOf(headers, 'Content-Type');
  const written = form.length > 0 ? formOf(connector, operation, given, form) : undefined;
  body = written?.body ?? body;
  const contentType = written?.contentType ?? given ?? consumedType(connector, operation);
  return {
    method: operation.method,
    path: withQuery(path, query),
    headers: body === undefined || given === contentType ? headers : withHeader(headers, 'Content-Type', contentType),
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
  if (Array.isArray(value) && textOf(parameter['collectionFormat']) === 'multi') return items.map(item => ({ name: encoded(name), value: item }));
  // A comma between elements stays one, so that it differs from the commas inside them.
  const separator = separatorOf(parameter);
  return Array.isArray(value) && value.length === 0 ? [] : [{ name: encoded(name), value: items.join(separator === ',' ? ',' : encoded(separator)) }];
}

/** Swagger 2.0 takes csv where an array names no collection format. */
function separatorOf(parameter: JsonObject): string {
  const format = textOf(parameter['collectionFormat']);
  return format === 'ssv' ? ' ' : format === 'tsv' ? '\t' : format === 'pipes' ? '|' : ',';
}

function itemsOf(parameter: JsonObject, value: JsonValue): readonly string[] {
  return (Array.isArray(value) ? value : [value]).map((item: JsonValue) => wireText(parameter, item));
}

/** The first declared type, JSON where there is none. */
function consumedType(connector: InstalledConnector, operation: ConnectorOperation): string {
  return consumedTypes(connector, operation)[0] ?? 'application/json';
}

function consumedTypes(connector: InstalledConnector, operation: ConnectorOperation): readonly string[] {
  return textsOf(operation.object['consumes'] ?? connector.definition['consumes']);
}

/** One field for each element of a list in the format `multi`, else one whose elements are joined. Files stay as they are. */
function fieldsOf(parameter: JsonObject, name: string, value: JsonValue): readonly FormField[] {
  if (parameter['type'] === 'file' || isJsonObject(value)) return [{ name, value, isFile: parameter['type'] === 'file' }];
  const items = itemsOf(parameter, value);
  if (Array.isArray(value) && textOf(parameter['collectionFormat']) === 'multi') return items.map(item => ({ name, value: item, isFile: false }));
  return Array.isArray(value) && value.length === 0 ? [] : [{ name, value: items.join(separatorOf(parameter)), isFile: false }];
}

/** By the maker's own Content-Type where that is one of a form, else the first of those that are declared; without any a form with a file is multipart. */
function formOf(connector: InstalledConnector, operation: ConnectorOperation, given: string | undefined, form: readonly FormField[]): FormBody {
  const declared = consumedTypes(connector, operation);
  const usual = form.some(({ isFile }) => isFile) ? 'multipart/form-data' : 'application/x-www-form-urlencoded';
  const types = [...given === undefined ? [] : [given], ...declared.length > 0 ? declared : [usual]];
  for (const type of types) {
    const written = formBody(type, form);
    if (written) return written;
  }
  throw new EnvironmentError('inputs', `${operation.operationId} takes a form as ${declared.join(' or ')}, and that is no type of a form. Declare application/x-www-form-urlencoded or multipart/form-data.`);
}
