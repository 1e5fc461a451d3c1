/** Flows as data, and what is noticed while an author's steps run. */
import { deepEqual, equal, throws } from 'node:assert/strict';
import { basename } from 'node:path';
import { flow, forEach, now, on, perform, sentence, teams, variable, text, when, type Flow } from '../../../scripts/model';
import { allSteps } from '../../../scripts/model/flow/flow-step';
import { everything, orderPlaced, ping, saveOrder } from '../../generate/flow/order-flows';

const trigger = on(orderPlaced, { shop: 'a' });
const codes = ({ diagnostics }: Flow): readonly string[] => diagnostics.map(({ code }) => code);
const fileOf = ({ diagnostics: [first] }: Flow): string => (first?.where.kind === 'model' && first.where.place ? basename(first.where.place.file) : 'nowhere');

describe('flows', () => {
  it('are plain data: they survive JSON, and steps hold their inputs in the order of the parameters', () => {
    const step = perform(ping, { retries: 1 });
    const made = flow({ name: 'n', description: 'd', trigger, steps: () => [step] });
    deepEqual(Object.keys(made), ['kind', 'name', 'description', 'trigger', 'steps', 'place', 'diagnostics']);
    deepEqual(JSON.parse(JSON.stringify(made.steps.map(({ kind, name }) => ({ kind, name })))), [{ kind: 'call', name: 'Do it' }]);
    deepEqual(JSON.stringify(made.trigger.inputs), '[["shop",{"node":"literal","value":"a"}]]');
    deepEqual([...allSteps(everything.steps)].map(each => each.name), ['Save order', 'If it is worth it', 'For each tag', 'Post message in a chat or channel', "Mail Ada's order", 'Do it']);
  });
  it('are named and placed: each step where it was made', () => {
    const step = perform(ping, {}, 'Ask once more');
    equal(step.name, 'Ask once more');
    equal(basename(step.place?.file ?? ''), 'flow.test.ts');
    equal(basename(teams.postMessage({ to: 'a', message: 'b' }).place?.file ?? ''), 'flow.test.ts');
    equal(basename(when('If', now().isPresent(), []).place?.file ?? ''), 'flow.test.ts');
  });
  it('ask every 15 minutes unless said otherwise', () => deepEqual([trigger.everyMinutes, on(orderPlaced, { shop: 'a' }, { everyMinutes: 3 }).everyMinutes], [15, 3]));
  it('give what an action answers, and nothing where it answers nothing', () => {
    equal('output' in perform(ping, {}), false);
    equal('output' in perform(saveOrder, { shop: 'a', id: 'b', mode: 'any', version: '2', order: { lines: [], customer: { name: 'c' } } }), true);
  });
  it('have values with fields called like an operator', () => {
    const made = flow({ name: 'n', description: 'd', trigger, steps: order => [when('If', order.value.first.equals('x'), [perform(ping, {})])] });
    deepEqual(codes(made), []);
  });
});

describe('the steps of a flow, while they are written', () => {
  it('lose the left side of && and the condition of ?:, and are told so in the author\'s file', () => {
    const lost = flow({ name: 'n', description: 'd', trigger, steps: order => [when('If', order.isPaid.isYes() && order.status.isPresent(), [perform(ping, {})])] });
    deepEqual([codes(lost), fileOf(lost)], [['flow-condition-lost'], 'flow.test.ts']);
    deepEqual(codes(flow({ name: 'n', description: 'd', trigger, steps: order => [perform(ping, order.isPaid.isYes() ? {} : { retries: 1 })] })), ['flow-condition-lost']);
  });
  it('report one finding for a lost condition with others inside', () => {
    deepEqual(codes(flow({ name: 'n', description: 'd', trigger, steps: order => { order.isPaid.isYes().and(order.status.isPresent().not()); return [perform(ping, {})]; } })), ['flow-condition-lost']);
  });
  it('count a condition as used in branches, inputs and the lists of loops', () => {
    deepEqual(codes(flow({
      name: 'n', description: 'd', trigger,
      steps: order => [forEach('For each', order.tags, tag => [when('If', tag.is('a', 'b'), [], [teams.postMessage({ to: 'a', message: sentence`${tag}` })])])],
    })), []);
    deepEqual(codes(everything), []);
  });
  it('may not use a value as a JavaScript value', () => {
    const used = flow({ name: 'n', description: 'd', trigger, steps: order => [teams.postMessage({ to: 'a', message: `x${String(order.id)}` })] });
    deepEqual([codes(used), fileOf(used), used.steps], [['flow-primitive-use'], 'flow.test.ts', []]);
    throws(() => `${String(variable('Name', text()))}`, /used like a JavaScript value/);
  });
  it('pass on other mistakes of the author\'s code', () => {
    throws(() => flow({ name: 'n', description: 'd', trigger, steps: () => { throw new RangeError('mine'); } }), /mine/);
  });
});
