/** Examples of dynamic extensions: a drop-down or a form with the operation that fills it. */
import type { JsonObject, JsonValue } from '../json';
import { inPaths, type Example } from './example';

/** What surrounds the extension. */
export interface DynamicSurroundings {
  /** Keys of the operation ListKinds that the extension calls, in place of its own. */
  readonly lookup?: JsonObject;
  /** Parameters of the operation with the extension, before the one that has it. */
  readonly parameters?: readonly JsonObject[];
}

/** The operation that example extensions call: it has no inputs, and answers with kinds of animals. */
const listKinds: JsonObject = {
  operationId: 'ListKinds', summary: 'List kinds', description: 'Lists the kinds of animals.', 'x-ms-visibility': 'internal',
  parameters: [],
  responses: {
    200: { description: 'The kinds.', schema: { type: 'object', properties: { value: { type: 'array', items: { type: 'object', properties: { id: { type: 'integer' }, name: { type: 'string' } } } } } } },
  },
};

/** A parameter of ListKinds that says for which shelter: for extensions that pass something on. */
export const shelterParameter: JsonObject = { name: 'shelter', in: 'query', type: 'string', required: true, 'x-ms-summary': 'Shelter', description: 'The shelter.' };

/** ListKinds with that parameter. */
export const ofShelter: DynamicSurroundings = { lookup: { parameters: [shelterParameter] } };

/** The schema of ListKinds' answer, where the example is about what an extension reads from it. */
export const answering = (schema: JsonObject): JsonObject => ({ responses: { 200: { description: 'The kinds.', schema } } });

const host = (parameters: readonly JsonValue[]): JsonObject => ({
  operationId: 'CreateItem', summary: 'Create an item', description: 'Adds an animal.', consumes: ['application/json'], parameters,
  responses: { 201: { description: 'The animal was added.' } },
});

const around = (parameters: readonly JsonValue[], { lookup = {} }: DynamicSurroundings, shown: JsonObject, below: string): Example => {
  const example = inPaths({ '/animals': { post: host(parameters) }, '/kinds': { get: { ...listKinds, ...lookup } } });
  return { ...example, shown: JSON.stringify(shown, undefined, 2), base: `/paths/~1animals/post/parameters/${below}` };
};

const toShow = (extensions: JsonObject, { lookup, parameters }: DynamicSurroundings): JsonObject =>
  (lookup || parameters ? { ...(parameters ? { 'parameters before': parameters } : {}), 'this parameter': extensions, ...(lookup ? { ListKinds: lookup } : {}) } : extensions);

/** A query parameter with these extensions. Pointers count from the parameter. */
export function inDropDown(extensions: JsonObject, surroundings: DynamicSurroundings = {}): Example {
  const { parameters = [] } = surroundings;
  const parameter = { name: 'kind', in: 'query', type: 'string', required: true, 'x-ms-summary': 'Kind', description: 'The kind of animal.', ...extensions };
  return around([...parameters, parameter], surroundings, toShow(extensions, surroundings), String(parameters.length));
}

/** A body with these properties. Pointers count from the properties. */
export function inDynamicBody(properties: JsonObject, surroundings: DynamicSurroundings & { readonly required?: readonly string[] } = {}): Example {
  const { parameters = [], required } = surroundings;
  const schema = { type: 'object', properties, ...(required ? { required } : {}) };
  const shown = { ...schema, ...(surroundings.lookup ? { ListKinds: surroundings.lookup } : {}), ...(parameters.length > 0 ? { 'parameters before': parameters } : {}) };
  return around([...parameters, { name: 'body', in: 'body', required: true, schema }], surroundings, shown, `${parameters.length}/schema/properties`);
}

/** A body whose whole schema is dynamic. Pointers count from the schema. */
export function inDynamicSchema(extensions: JsonObject, surroundings: DynamicSurroundings = {}): Example {
  const { parameters = [] } = surroundings;
  const schema = { type: 'object', ...extensions };
  return around([...parameters, { name: 'body', in: 'body', required: true, schema }], surroundings, toShow(extensions, surroundings), `${parameters.length}/schema`);
}
