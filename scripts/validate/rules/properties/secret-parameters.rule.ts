import { inConnectionParameter } from '../../examples/example';
import { fieldWith } from '../../examples/sign-in';
import { member, objectAt } from '../../json';
import { always } from '../../profile';
import { rule, type RuleDefinition } from '../../rule';
import { brief } from '../../words/brief';

/** What a name says with its last word: `client_secret`, `appPassword`, `apiKey`. */
const secret = /(?:password|passwd|passphrase|secret|token|apikey)$/;
/** Other keys are secret after one of these words: a partition key or a public key is none. */
const otherKey = /(?:access|secret|private|subscription|account|shared|master|auth|authentication|service|client|signature|signing|encryption|license|function)key$/;

/** The letters and digits of a name; of a part of a sign-in, those after the colon. */
const plain = (name: string): string => name.slice(name.indexOf(':') + 1).replaceAll(/[^a-z0-9]/gi, '').toLowerCase();

/** Two rules, because published connectors keep the one without exception and the other not always. */
const secureRule = (code: string, names: RegExp, more: Pick<RuleDefinition<{ readonly name: string }>, 'title' | 'severity' | 'evidence' | 'page'>, wrong: readonly string[]) => rule<{ readonly name: string }>({
  code,
  source: 'seen in published connectors',
  why: 'The platform encrypts only a securestring; everybody who may see the connection can read a string.',
  says: ({ name }) => ({ what: `The connection parameter "${brief(name)}" sounds like a secret, but has the type string.`, todo: 'Give it the type "securestring".' }),
  fix: {
    safe: false, // the stored value of existing connections has the other type
    title: 'Make it a securestring.',
    edits: (_, at) => ('pointer' in at ? [{ at, set: 'securestring' }] : undefined),
  },
  examples: () => ({
    good: [inConnectionParameter(fieldWith({}, 'securestring'), wrong[0]), inConnectionParameter(fieldWith({}), 'partitionKey'), inConnectionParameter(fieldWith({}), 'public_key'), inConnectionParameter(fieldWith({}), 'tokenUrl')],
    bad: wrong.map(name => ({ example: inConnectionParameter(fieldWith({}), name), at: ['/type'], fixed: inConnectionParameter(fieldWith({}, 'securestring'), name) })),
  }),
  check: ({ report }) => ({
    connectionParameter({ name, type, spot }) { if (type === 'string' && names.test(plain(name))) report(spot.at('type'), { name }); },
  }),
  ...more,
});

export const secretIsSecure = secureRule('secret-is-secure', secret, {
  title: 'A password, a secret, a token or an API key is a securestring',
  severity: always('error'),
  evidence: { certified: 99.7, recent: 100, independent: 100, applicable: 377 },
}, ['client_secret', 'apiKey', 'token:clientSecret']);

export const keyIsSecure = secureRule('key-is-secure', otherKey, {
  title: 'A license key or subscription key is a securestring',
  severity: always('warning'),
  page: 'A few certified connectors have such a key as a string, which is why this is only a warning. Passwords, secrets, tokens and API keys are a matter of `secret-is-secure`.',
}, ['licenseKey', 'apim_subscription_key']);

/** The wizard stores user names as securestring that can be read, which is right. */
const isUserName = /user|login|e-?mail|account/i;

export const secureNotCleartext = rule<{ readonly name: string }>({
  code: 'secure-not-cleartext',
  title: 'A securestring is not shown while it is typed',
  severity: always('information'),
  source: 'seen in published connectors',
  evidence: { certified: 84.8, recent: 87.8, independent: 95.2, applicable: 362 },
  why: 'With clearText, others can read the secret on the screen while it is typed.',
  page: 'The wizard makes user names a securestring with clearText, so they are exempt here; the figures below count them.',
  says: ({ name }) => ({ what: `The securestring "${brief(name)}" is shown while it is typed.`, todo: 'Set clearText to false, unless the value is not secret.' }),
  examples: () => ({
    good: [inConnectionParameter(fieldWith({ constraints: { clearText: false } }, 'securestring')), inConnectionParameter(fieldWith({ constraints: { clearText: true } }, 'securestring'), 'username')],
    bad: [{ example: inConnectionParameter(fieldWith({ constraints: { clearText: true } }, 'securestring'), 'api_key'), at: ['/uiDefinition/constraints/clearText'] }],
  }),
  check: ({ report }) => ({
    connectionParameter({ name, type, parameter, spot }) {
      if (type !== 'securestring' || isUserName.test(name)) return;
      const constraints = objectAt(objectAt(parameter, 'uiDefinition'), 'constraints');
      if (constraints && member(constraints, 'clearText') === true) report(spot.at('uiDefinition', 'constraints', 'clearText'), { name });
    },
  }),
});
