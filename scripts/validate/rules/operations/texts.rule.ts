import { inInfo, inOperation, inParameter } from '../../examples/example';
import { always, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';

export const descriptionUrl = rule<{ found: string }>({
  code: 'description-no-url',
  title: 'No description has a web address in it',
  severity: whenCertifying('error'),
  policy: ['5000.2.3.6'],
  source: 'certification policy, as publishers report it',
  evidence: { certified: 85.8, recent: 88.9, independent: 92.9, applicable: 619 },
  why: 'Designers show web addresses as plain text that can\'t be clicked. Reviewers send connectors back for them today.',
  page: 'Connectors with addresses in their descriptions were published for years, so you will meet some.',
  says: ({ found }) => ({ what: `The description has the address ${brief(found)}.`, todo: 'Say here what makers need to know, and put the address into the readme.' }),
  examples: () => ({
    good: [inOperation({ description: 'Lists all items, see the readme.' })],
    bad: [{ example: inOperation({ description: 'Lists all items, see https://shelter.example.com/docs.' }), at: ['/description'] }, { example: inParameter({ description: 'As on www.shelter.example.com.' }), at: ['/description'] }],
  }),
  check: ({ report }) => ({
    text({ text, kind, spot }) {
      if (kind !== 'description') return;
      const found = /\b(?:https?:\/\/|www\.)[^\s<>"')\]]*/i.exec(text);
      if (found) report(spot, { found: found[0] });
    },
  }),
});

/** Elements of HTML that descriptions are seen to have; <id> and the like are placeholders. */
const html = /<\/?(?:a|b|br|code|details|div|em|h[1-6]|hr|i|img|li|ol|p|pre|span|strong|sub|summary|sup|table|td|th|tr|u|ul)(?:\s[^<>]*)?\/?>/i;
const markdown = /\*\*[^*\s]|\]\(|^#{1,6} |`[^`]+`/m;

export const descriptionMarkup = rule<{ found: string; language: 'HTML' | 'Markdown' }>({
  code: 'description-no-markup',
  title: 'No description has HTML or Markdown in it',
  severity: whenCertifying('warning'),
  policy: ['5000.2.3.6'],
  source: 'certification policy, as publishers report it',
  evidence: { certified: 92.2, recent: 90.1, independent: 92.9, applicable: 619 },
  why: 'Designers show descriptions as plain text, asterisks and tags included, and reviewers object to them.',
  page: 'The figures below are about Markdown; 92.6 % of the certified connectors are free of HTML.',
  says: ({ found, language }) => ({ what: `The description has ${language} in it: "${brief(found)}".`, todo: 'Write it as plain text.' }),
  examples: () => ({
    good: [inOperation({ description: 'Lists all items with <id> or 2 * 3 of them.' })],
    bad: [{ example: inOperation({ description: 'Lists <b>all</b> items.' }), at: ['/description'] }, { example: inOperation({ description: 'Lists **all** items.' }), at: ['/description'] }],
  }),
  check: ({ report }) => ({
    text({ text, kind, spot }) {
      if (kind !== 'description') return;
      const element = html.exec(text);
      const mark = element ?? markdown.exec(text);
      if (mark) report(spot, { found: element ? mark[0] : text.slice(mark.index, mark.index + 30), language: element ? 'HTML' : 'Markdown' });
    },
  }),
});

export const descriptionEnglish = rule<{ characters: string }>({
  code: 'description-english',
  title: 'Descriptions have ASCII characters only',
  severity: whenCertifying('warning'),
  microsoft: ['ValueMustBeInEnglish'],
  policy: ['5000.2.3.1', '5000.2.3.6'],
  source: 'Swagger validator rules',
  evidence: { certified: 88.4, recent: 86.5, independent: 87.5, applicable: 619 },
  why: 'Descriptions have to be in English, and Microsoft\'s validator takes every other character for another language. Most often these are curly quotation marks and long dashes that a word processor made.',
  says: ({ characters }) => ({ what: `The description has ${brief(characters)}.`, todo: 'Write it with ASCII characters only: unaccented letters, digits and the signs of an English keyboard.' }),
  fix: {
    safe: true,
    title: 'Write quotation marks, dashes and spaces as an English keyboard has them.',
    edits: (_, at, { definition }) => {
      if (!('pointer' in at)) return undefined;
      const text = at.path().reduce<unknown>((value, key) => (typeof value === 'object' && value !== null ? (value as Record<string | number, unknown>)[key] : undefined), definition?.value); // any JSON, looked at key by key
      const plain = typeof text === 'string' ? text.replace(/[‘’‚′]/g, '\'').replace(/[“”„]/g, '"').replace(/[–—‑−]/g, '-').replace(/…/g, '...').replace(/[\u00a0\u2009\u202f]/g, ' ').replace(/[\u200b\ufeff]/g, '') : undefined;
      return plain === undefined || /[^\x00-\x7f]/.test(plain) ? undefined : [{ at, set: plain }];
    },
  },
  examples: () => ({
    good: [inInfo({ description: 'Lists the animals of the shelter\'s houses.' })],
    bad: [
      { example: inInfo({ description: 'Lists the animals of the shelter’s houses.' }), at: ['/description'], fixed: inInfo({ description: 'Lists the animals of the shelter\'s houses.' }) },
      { example: inOperation({ description: 'Lists all items 🐈.' }), at: ['/description'] },
    ],
  }),
  check: ({ report }) => ({
    text({ text, kind, spot }) {
      if (kind !== 'description' || !beyondAscii.test(text)) return;
      report(spot, { characters: [...new Set(text.match(/[^\x00-\x7f]/gu))].slice(0, 8).join(' ') });
    },
  }),
});

const beyondAscii = /[^\x00-\x7f]/;

export const descriptionEmpty = rule<Record<string, never>>({
  code: 'description-not-empty',
  title: 'No description is empty',
  severity: always('warning'),
  microsoft: ['RequiredValueEmpty'],
  source: 'Swagger validator rules',
  evidence: { certified: 91.8, recent: 91.2, independent: 98, applicable: 619 },
  why: 'Tools take an empty description for one that is there, and makers learn nothing.',
  says: () => ({ what: 'The description is empty.', todo: 'Describe what it belongs to, or remove the key.' }),
  examples: () => ({
    good: [inParameter({ description: 'The kind of animal.' })],
    bad: [{ example: inParameter({ description: '' }), at: ['/description'] }, { example: inOperation({ description: ' ' }), at: ['/description'] }],
  }),
  check: ({ report }) => ({
    text({ text, kind, of, spot }) {
      // Of `info` it is required, which another rule says.
      if (kind === 'description' && of !== 'info' && (text === '' || text.trim() === '')) report(spot, {});
    },
  }),
});
