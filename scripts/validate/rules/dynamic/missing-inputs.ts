/** Which required inputs of an operation a call leaves out. */
import { isArray, member } from '../../json';
import type { DefinitionIndex } from '../../walk/definition-index';
import type { OperationNode, ParameterNode } from '../../walk/nodes';
import { follow, layersOf, propertyOf, segmentsOf, type Layers } from '../../walk/property-path';

/** Deeper bodies are not asked for: a designer would not find its way in them either. */
const DEEPEST = 8;

/** The required inputs without a default that none of the given names covers, as paths. An operation with an unnamed parameter has no name for it. */
export function missingInputs(index: DefinitionIndex, operation: OperationNode, given: readonly string[]): readonly string[] {
  return operation.parameters.flatMap(parameter => {
    const { name } = parameter;
    if (name === undefined || !parameter.required || hasDefault(parameter)) return [];
    // Of a path that fits no body designers take the last name.
    if (given.some(each => same(each, name) || (parameter.in !== 'body' && same(lastOf(each), name)))) return [];
    if (parameter.in !== 'body') return [name];
    const schema = member(parameter.parameter, 'schema');
    const paths = given.flatMap(each => {
      const below = [name, 'body'].find(prefix => each.startsWith(`${prefix}/`));
      const reached = (below === undefined ? undefined : follow(index, schema, each.slice(below.length + 1))) ?? follow(index, schema, each);
      return reached === undefined || reached === 'unknown' ? [segmentsOf(each).slice(below === undefined ? 0 : 1).join('/')] : [reached.steps.map(step => step.name).join('/')];
    });
    if (given.includes('body')) return [];
    return below(index, layersOf(index, schema), '', paths, 0).map(path => `${name}/${path}`);
  });
}

const hasDefault = ({ parameter }: ParameterNode): boolean => member(parameter, 'default') !== undefined;
const same = (one: string, other: string): boolean => one === other || one.toLowerCase() === other.toLowerCase();
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function below(index: DefinitionIndex, layers: Layers, above: string, given: readonly string[], depth: number): readonly string[] {
  if (depth > DEEPEST) return [];
  const names = new Set(layers.parts.flatMap(part => { const required = member(part, 'required'); return isArray(required) ? required.filter(each => typeof each === 'string') : []; }));
  return [...names].flatMap(name => {
    const step = propertyOf(layers, name);
    if (!step) return [];
    const path = above === '' ? name : `${above}/${name}`;
    // A bare name counts wherever the property stands, as in the references of older designers.
    if (given.some(each => same(each, path) || same(each, name) || same(lastOf(each), name))) return [];
    const next = layersOf(index, step.schema);
    if (next.parts.some(part => member(part, 'default') !== undefined) || next.dynamic) return [];
    const isScalar = next.type !== undefined && next.type !== 'object' && next.type !== 'array';
    return isScalar ? [path] : below(index, next, path, given, depth + 1);
  });
}
