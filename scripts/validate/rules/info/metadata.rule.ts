import { inDefinition, type Example } from '../../examples/example';
import { outlined } from '../../examples/outline';
import { smallDefinition } from '../../examples/small-connector';
import { member, objectAt, type JsonValue } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { listed } from '../../words/listed';
import { metadataEntries, metadataNames } from './metadata-entries';
import { isWebAddress } from './web-address';

const source = 'certification submission; Swagger validator rules';

export const metadataRequired = rule<{ missing: readonly string[]; whole: boolean; inInfo: boolean }>({
  code: 'metadata-required',
  title: 'The definition names website, privacy policy and categories in x-ms-connector-metadata',
  severity: whenCertifying('error'),
  microsoft: ['ConnectorMetadataPropertiesMissing', 'RequiredPropertyMissing'],
  policy: ['5000.3.1.3', '5000.3.1.5'],
  source,
  evidence: { certified: 93.2, recent: 100, independent: 99.2, applicable: 619 },
  why: 'The connector\'s public page is made from these three; Microsoft\'s validator refuses a definition without them.',
  page: 'It is a list at the top level of the definition. Each entry has a `propertyName` and a `propertyValue`; the names are Website, Privacy policy and Categories.',
  says: ({ missing, whole, inInfo }) => ({
    what: whole ? 'The definition has no list "x-ms-connector-metadata".' : `"x-ms-connector-metadata" does not name ${listed(missing)}.`,
    todo: inInfo ? 'Move "x-ms-connector-metadata" out of "info", to the top level.' : `Add ${whole ? 'it at the top level, with entries for Website, Privacy policy and Categories' : `an entry for ${listed(missing)}`}.`,
  }),
  examples: () => ({
    good: [whole()],
    bad: [
      { example: outlined((({ 'x-ms-connector-metadata': _, ...rest }) => rest)(smallDefinition())), at: [''] },
      { example: metadata({ Website: 'https://shelter.example.com/' }), at: ['/x-ms-connector-metadata'] },
    ],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      const entries = metadataEntries(root, spot);
      if (entries === undefined) {
        report(spot, { missing: metadataNames, whole: true, inInfo: member(objectAt(root, 'info') ?? {}, 'x-ms-connector-metadata') !== undefined });
        return;
      }
      const missing = metadataNames.filter(name => !entries.some(entry => entry.name === name));
      if (missing.length > 0) report(spot.at('x-ms-connector-metadata'), { missing, whole: false, inInfo: false });
    },
  }),
});

export const metadataNamesExact = rule<{ written: string; name: string }>({
  code: 'metadata-names-exact',
  title: 'The entries of x-ms-connector-metadata have their exact names',
  severity: whenCertifying('error'),
  microsoft: ['ConnectorMetadataPropertiesMissing'],
  source,
  evidence: { certified: 89.4, recent: 91.8, independent: 95.9, applicable: 577 },
  why: 'Microsoft\'s validator looks for the exact names. The usual slip is "Privacy Policy" with a capital P, which older connectors were published with and new ones are refused for.',
  says: ({ written, name }) => ({ what: `An entry is called "${brief(written)}".`, todo: `Call it "${name}".` }),
  fix: { safe: true, title: 'Write the exact name.', edits: ({ name }, at) => ('pointer' in at ? [{ at, set: name }] : undefined) },
  examples: () => ({
    good: [whole(), metadata({ Website: 'https://shelter.example.com/', Owner: 'Shelter' })],
    bad: [{ example: metadata({ 'Privacy Policy': 'https://shelter.example.com/privacy' }), at: ['/x-ms-connector-metadata/0/propertyName'], fixed: metadata({ 'Privacy policy': 'https://shelter.example.com/privacy' }) }],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      for (const { written, name, spot: at } of metadataEntries(root, spot) ?? []) {
        if (written !== undefined && name !== undefined && written !== name) report(at.at('propertyName'), { written, name });
      }
    },
  }),
});

export const metadataUrls = rule<{ name: string; value: string }>({
  code: 'metadata-urls-valid',
  title: 'Website and privacy policy are complete web addresses',
  severity: whenCertifying('error'),
  microsoft: ['UrlNotValid'],
  policy: ['5000.3.1.3', '5000.3.1.5'],
  source,
  evidence: { certified: 99.3, recent: 100, independent: 99.7, applicable: 574 },
  why: 'The connector\'s page links to both; Microsoft\'s validator refuses what is not a web address.',
  says: ({ name, value }) => ({ what: `The value of "${name}" is "${brief(value)}", which is not a complete web address.`, todo: 'Write it with https:// before it.' }),
  fix: {
    safe: true,
    title: 'Put https:// before it.',
    edits: ({ value }, at) => (/^www\.[^\s/]+\.[^\s]+$/i.test(value) && 'pointer' in at ? [{ at, set: `https://${value}` }] : undefined),
  },
  examples: () => ({
    good: [whole()],
    bad: [
      { example: metadata({ Website: 'www.shelter.example.com' }), at: ['/x-ms-connector-metadata/0/propertyValue'], fixed: metadata({ Website: 'https://www.shelter.example.com' }) },
      { example: metadata({ 'Privacy policy': 'Not available' }), at: ['/x-ms-connector-metadata/0/propertyValue'] },
      { example: metadata({ Website: '' }), at: ['/x-ms-connector-metadata/0/propertyValue'] },
    ],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      for (const { name, value, spot: at } of metadataEntries(root, spot) ?? []) {
        if (name !== undefined && name !== 'Categories' && (value === undefined || !isWebAddress(value))) report(value === undefined ? at : at.at('propertyValue'), { name, value: value ?? '' });
      }
    },
  }),
});

/** The 19 categories of the listing. */
const categories = [
  'AI', 'Business Management', 'Business Intelligence', 'Collaboration', 'Commerce', 'Communication', 'Content and Files', 'Finance', 'Data', 'Human Resources', 'Internet of Things',
  'IT Operations', 'Lifestyle and Entertainment', 'Marketing', 'Productivity', 'Sales and CRM', 'Security', 'Social Media', 'Website',
] as const;

export const metadataCategories = rule<{ value: string; unknown: readonly string[]; count: number }>({
  code: 'metadata-categories',
  title: 'There are one or two categories, from Microsoft\'s list',
  severity: whenCertifying('error'),
  microsoft: ['InvalidConnectorCategory', 'TooManyConnectorCategories'],
  source,
  evidence: { certified: 99.7, recent: 99.4, independent: 99.7, applicable: 575 },
  why: 'Makers browse connectors by category; Microsoft\'s validator takes one or two of its own list, separated by a semicolon.',
  page: `The categories are ${categories.join(', ')}.`,
  says: ({ value, unknown, count }) => ({
    what: unknown.length > 0 ? `${unknown.length === 1 ? 'No category is' : 'No categories are'} called ${listed(unknown.slice(0, 4).map(each => `"${brief(each)}"`))}.` : count === 0 ? `"${brief(value)}" names no category.` : `There are ${count} categories; two are allowed.`,
    todo: unknown.length > 0 ? 'Take names from the list on this rule\'s page, and separate two of them with a semicolon.' : 'Name one or two.',
  }),
  fix: {
    safe: true,
    title: 'Write the names and the semicolon as the list has them.',
    edits: ({ value }, at) => {
      const meant = value.split(/[;,]/).map(each => each.trim()).filter(each => each !== '').map(each => categories.find(known => known.toLowerCase() === each.toLowerCase()));
      const found = [...new Set(meant.filter(each => each !== undefined))];
      return 'pointer' in at && !meant.includes(undefined) && found.length > 0 && found.length <= 2 ? [{ at, set: found.join(';') }] : undefined;
    },
  },
  examples: () => ({
    good: [metadata({ Categories: 'AI;Data' }), metadata({ Categories: 'Data; Website' })],
    bad: [
      { example: metadata({ Categories: 'AI,Data' }), at: ['/x-ms-connector-metadata/0/propertyValue'], fixed: metadata({ Categories: 'AI;Data' }) },
      { example: metadata({ Categories: 'website' }), at: ['/x-ms-connector-metadata/0/propertyValue'], fixed: metadata({ Categories: 'Website' }) },
      { example: metadata({ Categories: 'AI;Data;Sales and CRM' }), at: ['/x-ms-connector-metadata/0/propertyValue'] },
      { example: metadata({ Categories: 'Animals' }), at: ['/x-ms-connector-metadata/0/propertyValue'] },
    ],
  }),
  check: ({ report }) => ({
    definition({ root, spot }) {
      for (const { name, value, spot: at } of metadataEntries(root, spot) ?? []) {
        if (name !== 'Categories') continue;
        const written = (value ?? '').split(';').map(each => each.trim()).filter(each => each !== '');
        const unknown = written.filter(each => !(categories as readonly string[]).includes(each));
        if (unknown.length > 0 || written.length === 0 || written.length > 2) report(value === undefined ? at : at.at('propertyValue'), { value: value ?? '', unknown, count: written.length });
      }
    },
  }),
});

/** A definition with all that is asked for. */
const whole = (): Example => inDefinition({ 'x-ms-connector-metadata': smallDefinition()['x-ms-connector-metadata'] });

/** A definition whose metadata has just these entries. */
const metadata = (entries: Readonly<Record<string, string>>): Example =>
  inDefinition({ 'x-ms-connector-metadata': Object.entries(entries).map(([propertyName, propertyValue]): JsonValue => ({ propertyName, propertyValue })) });

