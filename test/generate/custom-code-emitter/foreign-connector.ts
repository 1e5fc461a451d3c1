/** A small connector of somebody else that uses each part of the emitter once. */
import {
  action, apiCall, body, constant, crossing, dateTime, decimalNumber, defineConnector, formula, itemsWithin, list, lookup, newItems, optional, pollingTrigger, record, refuseWhen, send, sentence, text,
  wholeNumber, yesNo, type Condition, type Connector, type ExpressionOf,
} from '../../../scripts/model';

const Parcel = record({ id: text(), state: optional(text()), deliveredAt: dateTime(), weight: optional(decimalNumber()) });
const Route = record({ routeId: text(), parcels: list(Parcel) });
const Depot = record({ name: text(), isOpen: optional(yesNo()), load: list(record({ at: dateTime(), share: decimalNumber() })) });
const place = { city: text({ title: 'City', description: 'The city.' }) };
const plain = { description: 'For the tests of the emitter.', hint: 'Wait.' };

const listRoutes = apiCall({
  method: 'GET', path: '/cities/{city}/routes', otherPath: '/v0/{city}/routes', parameters: { city: text(), top: wholeNumber(), open: optional(yesNo()) }, answer: list(Route),
});
const readDepot = apiCall({ method: 'GET', path: '/cities/{city}/depot', parameters: { city: text() }, answer: Depot, window: { kind: 'days', parameter: 'days', first: 2, most: 30 } });
const readDepotNow = apiCall({ method: 'GET', path: '/cities/{city}/depot', parameters: { city: text() }, answer: Depot });
const sendParcel = apiCall({
  method: 'POST', path: '/cities/{city}/parcels/{size}', parameters: { city: text(), size: wholeNumber(), express: yesNo() }, body: record({ label: text(), size: wholeNumber() }), answer: Parcel, missing: 'empty',
});

const isDelivered = formula('IsDelivered', (parcel: ExpressionOf<typeof Parcel, 'present'>): Condition => parcel.state.is('delivered', 'collected'));

const onDelivered = pollingTrigger({
  ...plain, operationId: 'OnDelivered', summary: 'When a parcel is delivered', path: '/trigger/delivered', parameters: place,
  output: record({ id: text(), route: text(), depot: text(), note: text(), complete: yesNo() }),
  poll: ({ city }) => newItems({
    read: itemsWithin(listRoutes({ city, top: 50 }), route => route.parcels), also: { depot: readDepotNow({ city }) },
    where: parcel => isDelivered(parcel), id: parcel => parcel.id, at: parcel => parcel.deliveredAt, keep: (parcel, _, also) => also.depot.isOpen.isYes().and(parcel.weight.above(0.5)),
    event: ({ item, within, also, historyIncomplete }) => ({
      id: item.id, route: within.routeId, depot: also.depot.name, note: sentence`Parcel ${item.id} weighs ${item.weight}.`, complete: historyIncomplete.isNo(),
    }),
  }),
});

const onFull = pollingTrigger({
  ...plain, operationId: 'OnFull', summary: 'When a depot is full', path: '/trigger/full', parameters: { ...place, limit: decimalNumber({ title: 'Limit', description: 'From 0 to 1.' }) },
  output: record({ depot: text(), share: decimalNumber(), change: decimalNumber(), at: dateTime(), isRise: yesNo() }),
  poll: ({ city, limit }) => crossing({
    read: readDepot({ city }), refuse: depot => [refuseWhen(depot.isOpen.isNo(), 'The depot is closed.')], source: depot => depot, series: depot => depot.load,
    at: point => point.at, value: point => point.share, threshold: limit, direction: constant('either'),
    event: ({ source, value, previousValue, at, previousAt, rising }) =>
      ({ depot: source.name, share: value, change: value.minus(previousValue), at: at.orElse(previousAt), isRise: rising }),
  }),
});

const createParcel = action({
  operationId: 'create-parcel', summary: 'Send a parcel', description: plain.description, method: 'post', path: '/cities/{city}/new/{size}', successStatus: 201,
  parameters: { ...place, size: wholeNumber({ title: 'Size', description: 'In litres.' }), express: optional(yesNo({ title: 'Express', description: 'Faster.' })), parcel: body(record({ label: text({ title: 'Label', description: 'Its label.' }) })) },
  output: record({ id: text(), weight: optional(decimalNumber()) }),
  run: ({ city, size, express, parcel }) => send(sendParcel({ city, size, express }, { label: parcel.label.orElse('none'), size }), sent => ({ id: sent.id, weight: sent.weight }), sent => [refuseWhen(sent.id.isPresent().not(), 'It was lost.')]),
});

const listParcels = lookup({
  operationId: 'ListParcels', summary: 'List parcels', description: plain.description, path: '/lookup/parcels', parameters: place, item: record({ id: text(), title: text() }),
  run: ({ city }) => send(listRoutes({ city, top: 1000, open: true }), routes => ({
    value: routes.select(record({ id: text(), title: text() }), route => ({ id: route.routeId, title: sentence`${route.parcels.where(parcel => isDelivered(parcel)).count()} delivered` })).sortedBy(route => route.title),
  })),
});

const track = action({
  operationId: 'Track', summary: 'Track', description: plain.description, method: 'get', path: '/track', parameters: {},
  code: {
    className: 'Tracking', fileName: 'tracking.cs',
    source: 'using System.Net.Http;\nusing System.Threading.Tasks;\nusing static System.Math;\n\ninternal static class Tracking\n{\n    public static Task<HttpResponseMessage> Answer(Call call) => Task.FromResult(Reply.Json(200 + Max(4, 3), null));\n}\n',
  },
});

export const foreign: Connector = defineConnector({
  title: 'Parcel Office', description: 'Parcels, for the tests of the emitter.', version: '1.0.0', host: 'parcels.example.com', basePath: '/v2', categories: ['Data'], brandColor: '#336699',
  authentication: { kind: 'none' }, operations: [onDelivered, onFull, createParcel, listParcels, track],
});
