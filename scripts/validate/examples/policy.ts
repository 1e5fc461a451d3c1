/** Examples about policies. */
import type { JsonObject } from '../json';
import { inProperties, type Example } from './example';

/** One policy, alone in the small connector. */
export function inPolicy(policy: JsonObject): Example {
  const example = inProperties({ policyTemplateInstances: [policy] });
  return { ...example, shown: JSON.stringify(policy, undefined, 2), base: '/properties/policyTemplateInstances/0' };
}

/** A policy that sets a request header, with more parameters or, where undefined is given, fewer. */
export const setHeader = (parameters: JsonObject): JsonObject => ({
  templateId: 'setheader',
  title: 'Say which version is meant',
  parameters: Object.fromEntries(Object.entries({
    'x-ms-apimTemplateParameter.name': 'Api-Version',
    'x-ms-apimTemplateParameter.value': '2024-10-01',
    'x-ms-apimTemplateParameter.existsAction': 'override',
    'x-ms-apimTemplate-policySection': 'Request',
    ...parameters,
  }).filter(([, value]) => value !== undefined)),
});
