import { typedValue } from '../flows/bind-flows';
import { EnvironmentError } from '../finding';
import type { Gateway } from '../gateway/gateway';
import type { SolutionContents } from '../connectors/install-solution';
import type { JsonValue } from '../json';
import type { StoredFlow } from '../store/environment-store';
import type { WorkflowParameter } from '../../workflow-language/workflow-document';
import { boundReferencesOf, variablesOf } from './flow-needs';

/** What a person gives to a flow. What is not named stays. */
export interface GivenBindings {
  /** Logical name of a connection reference to connection id. */
  readonly connections?: Readonly<Record<string, string>>;
  /** Schema name of an environment variable to its value. */
  readonly variables?: Readonly<Record<string, JsonValue>>;
}

/** The flow with these bindings. Throws EnvironmentError 'binding' with a sentence for everything that does not fit; then nothing is bound. */
export function bound(flow: StoredFlow, { connections = {}, variables = {} }: GivenBindings, gateway: Pick<Gateway, 'connectionIds'>): StoredFlow {
  const references = boundReferencesOf(flow);
  const declared = variablesOf(flow);
  const problems: string[] = [];
  const newConnections = Object.entries(connections).flatMap(([name, id]) => {
    const reference = references.find(each => each.reference === name || each.key === name);
    if (!reference) {
      problems.push(`The flow has no connection reference "${name}". It has: ${references.map(each => each.reference).join(', ') || 'none'}.`);
      return [];
    }
    const connection = gateway.connectionIds.find(each => each.id === id);
    // Connectors that are not run here have connections by name only.
    if (reference.required && !connection) problems.push(`The connection reference ${name} needs a connection of "${reference.connector}", and there is no connection "${id}".`);
    if (connection && connection.connector !== reference.connector && reference.required) problems.push(`The connection reference ${name} needs a connection of "${reference.connector}", and "${id}" is one of "${connection.connector}".`);
    return [[reference.key, id] as const];
  });
  const newValues = Object.entries(variables).flatMap(([schemaName, value]) => {
    const variable = declared.find(each => each.schemaName.toLowerCase() === schemaName.toLowerCase());
    if (!variable) {
      problems.push(`The flow has no environment variable "${schemaName}". It has: ${declared.map(each => each.schemaName).join(', ') || 'none'}.`);
      return [];
    }
    const typed = typedValue(variable.type as WorkflowParameter['type'], value); // an unknown type is taken for an object there
    if (typed === undefined) problems.push(`The environment variable ${schemaName} is of the type ${variable.type}, and ${JSON.stringify(value)} is none.`);
    return typed === undefined ? [] : [[variable.name, typed] as const];
  });
  if (problems.length > 0) throw new EnvironmentError('binding', `The flow "${flow.name}" can't be bound: ${problems.join(' ')}`);
  const given = Object.fromEntries(newValues);
  const lost = (flow.lostParameters ?? []).filter(name => !Object.hasOwn(given, name));
  const { lostParameters: _, ...rest } = flow;
  return { ...rest, connections: { ...flow.connections, ...Object.fromEntries(newConnections) }, parameters: { ...flow.parameters, ...given }, ...(lost.length > 0 ? { lostParameters: lost } : {}) };
}

const secretVariable = '100000005';

/** The values, else the defaults, that a solution gives to the environment variables of a flow, and those of them that are secrets. */
export function solutionDefaults(flow: Pick<StoredFlow, 'document' | 'parameters'>, contents: Pick<SolutionContents, 'environmentVariables'>): { readonly parameters: Readonly<Record<string, JsonValue>>; readonly secrets: readonly string[] } {
  const found = variablesOf(flow).flatMap(({ schemaName, name, type }) => {
    const variable = contents.environmentVariables.find(each => each.schemaName.toLowerCase() === schemaName.toLowerCase());
    const brought = variable?.value ?? variable?.defaultValue;
    const value = brought === undefined || brought === '' ? undefined : typedValue(type as WorkflowParameter['type'], brought); // as above
    return variable && value !== undefined ? [{ name, value, isSecret: variable.type === secretVariable }] : [];
  });
  return { parameters: Object.fromEntries(found.map(({ name, value }) => [name, value])), secrets: found.flatMap(({ value, isSecret }) => (isSecret && typeof value === 'string' ? [value] : [])) };
}
