import { inParameter } from '../../examples/example';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { quoted } from '../../words/quoted';
import type { PartVisitor } from '../../visitors';

const ended = /[.!?]['")\]]?\s*$/;
const canTakeDot = /[\p{L}\p{N}'")\]]$/u;

export const parameterDescriptionPunctuation = rule<{ description: string }>({
  code: 'param-description-punctuation',
  title: 'A parameter\'s description ends like a sentence',
  severity: whenCertifying('information'),
  source: 'connector string guidance',
  evidence: { certified: 20.2, recent: 18.9, independent: 56.2, applicable: 539 },
  why: 'Microsoft\'s guidance asks for full sentences in descriptions. Nobody refuses the connector for a missing full stop.',
  says: ({ description }) => ({
    what: `The description ${quoted(description)} does not end with a full stop.`,
    todo: 'Make it a sentence that ends with a full stop.',
  }),
  fix: {
    safe: true,
    title: 'Add a full stop.',
    edits: ({ description }, at) => {
      const text = description.trimEnd();
      return canTakeDot.test(text) && 'pointer' in at ? [{ at, set: `${text}.` }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ description: 'Which kind is meant (for instance "cat".)' }), inParameter({ description: '' })],
    bad: [
      { example: inParameter({ description: 'The kind of animal to list' }), at: ['/description'], fixed: inParameter({ description: 'The kind of animal to list.' }) },
      { example: inParameter({ description: 'The kind of animal:' }), at: ['/description'] },
    ],
  }),
  check: ({ report }) => ({
    text({ text, kind, of, spot }) {
      if (kind === 'description' && of === 'parameter' && text !== '' && !ended.test(text)) report(spot, { description: text });
    },
  }),
});

export const parameterDescriptionNotSummary = rule<{ summary: string }>({
  code: 'param-description-not-summary',
  title: 'A parameter\'s description says more than its x-ms-summary',
  severity: whenCertifying('warning'),
  source: 'connector string guidance',
  evidence: { certified: 59.2, recent: 56, independent: 81.3, applicable: 498 },
  why: 'Makers read the description to learn what to enter; the same words as in the label tell them nothing.',
  says: ({ summary }) => ({
    what: `The description repeats the x-ms-summary ${quoted(summary)}.`,
    todo: 'Say what to enter: which values there are, in which form, and what happens when the field stays empty.',
  }),
  examples: () => ({
    good: [inParameter({ 'x-ms-summary': 'Kind', description: 'The kind of animal to list.' })],
    bad: [{ example: inParameter({ 'x-ms-summary': 'Kind', description: 'kind.' }), at: ['/description'] }],
  }),
  check: ({ report }) => {
    const look: PartVisitor = (object, spot) => {
      const summary = textAt(object, 'x-ms-summary');
      const description = textAt(object, 'description');
      if (summary === undefined || description === undefined || Math.abs(summary.length - description.length) > 8) return;
      if (summary.trim() !== '' && bare(summary) === bare(description)) report(spot.at('description'), { summary });
    };
    return { partOf: { parameter: look, bodyParameter: look } };
  },
});

const bare = (text: string): string => text.trim().replace(/\.$/, '').toLowerCase();
