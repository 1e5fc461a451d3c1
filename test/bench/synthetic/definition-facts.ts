/** What two definitions must agree on before their times may be compared. */

/** `name in type`, with a star for a required one; a reference reads as the name of the definition. */
export interface DefinitionFacts {
  /** `id method path` to its parameters and, last, its answer. */
  readonly operations: Readonly<Record<string, readonly string[]>>;
  readonly definitions: Readonly<Record<string, readonly string[]>>;
}

interface Typed { readonly type?: string; readonly format?: string; readonly $ref?: string }
interface Parameter extends Typed { readonly name: string; readonly in: string; readonly required?: boolean; readonly schema?: Typed }
interface Operation { readonly operationId: string; readonly parameters?: readonly Parameter[]; readonly responses: Readonly<Record<string, { readonly schema?: Typed }>> }
interface Definition {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly definitions?: Readonly<Record<string, { readonly required?: readonly string[]; readonly properties?: Readonly<Record<string, Typed>> }>>;
}

/**
 * Reads the facts out of a Swagger 2.0 text: operations with their parameters and answer, definitions with their
 * properties. Wording is left out, because the generators put it where their readers look for it. Throws for a text
 * that is no JSON.
 */
export function definitionFacts(text: string): DefinitionFacts {
  const { paths, definitions = {} } = JSON.parse(text) as Definition; // made by a generator of Swagger 2.0; a fact that is missing shows in the comparison
  return {
    operations: Object.fromEntries(Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) =>
      [`${operation.operationId} ${method} ${path}`, [...(operation.parameters ?? []).map(parameterFact).sort(), `answers ${answerOf(operation)}`]]))),
    definitions: Object.fromEntries(Object.entries(definitions).map(([name, { required = [], properties = {} }]) =>
      [name, Object.entries(properties).map(([property, schema]) => `${property}${required.includes(property) ? '*' : ''} ${typeOf(schema)}`).sort()])),
  };
}

const parameterFact = (parameter: Parameter): string => `${parameter.name}${parameter.required === true ? '*' : ''} ${parameter.in} ${typeOf(parameter.schema ?? parameter)}`;
const answerOf = ({ responses }: Operation): string => typeOf(responses['200']?.schema ?? {});

function typeOf({ $ref, type, format }: Typed): string {
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  return [type ?? 'nothing', ...(format === undefined ? [] : [format])].join(':');
}
