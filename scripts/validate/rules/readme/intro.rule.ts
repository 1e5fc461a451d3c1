import { connectorWith } from '../../examples/whole-connector';
import { whenVerified } from '../../profile';
import { rule } from '../../rule';
import { listed } from '../../words/listed';
import { headingsOf } from './headings';

/** The sections of intro.md after its first paragraph. */
const sections: readonly (readonly [name: string, heading: RegExp])[] = [
  ['Prerequisites', /pre-?\s?requisit/i],
  ['How to get credentials', /credential/i],
  ['Get started with your connector', /get(?:ting)? started/i],
  ['Known issues and limitations', /known issue|limitation/i],
  ['Common errors and remedies', /error|remed|troubleshoot/i],
  ['FAQ', /faq|frequently asked/i],
];

export const introSections = rule<{ readonly missing: readonly string[] }>({
  code: 'intro-sections',
  title: 'intro.md has the sections of the connector\'s page',
  severity: whenVerified('warning'),
  source: 'certification submission, seen in published connectors',
  why: 'The connector\'s page in Microsoft\'s documentation is made from intro.md, and reviewers ask for sections that are missing.',
  says: ({ missing }) => ({ what: `In intro.md there is no section ${listed(missing.map(name => `"${name}"`), 'or')}.`, todo: `Add ${missing.length === 1 ? 'it' : 'them'}; if there is nothing to say in it, write that.` }),
  examples: () => ({
    good: [intro(complete)],
    bad: [{ example: intro(complete.replace('## FAQ', '')), at: ['1:1'] }],
  }),
  check: ({ report }) => ({
    intro({ file, text }) {
      const headings = headingsOf(text).map(({ title }) => title);
      const missing = sections.filter(([, heading]) => !headings.some(title => heading.test(title))).map(([name]) => name);
      if (missing.length > 0) report({ part: 'intro', file, line: 1, column: 1 }, { missing });
    },
  }),
});

export const introBeginning = rule<null>({
  code: 'intro-beginning',
  title: 'intro.md begins with a paragraph, not with a heading',
  severity: whenVerified('warning'),
  source: 'certification submission, seen in published connectors',
  why: 'The page already has the connector\'s title, and the first paragraph follows right below it; a heading there would be a second title.',
  says: () => ({ what: 'In intro.md a heading comes first.', todo: 'Begin with a paragraph of up to eight sentences about what the connector is for, in other words than the description.' }),
  examples: () => ({
    good: [intro(complete)],
    bad: [{ example: intro(`# Example Shelter\n\n${complete}`), at: ['1:1'] }, { example: intro('\n\nExample Shelter\n===\n'), at: ['3:1'] }],
  }),
  check: ({ report }) => ({
    intro({ file, text }) {
      const first = text.split('\n').findIndex(line => line.trim().replace('\uFEFF', '') !== '') + 1;
      if (headingsOf(text).some(({ line, level }) => line === first && level <= 2)) report({ part: 'intro', file, line: first, column: 1 }, null);
    },
  }),
});

const complete = ['The shelters of a region list the animals that wait for a new home.', ...sections.flatMap(([name]) => [`## ${name}`, 'Nothing special.'])].join('\n\n');
const intro = (text: string) => connectorWith(text, { intro: { file: 'intro.md', text, bytes: Buffer.byteLength(text) } }, 'markdown');
