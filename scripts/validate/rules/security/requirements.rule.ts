import { inDefinition } from '../../examples/example';
import { isArray, objectAt, textAt, type JsonObject, type JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { quoted } from '../../words/quoted';
import { eachRequirement } from './requirements';

const oauth = (security: JsonValue) => inDefinition({
  securityDefinitions: { sign_in: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://shelter.example.com/authorize', tokenUrl: 'https://shelter.example.com/token', scopes: { 'items.read': 'Read items' } } },
  security,
});
/** How many names a sentence gives. */
const MOST_NAMES = 6;
const isEmpty = (object: JsonObject): boolean => Object.keys(object).length === 0;
const someOf = (object: JsonObject): string => listed(Object.keys(object).map(quoted), 'or', MOST_NAMES);

export const securityDefined = rule<{ readonly name: string; readonly definitions: JsonObject }>({
  code: 'security-defined',
  title: 'Each security requirement names a security definition',
  severity: always('warning'),
  microsoft: ['SecurityRequirementMustBeDefined'],
  source: 'Swagger validator rules',
  evidence: { certified: 94.3, recent: 91.8, independent: 99.1, applicable: 477 },
  why: '`security` lists which of the securityDefinitions apply, by name. The platform signs in as apiProperties.json says and runs the connector all the same, but Microsoft\'s validator reports it.',
  says: ({ name, definitions }) => ({
    what: `The security requirement "${brief(name)}" is not among the securityDefinitions.`,
    todo: `${isEmpty(definitions) ? 'Take the requirement away' : `Write ${someOf(definitions)}`}, or define it under securityDefinitions.`,
  }),
  fix: {
    safe: true,
    title: 'Write the name of the only security definition.',
    edits: ({ name, definitions }, at) => {
      const [only, ...others] = Object.keys(definitions);
      return only !== undefined && others.length === 0 && only.toLowerCase() === name.toLowerCase() && 'pointer' in at ? [{ at, rename: only }] : undefined;
    },
  },
  examples: () => ({
    good: [inDefinition({ security: [{ api_key: [] }] }), inDefinition({ security: [] }), inDefinition({ security: [{}] })],
    bad: [
      { example: inDefinition({ security: [{ token: [] }] }), at: ['/security/0/token'] },
      { example: inDefinition({ security: [{ API_Key: [] }] }), at: ['/security/0/API_Key'], fixed: inDefinition({ security: [{ api_key: [] }] }) },
    ],
  }),
  check: ({ report }) => ({
    definition(index) {
      const definitions = objectAt(index.root, 'securityDefinitions') ?? {};
      eachRequirement(index, ({ name, spot, definition }) => { if (!definition) report(spot, { name, definitions }); });
    },
  }),
});

export const securityScopes = rule<{ readonly scope: string; readonly name: string; readonly scopes: JsonObject }>({
  code: 'security-scopes',
  title: 'Each required scope is a scope of its security definition',
  severity: always('warning'),
  microsoft: ['OAuthSecurityRequirementValueMustBeScopeName'],
  source: 'Swagger validator rules',
  evidence: { certified: 95.5, recent: 100, independent: 95.7, applicable: 112 },
  why: 'A scope that the security definition does not list has no meaning. The platform asks for the scopes in apiProperties.json; Microsoft\'s validator reports the difference.',
  says: ({ scope, name, scopes }) => ({
    what: `The scope "${brief(scope)}" is not among the scopes of the security definition "${brief(name)}".`,
    todo: `${isEmpty(scopes) ? 'Take it away here' : `Write ${someOf(scopes)}`}, or add it there under \`scopes\`.`,
  }),
  examples: () => ({
    good: [oauth([{ sign_in: ['items.read'] }]), oauth([{ sign_in: [] }])],
    bad: [{ example: oauth([{ sign_in: ['items.read', 'items.write'] }]), at: ['/security/0/sign_in/1'] }],
  }),
  check: ({ report }) => ({
    definition(index) {
      eachRequirement(index, ({ name, value, spot, definition }) => {
        if (!definition || textAt(definition, 'type') !== 'oauth2' || !isArray(value)) return;
        const scopes = objectAt(definition, 'scopes') ?? {};
        for (const [position, scope] of value.entries()) {
          if (typeof scope === 'string' && !Object.hasOwn(scopes, scope)) report(spot.at(position), { scope, name, scopes });
        }
      });
    },
  }),
});

export const securityNonOauthEmpty = rule<{ readonly name: string }>({
  code: 'security-nonoauth-empty',
  title: 'A security requirement without OAuth lists no scopes',
  severity: always('error'),
  microsoft: ['SecurityRequirementMustHaveEmptyValue'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 286 },
  why: 'Only OAuth has scopes. Microsoft\'s validator refuses them for a key or a password.',
  says: ({ name }) => ({ what: `The security requirement "${brief(name)}" lists scopes, but its definition is not of the type oauth2.`, todo: 'Leave an empty list: [].' }),
  fix: {
    safe: true,
    title: 'Leave an empty list.',
    edits: (_, at) => ('pointer' in at ? [{ at, set: [] }] : undefined),
  },
  examples: () => ({
    good: [inDefinition({ security: [{ api_key: [] }] }), oauth([{ sign_in: ['items.read'] }])],
    bad: [
      { example: inDefinition({ security: [{ api_key: ['read'] }] }), at: ['/security/0/api_key'], fixed: inDefinition({ security: [{ api_key: [] }] }) },
    ],
  }),
  check: ({ report }) => ({
    definition(index) {
      eachRequirement(index, ({ name, value, spot, definition }) => {
        const type = definition && textAt(definition, 'type');
        if (isArray(value) && value.length > 0 && (type === 'basic' || type === 'apiKey')) report(spot, { name });
      });
    },
  }),
});
