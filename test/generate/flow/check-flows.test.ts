/** What `checkConnector` finds in flows: each mistake alone. */
import assert from 'node:assert/strict';
import { checkConnector } from '../../../scripts/generate/check';
import {
  action, body, defineConnector, flow, forEach, lookup, on, optional, perform, record, sentence, teams, text, variable, webhookTrigger,
  type Flow, type FlowStep, type Operation,
} from '../../../scripts/model';
import { shared } from '../connectors';
import { orderPlaced, orders, ping, saveOrder } from './order-flows';

const trigger = on(orderPlaced, { shop: 'a', 'X-Region': 'b' });
const made = (steps: readonly FlowStep[], more: Partial<Flow> = {}): Flow => ({ ...flow({ name: 'A flow', description: 'Does it.', trigger, steps: () => steps }), ...more });
const step = perform(ping, {});
const found = (flows: readonly Flow[], operations: readonly Operation[] = orders.operations): readonly string[] =>
  checkConnector(defineConnector({ ...shared, operations, flows })).filter(({ code }) => code.startsWith('flow-')).map(({ code, what }) => `${code}: ${what}`);
const untyped = (of: object): Parameters<typeof perform<typeof ping.parameters, undefined>>[1] => of as never; // what JavaScript authors can pass

const secret = action({ operationId: 'Keep', summary: 'Keep', description: 'Keeps.', method: 'get', path: '/keep', parameters: { key: text({ title: 'Key', format: 'password' }) } });
const names = lookup({ operationId: 'Names', summary: 'Names', description: 'Names.', path: '/names', parameters: {}, item: record({ id: text() }), code: { className: 'Names', fileName: 'n.cs', source: 'x' } });
const hidden = action({ operationId: 'Hidden', summary: 'Hidden', description: 'Hides.', visibility: 'internal', method: 'get', path: '/hidden', parameters: {} });
const old = action({ operationId: 'Old', summary: 'Old', description: 'Was.', deprecated: true, method: 'get', path: '/old', parameters: {} });
const elsewhere = action({ operationId: 'Elsewhere', summary: 'Elsewhere', description: 'Is not listed.', method: 'get', path: '/elsewhere', parameters: {} });
const hook = webhookTrigger({ operationId: 'OnHook', summary: 'When it happens', description: 'Starts.', hint: 'Do it.', path: '/hooks', parameters: { it: body(record({ url: text(), note: optional(text()) })) }, notification: record({ id: text() }), callbackUrlIn: 'url' });
const named = (name: string, schema = text({ title: 'Title', description: 'Said.' })): FlowStep => teams.postMessage({ to: variable(name, schema), message: 'm' }, name);

describe('checkConnector, flows', () => {
  it('finds nothing in flows that are in order', () => assert.deepEqual(found([...orders.flows ?? [], made([step])]), []));

  const reading = perform(saveOrder, { shop: 'a', id: 'b', mode: 'any', version: '2', order: { lines: [], customer: { name: 'c' } } });
  const reads = teams.postMessage({ to: 'a', message: sentence`${reading.output.id}` });
  const cases: readonly (readonly [what: string, flows: readonly Flow[], expected: readonly string[], operations?: readonly Operation[]])[] = [
    ['a name twice but for case and signs', [made([step]), made([step], { name: 'a flow!' })], ['flow-name-repeated: The flows "A flow" and "a flow!" have the same name but for letter case and signs.']],
    ['a name without letters', [made([step], { name: '…' })], ['flow-name-empty: The name of the flow, "…", has no letter and no digit.']],
    ['a long name', [made([step], { name: 'a'.repeat(101) })], [`flow-name-long: The name of the flow "${'a'.repeat(101)}" has 101 characters.`]],
    ['a name that no file may have', [made([step], { name: 'a/b' })], ['flow-name-characters: The name of the flow "a/b" has a character that no file name may have.']],
    ['a missing description', [made([step], { description: ' ' })], ['flow-description-missing: The flow "A flow" has no description.']],
    ['no steps', [made([])], ['flow-without-steps: The flow "A flow" has no steps.']],
    ['two steps of one name', [made([step, forEach('For each', reading.output.tags, () => [perform(ping, {}, 'do it')])]), made([step, step], { name: 'B' })].map(each => ({ ...each, diagnostics: [] })), [
      'flow-step-name-repeated: Two steps of the flow "A flow" are called "do it".', 'flow-step-name-repeated: The step "Do it" stands twice in the flow "B".',
      'flow-answer-out-of-reach: In the flow "A flow" the step "For each" uses the answer of the step "Save order", which is not there when it runs.',
    ]],
    ['names that steps may not have', [made([perform(ping, {}, ''), perform(ping, {}, 'a'.repeat(81)), perform(ping, {}, 'What?')])], [
      'flow-step-name: The name of the step "" is empty.', `flow-step-name: The name of the step "${'a'.repeat(81)}" has 81 characters, and 80 is the most.`, 'flow-step-name: The name of the step "What?" has a character that names of steps may not have.',
    ]],
    ['operations that are not listed', [made([perform(elsewhere, {})])], ['flow-operation-not-listed: The flow "A flow" uses Elsewhere, which is not among the connector\'s operations.']],
    ['a trigger that is not listed', [made([perform(old, {})], {})], ['flow-operation-not-listed: The flow "A flow" uses OnOrderPlaced, which is not among the connector\'s operations.', 'flow-step-deprecated: The flow "A flow" calls Old, which is deprecated.'], [old]],
    ['a trigger that is none', [made([step], { trigger: { ...trigger, operation: ping, inputs: [] } })], ['flow-trigger-kind: The flow "A flow" is started by Ping, which is no trigger.']],
    ['impossible recurrences', [0, 1.5].map((everyMinutes, index) => made([step], { name: `${index}`, trigger: { ...trigger, everyMinutes } })), ['flow-recurrence: The flow "0" asks every 0 minutes.', 'flow-recurrence: The flow "1" asks every 1.5 minutes.']],
    ['triggers, lookups and internal actions as steps', [made([names, hidden, orderPlaced].map((operation, index): FlowStep => ({ ...step, kind: 'call', name: `${index}`, operation, inputs: operation === orderPlaced ? trigger.inputs : [] })))], [
      'flow-step-internal: The flow "A flow" calls Names, which is internal.', 'flow-step-internal: The flow "A flow" calls Hidden, which is internal.', 'flow-step-kind: The flow "A flow" calls the trigger OnOrderPlaced as a step.',
    ], [...orders.operations, names, hidden]],
    ['inputs that are unknown, missing or out of range', [made([perform(ping, untyped({ retry: 1, retries: 4 })), perform(saveOrder, untyped({ shop: 'a', id: 'b', mode: 'old', order: { lines: [{}], customer: {}, more: {}, extra: 1 } }) as never)])], [
      'flow-input-unknown: The flow "A flow" gives retry to Ping, which has no such parameter.', 'flow-input-range: In the flow "A flow" the input retries of Ping can not be 4.',
      'flow-input-choice: In the flow "A flow" the input mode of SaveOrder has no choice "old".', 'flow-input-missing: In the flow "A flow" the input order/customer/name of SaveOrder is required and not given.',
      'flow-input-unknown: In the flow "A flow" the input order/extra of SaveOrder is not declared.',
    ]],
    ['a secret that is written down', [made([perform(secret, { key: 'abc' })])], ['flow-secret-written: In the flow "A flow" the input key of Keep is a secret, and its value is written into the flow.'], [...orders.operations, secret]],
    ['nothing wrong with a secret from elsewhere, and with a callback address', [made([perform(secret, { key: variable('Key', text({ title: 'Key', description: 'The key.' })) })], { trigger: on(hook, { it: {} }) })], [], [...orders.operations, secret, hook]],
    ['a step that is not listed, or comes later', [made([reads]), made([reads, reading], { name: 'B' }), made([reading, reads], { name: 'C' })], ['A flow', 'B'].map(name => `flow-answer-out-of-reach: In the flow "${name}" the step "Post message in a chat or channel" uses the answer of the step "Save order", which is not there when it runs.`)],
    ['a trigger that reads what is not known yet', [made([reading, reads], { trigger: { ...trigger, inputs: [['shop', { node: 'event' }]] } })], ['flow-trigger-reads: The trigger of the flow "A flow" reads what is known only when it has fired.']],
    ['environment variables that differ, and bad names', [made([named('Owner'), { ...named('Owner', text({ title: 'Other', description: 'Said.' })), name: 'Other' }, named('1st'), named('Bare', text({}) as never)])], [
      'flow-variable-repeated: There are two environment variables called Owner, and they differ.', 'flow-variable-name: The environment variable "1st" has a name that Dataverse does not take.', 'flow-variable-without-wording: The environment variable Bare has no title.',
    ]],
  ];
  for (const [what, flows, expected, operations] of cases) it(`finds ${what}`, () => assert.deepEqual([...found(flows, operations)].sort(), [...expected].sort()));

  it('points at the author\'s call', () => {
    const wrong = perform(ping, untyped({ retries: 4 }));
    const [finding] = checkConnector(defineConnector({ ...shared, operations: orders.operations, flows: [made([wrong])] })).filter(({ code }) => code === 'flow-input-range');
    assert.deepEqual(finding, {
      code: 'flow-input-range', severity: 'error', what: 'In the flow "A flow" the input retries of Ping can not be 4.', why: 'The operation refuses it when the flow runs.',
      todo: 'Keep to the limits that the parameter declares.', where: { kind: 'model', place: wrong.place, property: ['retries'] },
    });
    assert.ok(wrong.place?.file.endsWith('check-flows.test.ts'));
  });
});
