/** Flows against the operations that they use. Each line below a mark `// expect: …` must fail with that text. */
import {
  action, apiCall, body, choose, dateTime, decimalNumber, dynamicRecord, flow, forEach, header, itemsOf, list, newItems, on, optional, outlook, perform, pollingTrigger, record, schemaLookup, sentence, shapeFrom, teams, text,
  variable, webhookTrigger, when, wholeNumber, yesNo, type FlowValueOf, type TextValue,
} from 'konektor';

const Order = record({ id: text(), amount: optional(decimalNumber()), at: dateTime(), shippedAt: optional(dateTime()), paid: yesNo(), tags: list(text()), lines: list(record({ sku: text() })), buyer: record({ name: text() }) });
const listOrders = apiCall({ method: 'GET', path: '/orders', parameters: {}, answer: list(Order) });
const orderPlaced = pollingTrigger({
  operationId: 'OnOrder', summary: 'When an order is placed', description: 'Starts a flow.', hint: 'Order.', path: '/trigger/{shop}',
  parameters: { shop: text(), least: wholeNumber(), mode: optional(text({ choices: [{ value: 'new', title: 'New' }, { value: 'all', title: 'All' }] })) }, output: Order,
  poll: () => newItems({ read: itemsOf(listOrders({})), id: order => order.id, at: order => order.at, event: ({ item }) => ({ id: item.id, amount: item.amount, at: item.at, shippedAt: item.shippedAt, paid: item.paid, tags: item.tags, lines: item.lines, buyer: item.buyer }) }),
});
const hook = webhookTrigger({
  operationId: 'OnHook', summary: 'When it happens', description: 'Starts a flow.', hint: 'Do it.', path: '/hooks', parameters: { it: body(record({ target: record({ url: text(), note: text() }) })) },
  notification: record({ what: text() }), callbackUrlIn: 'target/url',
});
const plain = { summary: 'Do it', description: 'Does it.', method: 'post', path: '/do' } as const;
const save = action({
  ...plain, operationId: 'Save', output: Order,
  parameters: { id: text(), when: optional(dateTime()), 'If-Match': header(text()), order: body(record({ lines: list(record({ sku: text(), count: wholeNumber() })), note: optional(text()) })) },
});
const ping = action({ ...plain, operationId: 'Ping', parameters: { settings: body(record({ force: optional(yesNo()) }), { required: false }) } });
const shape = schemaLookup({ operationId: 'Shape', summary: 'Shape', description: 'Shape.', path: '/shape', parameters: {}, code: { className: 'Shape', fileName: 's.cs', source: '' } });
const keep = action({ ...plain, operationId: 'Keep', parameters: { row: body(dynamicRecord(shapeFrom(shape, {}))) } });
declare const order: FlowValueOf<typeof Order, 'present'>;
const people = variable('People', text({ title: 'People' }));
const good = { id: 'a', 'If-Match': '*', order: { lines: [{ sku: order.id, count: 1 }] } };

export const fits = flow({
  name: 'Fits', description: 'Fits.', trigger: on(orderPlaced, { shop: people, least: 3, mode: 'new' }, { everyMinutes: 5 }),
  steps: event => {
    const saved = perform(save, { ...good, when: event.shippedAt });
    return [
      saved, perform(ping, {}), perform(ping, { settings: { force: event.paid.isYes() } }, 'Once more'), perform(keep, { row: { Any: event.at, Deep: { x: [1, event.id] } } }),
      when('If', saved.output.paid.isYes().and(event.amount.orElse(0).above(3)), [forEach('Each', event.lines, line => [teams.postMessage({ to: line.sku, message: sentence`${event.amount}` })])]),
    ];
  },
});

// Triggers.
// expect: Property 'least' is missing
on(orderPlaced, { shop: 'a' });
// expect: 'shops' does not exist
on(orderPlaced, { shop: 'a', least: 3, shops: 'b' });
// expect: Type 'string' is not assignable to type 'number
on(orderPlaced, { shop: 'a', least: '3' });
// expect: '"old"' is not assignable
on(orderPlaced, { shop: 'a', least: 3, mode: 'old' });
// expect: is not assignable
on(save, good);
on(hook, { it: { target: { note: 'n' } } });
// expect: No overload matches this call
on(hook, { it: { target: { note: 'n', url: 'https://example.com' } } });
// expect: No overload matches this call
on(hook, { it: { target: {} } });
// expect: Property 'what' does not exist
flow({ name: 'n', description: 'd', trigger: on(orderPlaced, { shop: 'a', least: 3 }), steps: event => [outlook.sendEmail({ to: event.what, subject: '', body: '' })] });

// Inputs of actions.
perform(save, good);
// expect: Property ''If-Match'' is missing
perform(save, { id: 'a', order: { lines: [] } });
// expect: Property 'count' is missing
perform(save, { ...good, order: { lines: [{ sku: 'a' }] } });
// expect: 'colour' does not exist
perform(save, { id: 'a', 'If-Match': '*', order: { lines: [{ sku: 'a', count: 1, colour: 'red' }] } });
// expect: 'notes' does not exist
perform(save, { id: 'a', 'If-Match': '*', order: { lines: [], notes: 'x' } });
// expect: 'order' is missing
perform(save, { id: 'a', 'If-Match': '*' });
// expect: Type '"tomorrow"' is not assignable
perform(save, { ...good, when: 'tomorrow' });
// expect: Type 'DateTimeValue<"present">' is not assignable
perform(save, { ...good, id: order.at });
// expect: Type 'TextValue<"nullable">' is not assignable
perform(save, { ...good, id: order.lines.firstItem().sku });
// expect: 'nothing' does not exist
perform(ping, { nothing: 1 });
// expect: Argument of type 'PollingTrigger
perform(orderPlaced, { shop: 'a', least: 3 });
// expect: Argument of type 'SchemaLookup
perform(shape, {});

// Values.
// expect: Property 'output' does not exist
void perform(ping, {}).output;
// expect: Property 'ids' does not exist
void perform(save, good).output.ids;
// expect: The 'this' context of type 'NumberValue<"nullable">' is not assignable
order.amount.above(3);
// expect: The 'this' context of type 'DateTimeValue<"nullable">' is not assignable
order.shippedAt.plusDays(1);
// expect: The 'this' context of type 'ListValue
order.lines.join(', ');
// expect: Argument of type 'number' is not assignable
order.id.equals(3);
// expect: Type '"nullable"' is not assignable to type '"present"'
export const present: TextValue<'present'> = order.amount.formatted('0');
// expect: Argument of type 'YesNoValue<"present">' is not assignable
when('If', order.paid, []);
// expect: Argument of type 'boolean' is not assignable
when('If', order.paid === undefined, []);
// expect: Argument of type 'RecordValue
sentence`${order.buyer}`;
// expect: No overload matches this call
choose(order.paid, 'a', 'b');

// Microsoft's connectors, and environment variables.
// expect: Property 'body' is missing
outlook.sendEmail({ to: people, subject: 'x' });
// expect: Type '"Urgent"' is not assignable
outlook.sendEmail({ to: people, subject: 'x', body: 'y', importance: 'Urgent' });
// expect: Property 'channel' is missing
teams.postMessage({ team: people, message: 'x' });
// expect: is not assignable
teams.postMessage({ team: people, channel: people, to: people, message: 'x' });
// expect: is not assignable to parameter of type 'VariableSchema'
variable('When', dateTime());
// expect: Property 'above' does not exist
void people.above;
