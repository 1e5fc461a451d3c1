/** How the parameters of a lookup are filled: which parameter or body property of the using operation feeds each. */
import type { Given } from '../model/lookup';
import { propertyOf, type Operation, type Parameter, type Parameters } from '../model/operation';
import { schemaOf, type Schema } from '../model/schema';
import type { ClassicArgument, PathArgument } from './swagger-extensions';

/** Where a value comes from: a parameter by name, or a property of the body by its path; `required` at every step. */
export interface Source { readonly path: readonly [parameter: string, ...properties: string[]]; readonly schema: Schema; readonly required: boolean }

/** The schema that identifies a parameter: the object itself, whatever `optional`, `body` or `header` was put around it. */
const identity = (parameter: Parameter): Schema => schemaOf(propertyOf(parameter));

/**
 * Finds the parameter object in an operation: among its parameters first, then among the properties of its body, to
 * any depth. Undefined when the operation does not have it.
 */
export function findSource(operation: Pick<Operation, 'parameters'>, wanted: Parameter): Source | undefined {
  const schema = identity(wanted);
  const entries = Object.entries(operation.parameters);
  for (const [name, parameter] of entries) {
    if (identity(parameter) === schema) return { path: [name], schema, required: propertyOf(parameter).kind !== 'optional' };
  }
  for (const [name, parameter] of entries) {
    if (parameter.kind !== 'body') continue;
    const found = findProperty(parameter.schema, schema, [name], parameter.required);
    if (found) return found;
  }
  return undefined;
}

function findProperty(within: Schema, wanted: Schema, path: Source['path'], required: boolean): Source | undefined {
  if (within.kind !== 'record') return undefined;
  for (const [name, property] of Object.entries(within.properties)) {
    const schema = schemaOf(property);
    const here: Source['path'] = [...path, name];
    const always = required && property.kind !== 'optional';
    const found = schema === wanted ? { path: here, schema, required: always } : findProperty(schema, wanted, here, always);
    if (found) return found;
  }
  return undefined;
}

/** The arguments of a lookup's call in both forms; a reference that does not resolve is left out (`checkConnector` reports it). */
export function argumentsOf(target: Parameters, given: Given, operation: Pick<Operation, 'parameters'>): { classic: Record<string, ClassicArgument>; paths: Record<string, PathArgument> } {
  const classic: Record<string, ClassicArgument> = {};
  const paths: Record<string, PathArgument> = {};
  for (const [name, from] of Object.entries(given)) {
    if (typeof from === 'string') {
      const value = typedConstant(from, target[name]);
      classic[name] = value;
      paths[name] = { value };
      continue;
    }
    const source = findSource(operation, from);
    if (!source) continue;
    const [parameter, ...properties] = source.path;
    // The classic form has no notion of a body: published definitions name the property from the body's root, with dots.
    classic[name] = { parameter: properties.length > 0 ? properties.join('.') : parameter };
    paths[name] = { parameterReference: source.path.join('/') };
  }
  return { classic, paths };
}

/** A fixed text as the type that the lookup's parameter has (OperationParameterStaticTypeMismatch otherwise). */
function typedConstant(value: string, target: Parameter | undefined): string | number | boolean {
  const kind = target ? identity(target).kind : 'text';
  if (kind === 'wholeNumber' || kind === 'decimalNumber') return Number(value);
  return kind === 'yesNo' ? value === 'true' : value;
}
