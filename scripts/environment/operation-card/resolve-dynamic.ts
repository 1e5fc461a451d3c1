import { EnvironmentError } from '../finding';
import type { Gateway } from '../gateway/gateway';
import type { ConnectorOperation, InstalledConnector } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, jsonOf, objectOr, textOf } from '../json';
import { type DynamicCall, type DynamicList, dynamicListOf, type DynamicSchemaCall, dynamicSchemaOf } from './dynamic-call';
import { type Choice, type DeclaredField, type Field, fieldBudget, fieldsOf, inOrder, schemaFields } from './fields';
import { dynamicOutputs } from './operation-card';
import { type OutputField, outputFields, outputSchema } from './outputs';
import { filledCall, valueAt, waitingSentence } from './reference-values';

export type Waiting = { readonly state: 'waiting'; readonly needs: readonly { readonly path: string; readonly title: string }[]; readonly message: string };
export type Failed = { readonly state: 'failed'; readonly operationId?: string; readonly status?: number; readonly message: string };
export type Choices = { readonly state: 'resolved'; readonly operationId: string; readonly choices: readonly Choice[] } | Waiting | Failed;
export type DynamicSchema = { readonly state: 'resolved'; readonly operationId: string; readonly schema: JsonValue; readonly fields: readonly Field[]; readonly outputs: readonly OutputField[] } | Waiting | Failed;

/** Calls for one schema, nested ones included; a schema that asks for itself must end. */
const mostCalls = 10;

/** Fills drop-downs and schemas of one operation by calling what stands behind them, through the whole pipeline (facts 4.3). */
export class DynamicFields {
  private readonly connector: InstalledConnector;
  private readonly operation: ConnectorOperation;
  private readonly fields: readonly DeclaredField[];
  private calls = 0;

  /** `given` are the values of the form so far. Throws EnvironmentError 'connection' or 'operation'. */
  constructor(private readonly gateway: Gateway, private readonly connectionId: string, operationId: string, private readonly given: JsonObject) {
    ({ connector: this.connector, operation: this.operation } = gateway.operation(connectionId, operationId));
    this.fields = fieldsOf(this.connector, this.operation);
  }

  /** The list of a field; of a field in a dynamic schema too. Throws EnvironmentError 'inputs' for a field that is not there, or has none. */
  async choices(path: string): Promise<Choices> {
    const found = await this.fieldAt(path);
    if ('state' in found) return found;
    const list = dynamicListOf(found.source) ?? dynamicListOf(objectOr(found.source['items']));
    if (!list) throw new EnvironmentError('inputs', `The field "${path}" of ${this.operation.operationId} has no drop-down.${found.field.choices ? ' Its choices are fixed and stand in its card.' : ''}`);
    if ('notRun' in list) return { state: 'failed', message: list.notRun };
    const answered = await this.called(list);
    return 'state' in answered ? answered : choicesIn(answered.body, list);
  }

  /** The schema behind a field, or behind the outputs. Throws EnvironmentError 'inputs' where it is not dynamic. */
  async schema(path: string | undefined): Promise<DynamicSchema> {
    const declared = path === undefined ? dynamicOutputs(this.connector, outputSchema(this.connector, this.operation)) : dynamicSchemaOf(this.fieldNamed(path).source);
    if (!declared) throw new EnvironmentError('inputs', `${path === undefined ? `The outputs of ${this.operation.operationId} do` : `The field "${path}" of ${this.operation.operationId} does`} not depend on other fields.`);
    const found = await this.schemaOf(declared);
    if ('state' in found) return found;
    const place = path === undefined ? undefined : this.fieldNamed(path).field;
    const fields = place ? inOrder(schemaFields(this.connector, found.schema, place, 0, fieldBudget())).filter(({ field }) => field.path !== place.path || Object.keys(found.schema).length > 0) : [];
    return { state: 'resolved', operationId: declared.operationId, schema: found.schema, fields: fields.map(({ field }) => field), outputs: place ? [] : outputFields(this.connector, found.schema) };
  }

  private fieldNamed(path: string): DeclaredField {
    const found = this.fields.find(({ field }) => field.path === path) ?? this.itemField(path);
    if (!found) throw new EnvironmentError('inputs', `${this.operation.operationId} has no field "${path}". It has: ${this.fields.map(({ field }) => field.path).join(', ') || 'none'}.`);
    return found;
  }

  /** `list[]/name`, or `list/0/name` as flows write it. */
  private itemField(path: string): DeclaredField | undefined {
    const [, list, rest] = /^(.+?)(?:\[\]|\/\d+)\/(.+)$/.exec(path) ?? [];
    return list === undefined ? undefined : this.fields.find(({ field }) => field.path === list)?.items.find(({ field }) => field.path === rest);
  }

  private async fieldAt(path: string): Promise<DeclaredField | Waiting | Failed> {
    const around = this.fields.find(({ field }) => field.dynamicSchema && path.startsWith(`${field.path}/`));
    const declared = around && dynamicSchemaOf(around.source);
    if (!around || !declared) return this.fieldNamed(path);
    const found = await this.schemaOf(declared);
    if ('state' in found) return found;
    const inner = schemaFields(this.connector, found.schema, around.field, 0, fieldBudget()).find(({ field }) => field.path === path);
    return inner ?? this.fieldNamed(path);
  }

  private async schemaOf(declared: DynamicSchemaCall): Promise<{ readonly schema: JsonObject } | Waiting | Failed> {
    const answered = await this.called(declared);
    if ('state' in answered) return answered;
    const found = declared.schemaPath === undefined ? answered.body : valueAt(answered.body, declared.schemaPath);
    if (found === null) return { schema: {} };
    if (!isJsonObject(found)) return { state: 'failed', operationId: declared.operationId, message: `The answer of ${declared.operationId} has no schema ${declared.schemaPath === undefined ? 'at its root' : `at "${declared.schemaPath}"`}.` };
    return { schema: await this.withInnerSchemas(found, 0) };
  }

  /** Schemas inside a schema that depend on fields themselves are filled where that can be, and left where not. */
  private async withInnerSchemas(schema: JsonObject, depth: number): Promise<JsonObject> {
    if (depth > 10) return schema;
    const own = depth > 0 ? dynamicSchemaOf(schema) : undefined;
    if (own) {
      const found = await this.schemaOf(own);
      return 'state' in found ? schema : { ...withoutDynamics(schema), ...found.schema };
    }
    const properties: Record<string, JsonValue> = {};
    for (const [name, inner] of Object.entries(objectOr(schema['properties']))) properties[name] = await this.withInnerSchemas(objectOr(inner), depth + 1);
    const items = isJsonObject(schema['items']) ? await this.withInnerSchemas(schema['items'], depth + 1) : undefined;
    return { ...schema, ...(Object.keys(properties).length > 0 ? { properties } : {}), ...(items ? { items } : {}) };
  }

  private async called(call: DynamicCall): Promise<{ readonly body: JsonValue } | Waiting | Failed> {
    const target = this.connector.operations.find(({ operationId }) => operationId === call.operationId);
    const filled = filledCall(call, this.given, this.operation, this.fields, target);
    if ('waits' in filled) return { state: 'waiting', needs: filled.waits, message: waitingSentence(filled.waits) };
    const failed = (message: string, status?: number): Failed => ({ state: 'failed', operationId: call.operationId, ...(status === undefined ? {} : { status }), message });
    if (++this.calls > mostCalls) return failed(`The schema asks for other schemas more than ${mostCalls} times. It is not asked further.`);
    try {
      const answer = await this.gateway.invoke({ connectionId: this.connectionId, operationId: call.operationId, inputs: filled.inputs });
      const body = jsonOf(answer.body);
      if (answer.status < 200 || answer.status > 299) return failed(`${call.operationId} answered ${answer.status}${errorText(body)}`, answer.status);
      return body === undefined ? failed(`${call.operationId} answered ${answer.status} without JSON.`, answer.status) : { body };
    } catch (error) {
      if (error instanceof EnvironmentError) return failed(error.message);
      throw error;
    }
  }
}

/** Rows without title or value are passed over; without a title path the value is the title (facts 4.3). */
function choicesIn(body: JsonValue, { operationId, collection, titlePath, valuePath }: DynamicList): Choices {
  const rows = collection === undefined ? (Array.isArray(body) ? body : valueAt(body, 'value')) : valueAt(body, collection);
  if (!Array.isArray(rows)) return { state: 'failed', operationId, message: `The answer of ${operationId} has no list ${collection === undefined ? 'at its root or "value"' : `at "${collection}"`}.` };
  const choices = rows.flatMap((row: JsonValue): readonly Choice[] => {
    const value = valuePath === undefined ? row : valueAt(row, valuePath);
    const title = titlePath === undefined ? value : valueAt(row, titlePath);
    return isScalar(value) && isScalar(title) ? [{ title: String(title), value }] : [];
  });
  return { state: 'resolved', operationId, choices };
}

const isScalar = (value: JsonValue | undefined): value is string | number | boolean => typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

function withoutDynamics(schema: JsonObject): JsonObject {
  const { 'x-ms-dynamic-schema': _, 'x-ms-dynamic-properties': __, ...rest } = schema;
  return rest;
}

function errorText(body: JsonValue | undefined): string {
  const error = isJsonObject(body) && isJsonObject(body['error']) ? body['error'] : body;
  const message = isJsonObject(error) ? textOf(error['message']) : undefined;
  return message === undefined ? '.' : `: ${message}`;
}
