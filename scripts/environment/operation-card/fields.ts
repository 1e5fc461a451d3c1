import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { type JsonObject, type JsonValue, isJsonObject, objectOr, textOf, textsOf } from '../json';
import { dynamicListOf, dynamicSchemaOf, needsOf } from './dynamic-call';
import { type Visibility, visibilityOf } from './operation-summary';

export interface Choice { readonly title: string; readonly value: JsonValue }

export type FieldType = 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'file' | 'any';

/** One field of an operation as the designer shows it. */
export interface Field {
  /** As flows name it: the parameter's name, or `body/name` for fields of a body. */
  readonly path: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly in: 'path' | 'query' | 'header' | 'body' | 'formData';
  readonly type: FieldType;
  readonly format?: string;
  readonly required: boolean;
  readonly visibility: Visibility;
  readonly shown: 'main' | 'advanced' | 'hidden';
  readonly default?: JsonValue;
  readonly choices?: readonly Choice[];
  readonly dropDown?: { readonly operationId: string; readonly needs: readonly string[]; readonly notRun?: string };
  readonly dynamicSchema?: { readonly operationId: string; readonly needs: readonly string[] };
  /** Of a list: its items. Paths of their fields count from the item. */
  readonly items?: { readonly type: string; readonly fields: readonly Field[]; readonly choices?: readonly Choice[] };
}

/** A field with what declares it. */
export interface DeclaredField { readonly field: Field; readonly source: JsonObject; readonly items: readonly DeclaredField[] }

/** Deeper than any published body; schemas may contain themselves. */
const deepest = 10;
/** More fields than any published operation has; schemas that hold one another many times over could make billions. */
const mostFields = 5_000;

/** How many fields may still be made for one card. */
export interface FieldBudget { left: number }
export const fieldBudget = (): FieldBudget => ({ left: mostFields });

/** The fields of an operation in the order of the designer; fields of a body flat, as flows write them. */
export function fieldsOf(connector: InstalledConnector, operation: ConnectorOperation): readonly DeclaredField[] {
  const budget = fieldBudget();
  return inOrder(operation.parameters.flatMap(parameter => {
    const name = textOf(parameter['name']) ?? '';
    const place = textOf(parameter['in']) as Field['in'] | undefined ?? 'query'; // the places of Swagger 2.0
    const required = parameter['required'] === true || place === 'path';
    const visibility = visibilityOf(parameter['x-ms-visibility']);
    if (place !== 'body') return [declared(connector, parameter, { path: escaped(name), name, in: place, required, visibility }, 0, budget)];
    const schema = merged(connector, parameter['schema'], parameter);
    return schemaFields(connector, schema, { path: escaped(name), name, in: 'body', required, visibility }, 0, budget);
  }));
}

/** The fields of a schema that stands at a path: of an object its properties, else the one field itself. */
export function schemaFields(connector: InstalledConnector, schema: JsonObject, at: Placed, depth: number, budget: FieldBudget): readonly DeclaredField[] {
  const properties = Object.entries(objectOr(schema['properties']));
  if (properties.length === 0 || depth >= deepest || budget.left <= 0 || dynamicSchemaOf(schema)) return [declared(connector, schema, at, depth, budget)];
  budget.left -= properties.length;
  const required = textsOf(schema['required']);
  return properties.flatMap(([name, entry]) => {
    const inner = merged(connector, entry, {});
    const own = visibilityOf(inner['x-ms-visibility']);
    return schemaFields(connector, inner, { path: at.path === '' ? escaped(name) : `${at.path}/${escaped(name)}`, name, in: at.in, required: at.required && required.includes(name), visibility: own === 'none' ? at.visibility : own }, depth + 1, budget);
  });
}

/** Important ones, required ones, the rest, advanced ones, hidden ones; else as they stand. */
export function inOrder(fields: readonly DeclaredField[]): readonly DeclaredField[] {
  const rank = ({ field: { visibility, required, shown } }: DeclaredField): number => (shown === 'hidden' ? 4 : shown === 'advanced' ? 3 : visibility === 'important' ? 0 : required ? 1 : 2);
  return [...fields].sort((one, other) => rank(one) - rank(other));
}

interface Placed { readonly path: string; readonly name: string; readonly in: Field['in']; readonly required: boolean; readonly visibility: Visibility }

function declared(connector: InstalledConnector, source: JsonObject, at: Placed, depth: number, budget: FieldBudget): DeclaredField {
  const type = typeOf(source, at.in);
  const format = textOf(source['format']);
  const choices = choicesOf(source);
  const list = dynamicListOf(source);
  const schema = dynamicSchemaOf(source);
  const itemSchema = type === 'array' ? merged(connector, source['items'], {}) : undefined;
  const items = itemSchema && typeOf(itemSchema, at.in) === 'object' && depth < deepest && budget.left > 0 ? inOrder(schemaFields(connector, itemSchema, { path: '', name: '', in: at.in, required: true, visibility: 'none' }, depth + 1, budget)) : [];
  const itemChoices = itemSchema && choicesOf(itemSchema);
  const { required, visibility } = at;
  const field: Field = {
    path: at.path, name: at.name, title: textOf(source['x-ms-summary']) ?? textOf(source['title']) ?? at.name, description: textOf(source['description']) ?? '', in: at.in, type, required, visibility,
    shown: visibility === 'internal' ? 'hidden' : visibility === 'advanced' && !required ? 'advanced' : 'main',
    ...(format === undefined ? {} : { format }), ...(source['default'] === undefined ? {} : { default: source['default'] }), ...(choices ? { choices } : {}),
    ...(list === undefined ? {} : 'notRun' in list ? { dropDown: { operationId: '', needs: [], notRun: list.notRun } } : { dropDown: { operationId: list.operationId, needs: needsOf(list) } }),
    ...(schema ? { dynamicSchema: { operationId: schema.operationId, needs: needsOf(schema) } } : {}),
    ...(itemSchema ? { items: { type: typeOf(itemSchema, at.in), fields: items.map(each => each.field), ...(itemChoices ? { choices: itemChoices } : {}) } } : {}),
  };
  return { field, source, items };
}

/** A schema with what stands beside its reference: summaries, visibility and the like may stand on either. */
function merged(connector: InstalledConnector, schema: unknown, beside: JsonObject): JsonObject {
  const { $ref: _, ...own } = objectOr(schema);
  const { schema: __, in: ___, required: ____, ...rest } = beside;
  return { ...rest, ...resolved(connector.definition, schema), ...own };
}

function typeOf(source: JsonObject, place: Field['in']): FieldType {
  const type = textOf(source['type']);
  if (type === 'file' || (type === 'string' && source['format'] === 'binary' && (place === 'body' || place === 'formData'))) return 'file';
  if (type === 'string' || type === 'number' || type === 'integer' || type === 'boolean' || type === 'array' || type === 'object') return type;
  return source['properties'] !== undefined || dynamicSchemaOf(source) ? 'object' : source['items'] !== undefined ? 'array' : 'any';
}

function choicesOf(source: JsonObject): readonly Choice[] | undefined {
  const named = Array.isArray(source['x-ms-enum-values']) ? source['x-ms-enum-values'].filter(isJsonObject) : [];
  if (named.length > 0) return named.map(each => ({ title: textOf(each['displayName']) ?? String(each['value']), value: each['value'] ?? null }));
  const values = source['enum'];
  return Array.isArray(values) ? values.map((value: JsonValue) => ({ title: typeof value === 'string' ? value : JSON.stringify(value), value })) : undefined;
}

/** A slash inside a name, as flows write it (see flow-run/operation-inputs.ts). */
const escaped = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1');
