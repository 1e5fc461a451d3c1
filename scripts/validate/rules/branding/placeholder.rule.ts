import { inDefinition, inInfo, inProperties } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { connectorWith } from '../../examples/whole-connector';
import { isObject, itemsAt, member, textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { rootOf, type Spot } from '../../spot';
import { brief } from '../../words/brief';
import { isExampleHost } from '../properties/placeholder-text';

export const publisherPlaceholder = rule<{ readonly path: string; readonly value: string }>({
  code: 'publisher-placeholder',
  title: 'konektor.yaml has the publisher\'s own data, not placeholders',
  severity: whenCertifying('error'),
  policy: ['5000.3.1.3', '5000.3.1.4', '5000.3.1.5'],
  source: 'certification submission',
  why: 'Name, addresses and client ids go from konektor.yaml into the connector, and reviewers try every one of them.',
  says: ({ path, value }) => ({ what: `The value of ${path} is a placeholder: "${brief(value)}".`, todo: 'Write the publisher\'s real value in konektor.yaml.' }),
  examples: () => {
    const values = (value: string, placeholder: boolean) => ({ publisher: { file: 'konektor.yaml', values: [{ path: 'publisher.contact.email', value, placeholder }] } });
    return {
      good: [connectorWith('publisher:\n  contact:\n    email: support@shelter.example.com', values('support@shelter.example.com', false))],
      bad: [{ example: connectorWith('publisher:\n  contact:\n    email: placeholder@example.com', values('placeholder@example.com', true)), at: ['/publisher/contact/email'] }],
    };
  },
  check: ({ report }) => ({
    end({ publisher }) {
      for (const { path, value, placeholder } of publisher?.values ?? []) {
        const [first = '', ...deeper] = path.split('.');
        if (placeholder) report(rootOf('publisher').at(first, ...deeper), { path, value });
      }
    },
  }),
});

/** The host name in an address or an e-mail address. */
const hostIn = (address: string): string => /^(?:[a-z][a-z0-9+.-]{0,20}:\/\/)?(?:[^/@\s]{1,100}@)?([^/:?#\s]{1,253})/i.exec(address.trim())?.[1] ?? '';

/** A name that nobody has. */
const namelike = /^\s*(?:<.*>|\[\[.*\]\]|\{\{.*\}\}|todo\b.*|x{3,}|.*\bplaceholder\b.*|your (?:company|name|organization|publisher)\b.*|(?:company|publisher|contact|owner) name|contoso(?:,? (?:ltd|inc)\.?)?|fabrikam)\s*$/i;

export const placeholderValue = rule<{ readonly value: string; readonly of: string }>({
  code: 'placeholder-value',
  title: 'Contact, website and publisher are real, not placeholders',
  severity: whenCertifying('error'),
  policy: ['5000.3.1.3', '5000.3.1.4', '5000.3.1.5'],
  source: 'certification submission',
  why: 'Makers and reviewers use these names and addresses; at example.com, contoso.com and the like nobody answers.',
  page: 'For a connector written in TypeScript these values come from konektor.yaml, and `publisher-placeholder` checks them there.',
  says: ({ value, of }) => ({ what: `The ${brief(of)} "${brief(value)}" is a placeholder.`, todo: `Write the real one.` }),
  examples: () => ({
    good: [inInfo({ contact: { name: 'Shelter Support', url: 'https://shelter.example.com/support', email: 'support@shelter.example.com' } })],
    bad: [
      { example: inInfo({ contact: { name: 'Placeholder Contact', url: 'https://example.com/support', email: 'placeholder@example.com' } }), at: ['/contact/email', '/contact/name', '/contact/url'] },
      { example: inDefinition({ 'x-ms-connector-metadata': [{ propertyName: 'Website', propertyValue: 'https://www.contoso.com' }, { propertyName: 'Privacy policy', propertyValue: 'https://shelter.example.com/privacy' }] }), at: ['/x-ms-connector-metadata/0/propertyValue'] },
      { example: inProperties({ publisher: 'Your Company' }), at: ['/publisher'] },
    ],
  }),
  check: ({ report, subject }) => {
    if (subject.publisher !== undefined) return {};
    const address = (value: string | undefined, of: string, spot: Spot): void => { if (value !== undefined && isExampleHost(hostIn(value))) report(spot, { value, of }); };
    const name = (value: string | undefined, of: string, spot: Spot): void => { if (value !== undefined && namelike.test(value.slice(0, 200))) report(spot, { value, of }); };
    return {
      definition({ root, spot }) {
        for (const [position, entry] of itemsAt(root, 'x-ms-connector-metadata').entries()) {
          if (isObject(entry)) address(textAt(entry, 'propertyValue'), textAt(entry, 'propertyName')?.toLowerCase() ?? 'address', spot.at('x-ms-connector-metadata', position, 'propertyValue'));
        }
      },
      info(info, spot) {
        const contact = member(info, 'contact');
        if (!isObject(contact)) return;
        name(textAt(contact, 'name'), 'contact\'s name', spot.at('contact', 'name'));
        address(textAt(contact, 'url'), 'contact\'s address', spot.at('contact', 'url'));
        address(textAt(contact, 'email'), 'contact\'s e-mail address', spot.at('contact', 'email'));
      },
      properties(index) {
        name(textAt(index.properties, 'publisher'), 'publisher', index.spot.at('publisher'));
        name(textAt(index.properties, 'stackOwner'), 'owner of the service', index.spot.at('stackOwner'));
      },
    };
  },
});

const hostPolicy = { templateId: 'dynamichosturl', title: 'Host', parameters: { 'x-ms-apimTemplateParameter.urlTemplate': 'https://@connectionParameters(\'host\')' } };

export const placeholderHost = rule<{ readonly host: string }>({
  code: 'placeholder-host',
  title: 'The host is real, unless a policy or custom code replaces it',
  severity: whenCertifying('warning'),
  policy: ['5000.2.6.4'],
  source: 'seen in published connectors',
  why: 'Every request goes to this host, and a placeholder answers none.',
  page: 'Where every customer has a different host, published connectors have a placeholder here and replace it in every request, with a policy (`dynamichosturl`) or in custom code. This rule leaves them alone.',
  says: ({ host }) => ({ what: `The host "${brief(host)}" is a placeholder, and neither a policy nor custom code replaces it.`, todo: 'Write the host of the service, or add a policy "dynamichosturl" that makes it from a connection parameter.' }),
  examples: () => ({
    good: [
      inDefinition({ host: 'api.shelter.example.com' }),
      connectorWith('a placeholder as host, and a policy that replaces it', { definition: { ...smallDefinition(), host: 'api.contoso.com' }, properties: { properties: { iconBrandColor: '#00695c', connectionParameters: {}, policyTemplateInstances: [hostPolicy] } } }),
    ],
    bad: [{ example: inDefinition({ host: 'api.contoso.com' }), at: ['/host'] }],
  }),
  check: ({ report, subject, properties }) => ({
    definition({ root, spot }) {
      const host = textAt(root, 'host');
      if (host === undefined || !subject.whole || !isExampleHost(host) || subject.scripts.length > 0) return;
      if (properties?.policies.some(({ templateId }) => templateId === 'dynamichosturl' || templateId === 'dynamicsubdomain') !== true) report(spot.at('host'), { host });
    },
  }),
});
