import { EnvironmentError } from '../finding';
import type { InstalledConnector } from '../connectors/installed-connector';
import { type JsonObject, objectOr, textOf } from '../json';

/** A connection: what its maker filled in, and with connection parameter sets also which one. `values` holds secrets. */
export interface Connection {
  readonly id: string;
  /** Name of the installed connector. */
  readonly connector: string;
  readonly parameterSet?: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The declared parameters that apply to a connection: of its set, or of the connector. */
export function declaredParameters(connector: InstalledConnector, connection: Connection): JsonObject {
  const set = setOf(connector, connection.parameterSet);
  return objectOr(set ? set['parameters'] : connector.properties['connectionParameters']);
}

/**
 * A connection parameter's value, or its declared default; undefined where there is neither. Names compare without case: published
 * policies read `token:tenantId` of a parameter `token:TenantId` (facts 2.3).
 */
export function connectionValue(connector: InstalledConnector, connection: Connection, name: string): string | undefined {
  const given = valueNamed(connection.values, name);
  if (given !== undefined) return given;
  const fallback = objectOr(valueNamed(declaredParameters(connector, connection), name))['defaultValue'];
  return fallback === undefined || fallback === null ? undefined : String(fallback);
}

function valueNamed<Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined {
  if (Object.hasOwn(values, name)) return values[name];
  const key = Object.keys(values).find(each => each.toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : values[key];
}

/** Refuses a connection that the platform's dialog would not let through. Throws EnvironmentError 'connection' with all reasons. */
export function checkConnection(connector: InstalledConnector, connection: Connection): void {
  const sets = parameterSets(connector);
  if (!/^[A-Za-z0-9_-]+$/.test(connection.id)) throw refusal(connection, 'its id may hold letters, digits, "-" and "_" only, for it stands in addresses');
  if (sets.length > 0 && !sets.some(set => set['name'] === connection.parameterSet)) {
    throw refusal(connection, `"${connector.title}" offers several ways to sign in, and this names ${connection.parameterSet === undefined ? 'none' : `"${connection.parameterSet}"`}. Choose one of: ${sets.map(set => textOf(set['name'])).join(', ')}`);
  }
  const missing = Object.entries(declaredParameters(connector, connection)).filter(([name, declared]) => isRequired(objectOr(declared)) && !connectionValue(connector, connection, name));
  if (missing.length > 0) throw refusal(connection, `${missing.map(([name, declared]) => `"${titleOf(name, objectOr(declared))}" (${name})`).join(', ')} must be filled in`);
}

function parameterSets(connector: InstalledConnector): readonly JsonObject[] {
  const values = objectOr(connector.properties['connectionParameterSets'])['values'];
  return Array.isArray(values) ? values.map(objectOr) : [];
}

function setOf(connector: InstalledConnector, name: string | undefined): JsonObject | undefined {
  return name === undefined ? undefined : parameterSets(connector).find(set => set['name'] === name);
}

/** Sign-ins are not filled in but done, so they count as required only for the token provider. */
function isRequired(declared: JsonObject): boolean {
  const required = objectOr(objectOr(declared['uiDefinition'])['constraints'])['required'];
  return declared['type'] !== 'oauthSetting' && (required === 'true' || required === true);
}

function titleOf(name: string, declared: JsonObject): string {
  return textOf(objectOr(declared['uiDefinition'])['displayName']) ?? name;
}

function refusal(connection: Connection, what: string): EnvironmentError {
  return new EnvironmentError('connection', `The connection "${connection.id}" can't be used: ${what}.`);
}
