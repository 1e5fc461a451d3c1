import type { SolutionConnector } from '../../package/solution/solution';
import { EnvironmentError } from '../finding';
import type { ConnectorArtifacts } from './installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, jsonOf, objectOr } from '../json';

/**
 * A connector out of a solution, as its artifacts. Its name in gateway addresses is its logical name, which is the same in
 * every environment. A solution keeps the parts of apiProperties.json in files of their own; policies written with capital
 * letters by older exports are read too (facts on packaging, 3.3). Throws EnvironmentError 'connector' for a file that is
 * missing or no JSON.
 */
export async function connectorArtifacts(connector: SolutionConnector): Promise<ConnectorArtifacts> {
  const { files, logicalName: name, scriptOperations } = connector;
  const definition = await jsonFile(connector, 'openapidefinition');
  if (definition === undefined) throw refusal(connector, 'its definition (openapidefinition) is not in the solution', 'Export or build the solution anew.');
  const [parameters, sets, policies] = await Promise.all([jsonFile(connector, 'connectionparameters'), jsonFile(connector, 'connectionparametersets'), jsonFile(connector, 'policytemplateinstances')]);
  const script = files.customcodeblobcontent && Buffer.from(await files.customcodeblobcontent.read()).toString('utf8');
  const properties: JsonObject = {
    ...(isJsonObject(parameters) ? { connectionParameters: parameters } : {}),
    ...(isJsonObject(sets) ? { connectionParameterSets: sets } : {}),
    ...(Array.isArray(policies) ? { policyTemplateInstances: policies.map(policyOf) } : {}),
    ...(scriptOperations ? { scriptOperations } : {}),
  };
  return { name, definition, properties: { properties }, ...(script === undefined || script.trim() === '' ? {} : { script: withoutMark(script) }) };
}

async function jsonFile(connector: SolutionConnector, role: 'openapidefinition' | 'connectionparameters' | 'connectionparametersets' | 'policytemplateinstances'): Promise<JsonValue | undefined> {
  const file = connector.files[role];
  if (!file) return undefined;
  const text = withoutMark(Buffer.from(await file.read()).toString('utf8'));
  if (text.trim() === '') return undefined;
  const value = jsonOf(Buffer.from(text));
  if (value === undefined) throw refusal(connector, `${file.path} is not JSON`, 'Export or build the solution anew.');
  return value;
}

/** `TemplateId`, `Title`, `Parameters` of older exports under the names of today. */
function policyOf(policy: JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(objectOr(policy)).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]));
}

/** A byte order mark is no part of the text. */
const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);

function refusal({ displayName, logicalName }: SolutionConnector, what: string, todo: string): EnvironmentError {
  return new EnvironmentError('connector', `The connector "${displayName}" (${logicalName}) can't be installed from the solution: ${what}. ${todo}`);
}
