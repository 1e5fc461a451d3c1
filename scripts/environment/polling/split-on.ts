import type { Assumptions } from '../assumptions';
import { type ConnectorOperation, type InstalledConnector, resolved } from '../connectors/installed-connector';
import { isJsonObject, type JsonObject, type JsonValue, objectOr } from '../json';

/** Where the array stands whose elements each start a run: property names from the body, empty for the body itself. */
export type SplitPath = readonly string[];
/** How a flow splits what its trigger gives: as the designer would, not at all, or at that array. */
export type SplitOn = 'designer' | 'off' | SplitPath;

/** The path of a flow's split-on, where it has one. */
export function splitOnOf(splitOn: SplitOn | undefined, designer: SplitPath | undefined): SplitPath | undefined {
  return splitOn === undefined || splitOn === 'designer' ? designer : splitOn === 'off' ? undefined : splitOn;
}

/**
 * What the designer fills in as split-on for a batch trigger: the body of the 200 answer where it is an array, or an object
 * with exactly one property that leads to one, step by step. Anything beside that property means none (facts 3.2).
 */
export function designerSplitOn(connector: InstalledConnector, operation: ConnectorOperation): SplitPath | undefined {
  return splitOnBySchema(connector, operation, resolved(connector.definition, objectOr(operation.object['responses'])['200'])['schema']);
}

/** The same for a trigger whose events have that schema. */
export function splitOnBySchema(connector: InstalledConnector, operation: ConnectorOperation, schema: unknown): SplitPath | undefined {
  return operation.object['x-ms-trigger'] === 'batch' ? arrayPath(connector.definition, schema, []) : undefined;
}

function arrayPath(definition: JsonObject, schema: unknown, path: SplitPath): SplitPath | undefined {
  const shape = resolved(definition, schema);
  if (shape['type'] === 'array') return path;
  const properties = Object.entries(objectOr(shape['properties']));
  const [only] = properties;
  // A schema that contains itself leads nowhere.
  if (properties.length !== 1 || only === undefined || path.length > 20) return undefined;
  return arrayPath(definition, only[1], [...path, only[0]]);
}

/** What an answer or a delivery starts, or why nothing. */
export interface SplitEvents { readonly outcome: 'events' | 'nothing' | 'failed'; readonly events: readonly JsonValue[]; readonly problem?: string }
export interface SplitRules {
  /** Absent: the whole body starts one run. */
  readonly splitOn: SplitPath | undefined;
  readonly mostItems: number;
  readonly assumed: Pick<Assumptions, 'splitOnWithoutArray' | 'splitOnOverLimit'>;
}

/** Splits a body into events. `answered` begins the sentence about one that can't be split: "The trigger answered 200". */
export function splitEvents(body: JsonValue, { splitOn, mostItems, assumed }: SplitRules, answered: string): SplitEvents {
  if (splitOn === undefined) return { outcome: 'events', events: [body] };
  const items = splitItems(body, splitOn);
  if (!items) {
    const problem = `${answered}, but its body has no array at ${splitOn.length === 0 ? 'its root' : `"${splitOn.join('.')}"`}, where split-on looks for the events.`;
    return assumed.splitOnWithoutArray === 'oneRun' ? { outcome: 'events', events: [body], problem } : { outcome: 'nothing', events: [], problem };
  }
  if (items.length > mostItems) {
    const problem = `${answered} with ${items.length} items, and split-on takes ${mostItems} at most.`;
    return assumed.splitOnOverLimit === 'cut' ? { outcome: 'events', events: items.slice(0, mostItems), problem: `${problem} The rest starts no run.` } : { outcome: 'failed', events: [], problem };
  }
  return { outcome: items.length > 0 ? 'events' : 'nothing', events: items };
}

/** The elements of the array at that path, or undefined where the body has none there. */
export function splitItems(body: JsonValue | undefined, path: SplitPath): readonly JsonValue[] | undefined {
  let current = body;
  for (const name of path) current = isJsonObject(current) ? current[name] : undefined;
  return Array.isArray(current) ? current : undefined;
}
