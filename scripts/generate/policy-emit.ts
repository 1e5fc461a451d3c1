/** Policies as instances of the platform's templates. */
import type { Policy, PolicySection, PolicyTemplateId } from '../model/policy';

export interface PolicyInstance {
  templateId: PolicyTemplateId;
  title: string;
  /** Written on polling triggers alone, as every published instance of them has it. */
  type?: 'PollingTrigger';
  parameters: Record<string, unknown>;
}

/** The section a template runs in when the author names none; templates that are not listed have no section of their own. */
const usualSection: { readonly [T in PolicyTemplateId]?: PolicySection } = {
  setheader: 'Request', setproperty: 'Request', stringreplace: 'Request', convertobjecttoarray: 'Request', convertarraytoobject: 'Request',
  stringtoarray: 'Request', setvaluefromurl: 'Request', encodepropertyvalue: 'Request', moveproperties: 'Request',
};

/** One policy. Absent operation names mean every operation (Microsoft, policy templates). */
export function emitPolicy({ template, title, parameters, section, operations }: Policy): PolicyInstance {
  const runsIn = section ?? usualSection[template];
  return {
    templateId: template,
    title,
    ...(template === 'pollingtrigger' ? { type: 'PollingTrigger' } : {}),
    parameters: {
      ...Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined).map(([name, value]) => [`x-ms-apimTemplateParameter.${name}`, value])),
      ...(runsIn ? { 'x-ms-apimTemplate-policySection': runsIn } : {}),
      ...(operations.length > 0 ? { 'x-ms-apimTemplate-operationName': operations.map(operation => (typeof operation === 'string' ? operation : operation.operationId)) } : {}),
    },
  };
}
