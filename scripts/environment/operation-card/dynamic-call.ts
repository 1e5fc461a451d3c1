import { isJsonObject, type JsonObject, type JsonValue, objectOr, textOf } from '../json';

/** One argument of a call behind a drop-down or schema: a fixed value, or that of another field. */
export type DynamicArgument =
  | { readonly name: string; readonly value: JsonValue }
  | { readonly name: string; readonly reference: string; readonly required: boolean };

/** A call behind a drop-down or schema. */
export interface DynamicCall {
  readonly operationId: string;
  readonly arguments: readonly DynamicArgument[];
}

export interface DynamicList extends DynamicCall {
  /** Where the rows are; absent: the answer itself, or its `value`. */
  readonly collection?: string;
  readonly titlePath?: string;
  readonly valuePath?: string;
}

export interface DynamicSchemaCall extends DynamicCall {
  /** Where the schema is; absent: the answer itself. */
  readonly schemaPath?: string;
}

/** The list behind a field, or why there is none here; undefined for a field without one. x-ms-dynamic-list counts before x-ms-dynamic-values (facts 4.3). */
export function dynamicListOf(source: JsonObject): DynamicList | { readonly notRun: string } | undefined {
  const preferred = source['x-ms-dynamic-list'];
  const former = source['x-ms-dynamic-values'];
  for (const declared of [preferred, former].filter(isJsonObject)) {
    const call = callOf(declared);
    if (!call) continue;
    const collection = textOf(declared['itemsPath'] ?? declared['value-collection']);
    const titlePath = textOf(declared['itemTitlePath'] ?? declared['value-title']);
    const valuePath = textOf(declared['itemValuePath'] ?? declared['value-path']);
    return { ...call, ...(collection ? { collection } : {}), ...(titlePath ? { titlePath } : {}), ...(valuePath ? { valuePath } : {}) };
  }
  if (isJsonObject(source['x-ms-dynamic-tree'])) return { notRun: 'It is a tree of folders or files (x-ms-dynamic-tree), which only the designer itself shows. Enter the value.' };
  if (isJsonObject(preferred) || isJsonObject(former)) return { notRun: 'It is a picker that is built into the designer (capability, builtInOperation). Enter the value.' };
  return undefined;
}

/** The schema behind a field or an answer. x-ms-dynamic-properties counts before x-ms-dynamic-schema (facts 4.3). */
export function dynamicSchemaOf(source: JsonObject): DynamicSchemaCall | undefined {
  for (const declared of [source['x-ms-dynamic-properties'], source['x-ms-dynamic-schema']].filter(isJsonObject)) {
    const call = callOf(declared);
    const schemaPath = textOf(declared['itemValuePath'] ?? declared['value-path']);
    if (call) return { ...call, ...(schemaPath ? { schemaPath } : {}) };
  }
  return undefined;
}

/** Paths of the fields that must be filled before the call can be made. */
export const needsOf = (call: DynamicCall): readonly string[] => [...new Set(call.arguments.flatMap(argument => ('reference' in argument && argument.required ? [argument.reference] : [])))];

function callOf(declared: JsonObject): DynamicCall | undefined {
  const operationId = textOf(declared['operationId']);
  return operationId === undefined ? undefined : { operationId, arguments: Object.entries(objectOr(declared['parameters'])).map(([name, entry]) => argumentOf(name, entry)) };
}

/** A value, `{value}`, `{parameter}` of the older extensions, `{parameterReference}` of the newer ones (facts 4.3). */
function argumentOf(name: string, entry: JsonValue | undefined): DynamicArgument {
  if (!isJsonObject(entry)) return { name, value: entry ?? null };
  const reference = textOf(entry['parameterReference']) ?? textOf(entry['parameter']);
  if (reference !== undefined) return { name, reference, required: String(entry['required'] ?? 'true').toLowerCase() !== 'false' };
  return { name, value: 'value' in entry ? entry['value'] ?? null : entry };
}
