/** A cloud flow as an inspection sees it, from a solution, a legacy package or a definition alone. */
import { escapedPointerKey } from '../../diagnostics/json/json-pointer';
import { connectionKey } from '../../workflow-language/connection-key';
import { isObject, objectAt, type JsonObject, type JsonValue, textAt } from '../../validate/json';
import type { OpenedFile } from './opened-file';

export interface InspectedFlow {
  readonly name: string;
  readonly file: OpenedFile;
  /** `properties` of the document. */
  readonly properties: JsonObject;
  readonly definition: JsonObject;
  readonly references: readonly FlowReference[];
  readonly triggers: readonly FlowStep[];
  /** Actions at every depth, from the outside in. */
  readonly actions: readonly FlowStep[];
}

/** An entry of `connectionReferences`: how the flow names a connection, and whose it is. */
export interface FlowReference {
  readonly key: string;
  readonly pointer: string;
  /** The connection reference of the solution. */
  readonly logicalName: string | undefined;
  /** The internal id of the connector in the environment that the flow came from. */
  readonly apiName: string | undefined;
  /** The logical name of a custom connector. */
  readonly connectorName: string | undefined;
}

export interface FlowStep {
  readonly name: string;
  readonly pointer: string;
  readonly type: string;
  readonly step: JsonObject;
  /** What a step of a connector calls. */
  readonly call: { readonly connectionName: string | undefined; readonly operationId: string; readonly apiId: string | undefined; readonly pointer: string } | undefined;
}

/** The flow in a document `{properties: {definition, connectionReferences}}`; undefined when there is none. */
export function flowIn(file: OpenedFile, name?: string): InspectedFlow | undefined {
  const properties = isObject(file.value) ? objectAt(file.value, 'properties') : undefined;
  const definition = objectAt(properties, 'definition');
  if (!properties || !definition || !(objectAt(definition, 'triggers') ?? objectAt(definition, 'actions'))) return undefined;
  return {
    name: name ?? textAt(properties, 'displayName') ?? file.name, file, properties, definition,
    references: referencesIn(objectAt(properties, 'connectionReferences')),
    triggers: stepsIn(objectAt(definition, 'triggers'), '/properties/definition/triggers'),
    actions: stepsIn(objectAt(definition, 'actions'), '/properties/definition/actions'),
  };
}

function referencesIn(references: JsonObject | undefined): readonly FlowReference[] {
  return Object.keys(references ?? {}).flatMap(key => {
    const reference = objectAt(references, key);
    const api = objectAt(reference, 'api');
    return reference ? [{
      key, pointer: `/properties/connectionReferences/${escapedPointerKey(key)}`,
      logicalName: textAt(objectAt(reference, 'connection'), 'connectionReferenceLogicalName'),
      apiName: textAt(api, 'name') ?? textAt(reference, 'id')?.split('/').at(-1), connectorName: textAt(api, 'logicalName'),
    }] : [];
  });
}

function stepsIn(steps: JsonObject | undefined, pointer: string): readonly FlowStep[] {
  const found: FlowStep[] = [];
  const waiting = [{ steps, pointer }];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    for (const name of Object.keys(next.steps ?? {})) {
      const step = objectAt(next.steps, name);
      if (!step) continue;
      const here = `${next.pointer}/${escapedPointerKey(name)}`;
      found.push({ name, pointer: here, type: textAt(step, 'type') ?? '', step, call: callOf(step, here) });
      waiting.push(...branchesOf(step, here));
    }
  }
  return found;
}

/** Where a step keeps steps of its own: scopes and loops, both sides of a condition, the cases of a switch. */
function branchesOf(step: JsonObject, pointer: string): readonly { readonly steps: JsonObject | undefined; readonly pointer: string }[] {
  const cases = objectAt(step, 'cases');
  return [
    { steps: objectAt(step, 'actions'), pointer: `${pointer}/actions` },
    { steps: objectAt(objectAt(step, 'else'), 'actions'), pointer: `${pointer}/else/actions` },
    { steps: objectAt(objectAt(step, 'default'), 'actions'), pointer: `${pointer}/default/actions` },
    ...Object.keys(cases ?? {}).map(each => ({ steps: objectAt(objectAt(cases, each), 'actions'), pointer: `${pointer}/cases/${escapedPointerKey(each)}/actions` })),
  ];
}

function callOf(step: JsonObject, pointer: string): FlowStep['call'] {
  const host = objectAt(objectAt(step, 'inputs'), 'host');
  const operationId = textAt(host, 'operationId');
  const place = `${pointer}/inputs/host`;
  if (operationId !== undefined) return { operationId, connectionName: textAt(host, 'connectionName'), apiId: textAt(host, 'apiId'), pointer: place };
  // The older form names its operation by method and path; what the designer noted beside it is the operation's id.
  const noted = textAt(objectAt(objectAt(step, 'metadata'), 'flowSystemMetadata'), 'swaggerOperationId');
  return noted === undefined ? undefined : { operationId: noted, connectionName: connectionKey(textAt(objectAt(host, 'connection'), 'name') ?? ''), apiId: undefined, pointer: place };
}

/** The steps that call an operation of a connector, triggers first. */
export const callsOf = (flow: InspectedFlow): readonly (FlowStep & { readonly call: NonNullable<FlowStep['call']> })[] =>
  [...flow.triggers, ...flow.actions].flatMap(each => (each.call ? [{ ...each, call: each.call }] : []));

/** The environment variables that a flow reads, by schema name, with the pointer of the parameter that stands for each. */
export function environmentVariablesIn(flow: InspectedFlow): readonly { readonly schemaName: string; readonly pointer: string }[] {
  const parameters = objectAt(flow.definition, 'parameters');
  return Object.keys(parameters ?? {}).flatMap(name => {
    const schemaName = textAt(objectAt(objectAt(parameters, name), 'metadata'), 'schemaName');
    return schemaName === undefined ? [] : [{ schemaName, pointer: `/properties/definition/parameters/${escapedPointerKey(name)}` }];
  });
}

/** Every text inside a value, with its pointer. */
export function* textsBelow(value: JsonValue | undefined, pointer: string): Generator<{ readonly text: string; readonly pointer: string }> {
  if (typeof value === 'string') { yield { text: value, pointer }; return; }
  if (typeof value !== 'object' || value === null) return;
  for (const [key, each] of Object.entries(value) as readonly (readonly [string, JsonValue | undefined])[]) yield* textsBelow(each, `${pointer}/${escapedPointerKey(key)}`); // an array's entries are its items by position
}
