import { inPolicy, setHeader } from '../../examples/policy';
import { member, textAt, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';
import { parameterPrefix, policyTemplates, sectionKey, unlistedTemplates } from './templates';

export const policyTemplate = rule<{ readonly id: JsonValue | undefined; readonly published: boolean }>({
  code: 'policy-template',
  title: 'A policy uses one of Microsoft\'s templates',
  severity: always('warning'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 98.7, recent: 98.6, independent: 100, applicable: 228 },
  why: 'The platform makes each policy from a template. A template that it does not have makes the import fail.',
  page: 'Single connectors with three more templates were certified, but those are in no published list: `dynamicsubdomain`, `moveproperties` and `setconnectionstatustounauthenticated`.',
  says: ({ id, published }) => ({
    what: id === undefined ? 'The policy has no templateId.' : `The template ${quoted(id)} is ${published ? 'used by a certified connector, but is in no published list' : 'not known'}.`,
    todo: published ? 'Try the import before you rely on it, or use a listed template.' : `Write one of: ${[...policyTemplates.keys()].join(', ')}.`,
  }),
  examples: () => ({
    good: [inPolicy(setHeader({})), inPolicy({ ...setHeader({}), templateId: 'SetHeader' })],
    bad: [
      { example: inPolicy({ ...setHeader({}), templateId: 'addheader' }), at: ['/templateId'] },
      { example: inPolicy({ ...setHeader({}), templateId: 'dynamicsubdomain' }), at: ['/templateId'] },
      { example: inPolicy({ title: 'What template?', parameters: {} }), at: [''] },
    ],
  }),
  check: ({ report }) => ({
    policy({ policy, templateId, spot }) {
      if (templateId !== undefined && policyTemplates.has(templateId)) return;
      const id = member(policy, 'templateId');
      report(id === undefined ? spot : spot.at('templateId'), { id, published: templateId !== undefined && unlistedTemplates.includes(templateId) });
    },
  }),
});

export const policyParams = rule<{ readonly template: string; readonly missing?: readonly string[]; readonly unknown?: string }>({
  code: 'policy-params',
  title: 'A policy has all required parameters of its template, and no others',
  severity: always('error'),
  source: 'schema of apiProperties.json, pull requests',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 227 },
  why: 'The platform refuses a policy in which a parameter is missing or has another name.',
  says: ({ template, missing, unknown }) => (missing
    ? { what: `The policy lacks ${listed(missing)}, which the template ${template} needs.`, todo: `Add ${listed(missing.map(name => `"${parameterPrefix}${name}"`))} to its parameters.` }
    : { what: `The template ${template} has no parameter "${brief(unknown ?? '')}".`, todo: 'Remove it, or correct its name.' }),
  examples: () => ({
    good: [inPolicy(setHeader({})), inPolicy(setHeader({ 'x-ms-apimTemplate-operationName': ['ListItems'], [`${parameterPrefix}existsAction`]: undefined }))],
    bad: [
      { example: inPolicy(setHeader({ [`${parameterPrefix}value`]: undefined })), at: ['/parameters'] },
      { example: inPolicy({ templateId: 'setheader', title: 'Nothing' }), at: [''] },
      { example: inPolicy(setHeader({ [`${parameterPrefix}comment`]: 'x' })), at: ['/parameters/x-ms-apimTemplateParameter.comment'] },
    ],
  }),
  check: ({ report }) => ({
    policy({ policy, templateId, spot, parameters, parametersSpot }) {
      const template = templateId === undefined ? undefined : policyTemplates.get(templateId);
      if (template === undefined || templateId === undefined) return;
      // Names are compared like the platform's gateway does it: without regard to case. Only the schema minds.
      const given = new Set(Object.keys(parameters).map(key => key.toLowerCase()));
      const missing = template.required.filter(name => !given.has((parameterPrefix + name).toLowerCase()));
      if (missing.length > 0) report(member(policy, 'parameters') === undefined ? spot : parametersSpot, { template: templateId, missing });
      const known = new Set(namesOf(template).map(name => name.toLowerCase()));
      for (const key of Object.keys(parameters)) {
        const name = key.toLowerCase();
        if (name.startsWith(parameterPrefix.toLowerCase()) && !known.has(name)) report(parametersSpot.at(key), { template: templateId, unknown: key });
      }
    },
  }),
});

/** The parameters of a template, as they are written in a policy. */
const namesOf = (template: { readonly required: readonly string[]; readonly optional: readonly string[] }): readonly string[] => [...template.required, ...template.optional].map(name => parameterPrefix + name);

export const policyParamCase = rule<{ readonly written: string; readonly meant: string }>({
  code: 'policy-param-case',
  title: 'Parameters of policies are written as their template has them',
  severity: platformThen('warning', 'error'),
  source: 'schema of apiProperties.json',
  why: 'The platform reads these names without regard to capital letters, but the schema by which Microsoft checks apiProperties.json does not.',
  says: ({ written, meant }) => ({ what: `The parameter "${brief(written)}" has other capital letters than its template.`, todo: `Write it as "${meant}".` }),
  fix: { safe: true, title: 'Write the name as the template has it.', edits: ({ meant }, at) => ('pointer' in at ? [{ at, rename: meant }] : undefined) },
  examples: () => ({
    good: [inPolicy(setHeader({}))],
    bad: [{
      example: inPolicy(setHeader({ [`${parameterPrefix}existsAction`]: undefined, [`${parameterPrefix}ExistsAction`]: 'skip' })), at: ['/parameters/x-ms-apimTemplateParameter.ExistsAction'],
      fixed: inPolicy(setHeader({ [`${parameterPrefix}existsAction`]: 'skip' })),
    }],
  }),
  check: ({ report }) => ({
    policy({ templateId, parameters, parametersSpot }) {
      const template = templateId === undefined ? undefined : policyTemplates.get(templateId);
      if (template === undefined) return;
      const known = namesOf(template);
      for (const written of Object.keys(parameters)) {
        const meant = known.includes(written) ? undefined : known.find(name => name.toLowerCase() === written.toLowerCase());
        if (meant !== undefined) report(parametersSpot.at(written), { written, meant });
      }
    },
  }),
});

export const policyTitle = rule<null>({
  code: 'policy-title',
  title: 'A policy has a title',
  severity: always('warning'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 228 },
  why: 'The wizard lists policies by their title, which tells those who maintain the connector what a policy is for.',
  says: () => ({ what: 'The policy has no title.', todo: 'Add "title", with what the policy does in a few words.' }),
  examples: () => ({ good: [inPolicy(setHeader({}))], bad: [{ example: inPolicy({ templateId: 'setheader', parameters: {} }), at: [''] }] }),
  check: ({ report }) => ({
    policy({ policy, spot }) { if ((textAt(policy, 'title') ?? '').trim() === '') report(spot, null); },
  }),
});

const sections: readonly string[] = ['Request', 'Response', 'Failure'];

export const policySection = rule<{ readonly template: string | undefined; readonly section: JsonValue; readonly possible: readonly string[]; readonly meant: string | undefined }>({
  code: 'policy-section',
  title: 'A policy runs in a section of the call that its template knows',
  severity: always('warning'),
  source: 'schema of apiProperties.json',
  why: 'The section says whether the policy changes the request or the answer. With a section that its template does not know it changes nothing.',
  says: ({ template, section, possible, meant }) => ({
    what: `The section ${quoted(section)} is not known${template === undefined || possible.length === 3 ? '' : ` to the template ${template}`}.`,
    todo: `Write ${meant === undefined ? listed(possible.map(each => `"${each}"`), 'or') : `"${meant}"`}.`,
  }),
  fix: { safe: false, title: 'Write it with a capital letter.', edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined) },
  examples: () => ({
    good: [inPolicy(setHeader({ [sectionKey]: 'Failure' })), inPolicy(setHeader({ [sectionKey]: undefined }))],
    bad: [
      { example: inPolicy(setHeader({ [sectionKey]: 'request' })), at: [`/parameters/${sectionKey}`], fixed: inPolicy(setHeader({ [sectionKey]: 'Request' })) },
      { example: inPolicy(setHeader({ [sectionKey]: 'Outbound' })), at: [`/parameters/${sectionKey}`] },
      { example: inPolicy({ ...setHeader({ [sectionKey]: 'Failure' }), templateId: 'setproperty' }), at: [`/parameters/${sectionKey}`] },
    ],
  }),
  check: ({ report }) => ({
    policy({ templateId, parameters, parametersSpot }) {
      const section = member(parameters, sectionKey);
      if (section === undefined) return;
      // Templates without a list are published with a section all the same.
      const possible = (templateId === undefined ? undefined : policyTemplates.get(templateId)?.sections) ?? sections;
      if (typeof section === 'string' && possible.includes(section)) return;
      const meant = typeof section === 'string' ? possible.find(each => each.toLowerCase() === section.toLowerCase()) : undefined;
      report(parametersSpot.at(sectionKey), { template: templateId, section, possible, meant });
    },
  }),
});
