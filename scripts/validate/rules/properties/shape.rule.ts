import { asProperties, connectorWith } from '../../examples/whole-connector';
import { inProperties } from '../../examples/example';
import { isArray, isObject, kindOf, member, type JsonObject, type JsonValue } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { rootOf, type Spot } from '../../spot';
import { brief } from '../../words/brief';

export const propsPresent = rule<null>({
  code: 'props-present',
  title: 'There is an apiProperties.json beside the definition',
  severity: whenCertifying('error'),
  source: 'readme of the connector repository',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The file apiProperties.json says how makers connect, who publishes the connector and which colour it has; a submission without it is incomplete.',
  says: () => ({ what: 'There is a definition, but no apiProperties.json beside it.', todo: 'Add apiProperties.json, with at least a brand colour and the connection parameters.' }),
  examples: () => ({
    good: [connectorWith('apiDefinition.swagger.json and apiProperties.json', {})],
    bad: [{ example: connectorWith('apiDefinition.swagger.json alone', { properties: undefined }), at: ['whole'] }],
  }),
  check: ({ report }) => ({
    end({ whole, folder, definition, properties }) {
      if ((whole || folder === true) && definition && !properties) report({ part: 'definition', file: definition.file, whole: true }, null);
    },
  }),
});

type Kind = ReturnType<typeof kindOf>;
const kindNames: Readonly<Record<Kind, string>> = { string: 'a text', number: 'a number', integer: 'a number', boolean: 'true or false', null: 'null', object: 'an object', array: 'a list' };
const kindsOfKeys: ReadonlyMap<string, Kind> = new Map([
  ['iconBrandColor', 'string'], ['publisher', 'string'], ['stackOwner', 'string'],
  ['capabilities', 'array'], ['policyTemplateInstances', 'array'], ['scriptOperations', 'array'],
  ['connectionParameters', 'object'], ['connectionParameterSets', 'object'],
]);

export const propsShape = rule<{ readonly what: string; readonly wanted: string }>({
  code: 'props-shape',
  title: 'The values in apiProperties.json are of the kinds that the platform reads',
  severity: always('error'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 619 },
  why: 'The platform reads everything from one object, "properties". A value of another kind makes the import fail, or is ignored.',
  says: ({ what, wanted }) => ({ what, todo: `Make it ${wanted}.` }),
  examples: () => ({
    good: [inProperties({}), inProperties({ connectionParameters: {}, publisher: undefined }), inProperties({ connectionParameterSets: twoSets, connectionParameters: undefined })],
    bad: [
      { example: asProperties({ iconBrandColor: '#00695c' }), at: [''] },
      { example: asProperties({ properties: [] }), at: ['/properties'] },
      { example: inProperties({ connectionParameters: [] }), at: ['/connectionParameters'] },
      { example: inProperties({ connectionParameters: { api_key: 'securestring' } }), at: ['/connectionParameters/api_key'] },
      { example: inProperties({ policyTemplateInstances: ['setheader'] }), at: ['/policyTemplateInstances/0'] },
      { example: inProperties({ connectionParameterSets: { values: [] }, connectionParameters: undefined }), at: ['/connectionParameterSets', '/connectionParameterSets'] },
    ],
  }),
  check: ({ report }) => {
    const wrong = (spot: Spot, name: string, value: JsonValue | undefined, wanted: Kind): void => {
      report(spot, { what: `${brief(name)} is ${value === undefined ? 'missing' : kindNames[kindOf(value)]}.`, wanted: kindNames[wanted] });
    };
    /** Says what is no object in a list or an object of them. */
    const membersOf = (holder: JsonValue | undefined, spot: Spot, each: string): void => {
      const entries = isObject(holder) ? Object.entries(holder) : isArray(holder) ? holder.entries() : [];
      for (const [key, value] of entries) if (!isObject(value)) wrong(spot.at(key), `${each} "${key}"`, value, 'object');
    };
    const sets = (holder: JsonObject, spot: Spot): void => {
      const values = member(holder, 'values');
      if (!isObject(member(holder, 'uiDefinition'))) report(spot, { what: 'The list of ways to sign in has no uiDefinition.', wanted: 'an object with uiDefinition (displayName and description) and values' });
      if (!isArray(values) || values.length === 0) report(spot, { what: 'The list of ways to sign in has no values.', wanted: 'an object with uiDefinition and a list "values" with at least one set' });
      for (const [position, set] of (isArray(values) ? values : []).entries()) {
        const at = spot.at('values', position);
        if (!isObject(set)) { wrong(at, `Set ${position + 1}`, set, 'object'); continue; }
        if (typeof member(set, 'name') !== 'string') report(at, { what: `Set ${position + 1} has no name.`, wanted: 'an object with name, uiDefinition and parameters' });
        if (!isObject(member(set, 'parameters'))) report(at, { what: `Set ${position + 1} has no parameters.`, wanted: 'an object with name, uiDefinition and parameters' });
        else membersOf(set['parameters'], at.at('parameters'), 'The connection parameter');
      }
    };
    return {
      document({ value }, part) {
        if (part !== 'properties' || value === undefined) return;
        const root = rootOf('properties');
        if (!isObject(value)) wrong(root, 'The content of the file', value, 'object');
        else if (!isObject(member(value, 'properties'))) wrong(member(value, 'properties') === undefined ? root : root.at('properties'), 'The object "properties"', member(value, 'properties'), 'object');
      },
      properties({ properties, spot }) {
        for (const [key, wanted] of kindsOfKeys) {
          const value = member(properties, key);
          // What is missing here other rules say: brand-color, publisher, stack-owner, auth-present. Exports write null for nothing.
          if (value === undefined || value === null || key === 'iconBrandColor' || key === 'publisher' || key === 'stackOwner') continue;
          if (kindOf(value) !== wanted) wrong(spot.at(key), `The value of ${key}`, value, wanted);
        }
        membersOf(member(properties, 'connectionParameters'), spot.at('connectionParameters'), 'The connection parameter');
        if (isArray(member(properties, 'policyTemplateInstances'))) membersOf(properties['policyTemplateInstances'], spot.at('policyTemplateInstances'), 'The policy');
        const written = member(properties, 'connectionParameterSets');
        if (isObject(written) && Object.keys(written).length > 0) sets(written, spot.at('connectionParameterSets'));
      },
    };
  },
});

/** Keys that were published and do nothing, and what is meant. */
const meant: Readonly<Record<string, string>> = {
  script: 'Name the operations with custom code in "scriptOperations"; the code itself belongs into script.csx.',
  website: 'The website belongs into x-ms-connector-metadata of the definition.',
  'token:clientId': 'Move it into "connectionParameters".',
  'token:clientSecret': 'Move it into "connectionParameters".',
};

export const propsUnknownKey = rule<{ readonly key: string; readonly known: string | undefined }>({
  code: 'props-unknown-key',
  title: 'apiProperties.json has only keys that the platform reads',
  severity: always('warning'),
  source: 'schema of apiProperties.json',
  evidence: { certified: 99.2, recent: 98.8, independent: 99.7, applicable: 619 },
  why: 'A key that the platform does not know has no effect, and usually a known one was meant.',
  says: ({ key, known }) => ({
    what: `The platform knows no key "${brief(key)}" here.`,
    todo: known !== undefined ? `Write it as "${brief(known)}".` : (Object.hasOwn(meant, key) ? meant[key] : undefined) ?? 'Remove it, or correct its name.',
  }),
  fix: {
    safe: false, // the value takes effect from then on
    title: 'Write the key as the platform knows it.',
    edits: ({ known }, at) => (known !== undefined && 'pointer' in at ? [{ at, rename: known }] : undefined),
  },
  examples: () => ({
    good: [inProperties({ scriptOperations: ['ListItems'] }), asProperties({ $schema: './apiProperties.schema.json', properties: { iconBrandColor: '#00695c' } })],
    bad: [
      { example: inProperties({ script: 'script.csx' }), at: ['/script'] },
      { example: inProperties({ stackOwner: undefined, stackowner: 'Example Shelter' }), at: ['/stackowner'], fixed: inProperties({ stackOwner: 'Example Shelter' }) },
      { example: asProperties({ properties: { iconBrandColor: '#00695c' }, settings: {} }), at: ['/settings'] },
    ],
  }),
  check: ({ report }) => ({
    document({ value }, part) {
      if (part !== 'properties' || !isObject(value) || member(value, 'properties') === undefined) return;
      for (const key in value) if (key !== 'properties' && key !== '$schema') report(rootOf('properties').at(key), { key, known: undefined });
    },
    properties({ properties, spot }) {
      for (const key in properties) {
        if (kindsOfKeys.has(key)) continue;
        const known = [...kindsOfKeys.keys()].find(each => each.toLowerCase() === key.toLowerCase());
        report(spot.at(key), { key, known: known !== undefined && member(properties, known) === undefined ? known : undefined });
      }
    },
  }),
});

const twoSets = {
  uiDefinition: { displayName: 'Way to sign in', description: 'How to sign in.' },
  values: [{ name: 'key', uiDefinition: { displayName: 'Key', description: 'With a key.' }, parameters: { api_key: { type: 'securestring' } } }],
};
