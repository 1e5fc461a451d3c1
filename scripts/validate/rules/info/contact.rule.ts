import { inInfo } from '../../examples/example';
import { objectAt, textAt } from '../../json';
import { always, whenCertifying, type Severities } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { isWebAddress } from './web-address';

const contact = { name: 'Shelter Support', url: 'https://shelter.example.com/support', email: 'support@shelter.example.com' };

export const contactFields = rule<{ key: string }>({
  code: 'contact-fields',
  title: 'The contact has a name and an e-mail address',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  policy: ['5000.3.1.4'],
  source: 'certification submission; independent publisher program',
  evidence: { certified: 91, recent: 98.2, independent: 99.2, applicable: 619 },
  why: 'Makers and Microsoft turn to this contact when the connector fails; without it a submission is refused.',
  says: ({ key }) => ({ what: `The contact has no ${key === 'email' ? 'e-mail address ("email")' : 'name'}.`, todo: `Add "${key}".` }),
  examples: () => ({
    good: [inInfo({ contact })],
    bad: [{ example: inInfo({ contact: { name: 'Shelter Support', url: 'https://shelter.example.com' } }), at: ['/contact'] }, { example: inInfo({ contact: { ...contact, name: '' } }), at: ['/contact'] }],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const given = objectAt(info, 'contact');
      if (!given || Object.keys(given).length === 0) return;
      if (given['name'] === undefined || textAt(given, 'name')?.trim() === '') report(spot.at('contact'), { key: 'name' });
      if (given['email'] === undefined) report(spot.at('contact'), { key: 'email' });
    },
  }),
});

const forVerifiedPublishers: Severities = { platform: 'off', certification: 'error', independent: 'information' };

export const contactUrlPresent = rule<Record<string, never>>({
  code: 'contact-url-present',
  title: 'The contact has a web address',
  severity: forVerifiedPublishers,
  microsoft: ['RequiredPropertyMissing'],
  source: 'certification submission',
  evidence: { certified: 92.2, recent: 99.4, independent: 83.4, applicable: 619 },
  why: 'Makers look for help there first; a verified publisher\'s submission is refused without it.',
  says: () => ({ what: 'The contact has no web address ("url").', todo: 'Add "url" with the address of your support page.' }),
  examples: () => ({
    good: [inInfo({ contact })],
    bad: [{ example: inInfo({ contact: { name: contact.name, email: contact.email } }), at: ['/contact'] }],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const given = objectAt(info, 'contact');
      if (given && Object.keys(given).length > 0 && given['url'] === undefined) report(spot.at('contact'), {});
    },
  }),
});

export const contactEmail = rule<{ email: string }>({
  code: 'contact-email-valid',
  title: 'The contact\'s e-mail address is valid',
  severity: always('error'),
  microsoft: ['ContactEmailNotValid'],
  policy: ['5000.3.1.4'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 563 },
  why: 'Microsoft\'s validator refuses an address that no mail could reach.',
  says: ({ email }) => ({ what: `"${brief(email)}" is not an e-mail address.`, todo: 'Write an address such as support@contoso.com.' }),
  examples: () => ({
    good: [inInfo({ contact })],
    bad: [{ example: inInfo({ contact: { ...contact, email: 'shelter.example.com' } }), at: ['/contact/email'] }, { example: inInfo({ contact: { ...contact, email: 'büro@shelter.example.com' } }), at: ['/contact/email'] }],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const email = textAt(objectAt(info, 'contact'), 'email');
      if (email !== undefined && !/^[\x21-\x3f\x41-\x7e]+@[\x21-\x3f\x41-\x7e]+$/.test(email.trim())) report(spot.at('contact', 'email'), { email });
    },
  }),
});

export const contactUrl = rule<{ url: string }>({
  code: 'contact-url-valid',
  title: 'The contact\'s web address is complete',
  severity: always('error'),
  microsoft: ['UrlNotValid'],
  source: 'Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 571 },
  why: 'Microsoft\'s validator refuses an address without its https:// and one that can\'t be read.',
  says: ({ url }) => ({ what: `"${brief(url)}" is not a complete web address.`, todo: 'Write it with https:// before it.' }),
  fix: {
    safe: true,
    title: 'Put https:// before it.',
    edits: ({ url }, at) => (/^www\.[^\s/]+\.[^\s]+$/i.test(url) && 'pointer' in at ? [{ at, set: `https://${url}` }] : undefined),
  },
  examples: () => ({
    good: [inInfo({ contact })],
    bad: [
      { example: inInfo({ contact: { ...contact, url: 'www.shelter.example.com' } }), at: ['/contact/url'], fixed: inInfo({ contact: { ...contact, url: 'https://www.shelter.example.com' } }) },
      { example: inInfo({ contact: { ...contact, url: 'not yet' } }), at: ['/contact/url'] },
    ],
  }),
  check: ({ report }) => ({
    info(info, spot) {
      const url = textAt(objectAt(info, 'contact'), 'url');
      if (url !== undefined && !isWebAddress(url)) report(spot.at('contact', 'url'), { url });
    },
  }),
});
