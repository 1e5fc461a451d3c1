import { inProperties } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { isObject, objectAt, textAt } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';

const oauth = { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://shelter.example.com/authorize', tokenUrl: 'https://shelter.example.com/token', scopes: {} };

type Kind = 'key' | 'sign-in';

export const securityMatchesProperties = rule<{ readonly defined: Kind; readonly asked: Kind | undefined }>({
  code: 'security-matches-properties',
  title: 'The security definitions and the connection parameters describe the same way to sign in',
  severity: always('warning'),
  source: 'seen in published connectors',
  why: 'The platform signs in as apiProperties.json says. A definition that says otherwise misleads readers and tools, and a connector that is made from the definition alone can\'t sign in.',
  page: 'None of Microsoft\'s checks compares the two files. A definition without securityDefinitions is not compared: many connectors write none.',
  says: ({ defined: kind, asked }) => ({
    what: kind === 'sign-in'
      ? 'The definition describes a sign-in with OAuth, but no connection parameter in apiProperties.json is of the type oauthSetting.'
      : asked === undefined ? 'The definition describes a key or a password, but apiProperties.json asks for nothing when a connection is made.' : 'The definition describes a key or a password, but apiProperties.json has a sign-in with OAuth.',
    todo: 'Make both say the same; apiProperties.json is the one that counts when the connector runs.',
  }),
  examples: () => ({
    good: [inProperties({}), inProperties({ connectionParameters: {} }, { ...smallDefinition(), securityDefinitions: {}, security: [] })],
    bad: [
      { example: inProperties({}, { ...smallDefinition(), securityDefinitions: { sign_in: oauth }, security: [] }), at: ['#/securityDefinitions'] },
      { example: inProperties({ connectionParameters: { token: { type: 'oauthSetting', oAuthSettings: {} } } }), at: ['#/securityDefinitions'] },
      { example: inProperties({ connectionParameters: {} }), at: ['#/securityDefinitions'] },
    ],
  }),
  check: ({ report, definition, properties }) => ({
    end() {
      if (!definition || !properties) return;
      const kinds = new Set(Object.values(objectAt(definition.root, 'securityDefinitions') ?? {}).map(each => (isObject(each) ? kindOf(textAt(each, 'type')) : undefined)));
      kinds.delete(undefined);
      const [kind] = kinds;
      if (kind === undefined || kinds.size > 1) return;
      const types = properties.connectionParameters.map(each => each.type?.toLowerCase());
      const signsIn = types.includes('oauthsetting');
      const asks = types.some(type => type === 'securestring' || type === 'string');
      const spot = definition.spot.at('securityDefinitions');
      if (kind === 'sign-in' ? !signsIn : types.length === 0 || (signsIn && !asks)) report(spot, { defined: kind, asked: signsIn ? 'sign-in' : types.length > 0 ? 'key' : undefined });
    },
  }),
});

const kindOf = (type: string | undefined): Kind | undefined => (type === 'oauth2' ? 'sign-in' : type === 'apiKey' || type === 'basic' ? 'key' : undefined);
