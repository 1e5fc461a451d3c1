import type { WorkflowParameter } from '../../workflow-language/workflow-document';
import { EnvironmentError } from '../finding';
import { connectorOf, type FlowReference, referencesOf } from '../flow-run/flow-references';
import type { RunnableFlow } from '../flow-run/runnable-flow';
import type { Gateway } from '../gateway/gateway';
import type { SolutionContents, SolutionFlow } from '../connectors/install-solution';
import { jsonOf, type JsonValue } from '../json';

/** What an environment gives to the flows of a solution, as a deployment settings file does. */
export interface FlowBindings {
  /** Logical name of the connection reference to connection id. */
  readonly connections: Readonly<Record<string, string>>;
  /** Schema name of the environment variable to its value. */
  readonly variables: Readonly<Record<string, JsonValue>>;
}

/** A flow that can be turned on. */
export interface BoundFlow extends RunnableFlow {
  readonly id: string;
  readonly isOn: boolean;
}

type Connections = Pick<Gateway, 'connectionIds'>;
type FlowContents = Pick<SolutionContents, 'flows' | 'connectionReferences' | 'environmentVariables'>;
const secretVariable = '100000005';

/**
 * Binds the flows of a solution: each connection reference to a connection, each environment variable to its value, to the
 * one that the solution brings, or to its default. Throws EnvironmentError 'binding' with a sentence for everything that is missing or does not fit.
 */
export function bindFlows(contents: FlowContents, bindings: FlowBindings, gateway: Connections): readonly BoundFlow[] {
  const problems: string[] = [];
  const bound = contents.flows.map((flow): BoundFlow => {
    const { definition } = flow.document.properties;
    const connections = referencesOf(flow.document).flatMap(reference => {
      const found = connectionFor(flow, reference, contents, bindings, gateway);
      if ('problem' in found) problems.push(found.problem);
      return 'id' in found ? [[reference.key, found.id] as const] : [];
    });
    const parameters = Object.entries(definition.parameters ?? {}).flatMap(([name, parameter]) => {
      const found = valueFor(flow, name, parameter, contents, bindings);
      if (found && 'problem' in found) problems.push(found.problem);
      return found && 'value' in found ? [[name, found.value] as const] : [];
    });
    return { ...flow, connections: Object.fromEntries(connections), parameters: Object.fromEntries(parameters), secrets: secretsOf(contents, bindings) };
  });
  if (problems.length > 0) throw new EnvironmentError('binding', [...new Set(problems)].join('\n'));
  return bound;
}

function connectionFor(
  flow: SolutionFlow, reference: FlowReference, contents: FlowContents, bindings: FlowBindings, gateway: Connections,
): { readonly id: string } | { readonly problem: string } {
  const { logicalName: name } = reference;
  const declared = contents.connectionReferences.find(({ logicalName }) => logicalName === name);
  const connector = connectorOf(reference);
  const called = `The flow "${flow.name}" needs a connection for its connection reference ${name} (${declared ? `"${declared.displayName}", ` : ''}connector ${connector})`;
  const id = Object.hasOwn(bindings.connections, name) ? bindings.connections[name] : undefined;
  if (id === undefined) return { problem: `${called}, and none is given. Give one: "${name}": "<connection id>"${ofConnector(connector, gateway)}.` };
  const connection = gateway.connectionIds.find(each => each.id === id);
  const isCustom = reference.customName !== undefined;
  if (isCustom && connection && connection.connector !== connector) return { problem: `${called}, and the given one, "${id}", is of the connector ${connection.connector}${ofConnector(connector, gateway)}.` };
  if (isCustom && !connection) return { problem: `${called}, and there is no connection "${id}"${ofConnector(connector, gateway)}.` };
  return { id };
}

function ofConnector(connector: string, gateway: Connections): string {
  const fitting = gateway.connectionIds.filter(each => each.connector === connector).map(({ id }) => id);
  return fitting.length > 0 ? `; there is ${fitting.join(', ')}` : '';
}

/** The value of a parameter that stands for an environment variable; undefined for any other parameter, which has its default. */
function valueFor(
  flow: SolutionFlow, name: string, parameter: WorkflowParameter, contents: FlowContents, bindings: FlowBindings,
): { readonly value: JsonValue } | { readonly problem: string } | undefined {
  const schemaName = parameter.metadata?.schemaName;
  if (schemaName === undefined) return undefined;
  const variable = contents.environmentVariables.find(each => each.schemaName.toLowerCase() === schemaName.toLowerCase());
  const given = Object.hasOwn(bindings.variables, schemaName) ? bindings.variables[schemaName] : undefined;
  const value = given ?? variable?.value ?? variable?.defaultValue ?? parameter.defaultValue;
  const called = `The flow "${flow.name}" needs a value for the environment variable ${schemaName} ("${variable?.displayName ?? name}")`;
  if (value === undefined || value === null || value === '') return { problem: `${called}, and it has none. Give one: "${schemaName}": "<value>".` };
  const typed = typedValue(parameter.type, value);
  return typed === undefined ? { problem: `${called} of the type ${parameter.type}, and ${JSON.stringify(value)} is none.` } : { value: typed };
}

/** Dataverse keeps every value as text; parameters want their own type. */
export function typedValue(type: WorkflowParameter['type'], value: JsonValue): JsonValue | undefined {
  if (type === 'String') return typeof value === 'string' ? value : JSON.stringify(value);
  const read = typeof value === 'string' ? (type === 'Bool' && /^(yes|no)$/i.test(value) ? /^yes$/i.test(value) : jsonOf(Buffer.from(value))) : value;
  switch (type) {
    case 'Int': return Number.isInteger(read) ? read : undefined;
    case 'Float': return typeof read === 'number' ? read : undefined;
    case 'Bool': return typeof read === 'boolean' ? read : undefined;
    case 'Array': return Array.isArray(read) ? read : undefined;
    default: return typeof read === 'object' && read !== null && !Array.isArray(read) ? read : undefined;
  }
}

function secretsOf(contents: FlowContents, bindings: FlowBindings): readonly string[] {
  return contents.environmentVariables.filter(({ type }) => type === secretVariable).flatMap(({ schemaName }) => {
    const value = bindings.variables[schemaName];
    return typeof value === 'string' ? [value] : [];
  });
}
