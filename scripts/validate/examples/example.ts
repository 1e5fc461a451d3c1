/**
 * Examples of rules: a fragment that a page shows, and the whole connector around it that a test validates. The builders
 * here put a fragment where it belongs in a small connector that no other rule has anything to say about.
 */
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import type { JsonObject, JsonValue } from '../json';
import type { Subject, SubjectDocument } from '../subject';
import { smallDefinition, smallProperties, smallReadme } from './small-connector';

export interface Example {
  /** What the page shows. */
  readonly shown: string;
  readonly language: 'json' | 'csharp' | 'markdown' | 'text';
  /** The pointer of the fragment in its document. */
  readonly base: string;
  readonly subject: Subject;
}

/** A connector made of given values; what is not given is missing, and `whole` says that it is missed. */
export function subjectOf(given: { readonly definition?: JsonValue; readonly properties?: JsonValue } & Partial<Omit<Subject, 'definition' | 'properties'>>): Subject {
  const { definition, properties, ...rest } = given;
  return {
    name: 'example', scripts: [], whole: true,
    ...(definition === undefined ? {} : { definition: documentOf('apiDefinition.swagger.json', definition) }),
    ...(properties === undefined ? {} : { properties: documentOf('apiProperties.json', properties) }),
    ...rest,
  };
}

/** A document as if it had been read from a file that holds exactly this value. */
export function documentOf(file: string, value: JsonValue): SubjectDocument {
  const text = `${JSON.stringify(value, undefined, 2)}\n`;
  return { file, syntax: 'json', text, bytes: Buffer.byteLength(text), value, damage: [] };
}

const shownAs = (value: JsonValue): Pick<Example, 'shown' | 'language'> => ({ shown: JSON.stringify(value, undefined, 2), language: 'json' });
const around = (definition: JsonObject): Subject => subjectOf({ definition, properties: smallProperties(), readme: smallReadme });

/** Keys of the document's root. */
export const inDefinition = (fragment: JsonObject): Example => ({ ...shownAs(fragment), base: '', subject: around({ ...smallDefinition(), ...fragment }) });

/** The whole document, in place of the small connector's. */
export const asDefinition = (definition: JsonObject): Example => ({ ...shownAs(definition), base: '', subject: around(definition) });

/** Keys of `info`; undefined takes one away. */
export function inInfo(fragment: JsonObject): Example {
  const definition = smallDefinition();
  return { ...shownAs(fragment), base: '/info', subject: around({ ...definition, info: withoutUndefined({ ...definition.info, ...fragment }) }) };
}

/** Keys of an operation at GET /items, or at the given method and path. */
export function inOperation(fragment: JsonObject, { method = 'get', path = '/items' }: { readonly method?: string; readonly path?: string } = {}): Example {
  const definition = smallDefinition();
  const operation = withoutUndefined({ ...definition.paths['/items'].get, ...(path === '/items' ? {} : { parameters: [] }), ...fragment });
  const paths = path === '/items' ? { ...definition.paths, '/items': { [method]: operation } } : { ...definition.paths, [path]: { [method]: operation } };
  return { ...shownAs(method === 'get' && path === '/items' ? fragment : { [path]: { [method]: fragment } }), base: `/paths/${escapedPointerKey(path)}/${method}`, subject: around({ ...definition, paths }) };
}

/** Whole path items beside those of the small connector. */
export function inPaths(paths: JsonObject, more: JsonObject = {}): Example {
  const definition = smallDefinition();
  return { ...shownAs(Object.keys(more).length > 0 ? { paths, ...more } : paths), base: '/paths', subject: around({ ...definition, ...more, paths: { ...definition.paths, ...paths } }) };
}

/** A parameter of GET /items, in place of its own. */
export function inParameter(fragment: JsonObject): Example {
  const definition = smallDefinition();
  const parameter = withoutUndefined({ ...definition.paths['/items'].get.parameters[0], ...fragment });
  const example = inOperation({ parameters: [parameter] });
  return { ...example, ...shownAs(parameter), base: `${example.base}/parameters/0` };
}

/** The schema of a body, at POST /items. */
export function inBody(schema: JsonObject): Example {
  const example = inOperation({
    operationId: 'CreateItem', summary: 'Create an item', description: 'Creates an item.', consumes: ['application/json'],
    parameters: [{ name: 'body', in: 'body', required: true, schema }],
  }, { method: 'post' });
  return { ...example, ...shownAs(schema), base: `${example.base}/parameters/0/schema` };
}

/** The schema of the answer of GET /items. */
export function inAnswer(schema: JsonObject): Example {
  const example = inOperation({ responses: { 200: { description: 'The items.', schema } } });
  return { ...example, ...shownAs(schema), base: `${example.base}/responses/200/schema` };
}

/** Keys below `properties` of apiProperties.json; undefined takes one away. */
export function inProperties(fragment: JsonObject, definition: JsonObject = smallDefinition()): Example {
  const { properties } = smallProperties();
  return { ...shownAs(fragment), base: '/properties', subject: subjectOf({ definition, properties: { properties: withoutUndefined({ ...properties, ...fragment }) }, readme: smallReadme }) };
}

/** A connection parameter, in place of the small connector's. */
export function inConnectionParameter(parameter: JsonObject, name = 'api_key'): Example {
  const example = inProperties({ connectionParameters: { [name]: parameter } });
  return { ...example, ...shownAs({ [name]: parameter }), base: `/properties/connectionParameters/${escapedPointerKey(name)}` };
}

/** A readme. */
export const asReadme = (text: string): Example => ({
  shown: text, language: 'markdown', base: '',
  subject: subjectOf({ definition: smallDefinition(), properties: smallProperties(), readme: { file: 'readme.md', text, bytes: Buffer.byteLength(text) } }),
});

/** An example as a page shows it in other words, for instance only the part that matters. */
export const shownInstead = (example: Example, shown: string, language: Example['language'] = example.language): Example => ({ ...example, shown, language });

/** Without the keys that are undefined, which JSON does not know. */
/** An object without the keys whose value an example takes away by `undefined`. */
export const withoutUndefined = (object: JsonObject): JsonObject => Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
