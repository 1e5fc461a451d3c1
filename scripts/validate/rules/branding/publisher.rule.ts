import { inProperties } from '../../examples/example';
import { member, textAt } from '../../json';
import { whenCertifying, whenVerified } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

/** Markup and control characters: a name is shown as it is. */
const notPlain = /[\p{Cc}<>]/u;

export const publisher = rule<{ readonly text: string | undefined }>({
  code: 'publisher',
  title: 'apiProperties.json names the publisher, in plain text',
  severity: whenCertifying('error'),
  source: 'certification submission',
  evidence: { certified: 91.3, recent: 98.8, independent: 100, applicable: 619 },
  why: 'The connector\'s public page shows makers who publishes it; a submission without a name is refused.',
  says: ({ text }) => (text === undefined || text.trim() === ''
    ? { what: 'There is no publisher in apiProperties.json.', todo: 'Add "publisher" with the name of the company or person that publishes the connector.' }
    : { what: 'The publisher\'s name has markup or line breaks in it.', todo: 'Write the name only.' }),
  examples: () => ({
    good: [inProperties({ publisher: 'Shelter & Friends, Inc.' })],
    bad: [{ example: inProperties({ publisher: undefined }), at: [''] }, { example: inProperties({ publisher: ' ' }), at: ['/publisher'] }, { example: inProperties({ publisher: 'Shelter\nInc.' }), at: ['/publisher'] }],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const text = textAt(properties, 'publisher');
      if (text === undefined) report(member(properties, 'publisher') === undefined ? spot : spot.at('publisher'), { text });
      else if (text.trim() === '' || notPlain.test(text)) report(spot.at('publisher'), { text });
    },
  }),
});

export const stackOwner = rule<{ readonly misspelt: string | undefined }>({
  code: 'stack-owner',
  title: 'apiProperties.json names the owner of the service behind the connector',
  severity: whenCertifying('error'),
  source: 'certification submission',
  evidence: { certified: 88.4, recent: 92.4, independent: 98.7, applicable: 619 },
  why: 'Reviewers check that the publisher may offer this service, and "stackOwner" says whose it is.',
  page: 'A verified publisher usually owns the service, and both names are the same. Microsoft\'s paconn refuses files with "stackOwner" when it creates or updates a connector; remove it for that, and keep it in what you submit.',
  says: ({ misspelt }) => ({
    what: misspelt === undefined ? 'There is no owner of the service in apiProperties.json.' : `The owner of the service is under "${brief(misspelt)}", where it has no effect.`,
    todo: misspelt === undefined ? 'Add "stackOwner" with the name of the company that owns the service.' : 'Write the key as "stackOwner".',
  }),
  examples: () => ({
    good: [inProperties({ stackOwner: 'Example Shelter' })],
    bad: [{ example: inProperties({ stackOwner: undefined }), at: [''] }, { example: inProperties({ stackOwner: '' }), at: ['/stackOwner'] }, { example: inProperties({ stackOwner: undefined, stackowner: 'Example Shelter' }), at: [''] }],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const owner = member(properties, 'stackOwner');
      if (typeof owner === 'string' && owner.trim() !== '') return;
      const misspelt = owner === undefined ? Object.keys(properties).find(key => key.toLowerCase() === 'stackowner') : undefined;
      report(owner === undefined ? spot : spot.at('stackOwner'), { misspelt });
    },
  }),
});

export const publisherEqualsOwner = rule<{ readonly publisher: string; readonly owner: string }>({
  code: 'publisher-equals-owner',
  title: 'A verified publisher is the owner of the service',
  severity: whenVerified('information'),
  source: 'certification submission',
  evidence: { certified: 91.6, recent: 88.6, applicable: 547 },
  why: 'A verified publisher owns the service, or proves that it may offer it; when the two names differ, the reviewer asks.',
  says: ({ publisher: name, owner }) => ({ what: `The publisher is "${brief(name)}", the owner of the service "${brief(owner)}".`, todo: 'Write the same name in both, or be ready to prove that you may publish for the owner.' }),
  examples: () => ({
    good: [inProperties({ publisher: 'Example Shelter', stackOwner: 'Example Shelter' }), inProperties({ stackOwner: undefined })],
    bad: [{ example: inProperties({ publisher: 'Example Shelter', stackOwner: 'example shelter Inc.' }), at: ['/publisher'] }],
  }),
  check: ({ report }) => ({
    properties({ properties, spot }) {
      const [name, owner] = [textAt(properties, 'publisher')?.trim() ?? '', textAt(properties, 'stackOwner')?.trim() ?? ''];
      if (name !== '' && owner !== '' && name !== owner) report(spot.at('publisher'), { publisher: name, owner });
    },
  }),
});
