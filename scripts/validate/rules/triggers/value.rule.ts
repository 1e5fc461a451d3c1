import { inPollingTrigger } from '../../examples/webhook';
import type { JsonValue } from '../../json';
import { always } from '../../profile';
import { rule } from '../../rule';
import { quoted } from '../../words/quoted';

export const triggerValue = rule<{ readonly value: JsonValue }>({
  code: 'trigger-value',
  title: 'x-ms-trigger is "single" or "batch"',
  severity: always('error'),
  microsoft: ['JsonValueNotInEnum'],
  source: 'documentation of the extensions',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 215 },
  why: 'With any other value the operation is not a trigger: makers do not find it among the triggers, and Microsoft\'s validator refuses the connector.',
  page: 'A `single` trigger delivers one event, and the flow runs once for it. A `batch` trigger delivers a list, and the flow runs once for each item.',
  says: ({ value }) => ({ what: `The value of x-ms-trigger is ${quoted(value)}.`, todo: 'Write "batch" when the answer is a list of events, "single" when it is one event.' }),
  fix: {
    safe: false,
    title: 'Write it in small letters.',
    edits: ({ value }, at) => {
      const small = typeof value === 'string' ? value.trim().toLowerCase() : '';
      return (small === 'single' || small === 'batch') && 'pointer' in at ? [{ at, set: small }] : undefined;
    },
  },
  examples: () => ({
    good: [inPollingTrigger({ 'x-ms-trigger': 'batch' })],
    bad: [
      { example: inPollingTrigger({ 'x-ms-trigger': 'many' }), at: ['/x-ms-trigger'] },
      { example: inPollingTrigger({ 'x-ms-trigger': 'Batch' }), at: ['/x-ms-trigger'], fixed: inPollingTrigger({ 'x-ms-trigger': 'batch' }) },
      { example: inPollingTrigger({ 'x-ms-trigger': true }), at: ['/x-ms-trigger'] },
    ],
  }),
  check: ({ report }) => ({
    operation({ trigger, spot }) {
      if (trigger !== undefined && trigger !== 'single' && trigger !== 'batch') report(spot.at('x-ms-trigger'), { value: trigger });
    },
  }),
});
