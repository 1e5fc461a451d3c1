import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EnvironmentError, type HttpRequest, RequestError } from '../../../scripts/environment';
import { answer, fakeBackend, start } from '../small-connector';
import { call, flowDocument, steps } from '../flow-run/small-flow';
import { localSignIn } from '../../../scripts/environment/sign-in';
import { type Opened, openedEnvironments, smallDefinition, smallFiles } from './opened-environment';

const minute = 60_000;

/** A service that tells of a thing at each poll behind the first; its Location counts them. */
function counting(): ReturnType<typeof fakeBackend> {
  return fakeBackend(({ uri }: HttpRequest) => {
    const seen = Number(new URL(uri).searchParams.get('seen') ?? -1);
    const next = [['Location', `https://api.test/v1/trigger?seen=${seen + 1}`]] as const;
    return uri.includes('/things') ? answer(200, { id: '1' }) : seen < 0 ? answer(202, undefined, next) : answer(200, { value: [{ id: String(seen + 1) }] }, next);
  });
}

/** One step that gets the thing, and one that tells Teams. */
const document = flowDocument(steps({
  Get_the_thing: call('small', 'GetThing', { id: '@triggerOutputs()?[\'body/id\']' }),
  Tell: { after: 'Get_the_thing', ...call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'team', 'body/recipient/channelId': '@parameters(\'Channel (x_Channel)\')', 'body/messageBody': '<p>A thing.</p>' }) },
}), { 'Channel (x_Channel)': { type: 'String', metadata: { schemaName: 'x_Channel' } } });

describe('flows of an environment', () => {
  const { open, end, folder } = openedEnvironments();

  async function withFlow(backend = counting()): Promise<Opened> {
    const opened = await open({ backend });
    await opened.environment.installFiles('small', smallFiles());
    await opened.environment.connections.create({ connector: 'small', values: { api_key: 'a-long-secret' } });
    await opened.environment.flows.create({ id: 'f', name: 'Things', document });
    return opened;
  }
  const bindings = { connections: { ref_small: 'small' }, variables: { x_Channel: 'general' } };

  it('say what they need, and are bound and turned on', async () => {
    const { environment } = await withFlow();
    assert.deepEqual(environment.flows.missing(environment.flows.get('f')), ['The connection reference ref_small has no connection. There is small.', 'The environment variable x_Channel has no value.']);
    await assert.rejects(environment.flows.turnOn('f'), new EnvironmentError('binding', 'The flow "Things" can\'t be turned on: The connection reference ref_small has no connection. There is small. The environment variable x_Channel has no value.'));
    await environment.flows.bind('f', bindings);
    assert.deepEqual(environment.flows.missing(environment.flows.get('f')), []);
    assert.equal((await environment.flows.turnOn('f')).isOn, true);
    assert.deepEqual(environment.flows.atWork('f'), { nextPollAt: start, findings: [] });
    await environment.flows.turnOn('f'); // on already: nothing happens
  });

  it('are not bound to what does not fit, with a sentence for each', async () => {
    const { environment } = await withFlow();
    await assert.rejects(environment.flows.bind('f', { connections: { ref_small: 'none', ref_large: 'small' }, variables: { x_Channel: 'general', x_Team: 'team' } }), new EnvironmentError('binding',
      'The flow "Things" can\'t be bound: The connection reference ref_small needs a connection of "small", and there is no connection "none". The flow has no connection reference "ref_large". It has: ref_small, ref_teams, ref_outlook, ref_sharepoint. The flow has no environment variable "x_Team". It has: x_Channel.'));
    assert.deepEqual(environment.flows.get('f').connections, {});
  });

  it('are not turned on where they call an operation that is not there, also deep inside', async () => {
    const { environment } = await withFlow();
    const inner = steps({ Each: { type: 'Foreach', foreach: '@createArray(1)', actions: steps({ Deep: call('small', 'GetNothing', {}) }) } });
    await environment.flows.create({ id: 'g', name: 'Deep', document: flowDocument(inner, {}, { inputs: { ...document.properties.definition.triggers['When_a_thing_happens']!.inputs, host: { connectionName: 'small', operationId: 'OnNothing', apiId: '' } } }) });
    await environment.flows.bind('g', { connections: { ref_small: 'small' } });
    await assert.rejects(environment.flows.turnOn('g'), new EnvironmentError('binding', 'The flow "Deep" can\'t be turned on: "When_a_thing_happens" calls the operation "OnNothing", which the connector "Small" does not have. "Deep" calls the operation "GetNothing", which the connector "Small" does not have.'));
  });

  it('run: what happened is told by events, in order, and stands in the store', async () => {
    const { environment, store } = await withFlow();
    const told: string[] = [];
    await environment.flows.bind('f', bindings);
    environment.events.listen(event => told.push(event.kind));
    await environment.flows.turnOn('f');
    await environment.advance({ milliseconds: minute });
    await environment.idle();
    assert.deepEqual(told, ['flowChanged', 'poll', 'poll', 'runStarted', 'message', 'runEnded', 'clockChanged']);
    assert.deepEqual(store.runs.page({}), [{ key: 'f/2/0', flowId: 'f', at: start + minute, status: 'Succeeded', attempts: 1, endedAt: start + minute }]);
    assert.deepEqual(store.outbox.page({}).map(({ number, message }) => [number, message.runKey, message.step]), [[1, 'f/2/0', 'Tell']]);
  });

  it('are polled at once on request, in the place of their next poll', async () => {
    const { environment } = await withFlow();
    await assert.rejects(environment.flows.runNow('f'), new RequestError('conflict', 'FlowOff', 'The flow "Things" is not on, so its trigger is not asked. Turn it on first.'));
    await environment.flows.bind('f', bindings);
    await environment.flows.turnOn('f');
    const [first, second] = await Promise.all([environment.flows.runNow('f'), environment.flows.runNow('f')]);
    assert.ok('pollNumber' in first && 'pollNumber' in second);
    assert.deepEqual([first.pollNumber, first.outcome, second.pollNumber, second.outcome, second.runs], [1, 'nothing', 2, 'events', 1]);
    assert.deepEqual(environment.flows.atWork('f').nextPollAt, start + minute);
  });

  it('go on from their kept Location after they were off, and start afresh only as a copy', async () => {
    const backend = counting();
    const { environment } = await withFlow(backend);
    await environment.flows.bind('f', bindings);
    await environment.flows.turnOn('f');
    await environment.advance({ milliseconds: minute });
    await environment.flows.turnOff('f');
    await environment.flows.turnOff('f'); // off already: nothing happens
    await environment.advance({ milliseconds: 10 * minute });
    await environment.flows.turnOn('f');
    await environment.advance({ milliseconds: 0 });
    assert.deepEqual(asked(backend), ['', '?seen=0', '?seen=1']);
    await environment.flows.remove('f');
    await environment.flows.create({ id: 'f2', name: 'Copy', document });
    await environment.flows.bind('f2', bindings);
    await environment.flows.turnOn('f2');
    await environment.advance({ milliseconds: 0 });
    assert.deepEqual(asked(backend).at(-1), '');
    assert.throws(() => environment.flows.get('f'), new RequestError('missing', 'FlowNotFound', 'There is no flow "f". There is: f2.'));
  });

  it('do one thing after the other, whoever asks', async () => {
    const { environment } = await withFlow();
    await environment.flows.bind('f', bindings);
    const done = await Promise.all([environment.flows.turnOn('f'), environment.flows.turnOn('f'), environment.flows.turnOff('f'), environment.flows.bind('f', { variables: { x_Channel: 'other' } }), environment.flows.turnOn('f')]);
    assert.deepEqual(done.map(({ isOn }) => isOn), [true, true, false, false, true]);
    assert.deepEqual([environment.flows.get('f').parameters, environment.flows.atWork('f')], [{ 'Channel (x_Channel)': 'other' }, { nextPollAt: start, findings: [] }]);
    const [removed, turned] = await Promise.allSettled([environment.flows.remove('f'), environment.flows.turnOn('f')]);
    assert.deepEqual([removed.status, turned.status, environment.flows.list()], ['fulfilled', 'rejected', []]);
  });

  it('that are on go on with a changed document; one that can\'t be run changes nothing', async () => {
    const { environment } = await withFlow();
    await environment.flows.bind('f', bindings);
    await environment.flows.turnOn('f');
    const slower = structuredClone(document);
    Object.assign(slower.properties.definition.triggers['When_a_thing_happens']!, { recurrence: { frequency: 'Minute', interval: 5 } });
    await environment.flows.change('f', { document: slower });
    await environment.advance({ milliseconds: 0 });
    assert.equal(environment.flows.atWork('f').nextPollAt, start + 5 * minute);
    const broken = structuredClone(slower);
    Object.assign(broken.properties.definition.triggers['When_a_thing_happens']!, { recurrence: { frequency: 'Never', interval: 5 } });
    await assert.rejects(environment.flows.change('f', { document: broken }), /^EnvironmentError: The flow "Things" can't be turned on: its recurrence of 5 Never can't be read/);
    await assert.rejects(environment.flows.change('f', { document: { properties: {} } }), new EnvironmentError('flow', 'The flow "Things" is no workflow document: it must have properties.definition.triggers and properties.definition.actions, as in a solution.'));
    assert.deepEqual(environment.flows.get('f').document, slower);
  });

  describe('with a webhook that can\'t be subscribed', () => {
    const hookBody = {
      type: 'object', required: ['hook'],
      properties: { event: { type: 'string', 'x-ms-summary': 'Event', description: 'What to tell of.' }, hook: { type: 'object', required: ['url'], properties: { url: { type: 'string', 'x-ms-notification-url': true, 'x-ms-visibility': 'internal' } } } },
    };
    const hookDefinition = {
      ...smallDefinition, paths: {
        ...smallDefinition.paths,
        '/hooks': { 'x-ms-notification-content': { description: 'A thing.', schema: { type: 'object', properties: { id: { type: 'string' } } } }, post: {
          operationId: 'OnEvent', summary: 'When an event happens', description: 'Starts a flow for each event.', 'x-ms-trigger': 'single',
          parameters: [{ name: 'body', in: 'body', required: true, schema: hookBody }], responses: { 201: { description: 'Made.' } },
        } },
        '/hooks/{id}': { delete: { operationId: 'DeleteHook', summary: 'Delete hook', description: 'Deletes a hook.', 'x-ms-visibility': 'internal', parameters: [{ name: 'id', in: 'path', required: true, type: 'string', 'x-ms-summary': 'Id', description: 'Its id.' }], responses: { 200: { description: 'Gone.' } } } },
      },
    };
    const hookDocument = flowDocument({}, {}, { type: 'OpenApiConnectionWebhook', inputs: { host: { connectionName: 'small', operationId: 'OnEvent', apiId: '' }, parameters: { 'body/event': 'made' }, authentication: '@parameters(\'$authentication\')' } });
    const problem = 'The flow "Hooked" is not called: Subscribing by OnEvent was answered 403: No role.';

    async function hookedFlow(assumed: 'staysOn' | 'turnsOff'): Promise<Opened> {
      const opened = await open({ backend: fakeBackend(() => answer(403, { message: 'No role.' })), assumed: { failedSubscription: assumed } });
      await opened.environment.installFiles('small', smallFiles(hookDefinition));
      await opened.environment.connections.create({ connector: 'small', values: { api_key: 'a-long-secret' } });
      await opened.environment.flows.create({ id: 'h', name: 'Hooked', document: hookDocument });
      await opened.environment.flows.bind('h', { connections: { ref_small: 'small' } });
      return opened;
    }

    it('stay on, not called', async () => {
      const { environment, store } = await hookedFlow('staysOn');
      assert.equal((await environment.flows.turnOn('h')).isOn, true);
      assert.deepEqual([store.flows.get('h')?.isOn, environment.flows.atWork('h')], [true, { findings: [], subscription: { kind: 'none', problem } }]);
    });

    it('are off everywhere where it is assumed that they turn themselves off, and say why', async () => {
      const opened = await hookedFlow('turnsOff');
      assert.equal((await opened.environment.flows.turnOn('h')).isOn, false);
      assert.deepEqual([opened.store.flows.get('h')?.isOn, opened.environment.flows.atWork('h')], [false, { findings: [], subscription: { kind: 'none', problem } }]);
      await end(opened);
      assert.deepEqual((await open()).environment.flows.get('h').isOn, false);
    });

    it('turn themselves off at a later start, too', async () => {
      const before = await hookedFlow('staysOn');
      await before.environment.flows.turnOn('h');
      await end(before);
      const { environment } = await open({ backend: fakeBackend(() => answer(403, { message: 'No role.' })), assumed: { failedSubscription: 'turnsOff' } });
      assert.deepEqual([environment.flows.get('h').isOn, environment.flows.atWork('h').subscription], [false, { kind: 'none', problem }]);
    });
  });

  describe('after a restart', () => {
    it('whose connection has lost its key say so, and go on by themselves once it is filled in', async () => {
      const before = await withFlow();
      await before.environment.flows.bind('f', bindings);
      await before.environment.flows.turnOn('f');
      await end(before);
      rmSync(join(folder(), '.konektor', 'environment.keys'));
      const { environment } = await open({ signIn: localSignIn });
      const reason = `The key of its secrets is not in ${join(folder(), '.konektor', 'environment.keys')} any more. Fill in its values again.`;
      const sentence = `The flow "Things" can't be turned on: The connection reference ref_small is bound to "small", which can't be used. ${reason}`;
      assert.deepEqual([environment.connections.get('small').status, environment.flows.atWork('f')], [{ kind: 'error', reason }, { findings: [], problem: sentence }]);
      assert.deepEqual(environment.events.after(0).map(event => (event.kind === 'problem' ? event.message : event.kind)), [`The connection "small" can't be used: ${reason}`, `The flow "Things" is on and not at work: ${sentence}`, 'flowChanged']);
      assert.deepEqual(await environment.connections.test('small'), { outcome: 'failed', message: `The connection "small" can't be used. ${reason}` });
      await assert.rejects(environment.testCall({ connectionId: 'small', operationId: 'ListColors', inputs: {} }), new EnvironmentError('connection', `The connection "small" can't be used. ${reason}`));
      await environment.connections.change('small', { values: { api_key: 'a-new-secret' } });
      await environment.flows.turnOn('f'); // waits for what has begun by itself
      assert.deepEqual([environment.connections.get('small').status, environment.flows.atWork('f'), environment.events.after(3).map(({ kind }) => kind)], [{ kind: 'connected' }, { nextPollAt: start, findings: [] }, ['connectionChanged', 'connectionChanged', 'flowChanged']]);
    });

    it('go on from where they stood: connector, connection, flow, trigger, time', async () => {
      const backend = counting();
      const before = await withFlow(backend);
      await before.environment.flows.bind('f', bindings);
      await before.environment.flows.turnOn('f');
      await before.environment.advance({ milliseconds: minute });
      await before.environment.idle();
      await end(before);
      const { environment, store } = await open({ backend });
      assert.deepEqual([environment.now, environment.connectors.list().map(({ name }) => name), environment.connections.list().map(({ id }) => id), environment.flows.atWork('f').nextPollAt], [start + minute, ['small'], ['small'], start + minute]);
      await environment.advance({ milliseconds: minute });
      assert.deepEqual(asked(backend), ['', '?seen=0', '?seen=1', '?seen=2']);
      assert.deepEqual(store.runs.page({}).map(({ key }) => key), ['f/4/0', 'f/3/0', 'f/2/0']);
    });

    it('start a run again under which the environment ended', async () => {
      const backend = counting();
      const before = await withFlow(backend);
      await before.environment.flows.bind('f', bindings);
      await before.environment.flows.turnOn('f');
      await before.environment.flows.runNow('f');
      await before.environment.flows.runNow('f'); // the run waits for the clock, which does not move any more
      assert.deepEqual(before.store.runs.page({}).map(({ key, status }) => [key, status]), [['f/2/0', 'Running']]);
      await end(before);
      const { environment, store } = await open({ backend });
      await environment.flows.turnOff('f');
      await environment.advance({ milliseconds: 0 });
      await environment.idle();
      assert.deepEqual(store.runs.page({}).map(({ key, status, attempts }) => [key, status, attempts]), [['f/2/0', 'Succeeded', 2]]);
      assert.deepEqual(store.outbox.count(), 1);
    });

    it('say why they are not at work, and harm nothing else', async () => {
      const before = await withFlow();
      await before.environment.flows.bind('f', bindings);
      await before.environment.flows.turnOn('f');
      before.store.connections.remove('small'); // as no operation of the environment would
      await end(before);
      const { environment } = await open();
      const sentence = 'The flow "Things" can\'t be turned on: The connection reference ref_small is bound to "small", which is not there. The connector "small" has no connection yet.';
      assert.deepEqual([environment.flows.get('f').isOn, environment.flows.atWork('f')], [true, { findings: [], problem: sentence }]);
      assert.deepEqual(environment.events.after(0).map(event => (event.kind === 'problem' ? event.message : event.kind)), [`The flow "Things" is on and not at work: ${sentence}`, 'flowChanged']);
      await environment.connections.create({ connector: 'small', values: { api_key: 'a-long-secret' } });
      await environment.flows.turnOn('f');
      assert.deepEqual(environment.flows.atWork('f'), { nextPollAt: start, findings: [] });
      await environment.flows.turnOff('f');
    });
  });
});

const asked = ({ requests }: ReturnType<typeof fakeBackend>): readonly string[] => requests.filter(({ uri }) => uri.includes('/trigger')).map(({ uri }) => new URL(uri).search);
