import { inAnswer, inOperation, inParameter } from '../../examples/example';
import { member } from '../../json';
import { platformThen, whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { atKeys } from '../../walk/schema-keys';

const values = ['important', 'advanced', 'internal'] as const;

export const visibilityValue = rule<{ value: string }>({
  code: 'visibility-value',
  title: 'x-ms-visibility is important, advanced or internal',
  severity: platformThen('warning', 'error'),
  microsoft: ['JsonValueNotInEnum'],
  source: 'Swagger validator rules; openapi extensions for custom connectors',
  evidence: { certified: 99, recent: 98.4, independent: 100, applicable: 478 },
  why: 'The platform knows these three words, in small letters. It ignores any other word, and Microsoft\'s validator refuses it.',
  page: 'An empty text counts as no visibility at all.',
  says: ({ value }) => ({ what: `The visibility is ${brief(value)}.`, todo: 'Write important, advanced or internal, in small letters.' }),
  fix: {
    safe: true,
    title: 'Write it in small letters.',
    edits: ({ value }, at) => {
      const meant = values.find(each => JSON.stringify(each) === value.toLowerCase().replace(/\s/g, ''));
      return meant !== undefined && 'pointer' in at ? [{ at, set: meant }] : undefined;
    },
  },
  examples: () => ({
    good: [inParameter({ 'x-ms-visibility': 'advanced' }), inParameter({ 'x-ms-visibility': '' })],
    bad: [
      { example: inAnswer({ type: 'string', 'x-ms-visibility': 'Advanced' }), at: ['/x-ms-visibility'], fixed: inAnswer({ type: 'string', 'x-ms-visibility': 'advanced' }) },
      { example: inOperation({ 'x-ms-visibility': 'hidden' }), at: ['/x-ms-visibility'] },
      { example: inParameter({ 'x-ms-visibility': true }), at: ['/x-ms-visibility'] },
    ],
  }),
  check: ({ report }) => atKeys({
    'x-ms-visibility'(value, _, __, spot) {
      if (value === '' || value === 'important' || value === 'advanced' || value === 'internal') return;
      report(spot.at('x-ms-visibility'), { value: JSON.stringify(value) });
    },
  }),
});

export const visibilityPresent = rule<Record<string, never>>({
  code: 'visibility-present',
  title: 'Every operation says how visible it is',
  severity: whenCertifying('information'),
  source: 'checklist of the certification submission',
  why: 'Designers show important operations first and hide advanced ones behind a click. An operation that says nothing comes between the two, which is often what is meant.',
  says: () => ({ what: 'The operation has no "x-ms-visibility".', todo: 'Write important for what most people need, advanced for the rest.' }),
  examples: () => ({
    good: [inOperation({ 'x-ms-visibility': 'important' })],
    bad: [{ example: inOperation({ 'x-ms-visibility': undefined }), at: [''] }],
  }),
  check: ({ report }) => ({
    operation({ operation, deprecated, spot }) {
      const visibility = member(operation, 'x-ms-visibility');
      if (!deprecated && (visibility === undefined || visibility === '')) report(spot, {});
    },
  }),
});
