import type { Finding } from '../../finding';
import type { ConnectorOperation, InstalledConnector } from '../../connectors/installed-connector';
import { type JsonObject, objectOr, textOf, textsOf } from '../../json';

export type PolicySection = 'Request' | 'Response' | 'Failure';

/** One policy of a connector; `templateId` in lower case, for both spellings are published. */
export interface PolicyInstance {
  readonly templateId: string;
  readonly title: string;
  readonly section: PolicySection;
  /** Ids of the operations it applies to; empty: all (facts 2). */
  readonly operations: readonly string[];
  /** Parameters without the prefix `x-ms-apimTemplateParameter.`. */
  readonly parameters: JsonObject;
}

const parameterPrefix = 'x-ms-apimtemplateparameter.';
const sections: Readonly<Record<string, PolicySection>> = { request: 'Request', response: 'Response', failure: 'Failure' };

/** The policies of a connector in their order. Without a section a policy belongs to the request. */
export function policiesOf(connector: InstalledConnector): readonly PolicyInstance[] {
  const instances = connector.properties['policyTemplateInstances'];
  if (!Array.isArray(instances)) return [];
  return instances.map(objectOr).map(instance => {
    const parameters = objectOr(instance['parameters']);
    const own = Object.entries(parameters).filter(([key]) => key.toLowerCase().startsWith(parameterPrefix)).map(([key, value]) => [key.slice(parameterPrefix.length), value] as const);
    return {
      templateId: (textOf(instance['templateId']) ?? '').toLowerCase(),
      title: textOf(instance['title']) ?? textOf(instance['templateId']) ?? '',
      section: sections[(textOf(parameters['x-ms-apimTemplate-policySection']) ?? 'request').toLowerCase()] ?? 'Request',
      operations: textsOf(parameters['x-ms-apimTemplate-operationName']),
      parameters: Object.fromEntries(own),
    };
  });
}

/** True where a policy's filter lets an operation in. */
export function appliesTo(policy: PolicyInstance, operation: ConnectorOperation): boolean {
  return policy.operations.length === 0 || policy.operations.includes(operation.operationId);
}

/** One finding for each policy whose template is none of those that are run. */
export function unrunPolicies(policies: readonly PolicyInstance[], runTemplates: ReadonlySet<string>): readonly Finding[] {
  return policies.filter(policy => !runTemplates.has(policy.templateId)).map(policy => ({
    code: 'policy-not-run',
    what: `The policy "${policy.title}" uses the template "${policy.templateId}", which is not known here.`,
    why: `On the platform it changes ${policy.operations.length === 0 ? 'every operation' : policy.operations.join(', ')}, so a call without it would not show what happens there.`,
    todo: 'Call other operations, or let the gateway leave such policies out (option unrunPolicies: "leaveOut").',
  }));
}
