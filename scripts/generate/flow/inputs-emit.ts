/** The inputs of an operation, flat as the designer writes them: `name`, and `body/name` for the fields of a body. */
import type { GivenInputs } from '../../model/flow/flow-input';
import type { FlowNode } from '../../model/flow/flow-node';
import { propertyOf, type Parameters } from '../../model/operation';
import { schemaOf, type Property } from '../../model/schema';
import type { JsonValue } from '../../workflow-language/workflow-document';
import { defaultOf } from '../schema-emit';
import type { FlowTarget } from './flow-target';
import { flowJson } from './value-emit';

type Entry = readonly [key: string, value: JsonValue];

/** In the order of the operation's parameters. */
export function emitInputs(parameters: Parameters, inputs: GivenInputs, target: FlowTarget): Readonly<Record<string, JsonValue>> {
  const given = new Map(inputs);
  return Object.fromEntries(Object.entries(parameters).flatMap(([name, parameter]) => entries(name, propertyOf(parameter), given.get(name), parameter.kind === 'body', target)));
}

function entries(key: string, property: Property, node: FlowNode | undefined, inBody: boolean, target: FlowTarget): readonly Entry[] {
  const schema = schemaOf(property);
  if (!node) {
    // The designer writes the default of what it does not show: nobody else would send it.
    const value = schema.visibility === 'internal' ? defaultOf(schema) : undefined;
    return value === undefined ? [] : [[key, value]];
  }
  if (!inBody || node.node !== 'object' || (schema.kind !== 'record' && schema.kind !== 'dynamic')) return [[key, flowJson(node, target)]];
  const below = (name: string): string => `${key}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
  if (schema.kind === 'dynamic') return node.properties.map(([name, value]) => [below(name), flowJson(value, target)] as const);
  const given = new Map(node.properties);
  return Object.entries(schema.properties).flatMap(([name, inner]) => entries(below(name), inner, given.get(name), true, target));
}
