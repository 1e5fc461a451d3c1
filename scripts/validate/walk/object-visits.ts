/** What every object of a definition has in common for the walk: its role and its keys, each of which is looked at once for all rules. */
import { isObject, type JsonObject, type JsonValue } from '../json';
import type { Spot } from '../spot';
import type { KeyVisitor } from '../visitors';
import type { DefinitionIndex } from './definition-index';
import { fitsKind } from './kind-fit';
import { dynamicKeys, type DynamicKey, type DynamicNode, type OperationNode, type SchemaNode, type TextNode } from './nodes';
import type { Role } from './roles';
import { keysOf } from './swagger-keys';
import type { VisitLists } from './visit-list';

/** Where an object stands, for what is found below it. */
export interface Surroundings {
  readonly operation: OperationNode | undefined;
  /** The operations it stands in: one, those of a path for what stands beside them, none for what the document shares. */
  readonly hosts: readonly OperationNode[];
  readonly definition: string | undefined;
}

export class ObjectVisits {
  private readonly watched: ReadonlyMap<string, Watched>;

  constructor(private readonly index: DefinitionIndex, private readonly visit: VisitLists) { this.watched = watchedKeys(visit); }

  /** The dynamic extensions of a parameter or an operation. */
  dynamics(object: JsonObject, spot: Spot, holder: DynamicNode['holder'], hosts: readonly OperationNode[]): void {
    if (this.visit.dynamic.length === 0) return;
    for (const key of dynamicKeys) {
      const value = object[key];
      if (isObject(value)) this.dynamic(key, value, object, spot, holder, hosts);
    }
  }

  private dynamic(key: DynamicKey, value: JsonObject, object: JsonObject, spot: Spot, holder: DynamicNode['holder'], hosts: readonly OperationNode[]): void {
    const dynamic: DynamicNode = { key, value, object, spot: spot.at(key), holder, hosts };
    for (const each of this.visit.dynamic) each(dynamic);
  }

  private hostsOf({ hosts, definition }: SchemaNode): readonly OperationNode[] {
    return definition === undefined ? hosts : [...this.index.uses(definition).operations];
  }

  /** Every object whose keys the specification defines, and its keys: one pass over them for all rules. */
  enter(object: JsonObject, role: Role, spot: Spot, surroundings: Surroundings, schema?: SchemaNode): void {
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
    } else if (dynamic !== undefined && schema !== undefined && isObject(value)) this.dynamic(dynamic, value, object, spot, { schema }, this.hostsOf(schema));
  }

  private unlisted(key: string, value: JsonValue, object: JsonObject, role: Role, spot: Spot, isListed: boolean): void {
    const { extension, unlisted } = this.visit;
    if (key.startsWith('x-')) for (const each of extension) each(key, value, object, role, spot);
    else if (isListed) for (const each of unlisted) each(key, value, object, role, spot);
  }

  /** A value that should have been an object or a list. */
  wrong(value: JsonValue | undefined, role: Role | 'list', spot: Spot): void {
    if (value !== undefined) for (const each of this.visit.misshapen) each(value, role, spot);
  }
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
