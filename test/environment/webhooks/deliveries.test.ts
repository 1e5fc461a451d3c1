import * as assert from 'node:assert/strict';
import { type Flow, type HttpRequest, type JsonObject, type JsonValue, MemoryRunRecorder, sentenceOf } from '../../../scripts/environment';
import { bodyOf, smallConnector } from '../small-connector';
import { flowDocument, steps } from '../flow-run/small-flow';
import { createHook, deleteHook, hooked, hookEngine, type HookSetup } from './hook-service';

const plain = async (response: Promise<{ readonly status: number; readonly body: Uint8Array }>): Promise<readonly [number, unknown]> => {
  const { status, body } = await response;
  return [status, body.length === 0 ? undefined : bodyOf({ status, headers: [], body })];
};
const error = (code: string, message: string) => ({ error: { code, message } });
const unsigned = error('AuthorizationFailed', 'The signature of the callback address (sig) is missing or wrong. Call the address as it was given, with its whole query.');

/** A connector whose deliveries have that schema. */
function delivering(schema: JsonObject, trigger = 'single') {
  const operation = { ...createHook, object: { ...createHook.object, 'x-ms-trigger': trigger } };
  const connector = smallConnector({ operations: [operation, deleteHook] });
  return smallConnector({ operations: [operation, deleteHook], root: { paths: { ...connector.definition['paths'] as JsonObject, '/hooks': { post: operation.object, 'x-ms-notification-content': { schema } } } } });
}
const on = async (setup: HookSetup = {}, flow: Flow = hooked) => {
  const made = hookEngine(setup);
  await made.engine.turnOn(flow);
  return { ...made, address: [...made.service.hooks.values()].at(-1) ?? '' };
};

describe('a call to a callback address (facts 3.3)', () => {
  it('is answered 202 at once; its body and headers are the trigger\'s, without cookies', async () => {
    const { engine, recorder, address, deliveries, webhooks } = await on();
    const headers: HttpRequest['headers'] = [['Content-Type', 'application/json'], ['X-Event', 'made'], ['Cookie', 'session=1']];
    assert.deepEqual(await plain(engine.deliver({ method: 'POST', uri: address, headers, body: Buffer.from('{"n":1}') })), [202, undefined]);
    assert.deepEqual(await recorder.runs(), [{ key: 'f/1/0', flowId: 'f', pollNumber: 1, itemIndex: 0, at: Date.UTC(2026, 2, 2, 7), payload: { n: 1 }, headers: headers.slice(0, 2) }]);
    assert.deepEqual(deliveries, [{ flowId: 'f', deliveryNumber: 1, subscriptionId: webhooks.list()[0]?.id, at: Date.UTC(2026, 2, 2, 7), status: 202, outcome: 'events', runs: 1, findings: [] }]);
    assert.deepEqual(await recorder.deliveries('f'), deliveries);
  });

  const bodies: readonly (readonly [type: string, body: string, expected: JsonValue])[] = [
    ['application/json', '[1,2]', [1, 2]], ['application/json', '', null], ['text/xml', '<a/>', '<a/>'], ['application/json', '{', '{'],
    ['application/octet-stream', 'abc', { '$content-type': 'application/octet-stream', $content: 'YWJj' }],
  ];
  for (const [type, body, expected] of bodies) {
    it(`a body ${JSON.stringify(body)} of ${type} becomes ${JSON.stringify(expected)}`, async () => {
      const { call, payloads } = await on();
      await call(null, undefined, { headers: [['Content-Type', type]], body: Buffer.from(body) });
      assert.deepEqual(await payloads(), [expected]);
    });
  }

  it('is not told from the same call once more: what is sent again is the sender\'s doing', async () => {
    const { call, payloads } = await on();
    await Promise.all([call({ n: 1 }), call({ n: 1 }), call({ n: 2 })]);
    assert.deepEqual(await payloads(), [{ n: 1 }, { n: 1 }, { n: 2 }]);
  });

  it('without its right signature it starts nothing', async () => {
    const { engine, address, recorder } = await on();
    const wrong = [address.replace(/&sig=.*/, ''), address.replace(/.$/, address.endsWith('A') ? 'B' : 'A'), address.split('&')[0] ?? '', address.replace('/f/', '/g/'), address.replace('sig=', 'sig=%00')];
    for (const uri of wrong) assert.deepEqual(await plain(engine.deliver({ method: 'POST', uri, headers: [], body: Buffer.from('{}') })), [401, unsigned], uri);
    assert.deepEqual([await recorder.runs(), await recorder.deliveries()], [[], []]);
  });

  it('a service that decodes the address, or encodes what need not be, still has the signature', async () => {
    const { engine, address, payloads } = await on();
    await engine.deliver({ method: 'POST', uri: decodeURIComponent(address), headers: [], body: Buffer.from('1') });
    await engine.deliver({ method: 'POST', uri: address.replace('sig=', '%73ig='), headers: [], body: Buffer.from('2') });
    assert.deepEqual(await payloads(), [1, 2]);
  });

  it('of another form, of an unknown flow or of a subscription that has ended: 404', async () => {
    const { engine, gateway, service, address } = await on();
    const signed = (flow: string, id: string) => `https://gateway.test/callbacks/${flow}/${id}?sig=${gateway.signature(`callback\n${flow}\n${id}`)}`;
    const posted = (uri: string) => plain(engine.deliver({ method: 'POST', uri, headers: [] }));
    assert.deepEqual(await posted('https://gateway.test/callbacks/f'), [404, error('CallbackNotFound', 'Callback addresses are /callbacks/{flow}/{subscription} with their query.')]);
    assert.deepEqual(await posted('https://elsewhere.test/callbacks/f/s1?sig=x'), [404, error('CallbackNotFound', 'Callback addresses are /callbacks/{flow}/{subscription} with their query.')]);
    assert.deepEqual(await posted(signed('g', 's1')), [404, error('WorkflowNotFound', 'No flow "g" waits for calls.')]);
    assert.deepEqual(await posted(signed('f', 's7')), [404, error('SubscriptionNotFound', 'This subscription of the flow has ended.')]);
    await engine.edit({ ...hooked, inputs: { body: { event: 'sold' } } });
    assert.deepEqual([await posted(address), service.hooks.size], [[404, error('SubscriptionNotFound', 'This subscription of the flow has ended.')], 1]);
  });

  it('of a flow that is off: as assumed, and no run', async () => {
    for (const [callbackWhenOff, expected] of [[undefined, 400], [404, 404], [410, 410]] as const) {
      const { engine, address, payloads } = await on(callbackWhenOff === undefined ? {} : { assumed: { callbackWhenOff } });
      await engine.turnOff('f');
      assert.deepEqual([await plain(engine.deliver({ method: 'POST', uri: address, headers: [], body: Buffer.from('1') })), await payloads()], [[expected, error('WorkflowTriggerIsNotEnabled', 'The flow "Hooked" is off.')], []]);
    }
  });

  it('with another method: 405, or as POST where that is assumed', async () => {
    const asked = async (setup: HookSetup) => {
      const { engine, address, payloads } = await on(setup);
      return [await plain(engine.deliver({ method: 'GET', uri: address, headers: [] })), await payloads()];
    };
    assert.deepEqual(await asked({}), [[405, error('MethodNotAllowed', 'A callback address takes POST, not GET.')], []]);
    assert.deepEqual(await asked({ assumed: { callbackMethods: 'any' } }), [[202, undefined], [null]]);
  });

  it('while the service is still being asked to subscribe, as some do to try the address', async () => {
    const { engine, service, payloads, clock } = hookEngine();
    const send = service.backend.send.bind(service.backend);
    const seen: number[] = [];
    service.backend.send = async request => {
      const answered = await send(request);
      seen.push((await engine.deliver({ method: 'POST', uri: service.hooks.get('1') ?? '', headers: [], body: Buffer.from('"ping"') })).status);
      return answered;
    };
    await engine.turnOn(hooked);
    await clock.advanceBy(0);
    assert.deepEqual([seen, await payloads()], [[202], ['ping']]);
  });

  it('that could not be recorded is answered 500, so that it is sent again', async () => {
    const recorder = new MemoryRunRecorder();
    const record = recorder.recordDelivery.bind(recorder);
    let refusals = 1;
    recorder.recordDelivery = (...given) => (refusals-- > 0 ? Promise.reject(new Error('disk full')) : record(...given));
    const { call, payloads, reports } = await on({ recorder });
    assert.deepEqual(await plain(call({ n: 1 })), [500, error('NotRecorded', 'The call could not be recorded. Send it again.')]);
    assert.deepEqual([(await call({ n: 1 })).status, await payloads(), reports], [202, [{ n: 1 }], ['A call to the flow "Hooked" could not be recorded, so it was answered 500 and starts nothing: disk full']]);
  });

  it('what watches deliveries stops nothing', async () => {
    const { call, payloads, reports } = await on({ options: { onDelivery: () => { throw new Error('no'); } } });
    assert.deepEqual([(await call(1)).status, await payloads(), reports], [202, [1], ['What watches the deliveries failed: no']]);
  });
});

describe('what a delivery starts', () => {
  const list: JsonObject = { type: 'object', properties: { value: { type: 'array', items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } } } } };

  it('split-on of a batch trigger comes from x-ms-notification-content, as the designer fills it in: one run an element', async () => {
    const { call, deliveries, recorder } = await on({ connector: delivering(list, 'batch') });
    await call({ value: [{ id: 1 }, { id: 2 }] });
    await call({ value: [] });
    assert.deepEqual((await recorder.runs()).map(({ key, payload }) => [key, payload]), [['f/1/0', { id: 1 }], ['f/1/1', { id: 2 }]]);
    assert.deepEqual(deliveries.map(({ outcome, runs }) => [outcome, runs]), [['events', 2], ['nothing', 0]]);
  });

  it('a body without the array that split-on names starts nothing, unless that is assumed otherwise', async () => {
    const problem = 'A delivery came, but its body has no array at "value", where split-on looks for the events.';
    for (const [splitOnWithoutArray, runs] of [['noRun', 0], ['oneRun', 1]] as const) {
      const { call, deliveries } = await on({ connector: delivering({ type: 'object' }), assumed: { splitOnWithoutArray } }, { ...hooked, splitOn: ['value'] });
      await call({ values: [] });
      assert.deepEqual(deliveries.map(each => [each.runs, each.problem]), [[runs, problem]]);
    }
  });

  it('more items than split-on may have start nothing, or as many as they may (facts 3.4: 5,000, 100,000, and 100 with limited concurrency)', async () => {
    const tried = async (count: number, setup: HookSetup, more: Partial<Flow> = {}) => {
      const { call, deliveries } = await on(setup, { ...hooked, splitOn: [], ...more });
      await call(Array.from({ length: count }, (_, id) => ({ id })));
      return deliveries.map(({ runs, problem }) => [runs, problem])[0];
    };
    assert.deepEqual(await tried(5_000, {}), [5_000, undefined]);
    assert.deepEqual(await tried(5_001, {}), [0, 'A delivery came with 5001 items, and split-on takes 5000 at most.']);
    assert.deepEqual(await tried(5_001, { assumed: { splitOnOverLimit: 'cut' } }), [5_000, 'A delivery came with 5001 items, and split-on takes 5000 at most. The rest starts no run.']);
    assert.deepEqual(await tried(5_001, { assumed: { performanceProfile: 'high' } }), [5_001, undefined]);
    assert.deepEqual(await tried(101, {}, { concurrency: { runs: 25, waitingRuns: 35 } }), [0, 'A delivery came with 101 items, and split-on takes 100 at most.']);
  });

  it('x-ms-notification-content only types: what does not fit it starts its run, with a finding', async () => {
    const cases: readonly (readonly [body: JsonValue, what: string | undefined])[] = [
      [{ value: [{ id: 1 }] }, undefined], [{ value: [{ id: 'one' }] }, 'the body.value[0].id is a string, not integer'], [{ value: [{}] }, 'the body.value[0] has no "id"'],
      [{ value: {} }, 'the body.value is an object, not array'], [[], 'the body is an array, not object'], [{ value: null }, undefined], [{ other: 1 }, undefined],
    ];
    for (const [body, what] of cases) {
      const { call, deliveries } = await on({ connector: delivering(list) });
      await call(body);
      assert.deepEqual(deliveries.map(({ runs, findings }) => [runs, findings.map(sentenceOf)]), [[1, what === undefined ? [] : [`A delivery does not fit x-ms-notification-content: ${what}. Flows type what they take from a delivery by that schema, so steps may find nothing where they expect a value. Correct the schema, or what the service sends.`]]], JSON.stringify(body));
    }
  });

  it('a trigger condition that is not met starts none; it is still answered 202', async () => {
    const { call, deliveries, payloads } = await on({}, { ...hooked, conditions: ['@equals(triggerBody()?[\'n\'], 2)'] });
    assert.deepEqual([(await call({ n: 1 })).status, (await call({ n: 2 })).status, await payloads()], [202, 202, [{ n: 2 }]]);
    assert.deepEqual(deliveries.map(({ outcome, runs, unmet }) => [outcome, runs, unmet]), [['events', 0, 1], ['events', 1, undefined]]);
  });

  it('more runs than may wait: 429 and no run (facts 3.2, documented); later ones are taken again', async () => {
    const actions = steps({ Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Minute' } } } });
    const flow: Flow = { ...hooked, concurrency: { runs: 1, waitingRuns: 2 }, steps: { name: 'Hooked', document: flowDocument(actions), connections: {}, parameters: {} } };
    const { call, deliveries, clock, recorder } = await on({}, flow);
    const statuses = [];
    for (let n = 1; n <= 5; n++) statuses.push((await call({ n })).status);
    assert.deepEqual(statuses, [202, 202, 202, 429, 429]);
    assert.deepEqual(deliveries.slice(3).map(({ status, outcome, runs, problem }) => [status, outcome, runs, problem])[0], [429, 'refused', 0, '2 runs of the flow wait already, so this call was answered 429 and starts none.']);
    await clock.advanceBy(60_000);
    assert.deepEqual(await plain(call({ n: 6 })), [202, undefined]);
    await clock.advanceBy(600_000);
    const began = await Promise.all((await recorder.runs()).map(async ({ key, payload }) => [payload, ((await recorder.historyOf(key))?.startedAt ?? NaN) - Date.UTC(2026, 2, 2, 7)]));
    assert.deepEqual(began, [[{ n: 1 }, 0], [{ n: 2 }, 60_000], [{ n: 3 }, 120_000], [{ n: 6 }, 180_000]]);
  });
});

describe('where the callback address is put', () => {
  const cases: readonly (readonly [name: string, parameters: readonly JsonObject[], inputs: JsonObject, sent: string])[] = [
    ['a query parameter', [{ name: 'target', in: 'query', type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' }], {}, '/hooks?target=<encoded>'],
    ['a header', [{ name: 'X-Target', in: 'header', type: 'string', 'x-ms-notification-url': true }], {}, '/hooks [X-Target: <address>]'],
    ['six deep, by references, beside what the maker gave', [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/Deep' } }], { body: { a: { kept: 1 } } }, '/hooks {"a":{"kept":1,"b":{"c":{"d":{"e":{"url":"<address>"}}}}}}'],
    ['each element of an array, or one that is made', [{ name: 'body', in: 'body', schema: { properties: { hooks: { type: 'array', items: { properties: { url: { type: 'string', 'x-ms-notification-url': true } } } } } } }], {}, '/hooks {"hooks":[{"url":"<address>"}]}'],
    ['elements that are there', [{ name: 'body', in: 'body', schema: { properties: { hooks: { type: 'array', items: { properties: { url: { 'x-ms-notification-url': true } } } } } } }], { body: { hooks: [{ a: 1 }, { a: 2 }] } }, '/hooks {"hooks":[{"a":1,"url":"<address>"},{"a":2,"url":"<address>"}]}'],
    ['a part of allOf', [{ name: 'body', in: 'body', schema: { allOf: [{ properties: { x: {} } }, { properties: { url: { 'x-ms-notification-url': true } } }] } }], {}, '/hooks {"url":"<address>"}'],
    ['beside a reference, required, and over what was given', [{ name: 'body', in: 'body', required: true, schema: { required: ['url'], properties: { url: { $ref: '#/definitions/Text', 'x-ms-notification-url': true } } } }], { body: { url: 'mine' } }, '/hooks {"url":"<address>"}'],
    ['two places', [{ name: 'body', in: 'body', schema: { properties: { a: { 'x-ms-notification-url': true }, b: { 'x-ms-notification-url': true } } } }], {}, '/hooks {"a":"<address>","b":"<address>"}'],
    ['a schema that contains itself', [{ name: 'body', in: 'body', schema: { $ref: '#/definitions/Ring' } }], {}, '/hooks {"url":"<address>"}'],
  ];
  const deep = (names: readonly string[]): JsonObject => (names.length === 0 ? { type: 'string', 'x-ms-notification-url': true } : { type: 'object', properties: { [names[0] ?? '']: deep(names.slice(1)) } });
  for (const [name, parameters, inputs, expected] of cases) {
    it(name, async () => {
      const connector = smallConnector({
        operations: [{ method: 'post', path: '/hooks', object: { operationId: 'OnEvent', 'x-ms-trigger': 'single', parameters } }, deleteHook],
        root: { definitions: { Deep: deep(['a', 'b', 'c', 'd', 'e', 'url']), Text: { type: 'string' }, Ring: { properties: { next: { $ref: '#/definitions/Ring' }, url: { 'x-ms-notification-url': true } } } } },
      });
      const { engine, service, webhooks } = hookEngine({ connector });
      service.faults.push({ status: 201, headers: [['Location', '/v1/hooks/1']], body: new Uint8Array() });
      await engine.turnOn({ ...hooked, inputs });
      const address = webhooks.list()[0]?.callbackUri ?? '';
      const [sent] = service.backend.requests;
      const header = sent?.headers.find(([each]) => each === 'X-Target');
      const shown = `${sent?.uri.replace('https://api.test/v1', '')}${header ? ` [${header.join(': ')}]` : ''}${sent?.body ? ` ${Buffer.from(sent.body).toString()}` : ''}`;
      assert.equal(shown.replaceAll(address, '<address>').replace(encodeURIComponent(address), '<encoded>'), expected);
    });
  }
});
