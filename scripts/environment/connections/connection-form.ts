import type { InstalledConnector } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr, textOf } from '../json';

export interface ConnectionChoice { readonly title: string; readonly value: JsonValue }

/** One field of the form by which a connection is made. */
export interface ConnectionParameter {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** `signIn` is not filled in but done. `gateway` and `unsupported` are not run here. */
  readonly kind: 'text' | 'secret' | 'number' | 'boolean' | 'signIn' | 'gateway' | 'unsupported';
  readonly required: boolean;
  readonly hidden: boolean;
  readonly default?: JsonValue;
  readonly choices?: readonly ConnectionChoice[];
  /** Of a sign-in: `aad`, `oauth2`, … */
  readonly identityProvider?: string;
}

/** One way to connect. `name` is absent for a connector without connection parameter sets. */
export interface ConnectionForm {
  readonly name?: string;
  readonly title: string;
  readonly description: string;
  readonly parameters: readonly ConnectionParameter[];
}

/** The ways to connect that a connector offers, each with its fields in the order of `tabIndex`, then of the document. */
export function connectionForms(connector: InstalledConnector): readonly ConnectionForm[] {
  const sets = objectOr(connector.properties['connectionParameterSets'])['values'];
  if (!Array.isArray(sets) || sets.length === 0) return [{ title: connector.title, description: '', parameters: parametersOf(connector.properties['connectionParameters']) }];
  return sets.map(objectOr).map(set => {
    const name = textOf(set['name']) ?? '';
    const shown = objectOr(set['uiDefinition']);
    return { name, title: textOf(shown['displayName']) ?? name, description: textOf(shown['description']) ?? '', parameters: parametersOf(set['parameters']) };
  });
}

function parametersOf(declared: unknown): readonly ConnectionParameter[] {
  const ordered = Object.entries(objectOr(declared)).map(([name, entry], index) => {
    const parameter = objectOr(entry);
    return { parameter: parameterOf(name, parameter), tab: Number(constraintsOf(parameter)['tabIndex'] ?? Infinity), index };
  });
  return ordered.sort((one, other) => (one.tab === other.tab ? one.index - other.index : one.tab - other.tab)).map(({ parameter }) => parameter);
}

const constraintsOf = (parameter: JsonObject): JsonObject => objectOr(objectOr(parameter['uiDefinition'])['constraints']);
/** Published connectors write "true" and true. */
const isTrue = (value: JsonValue | undefined): boolean => value === true || (typeof value === 'string' && value.toLowerCase() === 'true');

function parameterOf(name: string, parameter: JsonObject): ConnectionParameter {
  const shown = objectOr(parameter['uiDefinition']);
  const constraints = constraintsOf(parameter);
  const kind = kindOf(textOf(parameter['type']) ?? '');
  const fallback = parameter['defaultValue'];
  const choices = Array.isArray(constraints['allowedValues']) ? constraints['allowedValues'].filter(isJsonObject) : [];
  const provider = textOf(objectOr(parameter['oAuthSettings'])['identityProvider']);
  return {
    name, title: textOf(shown['displayName']) ?? name, description: textOf(shown['description']) ?? '', kind,
    required: isTrue(constraints['required']), hidden: isTrue(constraints['hidden']),
    ...(fallback === undefined || fallback === null ? {} : { default: fallback }),
    ...(choices.length === 0 ? {} : { choices: choices.map(choice => ({ title: textOf(choice['text']) ?? String(choice['value']), value: choice['value'] ?? null })) }),
    ...(provider === undefined ? {} : { identityProvider: provider }),
  };
}

function kindOf(type: string): ConnectionParameter['kind'] {
  switch (type.toLowerCase()) {
    case 'securestring': return 'secret';
    case 'string': return 'text';
    case 'int': return 'number';
    case 'bool': return 'boolean';
    case 'oauthsetting': return 'signIn';
    case 'gatewaysetting': return 'gateway';
    default: return 'unsupported';
  }
}
