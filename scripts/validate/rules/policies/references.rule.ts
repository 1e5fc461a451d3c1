import { inProperties } from '../../examples/example';
import { inPolicy, setHeader } from '../../examples/policy';
import { isArray, itemsAt, member, type JsonValue } from '../../json';
import { always, platformThen, whenVerified } from '../../profile';
import { rule } from '../../rule';
import type { Spot } from '../../spot';
import { brief } from '../../words/brief';
import { operationsKey } from './templates';

export const policyOperation = rule<{ readonly name: string; readonly meant: string | undefined; readonly noList?: true }>({
  code: 'policy-operation',
  title: 'A policy names operations that exist',
  severity: platformThen('warning', 'error'),
  source: 'seen in published connectors',
  evidence: { certified: 94.6, recent: 100, independent: 96.4, applicable: 93 },
  why: 'A policy that lists operations runs only for those. If an operationId is misspelt, the policy never runs for the operation that was meant.',
  says: ({ name, meant, noList }) => (noList ? { what: `"x-ms-apimTemplate-operationName" is the text "${brief(name)}" and not a list, so the policy runs for other operations than the ones meant.`, todo: `Write a list: ["${brief(name)}"].` } : { what: `The policy names the operation "${brief(name)}", which the definition does not have.`, todo: meant === undefined ? 'Write the operationId as it is in the definition, or remove it.' : `Write "${brief(meant)}".` }),
  fix: { safe: false, title: 'Write the operationId as it is in the definition.', edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined) },
  examples: () => ({
    good: [inPolicy(setHeader({ [operationsKey]: ['ListItems'] })), inPolicy(setHeader({}))],
    bad: [
      { example: inPolicy(setHeader({ [operationsKey]: ['ListItems', 'GetItem'] })), at: [`/parameters/${operationsKey}/1`] },
      { example: inPolicy(setHeader({ [operationsKey]: 'ListItems' })), at: [`/parameters/${operationsKey}`] },
      { example: inPolicy(setHeader({ [operationsKey]: ['listitems'] })), at: [`/parameters/${operationsKey}/0`], fixed: inPolicy(setHeader({ [operationsKey]: ['ListItems'] })) },
    ],
  }),
  check: ({ report, definition }) => ({
    policy({ parameters, parametersSpot }) {
      // Without a definition nothing is known about its operations.
      if (!definition || definition.operations.length === 0) return;
      const written = member(parameters, operationsKey);
      if (typeof written === 'string') report(parametersSpot.at(operationsKey), { name: written, meant: undefined, noList: true });
      for (const [position, name] of itemsAt(parameters, operationsKey).entries()) {
        if (typeof name !== 'string' || definition.operation(name)) continue;
        const meant = definition.operations.find(({ operationId }) => operationId?.toLowerCase() === name.toLowerCase())?.operationId;
        report(parametersSpot.at(operationsKey, position), { name, meant });
      }
    },
  }),
});

/** `@connectionParameters('name')` or `@connectionParameters('name', 'default')`, with either kind of quotes. */
const mention = /@\{?\s*connectionParameters\(\s*['"]([^'"]{1,200})['"]/gi;

export const policyConnectionParam = rule<{ readonly name: string; readonly meant: string | undefined }>({
  code: 'policy-connection-param',
  title: 'A policy uses only connection parameters that exist',
  severity: always('warning'),
  source: 'seen in published connectors',
  evidence: { certified: 95.9, recent: 94.3, independent: 94.4, applicable: 148 },
  why: 'The platform replaces @connectionParameters(\'…\') by what the maker entered. Without that connection parameter it has no value to put there, and the request goes to a wrong address or without its header.',
  says: ({ name, meant }) => ({ what: `The policy uses the connection parameter "${brief(name)}", which is not declared.`, todo: meant === undefined ? 'Declare it in connectionParameters, or correct the name.' : `Write "${brief(meant)}".` }),
  examples: () => ({
    good: [inPolicy(setHeader({ 'x-ms-apimTemplateParameter.value': '@connectionParameters(\'api_key\')' })), inPolicy(setHeader({ 'x-ms-apimTemplateParameter.value': '@{connectionParameters("api_key", "")}' }))],
    bad: [
      { example: inPolicy(setHeader({ 'x-ms-apimTemplateParameter.value': 'Bearer @connectionParameters(\'token\')' })), at: ['/parameters/x-ms-apimTemplateParameter.value'] },
      { example: inPolicy(setHeader({ 'x-ms-apimTemplateParameter.value': '@connectionParameters(\'API_Key\')' })), at: ['/parameters/x-ms-apimTemplateParameter.value'] },
      { example: inPolicy({ templateId: 'pollingtrigger', title: 'Poll', parameters: { 'x-ms-apimTemplateParameter.triggerConfig': { since: '@connectionParameters(\'start\')' }, 'x-ms-apimTemplateParameter.triggerDataPath': 'items' } }), at: ['/parameters/x-ms-apimTemplateParameter.triggerConfig/since'] },
    ],
  }),
  check: ({ report, properties }) => ({
    policy({ parameters, parametersSpot }) {
      const declared = properties?.connectionParameters ?? [];
      const names = new Set(declared.map(({ name }) => name));
      const lookAt = (value: JsonValue | undefined, spot: () => Spot): void => {
        if (typeof value !== 'string' || !value.includes('@')) return;
        for (const [, name = ''] of value.matchAll(mention)) {
          if (names.has(name)) continue;
          const meant = declared.find(each => each.name.toLowerCase() === name.toLowerCase() || each.name.toLowerCase().endsWith(`:${name.toLowerCase()}`))?.name;
          report(spot(), { name, meant });
          return;
        }
      };
      for (const key in parameters) {
        const value = parameters[key];
        lookAt(value, () => parametersSpot.at(key));
        if (typeof value === 'object' && value !== null && !isArray(value)) for (const inner of Object.keys(value)) lookAt(value[inner], () => parametersSpot.at(key, inner));
      }
    },
  }),
});

export const policyNonemptyPackage = rule<null>({
  code: 'policy-nonempty-package',
  title: 'A connector that is submitted as a package has at least one policy',
  severity: whenVerified('information'),
  policy: ['5000.1.1.16'],
  source: 'report of a publisher',
  why: 'A connector without policies is exported with an empty policy file, and the package of one publisher was refused because of that.',
  page: 'Most published connectors have no policy, so this is not a demand, but a hint for the day on which your package is refused with 5000.1.1.16. A policy that does no harm is `setheader` with a header that the service ignores.',
  says: () => ({ what: 'The connector has no policy.', todo: 'Do nothing for now; if the package is refused because of this, add a policy that changes nothing.' }),
  examples: () => ({
    good: [inPolicy(setHeader({}))],
    bad: [{ example: inProperties({ policyTemplateInstances: [] }), at: ['/policyTemplateInstances'] }, { example: inProperties({ policyTemplateInstances: undefined }), at: [''] }],
  }),
  check: ({ report }) => ({
    properties({ properties, policies, spot }) {
      if (policies.length > 0) return;
      report(member(properties, 'policyTemplateInstances') === undefined ? spot : spot.at('policyTemplateInstances'), null);
    },
  }),
});
