import { EnvironmentError } from '../finding';
import { installedConnector, type InstalledConnector } from './installed-connector';
import { isJsonObject, type JsonObject, type JsonValue } from '../json';

/** `@environmentVariables("schemaName")`, alone or in braces, with either kind of quote. */
const reference = /@(?:environmentVariables\((["'])([^"']+)\1\)|\{environmentVariables\((["'])([^"']+)\3\)\})/gi;

/**
 * The connector with the environment variables that stand in its host, base path, security definitions and connection
 * parameters; the platform puts their values in when a connector is saved (Microsoft's page on environment variables in
 * connectors). Policies read theirs themselves. Throws EnvironmentError 'connector' that names what has no value.
 */
export function savedConnector(connector: InstalledConnector, variables: Readonly<Record<string, string>>): InstalledConnector {
  const { name, definition, properties, script } = connector;
  const places = [definition['host'], definition['basePath'], definition['securityDefinitions'], properties['connectionParameters'], properties['connectionParameterSets']];
  if (!/@\{?environmentVariables\(/i.test(JSON.stringify(places))) return connector;
  const missing = new Set<string>();
  const filled = (object: JsonObject, keys: readonly string[]): JsonObject =>
    Object.fromEntries(Object.entries(object).map(([key, value]) => [key, keys.includes(key) && value !== undefined ? withValues(value, variables, missing) : value]));
  const saved = { definition: filled(definition, ['host', 'basePath', 'securityDefinitions']), properties: filled(properties, ['connectionParameters', 'connectionParameterSets']) };
  if (missing.size > 0) throw withoutValues(name, [...missing].sort());
  return installedConnector({ name, definition: saved.definition, properties: { properties: saved.properties }, ...(script === undefined ? {} : { script }) });
}

function withoutValues(connector: string, variables: readonly string[]): EnvironmentError {
  const [noun, verb] = variables.length > 1 ? ['variables', 'they have'] : ['variable', 'it has'];
  return new EnvironmentError('connector', `The connector "${connector}" can't be installed: it reads the environment ${noun} ${variables.join(', ')}, and ${verb} no value here. Give one.`);
}

function withValues(value: JsonValue, variables: Readonly<Record<string, string>>, missing: Set<string>): JsonValue {
  if (typeof value === 'string') {
    return value.replace(reference, (written: string, _quote: unknown, plain: string | undefined, _other: unknown, braced: string | undefined) => {
      const schemaName = plain ?? braced ?? '';
      if (variables[schemaName] === undefined) missing.add(schemaName);
      return variables[schemaName] ?? written;
    });
  }
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map(each => withValues(each, variables, missing));
  return isJsonObject(value) ? Object.fromEntries(Object.entries(value).map(([key, each]) => [key, each === undefined ? each : withValues(each, variables, missing)])) : value;
}
