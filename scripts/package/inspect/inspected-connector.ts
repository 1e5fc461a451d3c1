/** A connector as an inspection sees it, whether it came in a solution or in a folder of its own. */
import type { Where } from '../../diagnostics/diagnostic';
import { isArray, isObject, member, objectAt, type JsonValue } from '../../validate/json';
import type { OpenedFile } from './opened-file';

export interface InspectedConnector {
  /** The title that makers see. */
  readonly title: string;
  readonly description: string;
  /** Absent for a connector folder, where the platform gives both. */
  readonly identity: { readonly connectorId: string; readonly logicalName: string } | undefined;
  /** Where it is declared: its element, or its definition. */
  readonly place: Where;
  readonly definition: OpenedFile | undefined;
  /** apiProperties.json of a connector folder. */
  readonly properties: OpenedFile | undefined;
  /** Connection parameters of a solution, alone in their file. */
  readonly parameters: OpenedFile | undefined;
  readonly parameterSets: OpenedFile | undefined;
  readonly policies: OpenedFile | undefined;
  readonly script: OpenedFile | undefined;
  /** True also where a script is named whose file is not there. */
  readonly namesScript: boolean;
  readonly icon: OpenedFile | undefined;
  readonly namesIcon: boolean;
  /** The operations that run the script; undefined where nothing says so, which means all of them. */
  readonly scriptOperations: { readonly names: readonly string[]; readonly place: Where } | undefined;
  /** By operation id; empty where the definition can't be read. */
  readonly operations: ReadonlyMap<string, InspectedOperation>;
}

export interface InspectedOperation { readonly isTrigger: boolean; readonly isInternal: boolean }

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const;

/** The operations of a definition. A path's `x-ms-notification-content` is no operation, and what has no id can't be called by one. */
export function operationsOf(definition: JsonValue | undefined): ReadonlyMap<string, InspectedOperation> {
  const found = new Map<string, InspectedOperation>();
  const paths = isObject(definition) ? objectAt(definition, 'paths') : undefined;
  for (const path of Object.keys(paths ?? {})) {
    const item = objectAt(paths, path);
    for (const method of METHODS) {
      const operation = objectAt(item, method);
      const id = operation && member(operation, 'operationId');
      if (operation && typeof id === 'string') found.set(id, { isTrigger: member(operation, 'x-ms-trigger') !== undefined, isInternal: member(operation, 'x-ms-visibility') === 'internal' });
    }
  }
  return found;
}

/** A list of texts, as `scriptOperations` is one; undefined for anything else. */
export const textsIn = (value: JsonValue | undefined): readonly string[] | undefined =>
  (isArray(value) && value.every(each => typeof each === 'string') ? value as readonly string[] : undefined); // every item was looked at
