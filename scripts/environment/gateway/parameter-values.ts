import { resolved } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr, textsOf } from '../json';

/**
 * One scalar as it stands on the wire: an instant as UTC ISO 8601, a date as yyyy-MM-dd, `date-no-tz` unchanged, anything
 * that is no text as JSON. Text that is no instant stays, for the service is to judge it. Source: facts 4.1.
 */
export function wireText(declared: JsonObject, value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  if (declared['format'] === 'date-time' && /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/.test(value)) {
    const instant = new Date(value);
    return Number.isNaN(instant.getTime()) ? value : instant.toISOString();
  }
  if (declared['format'] === 'date' && /^\d{4}-\d\d-\d\dT/.test(value)) return value.slice(0, 10);
  return value;
}

/**
 * A body with the hidden defaults that the platform adds: a property that is required, internal and has a default
 * (facts 4.1). What the user gave stays, also where it is null. An object that is left empty by this is not made up.
 */
export function bodyWithDefaults(definition: JsonObject, schema: JsonObject, given: JsonValue | undefined, depth = 0): JsonValue | undefined {
  if (given === undefined && schema['default'] !== undefined) return schema['default'];
  // A schema may contain itself; no published body is deeper than this.
  if (depth > 20 || (given !== undefined && !isJsonObject(given))) return given;
  const required = textsOf(schema['required']);
  const added: Record<string, JsonValue> = {};
  for (const [name, entry] of Object.entries(objectOr(schema['properties']))) {
    const property = resolved(definition, entry);
    const value = given?.[name];
    const isHidden = (objectOr(entry)['x-ms-visibility'] ?? property['x-ms-visibility']) === 'internal';
    if (value === undefined && property['default'] !== undefined) {
      if (isHidden && required.includes(name)) added[name] = property['default'];
    } else if (value !== undefined || required.includes(name)) {
      const filled = bodyWithDefaults(definition, property, value, depth + 1);
      if (filled !== undefined && filled !== value) added[name] = filled;
    }
  }
  return Object.keys(added).length === 0 ? given : { ...given, ...added };
}
