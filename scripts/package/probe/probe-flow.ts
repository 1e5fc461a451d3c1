/** The flows of the probe: the trigger is one half of the questions, the steps are the other, and the last step shows all answers. */
import type { JsonValue, OperationInputs, RunAfterStatus, WorkflowAction, WorkflowDocument } from '../../workflow-language/workflow-document';
import { answersVersion } from './probe-answers';
import { questions, triggerId } from './probe-connector';
import { signInTrigger } from './sign-in-connector';

/** How the flow names the connection and the connector. */
export interface ProbeFlowNames {
  readonly connectionReference: string;
  readonly connectorName: string;
  readonly internalName: string;
}

/** Seconds that custom code is asked to wait, to find the time limit: beyond 5 s, far beyond, and near 2 minutes. */
export const usualWaits: readonly number[] = [8, 30, 100];

/** The step whose output a person copies. */
export const lastStep = 'Copy_these_answers';

const connectionKey = 'probe';
const anyEnd: readonly RunAfterStatus[] = ['Succeeded', 'Failed', 'Skipped', 'TimedOut'];

/** The document. Each step runs whatever became of the one before it, and none is repeated, so that each answer is the first. */
export const probeFlow = (names: ProbeFlowNames, waits: readonly number[] = usualWaits): WorkflowDocument =>
  flowOn(names, operation(triggerId, { round: 1 }), inSequence([withoutArray, ...calls(waits), [lastStep, { type: 'Compose', inputs: answers(waits) }]]));

/** The flow of the second probe shows what its trigger tells. */
export const signInFlow = (names: ProbeFlowNames): WorkflowDocument =>
  flowOn(names, operation(signInTrigger.operationId, {}), { [lastStep]: { type: 'Compose', runAfter: {}, inputs: '@triggerBody()' } });

function flowOn(names: ProbeFlowNames, trigger: OperationInputs, actions: Readonly<Record<string, WorkflowAction>>): WorkflowDocument {
  return {
    properties: {
      connectionReferences: {
        [connectionKey]: {
          runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: names.connectionReference },
          api: { name: names.internalName, logicalName: names.connectorName },
        },
      },
      definition: {
        $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
        contentVersion: '1.0.0.0',
        parameters: { $connections: { defaultValue: {}, type: 'Object' }, $authentication: { defaultValue: {}, type: 'SecureObject' } },
        triggers: {
          When_the_probe_has_something_to_tell: { type: 'OpenApiConnection', recurrence: { frequency: 'Minute', interval: 1 }, splitOn: '@triggerOutputs()?[\'body/value\']', inputs: trigger },
        },
        actions,
      },
    },
    schemaVersion: '1.0.0.0',
  };
}

type Step = readonly [name: string, action: Omit<WorkflowAction, 'runAfter'>];

/** A run that a body without events started ends as cancelled, which the list of runs shows. */
const withoutArray: Step = ['A_run_without_events', {
  type: 'If', expression: { equals: ['@triggerBody()?[\'firstPollAt\']', '@null'] },
  actions: { Show_it_in_the_list_of_runs: { type: 'Terminate', runAfter: {}, inputs: { runStatus: 'Cancelled' } } }, else: { actions: {} },
}];

const calls = (waits: readonly number[]): readonly Step[] => [
  call('Describe', questions.describe.operationId),
  call('Describe_secured', questions.describeSecured.operationId),
  call('Read_headers', questions.readHeaders.operationId),
  call('Refuse', questions.refuse.operationId),
  call('Fail', questions.fail.operationId),
  ...waits.map(seconds => call(waitStep(seconds), questions.wait.operationId, { seconds })),
  ['Before_throttle', { type: 'Compose', inputs: '@utcNow()' }],
  call('Throttle', questions.throttle.operationId, { until: '@addSeconds(utcNow(), 15)' }, { type: 'fixed', count: 10, interval: 'PT5S' }),
  ['After_throttle', { type: 'Compose', inputs: '@utcNow()' }],
  call('Missing_value', questions.missingValue.operationId),
  call('Route', questions.route.operationId),
  call('Route_below_host', questions.routeBelowHost.operationId),
  call('Host_without_scheme', questions.hostWithoutScheme.operationId),
];

const waitStep = (seconds: number): string => `Wait_${seconds}_seconds`;

const operation = (operationId: string, parameters: OperationInputs['parameters']): OperationInputs & { readonly authentication: string } =>
  ({ host: { connectionName: connectionKey, operationId, apiId: '' }, parameters, authentication: '@parameters(\'$authentication\')' });

const call = (name: string, operationId: string, parameters: Readonly<Record<string, JsonValue>> = {}, retryPolicy: JsonValue = { type: 'none' }): Step =>
  [name, { type: 'OpenApiConnection', inputs: { ...operation(operationId, parameters), retryPolicy } }];

/** The first step decides whether the others run; after it each takes any end of the one before. */
function inSequence(steps: readonly Step[]): Record<string, WorkflowAction> {
  return Object.fromEntries(steps.map(([name, action], index) => {
    const before = steps[index - 1]?.[0];
    return [name, { runAfter: before === undefined ? {} : { [before]: index === 1 ? ['Succeeded'] : anyEnd }, ...action }];
  }));
}

const status = (step: string): string => `@outputs('${step}')?['statusCode']`;
const body = (step: string, name?: string): string => `@outputs('${step}')?['body']${name === undefined ? '' : `?['${name}']`}`;
const headerPath = (step: string, name: string): string => `outputs('${step}')?['headers']?['${name}']`;
const header = (step: string, name: string): string => `@${headerPath(step, name)}`;
const location = headerPath('Read_headers', 'Location');

/** Everything in the form of ProbeAnswers. Of addresses only the kind is told, because they name the environment. */
const answers = (waits: readonly number[]): JsonValue => ({
  probe: answersVersion,
  reportedAt: '@utcNow()',
  trigger: '@triggerBody()',
  calls: {
    describe: { status: status('Describe'), body: body('Describe') },
    describeSecured: { status: status('Describe_secured'), keyArrived: body('Describe_secured', 'keyArrived') },
    readHeaders: {
      status: status('Read_headers'), order: header('Read_headers', 'x-probe-order'), read: header('Read_headers', 'x-probe-read'),
      location: `@if(empty(coalesce(${location}, '')), 'none', if(startsWith(${location}, 'https://example.com/'), 'backend', 'other'))`,
    },
    refuse: { status: status('Refuse'), failurePolicy: header('Refuse', 'x-probe-failure') },
    fail: { status: status('Fail') },
    waits: waits.map(seconds => ({ seconds, status: status(waitStep(seconds)) })),
    throttle: { status: status('Throttle'), startedAt: '@outputs(\'Before_throttle\')', endedAt: '@outputs(\'After_throttle\')' },
    missingValue: { status: status('Missing_value'), value: body('Missing_value', 'value') },
    route: { status: status('Route'), path: body('Route', 'path') },
    routeBelowHost: { status: status('Route_below_host'), path: body('Route_below_host', 'path') },
    hostWithoutScheme: { status: status('Host_without_scheme'), scheme: body('Host_without_scheme', 'scheme') },
  },
  signIn: null,
  observed: { turnedOnAt: '', cancelledRun: null, roundChanged: null, refusedConnection: null },
});
