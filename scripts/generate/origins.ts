/** Artifacts that know where they come from: for each value of a document the line of the model that says it. */
import type { Where } from '../diagnostics/diagnostic';
import { pathOfPointer } from '../diagnostics/json/json-pointer';
import type { Connector } from '../model/connector';
import { artifactTexts, documentsOf, type Artifacts, type Documents } from './artifacts';
import { customCode } from './custom-code';
import { inside, whereIs, type AtBuilder } from './origins/at-builder';
import { notificationOrigin, operationOrigin } from './origins/operation-origin';
import { propertiesOrigin } from './origins/properties-origin';
import { usedRecords } from './origins/record-origins';
import { schemaOrigin } from './origins/schema-origin';
import type { Publisher } from './publisher';

export interface Origins {
  /**
   * Where the value at a JSON pointer (RFC 6901) of a document comes from: a builder call and the property inside it, or
   * a value of konektor.yaml. What has no origin of its own has that of the nearest value above it. Undefined for parts
   * that have no pointers: custom code, icon, readme. Needs no `this`.
   */
  readonly whereOf: (part: string, pointer: string) => Where | undefined;
}

export interface WithOrigins extends Documents { readonly artifacts: Artifacts; readonly origins: Origins }

/** The same artifacts as `generate` makes, their documents as values, and their origins; `konektorYaml` is the file that the publisher was read from. */
export function generateWithOrigins(connector: Connector, publisher: Publisher, konektorYaml?: string): WithOrigins {
  const documents = documentsOf(connector, publisher);
  return { ...documents, artifacts: artifactTexts(connector, publisher, customCode(connector), documents), origins: originsOf(connector, publisher, konektorYaml) };
}

/** Origins are looked up when they are asked for: who generates without a finding pays nothing for them. */
export function originsOf(connector: Connector, publisher: Publisher, konektorYaml?: string): Origins {
  const call: AtBuilder = { place: connector.place, property: [] };
  const inYaml = (...names: readonly string[]): Where => (konektorYaml === undefined ? whereIs(call) : { kind: 'file', file: konektorYaml, pointer: ['', ...names].join('/') });
  let records: ReturnType<typeof usedRecords> | undefined;

  const definition = ([key, ...path]: readonly string[]): Where => {
    switch (key) {
      case 'info':
        if (path[0] === 'contact') return inYaml('publisher', 'contact', ...path.slice(1, 2));
        return whereIs(path[0] === undefined ? call : inside(call, path[0]));
      case 'host': case 'basePath': return whereIs(inside(call, key));
      case 'paths': return whereIs(pathOrigin(connector, path, call));
      case 'definitions': {
        const record = path[0] === undefined ? undefined : (records ??= usedRecords(connector)).get(path[0]);
        return whereIs(record ? schemaOrigin(record.schema, path.slice(1), record.usedAt) : call);
      }
      case 'security': case 'securityDefinitions': return whereIs(inside(call, 'authentication'));
      case 'x-ms-connector-metadata': {
        const [position] = path;
        if (position === '0') return inYaml('publisher', 'website');
        if (position === '1') return inYaml('publisher', 'privacyPolicy');
        return whereIs(position === '2' ? inside(call, 'categories') : call);
      }
      case 'x-ms-capabilities': return whereIs(inside(call, 'testConnection'));
      default: return whereIs(call);
    }
  };

  const properties = ([root, ...path]: readonly string[]): Where => {
    if (root !== 'properties') return whereIs(call);
    if (path[0] === 'publisher') return inYaml('publisher', 'name');
    if (path[0] === 'stackOwner') return inYaml('publisher', publisher.stackOwner === undefined ? 'name' : 'stackOwner');
    if (path.includes('clientId') && path.includes('oAuthSettings')) return inYaml('environments');
    return whereIs(propertiesOrigin(connector, path));
  };

  return {
    whereOf(part, pointer) {
      const path = pathOfPointer(pointer);
      switch (part) {
        case 'definition': return definition(path);
        case 'properties': return properties(path);
        case 'settings': return whereIs(call);
        case 'publisher': return inYaml(...path);
        default: return undefined;
      }
    },
  };
}

function pathOrigin({ operations }: Connector, [address, key, ...path]: readonly string[], call: AtBuilder): AtBuilder {
  const there = operations.filter(operation => operation.path === address);
  const [first] = there;
  if (!first) return inside(call, 'operations');
  if (key === 'x-ms-notification-content') return notificationOrigin(there.findLast(each => each.notification) ?? first, path);
  // Of two operations at one address the definition has the later one.
  const operation = key === undefined ? undefined : there.findLast(each => each.method === key);
  return operation ? operationOrigin(operation, path) : { place: first.place, property: ['path'] };
}
