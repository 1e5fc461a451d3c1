/** The display texts of apiProperties.json: what the connection dialog shows. */
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import type { ConnectionField, ConnectionFields, FieldDefinition } from '../connection-emit';
import type { ApiProperties, ParameterSetDefinition } from '../properties';
import type { TextKind, Translate } from './display-text';

type Say = (text: string, kind: TextKind, pointer: string, among?: string) => string;

/**
 * The same document with each display text replaced by what `translate` answers; keys keep their order. Titles of policies
 * stay: only who edits the connector sees them. So do publisher and owner, which are names.
 */
export function translatedProperties({ properties }: ApiProperties, translate: Translate): ApiProperties {
  const say: Say = (text, kind, pointer, among) => (text === '' ? text : translate({ text, kind, part: 'properties', pointer, scopes: [], ...(among === undefined ? {} : { among }) }));
  const { connectionParameters, connectionParameterSets: sets } = properties;
  const at = '/properties/connectionParameterSets';
  return { properties: {
    ...properties,
    ...(connectionParameters ? { connectionParameters: fields(connectionParameters, '/properties/connectionParameters', say) } : {}),
    ...(sets ? { connectionParameterSets: {
      ...sets, uiDefinition: wording(sets.uiDefinition, `${at}/uiDefinition`, say),
      values: sets.values.map((set, index) => parameterSet(set, `${at}/values/${index}`, say, `${at}/values`)),
    } } : {}),
  } };
}

const parameterSet = (set: ParameterSetDefinition, at: string, say: Say, among: string): ParameterSetDefinition =>
  ({ ...set, uiDefinition: wording(set.uiDefinition, `${at}/uiDefinition`, say, among), parameters: fields(set.parameters, `${at}/parameters`, say) });

const wording = <W extends { displayName: string; description: string }>(each: W, at: string, say: Say, among?: string): W =>
  ({ ...each, displayName: say(each.displayName, 'title', `${at}/displayName`, among), description: say(each.description, 'description', `${at}/description`) });

const fields = (all: ConnectionFields, at: string, say: Say): ConnectionFields => Object.fromEntries(Object.entries(all).map(([name, each]) => {
  const { uiDefinition } = each;
  // A hidden field is nobody's neighbour.
  const among = uiDefinition?.constraints.hidden === 'true' ? undefined : at;
  const changed: ConnectionField = uiDefinition ? { ...each, uiDefinition: field(uiDefinition, `${at}/${escapedPointerKey(name)}/uiDefinition`, say, among) } : each;
  return [name, changed];
}));

function field(each: FieldDefinition, at: string, say: Say, among: string | undefined): FieldDefinition {
  const { constraints } = each;
  const list = `${at}/constraints/allowedValues`;
  return {
    ...wording(each, at, say, among),
    tooltip: say(each.tooltip, 'tooltip', `${at}/tooltip`),
    constraints: constraints.allowedValues
      ? { ...constraints, allowedValues: constraints.allowedValues.map((choice, index) => ({ ...choice, text: say(choice.text, 'choice', `${list}/${index}/text`, list) })) }
      : constraints,
  };
}
