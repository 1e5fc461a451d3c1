import { asReadme } from '../../examples/example';
import { connectorWith } from '../../examples/whole-connector';
import { inSignIn } from '../../examples/sign-in';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { listed } from '../../words/listed';
import { isSignIn } from '../properties/sign-in-settings';
import { headingsOf } from './headings';

export const readmePresent = rule<null>({
  code: 'readme-present',
  title: 'A connector for certification has a readme',
  severity: whenCertifying('error'),
  policy: ['5000.1.1.2'],
  source: 'readme of the connector repository, certification policy',
  evidence: { certified: 99, recent: 100, independent: 99.5, applicable: 619 },
  why: 'The readme (in a package: intro.md) becomes the connector\'s page in Microsoft\'s documentation; a submission without one is refused.',
  says: () => ({ what: 'There is no readme.md beside the definition.', todo: 'Add readme.md with the sections Publisher, Prerequisites, Supported Operations, Obtaining Credentials, and Known Issues and Limitations.' }),
  examples: () => ({
    good: [asReadme('# Example Shelter\n'), connectorWith('intro.md in place of readme.md', { readme: undefined, intro: { file: 'intro.md', text: 'Lists animals.\n', bytes: 15 } })],
    bad: [{ example: connectorWith('apiDefinition.swagger.json and apiProperties.json alone', { readme: undefined }), at: ['whole'] }],
  }),
  check: ({ report }) => ({
    end({ whole, readme, intro, definition }) { if (whole && !readme && !intro && definition) report({ part: 'definition', file: definition.file, whole: true }, null); },
  }),
});

/** The sections of the template, and by which words their headings are known: authors vary them. */
const sections: readonly (readonly [name: string, heading: RegExp])[] = [
  ['Publisher', /publisher/i],
  ['Prerequisites', /pre-?\s?requisit|requirement|before you (?:begin|start)/i],
  ['Supported Operations', /operation|action|trigger/i],
  ['Obtaining Credentials', /credential|authenticat|api[ -]?key|get(?:ting)? started with your connection|sign(?:ing)?[ -]?in|access token|authori[sz]/i],
  ['Known Issues and Limitations', /known issue|limitation/i],
];

export const readmeSections = rule<{ readonly missing: readonly string[] }>({
  code: 'readme-sections',
  title: 'The readme has the sections of the template',
  severity: whenCertifying('warning'),
  source: 'readme template for independent publishers',
  evidence: { certified: 45, recent: 87.1, independent: 94.1, applicable: 611 },
  why: 'Makers look there for what they need before they start, and reviewers compare it section by section with Microsoft\'s template.',
  page: 'Headings are recognised by their main words, at any level. The figures below are those of the section that is missing most often.',
  says: ({ missing }) => ({ what: `The readme has no section about ${listed(missing.map(name => `"${name}"`), 'or')}.`, todo: `Add ${missing.length === 1 ? 'it' : 'them'}; if there is nothing to say in it, write that.` }),
  examples: () => ({
    good: [
      asReadme(complete),
      asReadme(complete.replaceAll('## ', '### ').replace('Known Issues and Limitations', 'Limitations')),
      asReadme('Example Shelter\n===\n\n**Publisher: Shelter**\n\nPre-requisites\n---\nNone.\n\n## Actions\n\n## How to get credentials\n\n## Known issues\n'),
    ],
    bad: [
      { example: asReadme('# Example Shelter\n\nLists the animals that wait for a new home.\n'), at: ['1:1'] },
      { example: asReadme(complete.replace('## Prerequisites', 'Prerequisites')), at: ['1:1'] },
    ],
  }),
  check: ({ report }) => ({
    readme({ file, text }) {
      const headings = headingsOf(text).map(({ title }) => title);
      const missing = sections.filter(([, heading]) => !headings.some(title => heading.test(title))).map(([name]) => name);
      if (missing.length > 0) report({ part: 'readme', file, line: 1, column: 1 }, { missing });
    },
  }),
});

/** Words of a text that tells how to register an application. */
const registration = /client[ _-]?id|client[ _-]?secret|app(?:lication)? registration|regist(?:er|ration)|redirect|oauth|consent/i;

export const readmeOauth = rule<null>({
  code: 'readme-oauth',
  title: 'The readme of a connector with OAuth says how to register the application',
  severity: whenCertifying('warning'),
  source: 'certification submission for independent publishers',
  why: 'People who deploy the connector themselves need a client id and a client secret of the service, and only the readme can tell them where to get these.',
  says: () => ({ what: 'The connector signs in with OAuth, but the readme says nothing about registering an application.', todo: 'Describe under Obtaining Credentials where to register it, which redirect address and which permissions it needs.' }),
  examples: () => ({
    good: [asReadme('# Example Shelter\n'), withOauth('## Obtaining Credentials\nRegister an application in the portal and copy its client ID.\n')],
    bad: [{ example: withOauth('# Example Shelter\n\nLists animals.\n'), at: ['1:1'] }],
  }),
  check: ({ report, properties }) => ({
    readme({ file, text }) {
      if (properties?.connectionParameters.some(isSignIn) === true && !registration.test(text)) report({ part: 'readme', file, line: 1, column: 1 }, null);
    },
  }),
});

const complete = ['# Example Shelter', '## Publisher: Shelter', '## Prerequisites', 'None.', '## Supported Operations', '## Obtaining Credentials', '## Known Issues and Limitations', ''].join('\n');

const withOauth = (text: string) => {
  const { subject } = inSignIn({});
  return { ...asReadme(text), subject: { ...subject, readme: { file: 'readme.md', text, bytes: Buffer.byteLength(text) } } };
};
