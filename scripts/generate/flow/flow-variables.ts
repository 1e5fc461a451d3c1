/** The environment variables that a flow reads. */
import type { EnvironmentVariable, VariableSchema } from '../../model/flow/environment-variable';
import type { Flow } from '../../model/flow/flow';
import { flowNodes, type FlowNode } from '../../model/flow/flow-node';
import { allSteps, treesOf } from '../../model/flow/flow-step';
import type { WorkflowParameter } from '../../workflow-language/workflow-document';
import { variableDisplayName, variableSchemaName, type FlowTarget } from './flow-target';

/** The definition of an environment variable as a solution has it. */
export interface EmittedVariable {
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  /** 100000000 text, 100000001 number, 100000002 yes or no. */
  readonly type: '100000000' | '100000001' | '100000002';
  /** Absent where each environment has to say. */
  readonly default?: string;
}

/** Every tree of a flow: the trigger's inputs, then those of the steps in their order. */
export function* flowTrees({ trigger, steps }: Flow): Iterable<FlowNode> {
  for (const [, value] of trigger.inputs) yield value;
  for (const step of allSteps(steps)) yield* treesOf(step);
}

/** Each variable object once, in the order in which the flow reads them: two that share a name are two. */
export function variablesRead(flow: Flow): ReadonlySet<EnvironmentVariable> {
  const found = new Set<EnvironmentVariable>();
  for (const tree of flowTrees(flow)) for (const node of flowNodes(tree)) if (node.node === 'variable') found.add(node.variable);
  return found;
}

/** Each variable once by its name. */
export const variablesOf = (flow: Flow): readonly EnvironmentVariable[] => [...new Map([...variablesRead(flow)].reverse().map(variable => [variable.name, variable])).values()].reverse();

const types = {
  text: { variable: '100000000', parameter: 'String' }, wholeNumber: { variable: '100000001', parameter: 'Float' },
  decimalNumber: { variable: '100000001', parameter: 'Float' }, yesNo: { variable: '100000002', parameter: 'Bool' },
} as const satisfies Record<VariableSchema['kind'], { readonly variable: EmittedVariable['type']; readonly parameter: WorkflowParameter['type'] }>;

export function emitVariable(variable: EnvironmentVariable, target: FlowTarget): EmittedVariable {
  const { schema } = variable;
  return {
    schemaName: variableSchemaName(variable, target), displayName: variableDisplayName(variable), description: schema.description ?? '', type: types[schema.kind].variable,
    ...(schema.default === undefined ? {} : { default: written(schema.default) }),
  };
}

/** Environment variables say yes and no in English words. */
const written = (value: string | number | boolean): string => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value));

/** The parameter of the definition that stands for the variable. */
export function variableAsParameter(variable: EnvironmentVariable, target: FlowTarget): WorkflowParameter {
  const { schema } = variable;
  return {
    ...(schema.default === undefined ? {} : { defaultValue: schema.default }), type: types[schema.kind].parameter,
    metadata: { schemaName: variableSchemaName(variable, target), description: schema.description ?? '' },
  };
}
