import { inConnectionParameter } from '../../examples/example';
import { fieldWith, inConnectionParameters } from '../../examples/sign-in';
import { isObject, member, objectAt, textAt, type JsonValue } from '../../json';
import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';

const parameterName = /^[A-Za-z0-9_]+(?::[A-Za-z0-9_]+)?$/;

export const connParamName = rule<{ readonly name: string }>({
  code: 'conn-param-name',
  title: 'A connection parameter\'s name has letters, digits, underscores and at most one colon',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.8, recent: 100, independent: 99.3, applicable: 586 },
  why: 'Policies refer to the connection parameter by this name, and other characters are not allowed there.',
  page: 'The colon is for sign-ins: `token:TenantId` is a value that belongs to the sign-in called `token`.',
  says: ({ name }) => ({ what: `The name "${brief(name)}" of the connection parameter has characters other than letters, digits and underscores.`, todo: 'Write for instance "api_key".' }),
  examples: () => ({
    good: [inConnectionParameter(fieldWith({}), 'api_region2'), inConnectionParameter(fieldWith({}), 'token:TenantId')],
    bad: [{ example: inConnectionParameter(fieldWith({}), 'API Key'), at: [''] }, { example: inConnectionParameter(fieldWith({}), 'x-auth-email'), at: [''] }, { example: inConnectionParameter(fieldWith({}), 'a:b:c'), at: [''] }],
  }),
  check: ({ report }) => ({
    connectionParameter({ name, spot }) { if (!parameterName.test(name)) report(spot, { name }); },
  }),
});

const types: readonly string[] = ['string', 'securestring', 'int', 'bool', 'oauthSetting', 'gatewaySetting', 'connection', 'managedIdentity'];

export const connParamType = rule<{ readonly type: JsonValue | undefined; readonly meant: string | undefined }>({
  code: 'conn-param-type',
  title: 'A connection parameter has a type that the platform knows',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.8, recent: 99.4, independent: 100, applicable: 586 },
  why: 'The type decides what the connection dialog asks for and how the value is stored; with an unknown type the dialog fails.',
  says: ({ type, meant }) => ({
    what: type === undefined ? 'The connection parameter has no type.' : `The type ${quoted(type)} is not known.`,
    todo: meant !== undefined ? `Write "${meant}".` : `Write one of: ${types.join(', ')}.`,
  }),
  fix: { safe: false, title: 'Write the type as the platform knows it.', edits: ({ meant }, at) => (meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined) },
  examples: () => ({
    good: [inConnectionParameter(fieldWith({}, 'securestring')), inConnectionParameter(fieldWith({}, 'bool'))],
    bad: [
      { example: inConnectionParameter(fieldWith({}, 'text')), at: ['/type'] },
      { example: inConnectionParameter({}), at: [''] },
      { example: inConnectionParameter(fieldWith({}, 'secureString')), at: ['/type'], fixed: inConnectionParameter(fieldWith({}, 'securestring')) },
    ],
  }),
  check: ({ report }) => ({
    connectionParameter({ parameter, spot }) {
      const type = member(parameter, 'type');
      if (typeof type === 'string' && types.includes(type)) return;
      const meant = typeof type === 'string' ? types.find(each => each.toLowerCase() === type.toLowerCase()) : undefined;
      report(type === undefined ? spot : spot.at('type'), { type, meant });
    },
  }),
});

/** What the platform fills in itself: nobody sees a field for it. */
const withoutField: readonly (string | undefined)[] = ['oauthSetting', 'oAuthSetting', 'gatewaySetting', 'connection', 'managedIdentity'];

export const connParamUi = rule<{ readonly missing: readonly string[] }>({
  code: 'conn-param-ui',
  title: 'What a maker fills in to connect has a name, a description and a tooltip',
  severity: platformThen('warning', 'error'),
  policy: ['5000.2.6.9', '5000.2.6.10'],
  source: 'schema of apiProperties.json, pull requests',
  evidence: { certified: 98.2, recent: 96.3, independent: 98.8, applicable: 395 },
  why: 'These texts are all that makers see in the connection dialog; reviewers refuse fields without them.',
  page: 'In parameter sets the description may also be in `uiDefinition.schema.description`. Fields of a sign-in that are never shown need no texts.',
  says: ({ missing }) => ({ what: `The connection parameter has no ${listed(missing, 'or')}.`, todo: `Add ${listed(missing)}${missing[0] === 'uiDefinition' ? ' with displayName, description and tooltip' : ' to its uiDefinition'}.` }),
  examples: () => ({
    good: [
      inConnectionParameter(fieldWith({})),
      inConnectionParameter(fieldWith({ description: undefined, schema: { description: 'Where your data is kept.' } })),
      inConnectionParameters({ token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad' } } }),
      inConnectionParameters({ 'token:TenantId': { type: 'string', uiDefinition: { constraints: { required: 'false', hidden: 'true' } } } }),
    ],
    bad: [
      { example: inConnectionParameter({ type: 'string' }), at: [''] },
      { example: inConnectionParameter(fieldWith({ description: '', tooltip: undefined })), at: ['/uiDefinition'] },
    ],
  }),
  check: ({ report }) => ({
    connectionParameter({ parameter, type, spot }) {
      if (withoutField.includes(type)) return;
      const texts = objectAt(parameter, 'uiDefinition');
      if (!texts) { report(spot, { missing: ['uiDefinition'] }); return; }
      const hidden = member(objectAt(texts, 'constraints') ?? {}, 'hidden');
      if (hidden === true || hidden === 'true') return;
      const has = (key: string): boolean => (textAt(texts, key) ?? '').trim() !== '' || (key === 'description' && (textAt(objectAt(texts, 'schema'), 'description') ?? '').trim() !== '');
      if (has('displayName') && has('description') && has('tooltip')) return;
      report(spot.at('uiDefinition'), { missing: ['displayName', 'description', 'tooltip'].filter(key => !has(key)) });
    },
  }),
});

/** One rule for each of the two constraints that travel as text, because the platform has been strict about them to a different degree. */
const constraintAsText = (key: 'required' | 'hidden', more: Pick<Parameters<typeof rule>[0], 'severity' | 'why' | 'source'> & { readonly page?: string; readonly evidence: NonNullable<Parameters<typeof rule>[0]['evidence']> }) => rule<{ readonly value: JsonValue }>({
  code: `constraint-${key}-string`,
  title: `The constraint "${key}" is the text "true" or "false"`,
  ...more,
  says: ({ value }) => ({ what: `The constraint "${key}" is ${quoted(value)}, not the text "true" or "false".`, todo: `Write ${typeof value === 'boolean' ? `"${String(value)}"` : '"true" or "false"'}, in quotes.` }),
  fix: { safe: true, title: 'Put it in quotes.', edits: ({ value }, at) => (typeof value === 'boolean' && 'pointer' in at ? [{ at, set: String(value) }] : undefined) },
  examples: () => ({
    good: [inConnectionParameter(fieldWith({ constraints: { [key]: 'false' } })), inConnectionParameter(fieldWith({ constraints: {} }))],
    bad: [
      { example: inConnectionParameter(fieldWith({ constraints: { [key]: true } })), at: [`/uiDefinition/constraints/${key}`], fixed: inConnectionParameter(fieldWith({ constraints: { [key]: 'true' } })) },
      { example: inConnectionParameter(fieldWith({ constraints: { [key]: 1 } })), at: [`/uiDefinition/constraints/${key}`] },
    ],
  }),
  check: ({ report }) => ({
    connectionParameter({ parameter, spot }) {
      const constraints = objectAt(objectAt(parameter, 'uiDefinition'), 'constraints');
      if (!isObject(constraints)) return;
      const value = member(constraints, key);
      // Both cases of letters were published, "True" as well.
      if (value !== undefined && !(typeof value === 'string' && /^(?:true|false)$/i.test(value))) report(spot.at('uiDefinition', 'constraints', key), { value });
    },
  }),
});

export const constraintRequiredString = constraintAsText('required', {
  severity: platformThen('off', 'error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 98.9, recent: 97.7, independent: 99.6, applicable: 468 },
  why: 'The check of the properties accepts only the text, in quotes; true or false without quotes stops the submission.',
});

export const constraintHiddenString = constraintAsText('hidden', {
  severity: platformThen('warning', 'error'),
  source: 'schema of apiProperties.json, reports of publishers',
  evidence: { certified: 86.4, recent: 64.7, independent: 57.1, applicable: 59 },
  why: 'Microsoft\'s schema of apiProperties.json asks for the text, in quotes; publishers report that true or false without quotes is refused today.',
  page: 'In 2022 the platform is said to have asked for `true` without quotes, so older connectors have that. If a submission is refused because of the text, say so to the reviewer and switch this rule off with that reason.',
});
