import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr, textOf } from '../json';

/** Where a callback address belongs: a parameter, and for a body the way inwards. */
interface NotificationPlace { readonly parameter: string; readonly steps: readonly Step[] }
/** A property, or every element of an array. */
type Step = { readonly property: string } | 'elements';


/** Parameters and properties marked `x-ms-notification-url`, at any depth of the body, also where they are internal. */
export function notificationPlaces(connector: InstalledConnector, operation: ConnectorOperation): readonly NotificationPlace[] {
  return operation.parameters.flatMap(parameter => {
    const name = textOf(parameter['name']) ?? '';
    if (parameter['x-ms-notification-url'] === true) return [{ parameter: name, steps: [] }];
    return parameter['in'] === 'body' ? stepsIn(connector.definition, parameter['schema'], [], []).map(steps => ({ parameter: name, steps })) : [];
  });
}

/** The inputs with the address in every such place; objects and an element on the way are made where they are missing. */
export function withNotificationUrl(connector: InstalledConnector, operation: ConnectorOperation, inputs: JsonObject, address: string): JsonObject {
  return notificationPlaces(connector, operation).reduce((filled, { parameter, steps }) => ({ ...filled, [parameter]: put(filled[parameter], steps, address) }), inputs);
}

/** `within` are the references on the way: a schema that contains itself ends there. */
function stepsIn(definition: JsonObject, schema: unknown, steps: readonly Step[], within: readonly string[]): readonly (readonly Step[])[] {
  const reference = textOf(objectOr(schema)['$ref']);
  if (reference !== undefined && within.includes(reference)) return [];
  const inside = reference === undefined ? within : [...within, reference];
  // The mark may stand beside a reference.
  const shape = { ...resolved(definition, schema), ...objectOr(schema) };
  if (shape['x-ms-notification-url'] === true) return [steps];
  const parts = Array.isArray(shape['allOf']) ? shape['allOf'] : [];
  return [
    ...Object.entries(objectOr(shape['properties'])).flatMap(([property, inner]) => stepsIn(definition, inner, [...steps, { property }], inside)),
    ...(shape['items'] === undefined ? [] : stepsIn(definition, shape['items'], [...steps, 'elements'], inside)),
    ...parts.flatMap(part => stepsIn(definition, part, steps, inside)),
  ];
}

function put(present: JsonValue | undefined, [step, ...rest]: readonly Step[], address: string): JsonValue {
  if (step === undefined) return address;
  if (step === 'elements') return (Array.isArray(present) && present.length > 0 ? present : [undefined]).map((element: JsonValue | undefined) => put(element, rest, address));
  const object = isJsonObject(present) ? present : {};
  return { ...object, [step.property]: put(object[step.property], rest, address) };
}
