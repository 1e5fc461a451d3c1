/** Which required inputs of an operation a call leaves out. */
import { itemsAt, member, type JsonValue } from '../../json';
import type { DefinitionIndex } from '../../walk/definition-index';
import type { OperationNode, ParameterNode } from '../../walk/nodes';
import { follow, layersOf, propertyOf, segmentsOf, type Layers } from '../../walk/property-path';

/** Deeper bodies are not asked for: a designer would not find its way in them either. */
const DEEPEST = 8;

/** The required inputs without a default that none of the given names covers, as paths. An operation with an unnamed parameter has no name for it. */
export function missingInputs(index: DefinitionIndex, operation: OperationNode, given: readonly string[]): readonly string[] {
  // Of a path that fits no body designers take the last name.
  const names = new Set(given.flatMap(each => [each.toLowerCase(), lastOf(each).toLowerCase()]));
  const whole = new Set(given.map(each => each.toLowerCase()));
  return operation.parameters.flatMap(parameter => {
    const { name } = parameter;
    if (name === undefined || !parameter.required || hasDefault(parameter)) return [];
    const small = name.toLowerCase();
    if (parameter.in !== 'body') return names.has(small) ? [] : [name];
    if (whole.has(small) || whole.has('body')) return [];
    const schema = member(parameter.parameter, 'schema');
    return below(index, layersOf(index, schema), '', new Set([...names, ...given.map(each => pathBelow(index, schema, name, each))]), 0).map(path => `${name}/${path}`);
  });
}

const hasDefault = ({ parameter }: ParameterNode): boolean => member(parameter, 'default') !== undefined;
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** A given name as the path of a property in the body, in small letters. */
function pathBelow(index: DefinitionIndex, schema: JsonValue | undefined, body: string, given: string): string {
  const prefix = [body, 'body'].find(each => given.startsWith(`${each}/`));
  const rest = prefix === undefined ? given : given.slice(prefix.length + 1);
  const reached = follow(index, schema, rest);
  return (reached === undefined || reached === 'unknown' ? segmentsOf(rest) : reached.steps.map(step => step.name)).join('/').toLowerCase();
}

/** `given` has paths and bare names in small letters; a bare name counts wherever the property stands, as in the references of older designers. */
function below(index: DefinitionIndex, layers: Layers, above: string, given: ReadonlySet<string>, depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  const required = new Set(layers.parts.flatMap(part => itemsAt(part, 'required')).filter(each => typeof each === 'string'));
  return [...required].flatMap(name => {
    const step = propertyOf(layers, name);
    const path = above === '' ? name : `${above}/${name}`;
    if (!step || given.has(path.toLowerCase()) || given.has(name.toLowerCase())) return [];
    const next = layersOf(index, step.schema);
    if (next.parts.some(part => member(part, 'default') !== undefined) || next.dynamic) return [];
    const isScalar = next.type !== undefined && next.type !== 'object' && next.type !== 'array';
    return isScalar ? [path] : below(index, next, path, given, depth + 1);
  });
}
