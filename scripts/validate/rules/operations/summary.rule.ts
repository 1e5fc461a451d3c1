import { inOperation, inPaths, type Example } from '../../examples/example';
import { smallDefinition } from '../../examples/small-connector';
import { objectAt, textAt } from '../../json';
import { always, whenCertifying } from '../../profile';
import { rule, type RuleContext } from '../../rule';
import type { Visitors } from '../../visitors';
import type { OperationNode } from '../../walk/nodes';
import { brief } from '../../words/brief';
import { withoutEndSigns } from '../text/without-end';

const everyone = { certified: 100, recent: 100, independent: 100, applicable: 619 } as const;
const exempt = 'Internal operations are exempt, because makers do not see them.';

export const summaryRequired = rule<{ method: string; path: string }>({
  code: 'op-summary-required',
  title: 'Every operation that makers see has a summary',
  severity: whenCertifying('error'),
  microsoft: ['RequiredPropertyMissing'],
  policy: ['5000.2.4.5'],
  source: 'Swagger validator rules',
  evidence: { ...everyone, applicable: 618 },
  why: 'The summary is the name under which makers find the operation; Microsoft\'s validator refuses an operation without one.',
  page: exempt,
  says: ({ method, path }) => ({ what: `${method.toUpperCase()} ${brief(path)} has no summary.`, todo: 'Add "summary": what the operation does, such as "Get an animal".' }),
  examples: () => ({
    good: [inOperation({ summary: 'List items' }), inOperation({ summary: undefined, 'x-ms-visibility': 'internal' })],
    bad: [{ example: inOperation({ summary: undefined }), at: [''] }, { example: inOperation({ summary: ' ' }), at: [''] }],
  }),
  check: ({ report }) => ({
    operation({ operation, internal, method, path: { path }, spot }) {
      if (!internal && isMissing(operation['summary'])) report(spot, { method, path });
    },
  }),
});

/** Not there or blank; a value of the wrong kind is another rule's (`json-type`). */
const isMissing = (text: unknown): boolean => text === undefined || (typeof text === 'string' && text.trim() === '');

const WANTED = 80;
const LONGEST = 119;

export const summaryLength = rule<{ summary: string; length: number }>({
  code: 'op-summary-max-80',
  title: `A summary has at most ${WANTED} characters`,
  severity: whenCertifying('warning'),
  microsoft: ['OperationSummaryTooLong'],
  source: 'certification submission; connector string guidance',
  evidence: everyone,
  why: 'Designers cut longer names off. No published connector has one.',
  says: ({ summary, length }) => ({ what: `The summary "${brief(summary)}" has ${length} characters; ${WANTED} are asked for.`, todo: 'Say it in fewer words, and the rest in the description.' }),
  examples: () => ({
    good: [inOperation({ summary: 'List items' })],
    bad: [{ example: inOperation({ summary: `List all items ${'of the shelter '.repeat(5)}today` }), at: ['/summary'] }],
  }),
  check: context => summaries(context, summary => {
    const { length } = [...summary];
    return length > WANTED && length <= LONGEST ? { summary, length } : undefined;
  }),
});

export const summaryTooLong = rule<{ summary: string; length: number }>({
  code: 'op-summary-max-120',
  title: 'A summary has fewer than 120 characters',
  severity: whenCertifying('error'),
  microsoft: ['OperationSummaryTooLong'],
  source: 'Swagger validator rules',
  evidence: everyone,
  why: 'Microsoft\'s validator refuses summaries of 120 characters and more.',
  says: ({ summary, length }) => ({ what: `The summary "${brief(summary)}" has ${length} characters; fewer than 120 are allowed, and 80 are asked for.`, todo: 'Say it in fewer words, and the rest in the description.' }),
  examples: () => ({
    good: [inOperation({ summary: `List ${'all '.repeat(28)}it` })],
    bad: [{ example: inOperation({ summary: `List ${'all '.repeat(28)}ite` }), at: ['/summary'] }],
  }),
  check: context => summaries(context, summary => {
    const { length } = [...summary];
    return length > LONGEST ? { summary, length } : undefined;
  }),
});

export const summaryAlphanumeric = rule<{ summary: string; characters: string }>({
  code: 'op-summary-alnum-paren',
  title: 'A summary is made of letters, digits, spaces and parentheses',
  severity: whenCertifying('warning'),
  source: 'certification submission',
  evidence: { certified: 75.9, recent: 77.2, independent: 88.5, applicable: 619 },
  why: 'Microsoft\'s guidance asks for names without any other sign. Many connectors with commas, hyphens and apostrophes were published all the same.',
  page: 'The signs that Microsoft\'s validator refuses (`op-summary-characters`) and the last sign (`op-summary-end`) have rules of their own.',
  says: ({ summary, characters }) => ({ what: `The summary "${brief(summary)}" has ${brief(characters)}.`, todo: 'Say it in words.' }),
  examples: () => ({
    good: [inOperation({ summary: 'List items (preview)' })],
    bad: [{ example: inOperation({ summary: 'List items, animals included' }), at: ['/summary'] }, { example: inOperation({ summary: 'When it\'s fed' }), at: ['/summary'] }],
  }),
  check: context => summaries(context, summary => {
    const found = beforeEnd(summary).match(/[^A-Za-z0-9 ()/\\<>*%&?]/gu);
    return found ? { summary, characters: [...new Set(found)].join(' ') } : undefined;
  }),
});

export const summaryEnd = rule<{ summary: string; end: string }>({
  code: 'op-summary-end',
  title: 'A summary ends with a letter, a digit or a closing parenthesis',
  severity: whenCertifying('error'),
  microsoft: ['ValueMustEndWithAlphanumeric'],
  source: 'connector string guidance; Swagger validator rules',
  evidence: { certified: 100, recent: 100, independent: 99.5, applicable: 619 },
  why: 'Microsoft\'s validator refuses names that end otherwise, a full stop included.',
  says: ({ summary, end }) => ({ what: `The summary "${brief(summary)}" ends with "${end}".`, todo: 'Remove the sign at the end.' }),
  fix: {
    safe: true,
    title: 'Remove the last sign, or turn square brackets into parentheses.',
    edits: ({ summary }, at) => {
      const better = withoutEndSigns(summary.replace(/\[([^[\]()]*)\]\s*$/, '($1)'));
      return 'pointer' in at && better !== summary && endsWell.test(better) ? [{ at, set: better }] : undefined;
    },
  },
  examples: () => ({
    good: [inOperation({ summary: 'List items (V2)' })],
    bad: [
      { example: inOperation({ summary: 'List items.' }), at: ['/summary'], fixed: inOperation({ summary: 'List items' }) },
      { example: inOperation({ summary: 'List items [DEPRECATED]' }), at: ['/summary'], fixed: inOperation({ summary: 'List items (DEPRECATED)' }) },
    ],
  }),
  check: context => summaries(context, summary => (endsWell.test(summary) || refusedAnywhere.test(summary) || summary.trim() === '' ? undefined : { summary, end: [...summary.trimEnd()].at(-1) ?? '' })),
});

const endsWell = /[\p{L}\p{N})]\s*$/u;
/** Signs that `op-summary-characters` tells of wherever they stand. */
const refusedAnywhere = /[/\\<>*%&?]\s*$/;

/** A summary without the last signs that `op-summary-end` tells of. */
const beforeEnd = (summary: string): string => (endsWell.test(summary) ? summary : withoutEndSigns(summary.replace(/\[[^[\]]*\]\s*$/, '')));

export const summarySentenceCase = rule<{ summary: string; word: string }>({
  code: 'op-summary-sentence-case',
  title: 'A summary is written like a sentence: one capital letter, at the beginning',
  severity: whenCertifying('information'),
  source: 'openapi extensions for custom connectors; connector string guidance',
  evidence: { certified: 56.5, recent: 62, independent: 78.8, applicable: 619 },
  why: 'In the list of operations, names that are written alike are found more easily. Nobody refuses others.',
  page: 'This rule speaks up when at least half of the longer words, and at least two of them, begin with a capital letter. Abbreviations and the words of the connector\'s own title do not count. Names of other products can\'t be told from ordinary words, so take this as a hint.',
  says: ({ summary, word }) => ({ what: `In the summary "${brief(summary)}", "${brief(word)}" is not written as in a sentence.`, todo: 'Begin the summary with a capital letter and write the rest small, names and abbreviations excepted.' }),
  examples: () => ({
    good: [inOperation({ summary: 'Get an animal as PDF' }), inOperation({ summary: 'Send a message to Microsoft Teams or somebody else' }), inOperation({ summary: 'Get items of the Example Shelter' })],
    bad: [{ example: inOperation({ summary: 'List Animals by Kind' }), at: ['/summary'] }, { example: inOperation({ summary: 'getAnimal' }), at: ['/summary'] }],
  }),
  check: context => {
    const title = new Set((textAt(objectAt(context.definition?.root, 'info'), 'title') ?? '').split(/[^\p{L}\p{N}]+/u));
    return summaries(context, summary => {
      if (/^\p{Ll}/u.test(summary)) return { summary, word: summary.split(' ', 1)[0] ?? summary };
      const later = summary.split(/[^\p{L}\p{N}]+/u).slice(1).filter(each => each.length > 3);
      const capital = later.filter(each => /^\p{Lu}\p{Ll}+$/u.test(each) && !title.has(each));
      return capital[0] !== undefined && capital.length > 1 && capital.length * 2 >= later.length ? { summary, word: capital[0] } : undefined;
    });
  },
});

export const summaryUnique = rule<{ summary: string }>({
  code: 'op-summary-unique',
  title: 'No two operations that makers see have the same summary',
  severity: always('warning'),
  source: 'seen in published connectors',
  evidence: { certified: 97.9, recent: 96.5, independent: 98.5, applicable: 611 },
  why: 'Makers see two entries with the same name and can\'t know which one they need.',
  page: exempt,
  says: ({ summary }) => ({ what: `Another operation is called "${brief(summary)}", too.`, todo: 'Say in one of the two what makes it different.' }),
  examples: () => ({
    good: [second({ summary: 'List animals' }), second({ summary: 'List items', 'x-ms-visibility': 'internal' })],
    bad: [{ example: second({ summary: 'List items' }), at: ['/~1animals/get/summary'] }],
  }),
  check: ({ report }) => {
    const seen = new Map<string, OperationNode>();
    return {
      operation(node) {
        const summary = textAt(node.operation, 'summary');
        if (summary === undefined || summary.trim() === '' || node.internal) return;
        const first = seen.get(summary);
        if (first) report(node.spot.at('summary'), { summary }, [{ at: first.spot.at('summary'), what: 'The other operation is here.' }]);
        else seen.set(summary, node);
      },
    };
  },
});

/** An operation with these keys beside the small connector's own. */
const second = (fragment: Readonly<Record<string, string>>): Example => inPaths({ '/animals': { get: { ...smallDefinition().paths['/items'].get, operationId: 'ListAnimals', ...fragment } } });

function summaries<Data>({ report }: RuleContext<Data>, look: (summary: string) => Data | undefined): Visitors {
  return {
    operation({ operation, spot }) {
      const summary = operation['summary'];
      const data = typeof summary === 'string' ? look(summary) : undefined;
      if (data !== undefined) report(spot.at('summary'), data);
    },
  };
}
