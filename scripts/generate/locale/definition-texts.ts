/**
 * The display texts of a definition. One walk by the shapes of the document, never by the names of keys alone: a
 * parameter may be called `title`, and a lookup may be given a constant under the name `description`.
 */
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import type { BodyParameterObject, Method, SimpleParameter, SwaggerDocument, SwaggerOperation, SwaggerParameter, SwaggerPath, SwaggerResponse, SwaggerSchema } from '../swagger-extensions';
import type { TextKind, Translate } from './display-text';

/** Where the walk is: the pointer, and what a locale file may call the place. */
interface Spot { readonly pointer: string; readonly scopes: readonly string[] }

const below = ({ pointer, scopes }: Spot, ...names: readonly (string | number)[]): Spot =>
  ({ pointer: names.reduce<string>((path, name) => `${path}/${escapedPointerKey(String(name))}`, pointer), scopes });
const named = ({ pointer, scopes }: Spot, scope: string): Spot => ({ pointer, scopes: [scope, ...scopes] });

/**
 * The same document with each display text replaced by what `translate` answers; keys keep their order. The title of the
 * connector stays: it is a name, by which people find the connector and flows and tools know it, and it must be unique.
 * So do texts that travel (values of enums, defaults, constants for lookups) and those of the publisher.
 */
export function translatedDefinition(definition: SwaggerDocument, translate: Translate): SwaggerDocument {
  const root: Spot = { pointer: '', scopes: [] };
  const walk = definitionWalk(translate);
  const { info } = definition;
  return {
    ...definition,
    info: { ...info, ...walk.texts(info, below(root, 'info'), { description: 'description' }) },
    paths: mapped(definition.paths, (path, address) => walk.path(path, below(root, 'paths', address))),
    definitions: mapped(definition.definitions, (schema, name) => walk.schema(schema, below(root, 'definitions', name))),
  };
}

const mapped = <V>(record: Readonly<Record<string, V>>, change: (value: V, name: string) => V): Record<string, V> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value, name)]));

/** A part of the walk for each shape of the document. */
interface DefinitionWalk {
  /** The texts of an object that are there, by key; empty ones are no texts. */
  readonly texts: <T extends object, K extends string>(object: T, spot: Spot, kinds: Readonly<Record<K, TextKind>>, among?: string) => { [P in K]?: string };
  readonly path: (path: SwaggerPath, spot: Spot) => SwaggerPath;
  readonly schema: (schema: SwaggerSchema, spot: Spot, among?: string) => SwaggerSchema;
}

const isMethod = (key: string): key is Method => ['get', 'post', 'put', 'patch', 'delete'].includes(key);

function definitionWalk(translate: Translate): DefinitionWalk {
  const texts: DefinitionWalk['texts'] = <T extends object, K extends string>(object: T, spot: Spot, kinds: Readonly<Record<K, TextKind>>, among?: string) => {
    const found: { [P in K]?: string } = {};
    for (const key of Object.keys(kinds) as K[]) { // the names that the caller listed
      const text: unknown = (object as Readonly<Record<string, unknown>>)[key]; // a document is plain data
      const kind = kinds[key];
      if (typeof text !== 'string' || text === '') continue;
      const { pointer, scopes } = below(spot, key);
      found[key] = translate({ text, kind, part: 'definition', pointer, scopes, ...(among !== undefined && (kind === 'title' || kind === 'summary') ? { among } : {}) });
    }
    return found;
  };

  const choices = (holder: { 'x-ms-enum-values'?: { displayName: string; value: string }[] }, spot: Spot): Pick<SwaggerSchema, 'x-ms-enum-values'> => {
    const values = holder['x-ms-enum-values'];
    if (!values) return {};
    const list = below(spot, 'x-ms-enum-values');
    return { 'x-ms-enum-values': values.map((choice, index) => {
      const { pointer, scopes } = below(list, index, 'displayName');
      return choice.displayName === '' ? choice : { ...choice, displayName: translate({ text: choice.displayName, kind: 'choice', part: 'definition', pointer, scopes, among: list.pointer }) };
    }) };
  };

  const schema: DefinitionWalk['schema'] = (each, spot, among) => {
    const own = below(spot, 'properties');
    return {
      ...each, ...texts(each, spot, { title: 'title', description: 'description' }, among), ...choices(each, spot),
      ...(each.items ? { items: schema(each.items, below(spot, 'items')) } : {}),
      ...(each.properties ? { properties: mapped(each.properties, (property, name) => schema(property, below(own, name), own.pointer)) } : {}),
      ...(each.additionalProperties ? { additionalProperties: schema(each.additionalProperties, below(spot, 'additionalProperties')) } : {}),
    };
  };

  const bodyParameter = (parameter: BodyParameterObject, spot: Spot): BodyParameterObject => ({ ...parameter, schema: schema(parameter.schema, below(spot, 'schema')) });

  const simpleParameter = (parameter: SimpleParameter, spot: Spot, among: string): SimpleParameter => ({
    ...parameter, ...texts(parameter, spot, { 'x-ms-summary': 'title', description: 'description' }, among), ...choices(parameter, spot),
    ...(parameter.items ? { items: schema(parameter.items, below(spot, 'items')) } : {}),
  });

  const parameter = (each: SwaggerParameter, spot: Spot, among: string): SwaggerParameter =>
    (each.in === 'body' ? bodyParameter(each, spot) : simpleParameter(each, spot, among));

  const response = (each: SwaggerResponse, spot: Spot): SwaggerResponse => ({
    ...each, ...texts(each, spot, { description: 'description' }), ...(each.schema ? { schema: schema(each.schema, below(spot, 'schema')) } : {}),
  });

  const operation = (each: SwaggerOperation, spot: Spot): SwaggerOperation => {
    const id = each.operationId;
    const here = id === undefined ? spot : named(spot, id);
    const list = below(here, 'parameters');
    const ofParameter = (index: number, name: string): Spot => (id === undefined ? below(list, index) : named(below(list, index), `${id}/${name}`));
    return {
      ...each, ...texts(each, here, { summary: 'summary', description: 'description', 'x-ms-trigger-hint': 'hint' }, '/paths'),
      parameters: each.parameters.map((item, index) => parameter(item, ofParameter(index, item.name), list.pointer)),
      responses: mapped(each.responses, (item, code) => response(item, below(here, 'responses', code))),
    };
  };

  const path: DefinitionWalk['path'] = (each, spot) => {
    const changed: SwaggerPath = { ...each };
    for (const [method, found] of Object.entries(each)) if (isMethod(method)) changed[method] = operation(found as SwaggerOperation, below(spot, method)); // what stands under a method
    const content = each['x-ms-notification-content'];
    const there = below(spot, 'x-ms-notification-content');
    if (content) changed['x-ms-notification-content'] = { ...content, ...texts(content, there, { description: 'description' }), schema: schema(content.schema, below(there, 'schema')) };
    return changed;
  };

  return { texts, path, schema };
}
