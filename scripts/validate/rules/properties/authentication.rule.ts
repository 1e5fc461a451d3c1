import { inProperties } from '../../examples/example';
import { isObject, itemsAt, member, objectAt, type JsonObject } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';

export const authPresent = rule<null>({
  code: 'auth-present',
  title: 'apiProperties.json says what makers enter to connect, even if it is nothing',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform makes the connection dialog from connectionParameters or connectionParameterSets. To a connector without either nobody can connect.',
  says: () => ({ what: 'There are neither connectionParameters nor connectionParameterSets.', todo: 'Add "connectionParameters"; leave it an empty object if the service needs no key and no sign-in.' }),
  fix: { safe: true, title: 'Add empty connectionParameters.', edits: (_, at) => ('pointer' in at ? [{ at: at.at('connectionParameters'), set: {} }] : undefined) },
  examples: () => ({
    good: [inProperties({ connectionParameters: {} }), inProperties({ connectionParameters: undefined, connectionParameterSets: sets })],
    bad: [{ example: inProperties({ connectionParameters: undefined }), at: [''], fixed: inProperties({ connectionParameters: {} }) }],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      if (member(properties, 'connectionParameters') === undefined && member(properties, 'connectionParameterSets') === undefined) report(spot, null);
    },
  }),
});

export const authNotBoth = rule<null>({
  code: 'auth-not-both',
  title: 'There are either connectionParameters or connectionParameterSets',
  severity: always('warning'),
  source: 'multi-authentication, seen in published connectors',
  evidence: { certified: 98.7, recent: 98.2, independent: 100, applicable: 619 },
  why: 'The connection dialog is made from connectionParameterSets if there are any. What is in connectionParameters as well may be ignored or shown twice.',
  says: () => ({ what: 'Both connectionParameters and connectionParameterSets have entries.', todo: 'Move every connection parameter into the sets that need it, and remove connectionParameters.' }),
  examples: () => ({
    good: [inProperties({}), inProperties({ connectionParameters: {}, connectionParameterSets: sets })],
    bad: [{ example: inProperties({ connectionParameterSets: sets }), at: ['/connectionParameters'] }],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const single = objectAt(properties, 'connectionParameters');
      if (single && Object.keys(single).length > 0 && hasSets(properties)) report(spot.at('connectionParameters'), null);
    },
  }),
});

const hasSets = (properties: JsonObject): boolean => itemsAt(objectAt(properties, 'connectionParameterSets'), 'values').some(set => isObject(set));

const sets = {
  uiDefinition: { displayName: 'Way to sign in', description: 'How to sign in.' },
  values: [{ name: 'key', uiDefinition: { displayName: 'Key', description: 'With a key.' }, parameters: {} }],
};
