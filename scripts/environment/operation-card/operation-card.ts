import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { type JsonObject, isJsonObject, objectOr, textOf } from '../json';
import { type DynamicSchemaCall, dynamicSchemaOf, needsOf } from './dynamic-call';
import { type Field, fieldsOf } from './fields';
import { type OperationSummary, operationSummary } from './operation-summary';
import { type OutputField, outputFields, outputSchema } from './outputs';

/** An operation as the designer shows it. */
export interface OperationCard extends OperationSummary {
  readonly connector: string;
  readonly hint?: string;
  readonly fields: readonly Field[];
  readonly outputs: readonly OutputField[];
  /** Of a trigger: whether one answer may hold several events. */
  readonly batch?: boolean;
  readonly dynamicOutputs?: { readonly operationId: string; readonly needs: readonly string[] };
}

export function operationCard(connector: InstalledConnector, operation: ConnectorOperation): OperationCard {
  const schema = outputSchema(connector, operation);
  const hint = textOf(operation.object['x-ms-trigger-hint']);
  const trigger = operation.object['x-ms-trigger'];
  const dynamic = dynamicOutputs(connector, schema);
  return {
    ...operationSummary(operation), connector: connector.name, ...(hint === undefined ? {} : { hint }),
    fields: fieldsOf(connector, operation).map(({ field }) => field), outputs: outputFields(connector, schema),
    ...(trigger === undefined ? {} : { batch: trigger === 'batch' }), ...(dynamic ? { dynamicOutputs: { operationId: dynamic.operationId, needs: needsOf(dynamic) } } : {}),
  };
}

/** What gives the outputs' schema, at the answer itself or inside it. */
export function dynamicOutputs(connector: InstalledConnector, schema: JsonObject, depth = 0, budget = { left: 5_000 }): DynamicSchemaCall | undefined {
  const own = dynamicSchemaOf(schema);
  if (own || depth > 8 || --budget.left < 0) return own;
  for (const inner of [...Object.values(objectOr(schema['properties'])), schema['items']].filter(isJsonObject)) {
    const { $ref: _, ...beside } = inner;
    const found = dynamicOutputs(connector, { ...resolved(connector.definition, inner), ...beside }, depth + 1, budget);
    if (found) return found;
  }
  return undefined;
}
