/** A flow of the model as the JSON of a cloud flow, with what has to stand beside it in a solution. */
import type { Flow } from '../../model/flow/flow';
import { allSteps } from '../../model/flow/flow-step';
import type { WorkflowConnectionReference, WorkflowDocument } from '../../workflow-language/workflow-document';
import { connectionReference, type FlowConnectionReference } from './connection-references';
import { variableParameter, type FlowTarget } from './flow-target';
import { emitVariable, variableAsParameter, variablesOf, type EmittedVariable } from './flow-variables';
import { emitSteps, emitTrigger, triggerKey } from './step-emit';

export interface EmittedFlow {
  readonly name: string;
  readonly description: string;
  readonly document: WorkflowDocument;
  /** Each once, the connector's own first. */
  readonly connectionReferences: readonly FlowConnectionReference[];
  readonly environmentVariables: readonly EmittedVariable[];
}

/**
 * Makes the flow's JSON. Pure: the same flow and target give the same document, key order and step ids included.
 * Mistakes of the model do not stop it; `checkConnector` finds them.
 */
export function emitFlow(flow: Flow, target: FlowTarget): EmittedFlow {
  const references = referencesOf(flow, target);
  const variables = variablesOf(flow);
  return {
    name: flow.name, description: flow.description,
    document: {
      properties: {
        connectionReferences: Object.fromEntries(references.map(reference => [reference.key, inDocument(reference)])),
        definition: {
          $schema: 'https://schema.management.azure.com/providers/Microsoft.Logic/schemas/2016-06-01/workflowdefinition.json#',
          contentVersion: '1.0.0.0',
          parameters: {
            $connections: { defaultValue: {}, type: 'Object' }, $authentication: { defaultValue: {}, type: 'SecureObject' },
            ...Object.fromEntries(variables.map(variable => [variableParameter(variable, target), variableAsParameter(variable, target)])),
          },
          triggers: { [triggerKey(flow.trigger)]: emitTrigger(flow, target) },
          actions: emitSteps(flow, flow.steps, target),
        },
      },
      schemaVersion: '1.0.0.0',
    },
    connectionReferences: references,
    environmentVariables: variables.map(variable => emitVariable(variable, target)),
  };
}

function referencesOf({ trigger, steps }: Flow, target: FlowTarget): readonly FlowConnectionReference[] {
  const operations = [trigger.operation, ...[...allSteps(steps)].flatMap(step => (step.kind === 'call' ? [step.operation] : []))];
  return [...new Map(operations.map(operation => connectionReference(operation, target)).map(reference => [reference.key, reference])).values()];
}

/** `embedded`: the flow runs with its owner's connections, which a flow that starts by itself needs. */
const inDocument = ({ logicalName, apiName, apiLogicalName }: FlowConnectionReference): WorkflowConnectionReference => ({
  runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: logicalName },
  api: { name: apiName, ...(apiLogicalName === undefined ? {} : { logicalName: apiLogicalName }) },
});
