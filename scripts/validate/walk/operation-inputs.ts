/** The inputs of an operation under all the names by which dynamic extensions refer to them. */
import { member } from '../json';
import type { DefinitionIndex } from './definition-index';
import type { OperationNode, ParameterNode } from './nodes';
import { propertiesEverywhere, type Everywhere } from './properties-everywhere';
import { follow, layersOf, segmentsOf, type Layers, type Reached } from './property-path';
import { isInternal } from './visibility';

export interface Input {
  readonly parameter: ParameterNode;
  /** The parameter itself outside of bodies; in a body the layers of the property. */
  readonly layers: Layers;
  /** A property of a body, rather than a parameter. */
  readonly inBody: boolean;
  /** Required all the way: the parameter, and in a body every property down to this one. */
  readonly required: boolean;
  /** Hidden from the maker: itself or something around it. */
  readonly internal: boolean;
}

/** How a reference finds its inputs. `unknown`: part of the inputs is only known when a flow is made. */
export interface Found {
  /** Parameters of exactly that name, bodies included. */
  readonly parameters: readonly Input[];
  /** The property of a body at that path. */
  readonly properties: readonly Input[];
  /** Properties of that name anywhere in a body, which the older designers find as well; only looked for when nothing else fits. */
  readonly elsewhere: readonly Input[];
  readonly unknown: boolean;
}

export interface OperationInputs {
  /** Finds the inputs for a parameter name, a path such as `body/customer/id` or the name of a property. */
  readonly find: (reference: string) => Found;
}

const known = new WeakMap<OperationNode, OperationInputs>();

/** The inputs of an operation. What was found is kept with the operation, because every dynamic extension asks. */
export function inputsOf(index: DefinitionIndex, operation: OperationNode): OperationInputs {
  const before = known.get(operation);
  if (before) return before;
  const inputs = makeInputs(index, operation);
  known.set(operation, inputs);
  return inputs;
}

const hasSchema = (parameter: ParameterNode): boolean => parameter.in === 'body';

function makeInputs(index: DefinitionIndex, operation: OperationNode): OperationInputs {
  const bodies = operation.parameters.filter(hasSchema);
  let everywhere: Everywhere | undefined;
  const all = (): Everywhere => (everywhere ??= propertiesEverywhere(index, bodies)); // only some references need it
  return {
    find(reference) {
      const small = reference.toLowerCase();
      const parameters = operation.parameters.filter(({ name }) => name === reference || (name?.length === reference.length && name.toLowerCase() === small)).map(each => whole(index, each));
      const reached = bodies.map(body => ({ body, at: inBody(index, body, reference) }));
      const properties = reached.flatMap(({ body, at }) => (at === undefined || at === 'unknown' || at.steps.length === 0 ? [] : [property(body, at)]));
      const unknown = reached.some(({ at }) => at === 'unknown');
      if (parameters.length > 0 || properties.length > 0) return { parameters, properties, elsewhere: [], unknown };
      const bodyItself = reached.flatMap(({ body, at }) => (at !== undefined && at !== 'unknown' ? [whole(index, body)] : []));
      if (bodyItself.length > 0) return { parameters: bodyItself, properties, elsewhere: [], unknown };
      if (segmentsOf(reference).length > 1) return { parameters, properties, elsewhere: [], unknown };
      const elsewhere = all().named(reference).map(({ body, layers, required, internal }) => ({ parameter: body, layers, inBody: true, required, internal }));
      return { parameters, properties, elsewhere, unknown: unknown || all().dynamic };
    },
  };
}

const whole = (index: DefinitionIndex, parameter: ParameterNode): Input => ({
  parameter, inBody: false, required: parameter.required, internal: parameter.internal,
  layers: layersOf(index, hasSchema(parameter) ? parameter.parameter['schema'] : parameter.parameter),
});

/** Paths start with the name of the body parameter, with `body` whatever its name, or with a property. */
function inBody(index: DefinitionIndex, body: ParameterNode, reference: string): Reached | 'unknown' | undefined {
  const schema = member(body.parameter, 'schema');
  const prefix = [body.name, 'body'].find(name => name !== undefined && (reference === name || reference.startsWith(`${name}/`)));
  const below = prefix === undefined ? undefined : follow(index, schema, reference.slice(prefix.length + 1));
  return below !== undefined && below !== 'unknown' ? below : follow(index, schema, reference) ?? below;
}

function property(body: ParameterNode, { layers, steps }: Reached): Input {
  return {
    parameter: body, layers, inBody: true,
    required: body.required && steps.every(step => step.required),
    internal: body.internal || isInternal(member(body.parameter, 'schema')) || steps.some(step => isInternal(step.schema)) || layers.parts.some(isInternal),
  };
}
