/** Flows over a synthetic model, as an author would write them: a trigger that the service calls, and reads and creates in turn. */
import type { SyntheticModel } from './description';
import { constantOf, type MoreSource } from './konektor-source';

const STEPS = 10;

/** So many flows of ten steps each, over operations all over the model. */
export function flowsSource({ operations }: SyntheticModel, count: number): MoreSource {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return {
    imports: ['flow', 'on', 'perform', 'webhookTrigger'],
    operations: ['thingChanged', 'unsubscribe'],
    flows: numbers.map(number => `flow${number}`),
    declarations: `const unsubscribe = action({
  operationId: 'Unsubscribe', summary: 'Unsubscribe', description: 'Ends a subscription.', visibility: 'internal', method: 'delete', path: '/subscriptions/{id}',
  parameters: { id: text({ title: 'ID', description: 'The subscription.' }) },
});
const thingChanged = webhookTrigger({
  operationId: 'OnThingChanged', summary: 'When a thing changes', description: 'Starts a flow when a thing changes.', hint: 'Change a thing to see it.', path: '/subscriptions', callbackUrlIn: 'url',
  parameters: { subscription: body(record({ url: text({ title: 'Address', description: 'Where events go.' }) })) },
  notification: record('ThingChange', {
    shopId: text({ title: 'Shop', description: 'The shop of the thing.' }), thingId: text({ title: 'Thing', description: 'The thing that changed.' }),
  }, { description: 'A thing that changed.' }),
  subscription: record({ id: text({ title: 'ID', description: 'The subscription.' }) }),
});
${numbers.map(number => flowText(number, operations)).join('')}`,
  };
}

const flowText = (number: number, operations: SyntheticModel['operations']): string => `const flow${number} = flow({
  name: 'Follow things ${number}', description: 'Reads and creates things when one changes.', trigger: on(thingChanged, { subscription: {} }),
  steps: change => [
${Array.from({ length: STEPS }, (_, step) => stepText(number * STEPS + step, step, operations)).join('')}  ],
});
`;

function stepText(position: number, step: number, operations: SyntheticModel['operations']): string {
  const { operationId, method } = operations[position % operations.length]!; // the remainder is below the length
  const inputs = method === 'get' ? '{ shopId: change.shopId, thingId: change.thingId, version: 1 }' : '{ shopId: change.shopId, body: { thingId: change.thingId, displayName: change.thingId, stock: 1 } }';
  return `    perform(${constantOf(operationId)}, ${inputs}, 'Step ${step}'),\n`;
}
