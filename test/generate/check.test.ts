/** What `checkConnector` finds: each mistake alone, in a connector that is otherwise in order. */
import assert from 'node:assert/strict';
import { checkConnector } from '../../scripts/generate/check';
import {
  action, apiCall, body, connectionText, dateTime, defineConnector, dropDown, entraUser, freeForm, header, itemsOf, list, lookup, newItems, optional, policy, pollingTrigger,
  record, send, text, webhookTrigger, type Connector, type Operation, type Policy,
} from '../../scripts/model';
import type { RecordSchema } from '../../scripts/model/schema';
import { all, shared } from './connectors';

const plain = { summary: 'Do it', description: 'Does it.' };
const get = (operationId: string, path: string, parameters: Parameters<typeof action>[0]['parameters'] = {}): Operation => action({ ...plain, operationId, method: 'get', path, parameters });
const connector = (operations: readonly Operation[], more: Partial<Connector> = {}): Connector => defineConnector({ ...shared, ...more, operations });
/** Code and sentence of each finding, in order. */
const found = (of: Connector): string[] => checkConnector(of).map(({ code, what }) => `${code}: ${what}`);

const fragment = (className: string, source = 'x') => ({ className, fileName: 'x.cs', source });
const shop = text({ title: 'Shop', description: 'The shop.' });
const item = record({ id: text(), name: text() });
const orders = lookup({ ...plain, operationId: 'ListOrders', path: '/orders', parameters: { shop: text(), page: optional(text()) }, item, code: fragment('Orders') });
const order = (given: Readonly<Record<string, typeof shop | string>>) =>
  text({ title: 'Order', valuesFrom: dropDown(orders, { given: given as { shop: typeof shop; page: string }, value: each => each.id, title: each => each.name }) }); // what JavaScript authors can pass

describe('checkConnector', () => {
  for (const [name, each] of Object.entries(all)) it(`finds nothing in "${name}"`, () => assert.deepEqual(checkConnector(each), []));

  it('tells everything about a finding: what, why, what to do, where, and the related place', () => {
    const first = get('GetThing', '/a');
    const second = get('GetThing', '/b');
    assert.deepEqual(checkConnector(connector([first, second])), [{
      code: 'operation-id-repeated', severity: 'error',
      what: 'The operation id GetThing is used twice.',
      why: 'Flows and the custom code find an operation by its id; with two of them the platform refuses the definition.',
      todo: 'Give one of them another id. An id that was released must stay, so rename the newer one.',
      where: { kind: 'model', place: second.place, property: ['operationId'] },
      related: [{ where: { kind: 'model', place: first.place, property: ['operationId'] }, what: 'The first use.' }],
    }]);
    assert.notEqual(second.place, undefined);
  });

  it('sorts by file, line, column and property, whatever the order of operations', () => {
    const early = action({ ...plain, operationId: 'Early', method: 'get', path: '/{x}', parameters: {} });
    const late = action({ ...plain, operationId: 'Late', method: 'get', path: '/late/{y}', parameters: { z: body(text()) } });
    const placeless = { ...early, operationId: 'Placeless', path: '/none/{x}', place: undefined };
    const places = checkConnector(connector([placeless, late, early])).map(({ code, where }) => [code, where.kind === 'model' ? where.place?.line : 0]);
    assert.deepEqual(places, [
      ['path-parameter-undeclared', early.place?.line], ['body-with-get', late.place?.line], ['path-parameter-undeclared', late.place?.line], ['path-parameter-undeclared', undefined],
    ]);
    assert.ok(early.place && late.place && early.place.line < late.place.line);
  });

  it('passes on what the builders found', () => {
    const diagnostic = { code: 'lambda-condition-lost', severity: 'error', what: 'Lost.', why: 'So.', todo: 'Do.', where: { kind: 'model', place: undefined } } as const;
    assert.deepEqual(checkConnector({ ...connector([]), diagnostics: [diagnostic] }), [diagnostic]);
  });

  describe('addresses', () => {
    const twice = get('Twice', '/twice');
    const cases: readonly [string, readonly Operation[], readonly string[]][] = [
      ['an operation listed twice', [twice, twice], ['operation-id-repeated: The operation Twice is listed twice.']],
      ['ids that differ in case', [get('GetIt', '/a'), get('Getit', '/b')], ['operation-id-repeated: The operation id Getit is used twice.']],
      ['one address under two names of a parameter', [get('A', '/a/{x}', { x: text() }), get('B', '/a/{y}', { y: text() })],
        ['address-repeated: B and A have the same address: GET /a/{y}.']],
      ['paths that differ in case', [get('A', '/orders'), action({ ...plain, operationId: 'B', method: 'post', path: '/Orders', parameters: {} })],
        ['path-differs-in-case: The paths /Orders and /orders differ only in letter case.']],
      ['an undeclared path parameter', [get('A', '/a/{id}', { di: text() })], ['path-parameter-undeclared: The path of A names {id}, but there is no parameter id.']],
      ['a path parameter that is a header', [get('A', '/a/{id}', { id: header(text()) })], ['path-parameter-elsewhere: The path of A names {id}, but the parameter is declared as header.']],
      ['a name twice in a path', [get('A', '/a/{id}/{id}', { id: text() })], ['path-parameter-repeated: The path of A names {id} more than once.']],
      ['a path parameter that the path does not name', [get('A', '/a', { id: text({ encoding: 'double' }) })],
        ['path-parameter-unused: The parameter id of A says how it is encoded in the path, but the path /a does not name it.']],
    ];
    for (const [what, operations, expected] of cases) it(`finds ${what}`, () => assert.deepEqual(found(connector(operations)), expected));
    it('takes one path with two methods', () => assert.deepEqual(found(connector([get('A', '/a'), action({ ...plain, operationId: 'B', method: 'post', path: '/a', parameters: {} })])), []));
  });

  describe('references', () => {
    const other = text({ title: 'Other' });
    const hidden = text({ visibility: 'internal', default: 'x' });
    const cases: readonly [string, Connector, readonly string[]][] = [
      ['a lookup that is not listed', connector([get('A', '/a', { shop, order: order({ shop }) })]),
        ['lookup-not-listed: order of A is filled by the lookup ListOrders, which is not among the connector\'s operations.']],
      ['a given parameter that the operation does not have', connector([orders, get('A', '/a', { shop, order: order({ shop: other }) })]),
        ['given-not-in-operation: order of A: the parameter given as shop to the lookup ListOrders is not a parameter of this operation.']],
      ['a given parameter that is internal', connector([orders, get('A', '/a', { hidden, order: order({ shop: hidden }) })]),
        ['given-is-internal: order of A: the parameter given as shop to the lookup ListOrders is internal.']],
      ['a required parameter of the lookup that is not given', connector([orders, get('A', '/a', { order: order({}) })]),
        ['given-missing: order of A: the lookup ListOrders needs shop, which is not given.']],
      ['a parameter that the lookup does not have', connector([orders, get('A', '/a', { order: order({ shop: 'main', colour: 'red' }) })]),
        ['lookup-parameter-unknown: order of A: colour is given to the lookup ListOrders, which has no such parameter.']],
      ['a lookup with two lists', (() => {
        const two = { ...orders, output: record({ value: list(item), more: list(item) }) };
        return connector([two, get('A', '/a', { order: text({ valuesFrom: { lookup: two, given: { shop: 'main' }, valuePath: 'id', titlePath: 'name' } }) })]);
      })(), ['lookup-not-one-list: The lookup ListOrders does not answer with an object whose one property is a list.']],
      ['a test operation that is not listed', connector([], { testConnection: get('Ping', '/ping') }), ['test-connection-not-listed: The operation that tests connections, Ping, is not among the connector\'s operations.']],
      ['a test operation that writes and asks', (() => {
        const write = action({ ...plain, operationId: 'Ping', method: 'post', path: '/ping', parameters: { who: text(), how: text({ default: 'well' }), when: optional(text()) } });
        return connector([write], { testConnection: write });
      })(), ['test-connection-needs-input: The operation that tests connections, Ping, needs who.', 'test-connection-not-get: The operation that tests connections, Ping, is a POST.']],
    ];
    for (const [what, of, expected] of cases) it(`finds ${what}`, () => assert.deepEqual(found(of), expected));
    it('finds the source inside a body, and through optional', () => {
      const withBody = action({ ...plain, operationId: 'A', method: 'post', path: '/a', parameters: { body: body(record({ deep: record({ shop }), order: order({ shop }) })) } });
      assert.deepEqual(found(connector([orders, withBody, get('B', '/b', { shop: optional(shop), order: order({ shop }) })])), []);
    });
  });

  describe('inputs', () => {
    const cases: readonly [string, readonly Operation[], readonly string[]][] = [
      ['an internal required value without default', [get('A', '/a', { mode: text({ visibility: 'internal' }) })], ['internal-without-default: mode of A is internal and required, but has no default.']],
      ['the same inside a body', [action({ ...plain, operationId: 'A', method: 'post', path: '/a', parameters: { it: body(record({ mode: text({ visibility: 'internal' }), fine: record({}, { visibility: 'internal' }) })) } })],
        ['internal-without-default: mode of A is internal and required, but has no default.']],
      ['an object in the query', [get('A', '/a', { filter: freeForm() })], ['parameter-not-simple: The parameter filter of A is an object, or a list of objects or lists, and travels in the query.']],
      ['a list of objects in a header', [get('A', '/a', { all: header(list(item)) })], ['parameter-not-simple: The parameter all of A is an object, or a list of objects or lists, and travels in the header.']],
      ['two bodies', [action({ ...plain, operationId: 'A', method: 'post', path: '/a', parameters: { one: body(item), two: body(item) } })], ['several-bodies: A has 2 bodies: one, two.']],
      ['a body with GET', [get('A', '/a', { it: body(item) })], ['body-with-get: A is a GET and has a body, it.']],
      ['a parameter that nothing reads', [action({
        ...plain, operationId: 'A', method: 'get', path: '/a/{id}', parameters: { id: text(), extra: text() },
        run: ({ id }) => send(apiCall({ method: 'GET', path: 'a/{id}', parameters: { id: text() }, answer: item })({ id })),
      })], ['parameter-unused: The parameter extra of A is not used.']],
    ];
    for (const [what, operations, expected] of cases) it(`finds ${what}`, () => assert.deepEqual(found(connector(operations)), expected));
    it('takes a list of texts in the query', () => assert.deepEqual(found(connector([get('A', '/a', { tags: list(text()) })])), []));
  });

  describe('records and fragments', () => {
    const giving = (operationId: string, output: ReturnType<typeof record>): Operation => action({ ...plain, operationId, method: 'get', path: `/${operationId}`, parameters: {}, output });
    it('finds one name for two shapes', () => assert.deepEqual(found(connector([giving('A', record('Thing', { a: text() })), giving('B', record('Thing', { b: text() }))])),
      ['record-name-repeated: The record name Thing stands for different shapes.']));
    it('takes one name for two equal records', () => assert.deepEqual(found(connector([giving('A', record('Thing', { a: text() })), giving('B', record('Thing', { a: text() }))])), []));
    it('finds a record whose drop-down resolves differently in another operation', () => {
      const Shared = record('Shared', { order: order({ shop }) });
      const using = (operationId: string, name: string): Operation => action({ ...plain, operationId, method: 'post', path: `/${operationId}`, parameters: { [name]: shop, it: body(Shared) } });
      assert.deepEqual(found(connector([orders, using('A', 'shop'), using('B', 'store')])), ['record-name-repeated: The record name Shared stands for different shapes.']);
      assert.deepEqual(found(connector([orders, using('A', 'shop'), using('B', 'shop')])), []);
    });
    it('finds one class name for two fragments', () => {
      const coded = (operationId: string, source: string): Operation => action({ ...plain, operationId, method: 'get', path: `/${operationId}`, parameters: {}, code: fragment('Same', source) });
      assert.deepEqual(found(connector([coded('A', 'one'), coded('B', 'two')])), ['fragment-class-repeated: B and A have different code fragments with one class name, Same.']);
      assert.deepEqual(found(connector([coded('A', 'one'), coded('B', 'one')])), []);
    });
  });

  describe('triggers', () => {
    const polled = (event: RecordSchema): Operation => ({
      ...pollingTrigger({
        ...plain, operationId: 'On', path: '/on', hint: 'Wait.', parameters: {}, output: record({ id: text() }),
        poll: () => newItems({ read: itemsOf(apiCall({ method: 'GET', path: 'a', parameters: {}, answer: list(record({ id: text(), at: dateTime() })) })({})), id: each => each.id, at: each => each.at, event: ({ item: each }) => ({ id: each.id }) }),
      }),
      output: record({ value: list(event) }),
    });
    it('finds what makers can\'t read', () => assert.deepEqual(found(connector([polled(record({ id: text(), part: optional(record({ at: text({ title: 'At' }) }, { title: 'Part', description: 'A part.' })) }))])), [
      'event-property-without-wording: id in the event of On has no title and no description.',
      'event-property-without-wording: part.at in the event of On has no description.',
    ]));
    it('finds an answer that the designer does not split', () => assert.deepEqual(found(connector([{ ...polled(record({ id: shop })), output: record({ value: list(record({ id: shop })), more: text() }) }])),
      ['trigger-output-not-events: The polling trigger On does not answer with {value: [event, …]}.']));
    const hooked = (operationId: string, callbackUrlIn: string): Operation => webhookTrigger({
      ...plain, operationId, hint: 'Wait.', path: '/hooks', method: operationId === 'On' ? 'post' : 'put', callbackUrlIn,
      parameters: { it: body(record({ url: text({ visibility: 'internal' }), count: freeForm() })) }, notification: record({ id: shop }),
    });
    it('finds a callback property that is missing, or no text', () => {
      assert.deepEqual(found(connector([hooked('On', 'uri')])).at(0), 'callback-property-missing: The body of On has no text property uri for the callback address.');
      assert.deepEqual(found(connector([hooked('On', 'count')])).at(0), 'callback-property-missing: The body of On has no text property count for the callback address.');
      assert.deepEqual(found(connector([hooked('On', 'url')])), []);
    });
    it('finds two notifications on one path', () => assert.deepEqual(found(connector([hooked('On', 'url'), hooked('Off', 'url')])), ['notification-repeated: Off and On share the path /hooks, and both have a notification.']));
  });

  describe('policies and connections', () => {
    const foreign = (template: string, parameters: object, operations: Policy['operations'] = []): Policy => ({ kind: 'policy', template, title: 'P', parameters, operations } as unknown as Policy); // what JavaScript authors can write
    const withPolicy = (each: Policy, more: Partial<Connector> = {}): string[] => found(connector([get('A', '/a')], { policies: [each], ...more }));
    const named = (name: string) => ({ name, title: name, description: name });
    const cases: readonly [string, readonly string[], readonly string[]][] = [
      ['a template that does not exist', withPolicy(foreign('setheaders', {})), ['policy-template-unknown: The policy "P" uses the template setheaders, which does not exist.']],
      ['unknown and missing parameters', withPolicy(foreign('setheader', { name: 'X', valu: '1' })), [
        'policy-parameter-missing: The policy "P" does not give setheader the parameter value.', 'policy-parameter-unknown: The policy "P" gives setheader the parameter valu, which it does not have.']],
      ['an operation id that does not exist', withPolicy(foreign('dynamichosturl', { urlTemplate: 'x' }, ['B'])), ['policy-operation-unknown: The policy "P" applies to B, which is not among the connector\'s operations.']],
      ['an operation that is not listed', withPolicy(foreign('dynamichosturl', { urlTemplate: 'x' }, [get('C', '/c')])), ['policy-operation-unknown: The policy "P" applies to C, which is not among the connector\'s operations.']],
      ['a connection parameter that is not declared', withPolicy(policy('dynamichosturl', { title: 'P', parameters: { urlTemplate: "https://@connectionParameters('site')" } })),
        ['policy-connection-parameter-unknown: The policy "P" reads the connection parameter site, which is not declared.']],
      ['a connection parameter that one set lacks', withPolicy(policy('dynamichosturl', { title: 'P', parameters: { urlTemplate: "https://@connectionParameters('site')" } }), {
        authentication: { kind: 'sets', title: 'T', description: 'D', sets: [{ ...named('a'), parameters: { site: connectionText(named('Site')) } }, { ...named('b'), parameters: {} }] },
      }), ['policy-connection-parameter-unknown: The policy "P" reads the connection parameter site, which not every parameter set has.']],
      ['a connection parameter with a default', withPolicy(policy('dynamichosturl', { title: 'P', parameters: { urlTemplate: "https://@connectionParameters('site','x')" } })), []],
      ['a key without its parameter', found(connector([], { authentication: { kind: 'parameters', apiKey: { name: 'X-Key', in: 'header' }, parameters: {} } })),
        ['credential-parameter-missing: The authentication is by key, but there is no connection parameter api_key.']],
      ['basic sign-in without password', found(connector([], { authentication: { kind: 'parameters', basic: true, parameters: { username: connectionText(named('User')) } } })),
        ['credential-parameter-missing: The authentication is by user name and password, but there is no connection parameter password.']],
      ['names that the platform does not take', found(connector([], {
        authentication: { kind: 'sets', title: 'T', description: 'D', sets: [{ ...named('a'), parameters: { 'my key': connectionText(named('Key')) } }, { ...named('A'), parameters: { token: entraUser({ resource: 'https://x', redirectMode: 'GlobalPerConnector' }) } }] },
      })), ['connection-parameter-name: The connection parameter "my key" has a name that the platform does not take.', 'parameter-set-repeated: Two connection parameter sets are called a.']],
    ];
    for (const [what, seen, expected] of cases) it(`${expected.length > 0 ? 'finds' : 'takes'} ${what}`, () => assert.deepEqual(seen, expected));
  });
});
