import { inInfo } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

/** A published connector, as `published-titles.json` lists it. */
interface PublishedTitle { readonly title: string; readonly publisher?: string; readonly host?: string }

let published: ReadonlyMap<string, readonly PublishedTitle[]> | undefined;

/** The list by what titles are compared by. Read when a rule asks for it first: the platform profile never does. */
function publishedTitles(): ReadonlyMap<string, readonly PublishedTitle[]> {
  if (published) return published;
  // The import type makes the compiler copy the file to where the compiled code looks for it.
  const { titles }: { readonly titles: readonly PublishedTitle[] } = require('../../published-titles.json') as typeof import('../../published-titles.json');
  const all = new Map<string, PublishedTitle[]>();
  for (const each of titles) {
    const key = comparable(each.title);
    const same = all.get(key);
    if (same) same.push(each); else all.set(key, [each]);
  }
  return published = all;
}

/** Titles that differ in letter case, blanks and punctuation alone are taken for the same, and so is one with the suffix of independent publishers. */
const comparable = (title: string): string => title.replace(/\(\s*(?:independent publisher|preview)\s*\)\s*$/i, '').toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');

const same = (one: string | undefined, other: string | undefined): boolean => one !== undefined && other !== undefined && one.trim() !== '' && one.trim().toLowerCase() === other.trim().toLowerCase();

export const titleUnique = rule<{ readonly title: string; readonly other: PublishedTitle }>({
  code: 'title-unique',
  title: 'The title is not taken by a published connector',
  severity: whenCertifying('warning'),
  policy: ['5000.2.2.5'],
  source: 'certification submission',
  why: 'Makers find connectors by their title, and reviewers refuse one that another connector has.',
  page: 'The title is compared with a list of published connectors that comes with this tool, so the newest connectors may be missing. A connector of the same publisher or with the same host counts as a new version of the published one.',
  says: ({ title, other }) => ({
    what: `The title "${brief(title)}" is taken by a published connector${other.publisher === undefined ? '' : ` of ${brief(other.publisher)}`}${other.title === title ? '' : ` ("${other.title}")`}.`,
    todo: 'Choose another title, for instance with the name of the service and what the connector is for.',
  }),
  examples: () => ({
    good: [inInfo({ title: 'Example Shelter' })],
    bad: [{ example: inInfo({ title: 'SharePoint' }), at: ['/title'] }, { example: inInfo({ title: 'share point' }), at: ['/title'] }],
  }),
  check: ({ report, definition, properties }) => ({
    info(info, spot) {
      const title = textAt(info, 'title');
      if (title === undefined || comparable(title) === '') return;
      const taken = publishedTitles().get(comparable(title)) ?? [];
      const host = textAt(definition?.root, 'host');
      const publisher = textAt(properties?.properties, 'publisher');
      const isUpdate = taken.some(each => same(each.host, host) || same(each.publisher, publisher));
      const [other] = taken;
      if (other && !isUpdate) report(spot.at('title'), { title, other });
    },
  }),
});
