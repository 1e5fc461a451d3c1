/** apiProperties.json with its connection parameters and policies found, those in parameter sets included. */
import { entriesAt, isObject, itemsAt, objectAt, textAt, type JsonObject } from '../json';
import { rootOf, type Spot } from '../spot';

export interface ConnectionParameterNode {
  readonly name: string;
  readonly parameter: JsonObject;
  readonly spot: Spot;
  /** The name of its set; undefined outside of sets. */
  readonly set: string | undefined;
  readonly type: string | undefined;
}

export interface PolicyNode {
  readonly policy: JsonObject;
  readonly spot: Spot;
  /** In small letters, because the platform does not mind how it is written. */
  readonly templateId: string | undefined;
  readonly parameters: JsonObject;
  readonly parametersSpot: Spot;
}

export interface PropertiesIndex {
  /** The object under the key `properties`. */
  readonly properties: JsonObject;
  readonly spot: Spot;
  readonly connectionParameters: readonly ConnectionParameterNode[];
  readonly policies: readonly PolicyNode[];
  /** Undefined when the key is missing or no list. */
  readonly scriptOperations: readonly string[] | undefined;
}

/** Makes the index; undefined when the document has no object `properties`. Never throws. */
export function propertiesIndex(root: JsonObject): PropertiesIndex | undefined {
  const properties = objectAt(root, 'properties');
  if (!properties) return undefined;
  const spot = rootOf('properties').at('properties');
  const written = properties['scriptOperations'];
  return {
    properties, spot,
    connectionParameters: [
      ...parametersIn(properties, 'connectionParameters', spot, undefined),
      ...itemsAt(objectAt(properties, 'connectionParameterSets'), 'values').flatMap((set, position) =>
        (isObject(set) ? parametersIn(set, 'parameters', spot.at('connectionParameterSets', 'values', position), textAt(set, 'name') ?? String(position)) : [])),
    ],
    policies: itemsAt(properties, 'policyTemplateInstances').flatMap((policy, position) => {
      if (!isObject(policy)) return [];
      const at = spot.at('policyTemplateInstances', position);
      return [{ policy, spot: at, templateId: textAt(policy, 'templateId')?.toLowerCase(), parameters: objectAt(policy, 'parameters') ?? {}, parametersSpot: at.at('parameters') }];
    }),
    scriptOperations: Array.isArray(written) ? itemsAt(properties, 'scriptOperations').filter(each => typeof each === 'string') : undefined,
  };
}

const parametersIn = (holder: JsonObject, key: string, spot: Spot, set: string | undefined): readonly ConnectionParameterNode[] =>
  entriesAt(holder, key).flatMap(([name, parameter]) => (isObject(parameter) ? [{ name, parameter, set, type: textAt(parameter, 'type'), spot: spot.at(key, name) }] : []));
