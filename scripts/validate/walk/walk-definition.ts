/** The one walk over a definition. Every object that Swagger 2.0 names is entered once; references are not followed. */
import { isArray, isObject, member, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { DefinitionIndex } from './definition-index';
import type { OperationNode, ParameterNode, SchemaNode, SchemaPosition } from './nodes';
import { ObjectVisits, type Surroundings } from './object-visits';
import type { Role } from './roles';
import type { VisitLists } from './visit-list';

/** Deeper schemas are not entered; a rule says so (`schema-depth`). The deepest published one has 15 levels. */
export const DEEPEST_SCHEMA = 100;

const shared: Surroundings = { operation: undefined, hosts: [], definition: undefined };

/** Calls the visitors for everything in the definition. */
export function walkDefinition(index: DefinitionIndex, visit: VisitLists): void {
  new Walk(index, visit).all();
}

class Walk {
  private readonly objects: ObjectVisits;

  constructor(private readonly index: DefinitionIndex, private readonly visit: VisitLists) { this.objects = new ObjectVisits(index, visit); }

  all(): void {
    const { index: { root, spot }, visit } = this;
    this.objects.enter(root, 'root', spot, shared);
    for (const each of visit.definition) each(this.index);
    this.info(spot);
    this.eachOf(root, 'tags', spot, (tag, at) => { this.objects.enter(tag, 'tag', at, shared); this.child(tag, 'externalDocs', 'externalDocs', at); });
    this.child(root, 'externalDocs', 'externalDocs', spot);
    this.named(root, 'securityDefinitions', spot, (definition, at) => this.objects.enter(definition, 'securityDefinition', at, shared));
    this.paths(spot);
    this.named(root, 'definitions', spot, (schema, at, name) => this.schema(schema, at, 'definition', name, { ...shared, definition: name }), 'definitions');
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
    for (const [path, item] of Object.entries(paths)) if (!path.startsWith('x-') && !isObject(item)) this.objects.wrong(item, 'path', spot.at('paths', path));
    for (const path of this.index.paths) {
      this.objects.enter(path.item, 'path', path.spot, shared);
      for (const each of this.visit.path) each(path);
      const own: Surroundings = { operation: undefined, hosts: path.operations, definition: undefined };
      this.eachOf(path.item, 'parameters', path.spot, (parameter, at) => this.declaredParameter(parameter, at, own));
      this.notification(path.item, path.spot, { ...own, operation: path.operations[0] });
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
    const surroundings: Surroundings = { operation: node, hosts: [node], definition: undefined };
    this.objects.enter(operation, 'operation', spot, surroundings);
    for (const each of this.visit.operation) each(node);
    this.child(operation, 'externalDocs', 'externalDocs', spot);
    this.objects.dynamics(operation, spot, { operation: node }, surroundings.hosts);
    for (const parameter of node.parameters) {
      for (const each of this.visit.parameter) each(parameter);
      this.objects.dynamics(parameter.parameter, parameter.spot, { parameter }, surroundings.hosts);
      if (parameter.in !== 'body') this.itemDynamics(parameter, surroundings.hosts);
    }
    for (const response of node.responses) for (const each of this.visit.response) each(response);
    this.eachOf(operation, 'parameters', spot, (parameter, at) => this.declaredParameter(parameter, at, surroundings));
    const responses = this.child(operation, 'responses', 'responses', spot);
    if (responses) {
      for (const [code, response] of Object.entries(responses)) {
        if (code.startsWith('x-')) continue;
        const at = spot.at('responses', code);
        if (isObject(response)) this.declaredResponse(response, at, surroundings); else this.objects.wrong(response, 'response', at);
      }
    }
  }

  /** What the items of a list take is offered like what a parameter takes. */
  private itemDynamics(parameter: ParameterNode, hosts: readonly OperationNode[]): void {
    let items = parameter.parameter['items'];
    let { spot } = parameter;
    for (let depth = 0; isObject(items) && depth < DEEPEST_SCHEMA; items = items['items'], depth += 1) {
      spot = spot.at('items');
      this.objects.dynamics(items, spot, { parameter }, hosts);
    }
  }

  /** A parameter where it is written; a reference has nothing below it. */
  private declaredParameter(parameter: JsonObject, spot: Spot, surroundings: Surroundings): void {
    const body = parameter['in'] === 'body';
    this.objects.enter(parameter, body ? 'bodyParameter' : 'parameter', spot, surroundings);
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
    this.objects.enter(response, 'response', spot, surroundings);
    this.childSchema(response, 'schema', spot, 'response', surroundings);
    this.named(response, 'headers', spot, (header, at) => { this.objects.enter(header, 'header', at, surroundings); this.items(header, at, 0); });
  }

  private childSchema(holder: JsonObject, key: string, spot: Spot, position: SchemaPosition, surroundings: Surroundings): void {
    const schema = member(holder, key);
    if (isObject(schema)) this.schema(schema, spot.at(key), position, undefined, surroundings);
    else if (schema !== undefined) this.objects.wrong(schema, 'schema', spot.at(key));
  }

  private schema(schema: JsonObject, spot: Spot, position: SchemaPosition, name: string | undefined, surroundings: Surroundings, parent?: SchemaNode, required = false): void {
    const { operation, hosts, definition } = surroundings;
    const node: SchemaNode = {
      schema, spot, position, name, required, parent, operation, hosts, definition,
      depth: parent ? parent.depth + 1 : 0,
      internal: parent?.internal === true || schema['x-ms-visibility'] === 'internal',
    };
    this.objects.enter(schema, 'schema', spot, surroundings, node);
    for (const each of this.visit.schema) each(node);
    if (node.depth >= DEEPEST_SCHEMA) return;
    this.below(node);
  }

  private below(node: SchemaNode): void {
    const { schema, spot } = node;
    const properties = schema['properties'];
    if (isObject(properties)) {
      const required = membership(schema['required']);
      const above = spot.at('properties');
      for (const name in properties) {
        const property = properties[name];
        if (isObject(property)) this.schema(property, above.at(name), 'property', name, node, node, required !== undefined && required.has(name));
        else if (property !== undefined) this.objects.wrong(property, 'schema', above.at(name));
      }
    } else if (properties !== undefined) this.objects.wrong(properties, 'schema', spot.at('properties'));
    const items = schema['items'];
    if (isObject(items)) this.schema(items, spot.at('items'), 'items', undefined, node, node);
    else if (items !== undefined) this.objects.wrong(items, 'schema', spot.at('items'));
    const additional = schema['additionalProperties'];
    if (isObject(additional)) this.schema(additional, spot.at('additionalProperties'), 'additional', undefined, node, node);
    const all = schema['allOf'];
    if (isArray(all)) {
      for (const [position, each] of all.entries()) {
        if (isObject(each)) this.schema(each, spot.at('allOf', position), 'allOf', undefined, node, node);
        else this.objects.wrong(each, 'schema', spot.at('allOf', position));
      }
    } else if (all !== undefined) this.objects.wrong(all, 'list', spot.at('allOf'));
    if (schema['xml'] !== undefined) this.child(schema, 'xml', 'xml', spot);
    if (schema['externalDocs'] !== undefined) this.child(schema, 'externalDocs', 'externalDocs', spot);
  }

  /** An object that the specification wants under a key: entered as a part, and returned when it is one. */
  private child(holder: JsonObject, key: string, role: Role, spot: Spot, surroundings = shared): JsonObject | undefined {
    const value = member(holder, key);
    if (value === undefined) return undefined;
    if (!isObject(value)) { this.objects.wrong(value, role, spot.at(key)); return undefined; }
    this.objects.enter(value, role, spot.at(key), surroundings);
    return value;
  }

  /** Every object in the array under a key. */
  private eachOf(holder: JsonObject, key: string, spot: Spot, enter: (object: JsonObject, at: Spot) => void): void {
    const list = member(holder, key);
    if (list === undefined) return;
    if (!isArray(list)) { this.objects.wrong(list, 'list', spot.at(key)); return; }
    for (const [position, each] of list.entries()) {
      const at = spot.at(key, position);
      if (isObject(each)) enter(each, at); else this.objects.wrong(each, key === 'tags' ? 'tag' : 'parameter', at);
    }
  }

  /** Every object in the object under a key. */
  private named(holder: JsonObject, key: string, spot: Spot, enter: (object: JsonObject, at: Spot, name: string) => void, role?: Role): void {
    const container = member(holder, key);
    if (container === undefined) return;
    const above = spot.at(key);
    if (!isObject(container)) { this.objects.wrong(container, role ?? 'definitions', above); return; }
    if (role) this.objects.enter(container, role, above, shared);
    for (const [name, each] of Object.entries(container)) {
      const at = above.at(name);
      if (isObject(each)) enter(each, at, name);
      else this.objects.wrong(each, key === 'definitions' ? 'schema' : key === 'headers' ? 'header' : key === 'responses' ? 'response' : key === 'parameters' ? 'parameter' : 'securityDefinition', at);
    }
  }
}

/** The names that a schema requires; undefined when it has no list of them. A short list answers as fast as a set, and costs nothing to make. */
function membership(names: JsonValue | undefined): { readonly has: (name: string) => boolean } | undefined {
  if (!isArray(names)) return undefined;
  return names.length <= FEW ? { has: name => names.includes(name) } : new Set(names);
}

/** Above this many names a set answers faster than the list. */
const FEW = 8;
