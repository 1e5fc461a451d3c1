import type { Solution, SolutionConnectionReference, SolutionEnvironmentVariable, SolutionWorkflow } from '../../package/solution/solution';
import { connectionReferencesOf, connectorsOf, environmentVariablesOf, workflowsOf } from '../../package/solution/views';
import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import { EnvironmentError } from '../finding';
import type { ConnectorArtifacts } from './installed-connector';
import { isJsonObject, jsonOf } from '../json';
import { connectorArtifacts } from './solution-connector';

/** A cloud flow as a solution brings it: not yet bound to connections. */
export interface SolutionFlow {
  /** The workflow's GUID. */
  readonly id: string;
  readonly name: string;
  /** Whether the solution wants it turned on. */
  readonly isOn: boolean;
  readonly document: WorkflowDocument;
}

/** What a solution brings into an environment. */
export interface SolutionContents {
  readonly connectors: readonly ConnectorArtifacts[];
  readonly flows: readonly SolutionFlow[];
  readonly connectionReferences: readonly SolutionConnectionReference[];
  readonly environmentVariables: readonly SolutionEnvironmentVariable[];
}

const cloudFlow = '5';

/** Takes everything that can be installed out of a solution. Throws EnvironmentError 'connector' or 'flow', or PackageError, for what can't be read. */
export async function solutionContents(solution: Solution): Promise<SolutionContents> {
  return {
    connectors: await Promise.all(connectorsOf(solution).map(connectorArtifacts)),
    flows: await Promise.all(workflowsOf(solution).filter(({ category }) => category === cloudFlow).map(flowOf)),
    connectionReferences: connectionReferencesOf(solution),
    environmentVariables: await environmentVariablesOf(solution),
  };
}

async function flowOf({ workflowId, name, isOn, file }: SolutionWorkflow): Promise<SolutionFlow> {
  if (!file) throw new EnvironmentError('flow', `The flow "${name}" can't be installed: the solution names a file for it that is not there. Export or build the solution anew.`);
  const document = jsonOf(await file.read());
  if (!isWorkflowDocument(document)) {
    throw new EnvironmentError('flow', `The flow "${name}" can't be installed: ${file.path} is no flow: it must be JSON with properties.definition.triggers and properties.definition.actions.`);
  }
  return { id: workflowId, name, isOn, document };
}

/** True for JSON with the parts without which nothing can run; what is inside is judged where it is used. */
export function isWorkflowDocument(value: unknown): value is WorkflowDocument {
  const properties = isJsonObject(value) ? value['properties'] : undefined;
  const definition = isJsonObject(properties) ? properties['definition'] : undefined;
  return isJsonObject(properties) && isJsonObject(definition) && isJsonObject(definition['triggers']) && isJsonObject(definition['actions']) && isJsonObject(properties['connectionReferences'] ?? {});
}
