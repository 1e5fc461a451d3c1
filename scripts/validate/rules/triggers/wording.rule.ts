import { inPollingTrigger } from '../../examples/webhook';
import { textAt } from '../../json';
import { whenCertifying } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { quotedOperation } from '../../words/quoted-operation';
import { isTrigger } from './trigger-kind';

export const triggerHint = rule<{ readonly operation: string }>({
  code: 'trigger-hint',
  title: 'A trigger has a hint that says how to try it',
  severity: whenCertifying('information'),
  source: 'documentation of the extensions',
  evidence: { certified: 12.6, recent: 17.4, independent: 0, applicable: 215 },
  why: 'While a maker tests a flow, the designer waits for the event and shows this hint. Without it the maker is not told what to do.',
  says: ({ operation }) => ({ what: `The trigger ${operation} has no x-ms-trigger-hint.`, todo: 'Say how to cause the event: "To see it work now, add an item to the list".' }),
  examples: () => ({
    good: [inPollingTrigger({ 'x-ms-trigger-hint': 'To see it work now, add an item.' }), inPollingTrigger({ 'x-ms-trigger-hint': undefined, 'x-ms-visibility': 'internal' })],
    bad: [{ example: inPollingTrigger({ 'x-ms-trigger-hint': undefined }), at: [''] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      if (isTrigger(node) && !node.internal && !textAt(node.operation, 'x-ms-trigger-hint')?.trim()) report(node.spot, { operation: quotedOperation(node) });
    },
  }),
});

export const triggerSummaryWhen = rule<{ readonly summary: string }>({
  code: 'trigger-summary-when',
  title: 'The summary of a trigger begins with "When"',
  severity: whenCertifying('warning'),
  source: 'connector string guidance',
  evidence: { certified: 53, recent: 58.7, independent: 0, applicable: 215 },
  why: 'Makers read a flow as a sentence: when this happens, do that. Reviewers ask for it.',
  says: ({ summary }) => ({ what: `The summary of the trigger, "${brief(summary)}", does not begin with "When".`, todo: 'Say when the flow runs: "When an item is added".' }),
  examples: () => ({
    good: [inPollingTrigger({ summary: 'When an item is added' }), inPollingTrigger({ summary: 'Items', 'x-ms-visibility': 'internal' })],
    bad: [{ example: inPollingTrigger({ summary: 'Items poll' }), at: ['/summary'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      const summary = isTrigger(node) && !node.internal ? textAt(node.operation, 'summary') : undefined;
      if (summary !== undefined && !/^\s*when(ever)?\b/i.test(summary)) report(node.spot.at('summary'), { summary });
    },
  }),
});

export const triggerHintPosition = rule<{ readonly key: string; readonly operation: string }>({
  code: 'trigger-hint-position',
  title: 'Hints and metadata for triggers are on triggers only',
  severity: whenCertifying('warning'),
  source: 'documentation of the extensions',
  why: 'x-ms-trigger-hint and x-ms-trigger-metadata have no effect on an action; perhaps x-ms-trigger was forgotten.',
  says: ({ key, operation }) => ({ what: `The operation ${operation} has ${key} but is not a trigger.`, todo: `Remove ${key}, or make the operation a trigger with x-ms-trigger.` }),
  examples: () => ({
    good: [inPollingTrigger({ 'x-ms-trigger-metadata': { mode: 'polling', kind: 'query' } })],
    bad: [{ example: inPollingTrigger({ 'x-ms-trigger': undefined }), at: ['/x-ms-trigger-hint'] }],
  }),
  check: ({ report }) => ({
    operation(node) {
      if (node.trigger !== undefined) return;
      for (const key of triggerKeys) if (node.operation[key] !== undefined) report(node.spot.at(key), { key, operation: quotedOperation(node) });
    },
  }),
});

const triggerKeys = ['x-ms-trigger-hint', 'x-ms-trigger-metadata'] as const;
