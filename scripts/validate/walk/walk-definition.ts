/** The one walk over a definition. Every object that Swagger 2.0 names is entered once; references are not followed. */
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { DefinitionIndex } from './definition-index';
import { dynamicKeys, type DynamicKey, type DynamicNode, type OperationNode, type SchemaNode, type SchemaPosition, type TextNode } from './nodes';
import type { KeyVisitor } from '../visitors';
import { fitsKind } from './kind-fit';
import type { Role } from './roles';
import { keysOf } from './swagger-keys';
import type { VisitLists } from './visit-list';

/** Deeper schemas are not entered; a rule says so (`schema-depth`). The deepest published one has 15 levels. */
export const DEEPEST_SCHEMA = 100;

/** Where an object stands, for what is found below it. */
interface Surroundings { readonly operation: OperationNode | undefined; readonly definition: string | undefined }
const shared: Surroundings = { operation: undefined, definition: undefined };

/** Calls the visitors for everything in the definition. */
export function walkDefinition(index: DefinitionIndex, visit: VisitLists): void {
  new Walk(index, visit).all();
}

class Walk {
  private readonly watched: ReadonlyMap<string, Watched>;

  constructor(private readonly index: DefinitionIndex, private readonly visit: VisitLists) { this.watched = watchedKeys(visit); }

  all(): void {
    const { index: { root, spot }, visit } = this;
    this.enter(root, 'root', spot, shared);
    for (const each of visit.definition) each(this.index);
    this.info(spot);
    this.eachOf(root, 'tags', spot, (tag, at) => { this.enter(tag, 'tag', at, shared); this.child(tag, 'externalDocs', 'externalDocs', at); });
    this.child(root, 'externalDocs', 'externalDocs', spot);
    this.named(root, 'securityDefinitions', spot, (definition, at) => this.enter(definition, 'securityDefinition', at, shared));
    this.paths(spot);
    this.named(root, 'definitions', spot, (schema, at, name) => this.schema(schema, at, 'definition', name, { operation: undefined, definition: name }), 'definitions');
    this.named(root, 'parameters', spot, (parameter, at) => this.declaredParameter(parameter, at, shared));
    this.named(root, 'responses', spot, (response, at) => this.declaredResponse(response, at, shared));
  }

  private info(spot: Spot): void {
    const info = this.child(this.index.root, 'info', 'info', spot);
    if (!info) return;
    const at = spot.at('info');
    for (const each of this.visit.info) each(info, at);
    this.child(info, 'contact', 'contact', at);
    this.child(info, 'license', 'license', at);
  }

  private paths(spot: Spot): void {
    const paths = this.child(this.index.root, 'paths', 'paths', spot);
    if (!paths) return;
    for (const [path, item] of Object.entries(paths)) if (!path.startsWith('x-') && !isObject(item)) this.wrong(item, 'path', spot.at('paths', path));
    for (const path of this.index.paths) {
      this.enter(path.item, 'path', path.spot, shared);
      for (const each of this.visit.path) each(path);
      const own = { operation: path.operations[0], definition: undefined };
      this.eachOf(path.item, 'parameters', path.spot, (parameter, at) => this.declaredParameter(parameter, at, own));
      this.notification(path.item, path.spot, own);
      for (const operation of path.operations) this.operation(operation);
    }
  }

  private notification(item: JsonObject, spot: Spot, surroundings: Surroundings): void {
    const content = this.child(item, 'x-ms-notification-content', 'notificationContent', spot, surroundings);
    if (!content) return;
    const at = spot.at('x-ms-notification-content');
    this.childSchema(content, 'schema', at, 'notification', surroundings);
  }

  private operation(node: OperationNode): void {
    const { operation, spot } = node;
    const surroundings = { operation: node, definition: undefined };
    this.enter(operation, 'operation', spot, surroundings);
    for (const each of this.visit.operation) each(node);
    this.child(operation, 'externalDocs', 'externalDocs', spot);
    this.dynamics(operation, spot, { operation: node }, [node]);
    for (const parameter of node.parameters) {
      for (const each of this.visit.parameter) each(parameter);
      this.dynamics(parameter.parameter, parameter.spot, { parameter }, [node]);
    }
    for (const response of node.responses) for (const each of this.visit.response) each(response);
    this.eachOf(operation, 'parameters', spot, (parameter, at) => this.declaredParameter(parameter, at, surroundings));
    const responses = this.child(operation, 'responses', 'responses', spot);
    if (responses) {
      for (const [code, response] of Object.entries(responses)) {
        if (code.startsWith('x-')) continue;
        const at = spot.at('responses', code);
        if (isObject(response)) this.declaredResponse(response, at, surroundings); else this.wrong(response, 'response', at);
      }
    }
  }

  /** A parameter where it is written; a reference has nothing below it. */
  private declaredParameter(parameter: JsonObject, spot: Spot, surroundings: Surroundings): void {
    const body = parameter['in'] === 'body';
    this.enter(parameter, body ? 'bodyParameter' : 'parameter', spot, surroundings);
    // Outside of a body a schema does not belong here, which a rule says; what is in it is looked at all the same.
    this.childSchema(parameter, 'schema', spot, 'body', surroundings);
    this.items(parameter, spot, 0);
  }

  private items(holder: JsonObject, spot: Spot, depth: number): void {
    if (holder['items'] === undefined || depth > DEEPEST_SCHEMA) return;
    const items = this.child(holder, 'items', 'items', spot);
    if (items) this.items(items, spot.at('items'), depth + 1);
  }

  private declaredResponse(response: JsonObject, spot: Spot, surroundings: Surroundings): void {
    this.enter(response, 'response', spot, surroundings);
    this.childSchema(response, 'schema', spot, 'response', surroundings);
    this.named(response, 'headers', spot, (header, at) => { this.enter(header, 'header', at, surroundings); this.items(header, at, 0); });
  }

  private childSchema(holder: JsonObject, key: string, spot: Spot, position: SchemaPosition, surroundings: Surroundings): void {
    const schema = member(holder, key);
    if (isObject(schema)) this.schema(schema, spot.at(key), position, undefined, surroundings);
    else if (schema !== undefined) this.wrong(schema, 'schema', spot.at(key));
  }

  private schema(schema: JsonObject, spot: Spot, position: SchemaPosition, name: string | undefined, surroundings: Surroundings, parent?: SchemaNode, required = false): void {
    const { operation, definition } = surroundings;
    const node: SchemaNode = {
      schema, spot, position, name, required, parent, operation, definition,
      depth: parent ? parent.depth + 1 : 0,
      internal: parent?.internal === true || schema['x-ms-visibility'] === 'internal',
    };
    this.enter(schema, 'schema', spot, surroundings, node);
    for (const each of this.visit.schema) each(node);
    if (node.depth >= DEEPEST_SCHEMA) return;
    this.below(node);
  }

  private below(node: SchemaNode): void {
    const { schema, spot } = node;
    const properties = schema['properties'];
    if (isObject(properties)) {
      const isRequired = membership(schema['required']);
      const above = spot.at('properties');
      for (const name in properties) {
        const property = properties[name];
        if (isObject(property)) this.schema(property, above.at(name), 'property', name, node, node, isRequired(name));
        else if (property !== undefined) this.wrong(property, 'schema', above.at(name));
      }
    } else if (properties !== undefined) this.wrong(properties, 'schema', spot.at('properties'));
    const items = schema['items'];
    if (isObject(items)) this.schema(items, spot.at('items'), 'items', undefined, node, node);
    else if (items !== undefined) this.wrong(items, 'schema', spot.at('items'));
    const additional = schema['additionalProperties'];
    if (isObject(additional)) this.schema(additional, spot.at('additionalProperties'), 'additional', undefined, node, node);
    const all = schema['allOf'];
    if (isArray(all)) {
      for (const [position, each] of all.entries()) {
        if (isObject(each)) this.schema(each, spot.at('allOf', position), 'allOf', undefined, node, node);
        else this.wrong(each, 'schema', spot.at('allOf', position));
      }
    } else if (all !== undefined) this.wrong(all, 'list', spot.at('allOf'));
    if (schema['xml'] !== undefined) this.child(schema, 'xml', 'xml', spot);
    if (schema['externalDocs'] !== undefined) this.child(schema, 'externalDocs', 'externalDocs', spot);
  }

  private dynamics(holder: JsonObject, spot: Spot, node: DynamicNode['holder'], hosts: readonly OperationNode[]): void {
    if (this.visit.dynamic.length === 0) return;
    for (const key of dynamicKeys) {
      const value = holder[key];
      if (isObject(value)) this.dynamic(key, value, spot, node, hosts);
    }
  }

  private dynamic(key: DynamicKey, value: JsonObject, spot: Spot, holder: DynamicNode['holder'], hosts: readonly OperationNode[]): void {
    const dynamic: DynamicNode = { key, value, spot: spot.at(key), holder, hosts };
    for (const each of this.visit.dynamic) each(dynamic);
  }

  private hostsOf({ operation, definition }: SchemaNode): readonly OperationNode[] {
    if (operation) return [operation];
    return definition === undefined ? [] : [...this.index.uses(definition).operations];
  }

  /** Every object whose keys the specification defines, and its keys: one pass over them for all rules. */
  private enter(object: JsonObject, role: Role, spot: Spot, surroundings: Surroundings, schema?: SchemaNode): void {
    const { visit: { partOf, misfit }, watched } = this;
    const parts = partOf.get(role);
    if (parts !== undefined) for (const each of parts) each(object, spot);
    const kinds = keysOf(role);
    for (const key in object) {
      const value = object[key];
      if (value === undefined) continue;
      const watchers = watched.get(key);
      if (watchers !== undefined) this.watch(watchers, value, object, role, spot, surroundings, schema);
      const kind = kinds?.get(key);
      if (kind === undefined) this.unlisted(key, value, object, role, spot, kinds !== undefined);
      else if (kind !== 'any' && kind !== 'entered' && !fitsKind(kind, value)) for (const each of misfit) each(value, kind, key, object, role, spot);
    }
  }

  private watch({ keys, text, dynamic }: Watched, value: JsonValue, object: JsonObject, role: Role, spot: Spot, { operation }: Surroundings, schema: SchemaNode | undefined): void {
    for (const each of keys) each(value, object, role, spot);
    if (text !== undefined && typeof value === 'string') {
      const of = textsOf[role];
      if (of === undefined) return;
      const node: TextNode = { text: value, kind: text, of, spot: spot.at(text), operation };
      for (const each of this.visit.text) each(node);
    } else if (dynamic !== undefined && schema !== undefined && isObject(value)) this.dynamic(dynamic, value, spot, { schema }, this.hostsOf(schema));
  }

  private unlisted(key: string, value: JsonValue, object: JsonObject, role: Role, spot: Spot, isListed: boolean): void {
    const { extension, unlisted } = this.visit;
    if (key.startsWith('x-')) for (const each of extension) each(key, value, object, role, spot);
    else if (isListed) for (const each of unlisted) each(key, value, object, role, spot);
  }

  private wrong(value: JsonValue | undefined, role: Role | 'list', spot: Spot): void {
    if (value !== undefined) for (const each of this.visit.misshapen) each(value, role, spot);
  }

  /** An object that the specification wants under a key: entered as a part, and returned when it is one. */
  private child(holder: JsonObject, key: string, role: Role, spot: Spot, surroundings = shared): JsonObject | undefined {
    const value = member(holder, key);
    if (value === undefined) return undefined;
    if (!isObject(value)) { this.wrong(value, role, spot.at(key)); return undefined; }
    this.enter(value, role, spot.at(key), surroundings);
    return value;
  }

  /** Every object in the array under a key. */
  private eachOf(holder: JsonObject, key: string, spot: Spot, enter: (object: JsonObject, at: Spot) => void): void {
    const list = member(holder, key);
    if (list === undefined) return;
    if (!isArray(list)) { this.wrong(list, 'list', spot.at(key)); return; }
    for (const [position, each] of list.entries()) {
      const at = spot.at(key, position);
      if (isObject(each)) enter(each, at); else this.wrong(each, key === 'tags' ? 'tag' : 'parameter', at);
    }
  }

  /** Every object in the object under a key. */
  private named(holder: JsonObject, key: string, spot: Spot, enter: (object: JsonObject, at: Spot, name: string) => void, role?: Role): void {
    const container = member(holder, key);
    if (container === undefined) return;
    const above = spot.at(key);
    if (!isObject(container)) { this.wrong(container, role ?? 'definitions', above); return; }
    if (role) this.enter(container, role, above, shared);
    for (const [name, each] of Object.entries(container)) {
      const at = above.at(name);
      if (isObject(each)) enter(each, at, name);
      else this.wrong(each, key === 'definitions' ? 'schema' : key === 'headers' ? 'header' : key === 'responses' ? 'response' : key === 'parameters' ? 'parameter' : 'securityDefinition', at);
    }
  }
}

/** Above this many names a set answers faster than the list. */
const FEW = 8;

function membership(names: JsonValue | undefined): (name: string) => boolean {
  if (!isArray(names)) return () => false;
  if (names.length <= FEW) return name => names.includes(name);
  const set = new Set(names);
  return name => set.has(name);
}

const textKeys: readonly TextNode['kind'][] = ['title', 'summary', 'description', 'x-ms-summary'];

/** The objects whose texts people read. */
const textsOf: { readonly [role in Role]?: TextNode['of'] } = {
  info: 'info', tag: 'tag', operation: 'operation', parameter: 'parameter', bodyParameter: 'parameter', schema: 'schema', response: 'response', header: 'header', notificationContent: 'notificationContent',
};

/** What looks at a key. */
interface Watched { readonly keys: readonly KeyVisitor[]; readonly text: TextNode['kind'] | undefined; readonly dynamic: DynamicKey | undefined }

function watchedKeys({ keys, text, dynamic }: VisitLists): ReadonlyMap<string, Watched> {
  const found = new Map<string, Watched>();
  for (const [key, visitors] of keys) found.set(key, { keys: visitors, text: undefined, dynamic: undefined });
  if (text.length > 0) for (const key of textKeys) found.set(key, { keys: keys.get(key) ?? [], text: key, dynamic: undefined });
  if (dynamic.length > 0) for (const key of dynamicKeys) found.set(key, { keys: keys.get(key) ?? [], text: undefined, dynamic: key });
  return found;
}
