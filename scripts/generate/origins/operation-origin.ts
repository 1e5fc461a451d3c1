/** Where the values of an operation come from. */
import { propertyOf, type Operation } from '../../model/operation';
import { schemaOf } from '../../model/schema';
import { builderOf, inside, type AtBuilder } from './at-builder';
import { schemaOrigin } from './schema-origin';

/** The call that declares an operation. */
export const operationCall = ({ place }: Operation): AtBuilder => ({ place, property: [] });

/** What the keys of an operation are called in the details of its builder. */
const detailNames: Readonly<Record<string, string>> = {
  operationId: 'operationId', summary: 'summary', description: 'description', deprecated: 'deprecated', 'x-ms-visibility': 'visibility', 'x-ms-trigger-hint': 'hint',
};

/** The origin of the value at `path` below an emitted operation, as near as it is known. */
export function operationOrigin(operation: Operation, [key, ...deeper]: readonly string[]): AtBuilder {
  const here = operationCall(operation);
  switch (key) {
    case undefined: return here;
    case 'x-ms-api-annotation': return deeper[0] === 'status' ? inside(here, 'status') : inside(here, 'versioning', ...deeper);
    case 'x-ms-pageable': return inside(here, 'pageable', ...(deeper[0] === undefined ? [] : ['nextLink']));
    case 'parameters': return parameterOrigin(operation, deeper);
    case 'responses': return deeper[1] === 'schema' ? answerOrigin(operation, deeper.slice(2)) : inside(here, answerName(operation));
    default: return detailNames[key] === undefined ? here : inside(here, detailNames[key]);
  }
}

/** The origin of the value at `path` below x-ms-notification-content, which stands beside the operation that subscribes. */
export function notificationOrigin(operation: Operation, [key, ...deeper]: readonly string[]): AtBuilder {
  const here = operationCall(operation);
  if (!operation.notification) return here;
  const { schema } = operation.notification;
  const usedAt = inside(here, 'notification');
  if (key === 'description') return schema.description === undefined ? inside(here, 'description') : schemaOrigin(schema, ['description'], usedAt);
  return schemaOrigin(schema, key === 'schema' ? deeper : [], usedAt);
}

/** Places of an operation that use schemas, with the schema: its parameters, its answer, what it is notified of. */
export function schemasUsed(operation: Operation): readonly (readonly [schema: ReturnType<typeof schemaOf>, usedAt: AtBuilder])[] {
  const here = operationCall(operation);
  return [
    ...Object.entries(operation.parameters).map(([name, parameter]) => [schemaOf(propertyOf(parameter)), inside(here, 'parameters', name)] as const),
    ...(operation.output ? [[operation.output, inside(here, answerName(operation))] as const] : []),
    ...(operation.notification ? [[operation.notification.schema, inside(here, 'notification')] as const] : []),
  ];
}

function parameterOrigin(operation: Operation, [position, key, ...deeper]: readonly string[]): AtBuilder {
  const declared = inside(operationCall(operation), 'parameters');
  const entry = Object.entries(operation.parameters)[Number(position)];
  if (position === undefined || entry === undefined) return declared;
  const [name, parameter] = entry;
  const usedAt = inside(declared, name);
  const schema = schemaOf(propertyOf(parameter));
  if (parameter.kind === 'body') return key === 'schema' ? schemaOrigin(schema, deeper, usedAt) : usedAt;
  // Name, place and whether it must be given are said where the operation lists it; the rest where the value is described.
  if (key === 'name' || key === 'in' || key === 'required') return usedAt;
  return key === undefined ? builderOf(schema, usedAt) : schemaOrigin(schema, [key, ...deeper], usedAt);
}

/** What the details of the builder call the answer. */
function answerName({ kind }: Operation): string {
  if (kind === 'lookup') return 'item';
  return kind === 'webhookTrigger' ? 'subscription' : 'output';
}

function answerOrigin(operation: Operation, path: readonly string[]): AtBuilder {
  const here = operationCall(operation);
  const usedAt = inside(here, answerName(operation));
  const { kind, output } = operation;
  if (!output) return usedAt;
  if (kind !== 'pollingTrigger' && kind !== 'lookup') return schemaOrigin(output, path, usedAt);
  // The object with its one list is the builder's; what the author describes is an item of the list.
  const listed = output.kind === 'record' && output.properties['value'] ? schemaOf(output.properties['value']) : undefined;
  const [properties, value, items, ...deeper] = path;
  const isItem = properties === 'properties' && value === 'value' && items === 'items';
  return isItem && listed?.kind === 'list' ? schemaOrigin(listed.of, deeper, usedAt) : usedAt;
}
