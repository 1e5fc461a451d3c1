/** A small connector with every place and kind of input, and flows over it. */
import {
  action, apiCall, body, choose, dateTime, decimalNumber, defineConnector, flow, forEach, freeForm, header, itemsOf, list, mapOf, newItems, on, optional, outlook, perform,
  pollingTrigger, record, sentence, teams, text, variable, webhookTrigger, when, wholeNumber, yesNo, type Connector,
} from '../../../scripts/model';
import { shared } from '../connectors';

const plain = { summary: 'Do it', description: 'Does it.' };
const shop = text({ title: 'Shop', description: 'The shop.' });
export const Order = record('FlowOrder', {
  id: text({ title: 'Id', description: 'The id.' }),
  amount: optional(decimalNumber({ title: 'Amount', description: 'The amount.' })),
  placedAt: dateTime({ title: 'Placed at', description: 'When it was placed.' }),
  shippedAt: optional(dateTime({ title: 'Shipped at', description: 'When it was shipped.' })),
  isPaid: yesNo({ title: 'Paid', description: 'Whether it is paid.' }),
  status: optional(text({ title: 'Status', description: 'How it is.' })),
  tags: optional(list(text(), { title: 'Tags', description: 'Words.' })),
  value: record({ first: text({ title: 'First', description: 'Of names that operators have.' }) }, { title: 'Value', description: 'A record.' }),
});
const listOrders = apiCall({ method: 'GET', path: 'shops/{shop}/orders', parameters: { shop: text() }, answer: list(Order) });

export const orderPlaced = pollingTrigger({
  operationId: 'OnOrderPlaced', summary: 'When an order is placed', description: 'Starts a flow for each new order.', hint: 'Place an order.',
  path: '/trigger/shops/{shop}/orderPlaced', parameters: { shop, 'X-Region': header(optional(text({ title: 'Region', description: 'Where.' }))) }, output: Order,
  poll: ({ shop: of }) => newItems({
    read: itemsOf(listOrders({ shop: of })), id: order => order.id, at: order => order.placedAt,
    event: ({ item }) => ({ id: item.id, amount: item.amount, placedAt: item.placedAt, shippedAt: item.shippedAt, isPaid: item.isPaid, status: item.status, tags: item.tags, value: item.value }),
  }),
});
export const orderShipped = webhookTrigger({
  operationId: 'OnOrderShipped', summary: 'When an order is shipped', description: 'Starts a flow.', hint: 'Ship an order.', path: '/shops/{shop}/hooks',
  parameters: { shop, hook: body(record({ events: list(text()), target: record({ url: text({ format: 'uri' }), note: text() }) })) },
  notification: Order, callbackUrlIn: 'target/url',
});
export const saveOrder = action({
  ...plain, operationId: 'SaveOrder', summary: 'Save order', method: 'post', path: '/shops/{shop}/orders/{id}',
  parameters: {
    shop, id: text({ title: 'Id', description: 'Which.' }),
    mode: text({ title: 'Mode', description: 'How.', choices: [{ value: 'new', title: 'New' }, { value: 'any', title: 'Any' }] }),
    version: text({ title: 'Version', description: 'Of the interface.', visibility: 'internal', default: '2' }),
    'If-Match': header(optional(text({ title: 'Match', description: 'The version to replace.' }))),
    order: body(record({
      lines: list(record({ sku: text({ title: 'Sku', description: 'What.' }), count: wholeNumber({ title: 'Count', description: 'How many.', minimum: 1 }) }), { title: 'Lines', description: 'Its lines.' }),
      customer: record({ name: text({ title: 'Name', description: 'Who.' }), 'a/b~c': optional(text({ title: 'Odd', description: 'An odd name.' })) }, { title: 'Customer', description: 'Who.' }),
      due: optional(dateTime({ title: 'Due', description: 'Until when.' })),
      channel: optional(text({ title: 'Channel', description: 'Of the order.', visibility: 'internal', default: 'flow' })),
      labels: optional(mapOf(text({ title: 'Label' }), { title: 'Labels', description: 'By name.' })),
      more: optional(freeForm({ title: 'More', description: 'Anything.' })),
    })),
  },
  output: Order,
});
export const ping = action({ ...plain, operationId: 'Ping', method: 'get', path: '/ping', parameters: { retries: optional(wholeNumber({ title: 'Retries', description: 'How often.', minimum: 0, maximum: 3 })) } });

const mainShop = variable('MainShop', text({ title: 'Main shop', description: 'The shop to watch.', default: 'west' }));
const limit = variable('Limit', decimalNumber({ title: 'Limit', description: 'The most.', default: 9.5 }));
const isStrict = variable('IsStrict', yesNo({ title: 'Strict', description: 'Whether to be strict.', default: true }));

export const everything = flow({
  name: 'Save orders again', description: 'Uses each kind of input.',
  trigger: on(orderPlaced, { shop: mainShop, 'X-Region': '@home' }, { everyMinutes: 120 }),
  steps: order => {
    const saved = perform(saveOrder, {
      shop: mainShop, id: order.id, mode: 'new', version: '2',
      order: {
        customer: { name: sentence`${order.id} @{x} of ${order.value.first}`, 'a/b~c': 'odd' }, due: order.placedAt.plusDays(2),
        lines: [{ count: 2, sku: order.id }], labels: { '@odata.type': 'x', plain: order.status.orElse('none') }, more: { deep: [1, null, order.isPaid] },
      },
    });
    return [
      saved,
      when('If it is worth it', order.amount.orElse(0).above(limit).and(isStrict.isYes()).and(order.tags.has('big').or(saved.output.isPaid.isYes()).not()), [
        forEach('For each tag', saved.output.tags, tag => [teams.postMessage({ to: tag, message: sentence`${choose(order.isPaid.isYes(), 'paid', 'open')}` })]),
      ], [
        outlook.sendEmail({ to: 'a@example.com', cc: order.id, subject: 'Order', body: sentence`${order.tags.join(', ')}: ${order.amount.formatted('0.00')}`, importance: 'Low' }, "Mail Ada's order"),
        perform(ping, { retries: 1 }),
      ]),
    ];
  },
});
export const shipped = flow({
  name: 'Ping when shipped', description: 'Starts by a call.', trigger: on(orderShipped, { shop: 'west', hook: { events: ['shipped'], target: { note: 'n' } } }),
  steps: order => [when('If paid', order.isPaid.isYes(), [perform(ping, {})])],
});

export const orders: Connector = defineConnector({ ...shared, operations: [orderPlaced, orderShipped, saveOrder, ping], flows: [everything, shipped] });
export const target = { prefix: 'con', connector: { logicalName: 'con_5Fcontoso-20orders', internalId: 'shared_con-5fcontoso-20orders', displayName: orders.title } };
