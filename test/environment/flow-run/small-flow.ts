import type { RunAfterStatus, WorkflowAction, WorkflowDocument, WorkflowTrigger } from '../../../scripts/workflow-language/workflow-document';
import { type BackendHttp, type HttpResponse, type JsonValue, VirtualClock } from '../../../scripts/environment';
import { MemoryOutbox } from '../../../scripts/environment/flow-run/outbox';
import { runFlow } from '../../../scripts/environment/flow-run/run-flow';
import type { FlowRunHistory, StepHistory } from '../../../scripts/environment/flow-run/run-history';
import type { RunnableFlow } from '../../../scripts/environment/flow-run/runnable-flow';
import { answer, fakeBackend, smallConnector, smallGateway, start } from '../small-connector';

export type Actions = Readonly<Record<string, WorkflowAction>>;

/** Actions by hand: `runAfter` may be left out (first step), or name one step that must have succeeded. */
export function steps(given: Readonly<Record<string, Omit<WorkflowAction, 'runAfter'> & { readonly after?: string | Readonly<Record<string, readonly RunAfterStatus[]>> }>>): Actions {
  return Object.fromEntries(Object.entries(given).map(([name, { after = {}, ...rest }]) => [name, { ...rest, runAfter: typeof after === 'string' ? { [after]: ['Succeeded'] } : after } as WorkflowAction]));
}

const reference = (key: string, name: string, logicalName?: string): WorkflowDocument['properties']['connectionReferences'][string] =>
  ({ runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: `ref_${key}` }, api: { name, ...(logicalName === undefined ? {} : { logicalName }) } });

/** A flow document with these steps; it can use the small connector, Teams, Outlook and SharePoint. */
export function flowDocument(actions: Actions, parameters: WorkflowDocument['properties']['definition']['parameters'] = {}, trigger: Partial<WorkflowTrigger> = {}): WorkflowDocument {
  return {
    properties: {
      connectionReferences: { small: reference('small', 'shared_small', 'small'), teams: reference('teams', 'shared_teams'), outlook: reference('outlook', 'shared_office365'), sharepoint: reference('sharepoint', 'shared_sharepointonline') },
      definition: {
        $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#', contentVersion: '1.0.0.0',
        parameters: { $connections: { type: 'Object', defaultValue: {} }, $authentication: { type: 'SecureObject', defaultValue: {} }, ...parameters },
        triggers: {
          When_a_thing_happens: {
            type: 'OpenApiConnection', recurrence: { frequency: 'Minute', interval: 1 }, splitOn: '@triggerOutputs()?[\'body/value\']',
            inputs: { host: { connectionName: 'small', operationId: 'OnThing', apiId: '' }, parameters: {}, authentication: '@parameters(\'$authentication\')' },
            ...trigger,
          },
        },
        actions,
      },
    },
    schemaVersion: '1.0.0.0',
  };
}

export function smallFlow(actions: Actions, more: Partial<RunnableFlow> = {}): RunnableFlow {
  return { name: 'Small flow', document: flowDocument(actions), connections: { small: 'c1', teams: 'teams', outlook: 'outlook', sharepoint: 'sharepoint' }, parameters: {}, ...more };
}

/** A step that calls an operation. */
export const call = (connectionName: string, operationId: string, parameters: Readonly<Record<string, JsonValue>>, more: Readonly<Record<string, JsonValue>> = {}): Omit<WorkflowAction, 'runAfter'> =>
  ({ type: 'OpenApiConnection', inputs: { host: { connectionName, operationId, apiId: '' }, parameters, authentication: '@parameters(\'$authentication\')', ...more } as WorkflowAction['inputs'] & object });

const connector = smallConnector({
  operations: [
    { path: '/things/{id}', object: { operationId: 'GetThing', parameters: [{ name: 'id', in: 'path', required: true, type: 'string' }] } },
    { path: '/things', method: 'post', object: { operationId: 'AddThing', parameters: [{ name: 'body', in: 'body', schema: { type: 'object' } }] } },
    { path: '/trigger', object: { operationId: 'OnThing', 'x-ms-trigger': 'batch', parameters: [{ name: 'color', in: 'query', type: 'string' }], responses: { 200: { description: 'ok', schema: { type: 'object', properties: { value: { type: 'array', items: { type: 'object' } } } } } } } },
  ],
  properties: { connectionParameters: { key: { type: 'securestring', uiDefinition: { displayName: 'Key' } } } },
});

export interface SmallRun {
  readonly history: FlowRunHistory;
  readonly outbox: MemoryOutbox;
  readonly asked: readonly string[];
  readonly clock: VirtualClock;
}

/** A gateway with the small connector, whose connection holds the secret `key-of-c1`. */
export function smallFlowGateway(clock: VirtualClock, backend: BackendHttp): ReturnType<typeof smallGateway> {
  return smallGateway({ connector, backend, clock, values: { key: 'key-of-c1' } });
}

/** Runs the steps on a trigger body, with a backend that gives these answers in turn and then 200 with `{}`. */
export async function ran(actions: Actions, body: JsonValue = {}, answers: readonly HttpResponse[] = [], more: Partial<RunnableFlow> = {}): Promise<SmallRun> {
  const clock = new VirtualClock(start);
  const left = [...answers];
  const backend = fakeBackend(() => left.shift() ?? answer(200, {}, [['Content-Type', 'application/json']]));
  const outbox = new MemoryOutbox();
  const gateway = smallFlowGateway(clock, backend);
  const history = await clock.runUntil(runFlow(smallFlow(actions, more), { runKey: 'f/1/0', outputs: { headers: { Date: 'now' }, body } }, { gateway, clock, random: () => 1, outbox }), 400 * 86_400_000);
  return { history, outbox, asked: backend.requests.map(({ method, uri, body: sent }) => `${method} ${uri}${sent ? ` ${Buffer.from(sent).toString('utf8')}` : ''}`), clock };
}

/** Name to status, inner steps with the branch in front: `Condition/else/Compose`. */
export function statusesOf(list: readonly StepHistory[], below = ''): Readonly<Record<string, string>> {
  return Object.fromEntries(list.flatMap(step => [[below + step.name, step.status] as const, ...(step.inner ?? []).flatMap(branch => Object.entries(statusesOf(branch.steps, `${below}${step.name}/${branch.title}/`)))]));
}

/** The step of that name, wherever it is. */
export function stepNamed(history: FlowRunHistory, name: string): StepHistory {
  const search = (list: readonly StepHistory[]): StepHistory | undefined => list.find(step => step.name === name) ?? list.flatMap(step => step.inner ?? []).map(branch => search(branch.steps)).find(Boolean);
  const found = search(history.steps);
  if (!found) throw new Error(`There is no step ${name}.`);
  return found;
}
