/** Small connectors, each about one part of the generators. */
import {
  action, apiCall, body, connectionSecret, connectionText, dateTime, decimalNumber, defineConnector, dropDown, dynamicRecord, entraServicePrincipal, entraUser,
  freeForm, header, itemsOf, list, lookup, mapOf, newItems, optional, pollingTrigger, policy, record, schemaLookup, send, shapeFrom, text, webhookTrigger, wholeNumber, yesNo,
  type Connector,
} from '../../scripts/model';
import type { Publisher } from '../../scripts/generate/publisher';

export const publisher: Publisher = {
  name: 'Contoso', contact: { name: 'Contoso Support', email: 'support@contoso.com', url: 'https://contoso.com/support' },
  website: 'https://contoso.com', privacyPolicy: 'https://contoso.com/privacy',
};

/** What all of them share; each adds operations and its own part. */
export const shared = {
  title: 'Contoso Orders', description: 'Works with the orders of Contoso, for tests of the generators.', version: '1.2.0', host: 'orders.contoso.com',
  categories: ['Commerce'], brandColor: '#336699', authentication: { kind: 'none' },
} as const;

const noCode = { className: 'Schema', fileName: 'schema.cs', source: 'internal static class Schema { }\n' };

const shop = text({ title: 'Shop', description: 'The shop to look at.' });
const Order = record({ id: text(), amount: decimalNumber(), placedAt: dateTime() });
const listOrders = apiCall({ method: 'GET', path: 'shops/{shop}/orders', parameters: { shop: text(), status: optional(text()) }, answer: list(Order) });

/** A polling trigger with a named event and a closed choice. */
export const polling: Connector = defineConnector({
  ...shared,
  basePath: '/v1',
  operations: [pollingTrigger({
    operationId: 'OnOrderPlaced', summary: 'When an order is placed', description: 'Starts a flow for each new order.', hint: 'Place an order to see it.',
    path: '/trigger/shops/{shop}/orderPlaced',
    parameters: {
      shop,
      status: optional(text({ title: 'Status', description: 'Only orders in this status.', choices: [{ value: 'open', title: 'Open' }, { value: 'paid', title: 'Paid' }], default: 'open', visibility: 'advanced' })),
    },
    output: record('PlacedOrder', {
      id: text({ title: 'Order', description: 'The id of the order.', format: 'uuid' }),
      amount: decimalNumber({ title: 'Amount', description: 'What it costs.' }),
      placedAt: dateTime({ title: 'Placed at', description: 'When it was placed.' }),
      note: optional(text({ title: 'Note', description: 'What the buyer wrote.' })),
    }, { title: 'Placed order', description: 'An order that was placed.' }),
    poll: ({ shop: where, status }) => newItems({
      read: itemsOf(listOrders({ shop: where, status })), id: order => order.id, at: order => order.placedAt,
      event: ({ item }) => ({ id: item.id, amount: item.amount, placedAt: item.placedAt, note: item.id }),
    }),
  })],
});

const Callback = record('Callback', { url: text({ title: 'Address' }), secret: optional(text({ title: 'Secret' })) });
const cancel = action({
  operationId: 'DeleteSubscription', summary: 'Delete subscription', description: 'Ends a subscription.', visibility: 'internal',
  method: 'delete', path: '/subscriptions/{id}', parameters: { id: text({ title: 'Id', description: 'The subscription.' }) },
});

/** A webhook whose callback address lies in a nested, named record, with the operation that ends it. */
export const webhook: Connector = defineConnector({
  ...shared,
  operations: [
    webhookTrigger({
      operationId: 'OnOrderShipped', summary: 'When an order is shipped', description: 'Starts a flow when an order leaves.', hint: 'Ship an order to see it.',
      path: '/subscriptions', callbackUrlIn: 'target/url',
      parameters: { subscription: body(record({ kind: text({ title: 'Kind', visibility: 'internal', default: 'shipped' }), target: Callback })) },
      notification: record('Shipment', { orderId: text({ title: 'Order', description: 'The order.' }) }, { description: 'An order that left.' }),
      subscription: record({ id: text({ title: 'Id', description: 'The subscription.' }) }),
    }),
    cancel,
  ],
});

const regions = lookup({
  operationId: 'ListRegions', summary: 'List regions', description: 'The regions.', path: '/regions', parameters: {},
  item: record({ id: wholeNumber({ size: 32 }), name: text() }), code: noCode,
});
const branches = lookup({
  operationId: 'ListBranches', summary: 'List branches', description: 'The branches of a region.', path: '/branches',
  parameters: { region: text(), active: yesNo(), size: wholeNumber() }, item: record({ code: text(), label: record({ en: text() }) }), code: noCode,
});
const orderShape = schemaLookup({ operationId: 'GetOrderShape', summary: 'Get order shape', description: 'What an order of a branch has.', path: '/shape', parameters: { branch: text() }, code: noCode });
const region = text({ title: 'Region', description: 'The region.', valuesFrom: dropDown(regions, { given: {}, value: item => item.id, title: item => item.name }) });
const branch = text({ title: 'Branch', description: 'The branch.', valuesFrom: dropDown(branches, { given: { region, active: 'true', size: '50' }, value: item => item.code, title: item => item.label.en }) });

/** Drop-downs and dynamic schemas whose sources are a parameter, a body property and constants. */
export const dynamic: Connector = defineConnector({
  ...shared,
  operations: [
    action({
      operationId: 'CreateOrder_V2', summary: 'Create order', description: 'Creates an order.', visibility: 'important', versioning: { family: 'CreateOrder', revision: 2 }, status: 'Production',
      method: 'post', path: '/regions/{region}/orders',
      parameters: { region, body: body(record({ where: record({ branch }), order: dynamicRecord(shapeFrom(orderShape, { branch }), { title: 'Order', description: 'The order.' }) })) },
      output: dynamicRecord(shapeFrom(orderShape, { branch }), { title: 'Order', description: 'The order as it was created.' }),
    }),
    action({
      operationId: 'CreateOrder', summary: 'Create order (deprecated)', description: 'Creates an order (deprecated).', visibility: 'advanced', deprecated: true,
      versioning: { family: 'CreateOrder', revision: 1, replacement: { api: 'contosoorders', operationId: 'CreateOrder_V2' } },
      method: 'post', path: '/orders', parameters: { branchRegion: region, branch: optional(branch) },
    }),
    regions, branches, orderShape,
  ],
});

/** Every kind of value and every place of a parameter. */
export const kinds: Connector = defineConnector({
  ...shared,
  operations: [
    action({
      operationId: 'TryEverything', summary: 'Try everything', description: 'Takes and gives each kind of value.', method: 'put', path: '/things/{id}/{mode}',
      parameters: {
        id: text({ title: 'Id', description: 'Which.', encoding: 'double' }),
        mode: wholeNumber({ title: 'Mode', description: 'How.', size: 32, minimum: 1, maximum: 9, default: 3 }),
        tags: optional(list(text(), { title: 'Tags', description: 'Some tags.' })),
        since: optional(dateTime({ title: 'Since', description: 'Not before.' })),
        dryRun: optional(yesNo({ visibility: 'internal', default: true })),
        'If-Match': header(optional(text({ title: 'Version', description: 'The version to replace.', maximumLength: 40 }))),
        thing: body(record('Thing', {
          words: mapOf(text()), anything: optional(freeForm({ title: 'Anything' })), big: wholeNumber(), ratio: decimalNumber({ minimum: 0, maximum: 1 }), page: text({ format: 'html' }),
        }), { required: false }),
      },
      output: list(record({ size: wholeNumber({ title: 'Size' }) })), pageable: { nextLink: '@odata.nextLink' },
    }),
    action({
      operationId: 'StoreFile', summary: 'Store file', description: 'Stores a file and waits for the check of it.', method: 'post', path: '/files', successStatus: 202,
      parameters: { file: body(text({ format: 'binary', title: 'File' })) }, output: record({ result: text({ title: 'Result' }) }),
    }),
  ],
});

const ping = action({
  operationId: 'Ping', summary: 'Check connection', description: 'Tells whether the service is there.', visibility: 'internal', method: 'get', path: '/ping', parameters: {},
  output: record({ ok: yesNo({ title: 'OK' }) }), run: () => send(apiCall({ method: 'GET', path: 'ping', parameters: {}, answer: record({ ok: yesNo() }) })({}), answer => ({ ok: answer.ok })),
});
const key = connectionSecret({ title: 'Subscription key', description: 'The key of your shop.' });

/** Two ways to sign in, a key that a policy turns into a header, custom code and a test operation. */
export const parameterSets: Connector = defineConnector({
  ...shared,
  authentication: {
    kind: 'sets', title: 'Sign in', description: 'How to sign in.',
    sets: [
      { name: 'user', title: 'User', description: 'As yourself.', parameters: { token: entraUser({ resource: 'https://orders.contoso.com', scopes: ['Orders.Read'], redirectMode: 'GlobalPerConnector' }), key } },
      { name: 'application', title: 'Application', description: 'As an application.', parameters: { token: entraServicePrincipal('https://orders.contoso.com'), key } },
    ],
  },
  policies: [
    policy('setheader', { title: 'Subscription key', parameters: { name: 'Ocp-Apim-Subscription-Key', value: "@connectionParameters('key')", existsAction: 'override' } }),
    policy('routerequesttoendpoint', { title: 'Route', parameters: { newPath: '/v2/ping', httpMethod: 'GET' }, operations: [ping] }),
    policy('setheader', { title: 'Language', parameters: { name: 'Content-Language', value: 'en' }, section: 'Response' }),
    policy('pollingtrigger', { title: 'Poll', parameters: { triggerConfig: { since: '@{triggerBody().value[0].id}' }, triggerDataPath: '@triggerBody().value' }, operations: ['Ping'] }),
  ],
  operations: [ping], testConnection: ping,
});

/** A static key and a field with choices. */
export const staticKey: Connector = defineConnector({
  ...shared,
  authentication: {
    kind: 'parameters', apiKey: { name: 'X-Key', in: 'header' },
    parameters: {
      api_key: connectionSecret({ title: 'Key', description: 'Your key.' }),
      region: connectionText({ title: 'Region', description: 'Where your shop is.', default: 'eu', required: false }),
    },
  },
  policies: [policy('dynamichosturl', { title: 'Region', parameters: { urlTemplate: "https://@connectionParameters('region','eu').orders.contoso.com" } })],
  operations: [cancel],
});

export const all: Readonly<Record<string, Connector>> = { polling, webhook, dynamic, kinds, parameterSets, staticKey };
