/** Where the values of apiProperties.json come from: connection parameters, policies and branding. */
import type { ConnectionParameters } from '../../model/connection';
import type { Connector } from '../../model/connector';
import type { Policy } from '../../model/policy';
import { builderOf, inArgument, inside, type AtBuilder } from './at-builder';
import { operationCall } from './operation-origin';

/** The origin of the value at `path` below `properties`, as near as it is known. Publisher and stack owner are not the model's. */
export function propertiesOrigin(connector: Connector, [key, ...deeper]: readonly string[]): AtBuilder {
  const here: AtBuilder = { place: connector.place, property: [] };
  const { authentication } = connector;
  switch (key) {
    case 'iconBrandColor': return inside(here, 'brandColor');
    case 'scriptOperations': {
      const scripted = connector.operations.filter(operation => operation.handler.kind !== 'backend')[Number(deeper[0])];
      return scripted ? operationCall(scripted) : inside(here, 'operations');
    }
    case 'policyTemplateInstances': {
      const policy = connector.policies?.[Number(deeper[0])];
      return policy ? policyOrigin(policy, deeper.slice(1), inside(here, 'policies', String(deeper[0]))) : inside(here, 'policies');
    }
    case 'connectionParameters': {
      const at = inside(here, 'authentication');
      return authentication.kind === 'parameters' ? fieldOrigin(authentication.parameters, deeper, inside(at, 'parameters')) : at;
    }
    case 'connectionParameterSets': return setsOrigin(connector, deeper, inside(here, 'authentication'));
    default: return here;
  }
}

function setsOrigin({ authentication }: Connector, [key, position, part, ...deeper]: readonly string[], at: AtBuilder): AtBuilder {
  if (authentication.kind !== 'sets') return at;
  if (key === 'uiDefinition') return wordedAt(at, position);
  const set = authentication.sets[Number(position)];
  if (key !== 'values' || position === undefined || !set) return inside(at, 'sets');
  const here = inside(at, 'sets', position);
  if (part === 'name') return inside(here, 'name');
  if (part === 'uiDefinition') return wordedAt(here, deeper[0]);
  return part === 'parameters' ? fieldOrigin(set.parameters, deeper, inside(here, 'parameters')) : here;
}

const wordedAt = (at: AtBuilder, key: string | undefined): AtBuilder => (key === 'displayName' ? inside(at, 'title') : key === 'description' ? inside(at, 'description') : at);

/** The fields of a sign-in as an application have names of their own, which begin with the parameter's. */
function fieldOrigin(parameters: ConnectionParameters, [field, ...path]: readonly string[], at: AtBuilder): AtBuilder {
  if (field === undefined) return at;
  const name = Object.hasOwn(parameters, field) ? field : field.split(':', 1)[0]!;
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (!parameter) return at;
  const here = builderOf(parameter, inside(at, name));
  // A sign-in as an application is declared with the resource alone, without a name for it.
  if (parameter.kind === 'entraServicePrincipal') return path.includes('resourceUri') ? inArgument(here, 0) : here;
  const detail = detailOf(path);
  if (detail === undefined) return here;
  return inArgument(here, 0, detail === 'tooltip' && !('tooltip' in parameter && parameter.tooltip !== undefined) ? 'description' : detail);
}

/** What a value of a connection parameter is called in the details of its builder, by the last name on the way that says it. */
function detailOf(path: readonly string[]): string | undefined {
  for (const name of [...path].reverse()) {
    const detail = fieldDetails[name];
    if (detail !== undefined) return detail;
  }
  return undefined;
}

const fieldDetails: Readonly<Record<string, string>> = {
  displayName: 'title', description: 'description', tooltip: 'tooltip', required: 'required', allowedValues: 'choices', defaultValue: 'default',
  scopes: 'scopes', redirectMode: 'redirectMode', AzureActiveDirectoryResourceId: 'resource', resourceUri: 'resource',
  authorizationUrl: 'authorizationUrl', tokenUrl: 'tokenUrl', refreshUrl: 'refreshUrl',
};

function policyOrigin(policy: Policy, [key, name]: readonly string[], usedAt: AtBuilder): AtBuilder {
  const here = builderOf(policy, usedAt);
  if (key === 'templateId') return inArgument(here, 0);
  if (key === 'title') return inArgument(here, 1, 'title');
  if (key !== 'parameters') return here;
  if (name === 'x-ms-apimTemplate-policySection') return inArgument(here, 1, 'section');
  if (name === 'x-ms-apimTemplate-operationName') return inArgument(here, 1, 'operations');
  return inArgument(here, 1, 'parameters', ...(name === undefined ? [] : [name.replace('x-ms-apimTemplateParameter.', '')]));
}
