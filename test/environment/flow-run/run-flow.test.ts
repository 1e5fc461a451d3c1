import * as assert from 'node:assert/strict';
import { answer } from '../small-connector';
import { start } from '../small-connector';
import { call, flowDocument, ran, statusesOf, stepNamed, steps } from './small-flow';

const json = (body: unknown, status = 200) => answer(status, body, [['Content-Type', 'application/json']]);

describe('running a flow', () => {
  it('steps read the trigger and one another, and the history keeps what went in and out', async () => {
    const { history, asked } = await ran(steps({
      Get: call('small', 'GetThing', { id: '@triggerBody()?[\'id\']' }),
      Text: { type: 'Compose', after: 'Get', inputs: 'It is @{body(\'Get\')?[\'name\']} of @{triggerOutputs()?[\'body/id\']}.' },
    }), { id: 'a/7' }, [json({ name: 'Loyalty' })]);
    assert.deepEqual(asked, ['GET https://api.test/v1/things/a%2F7']);
    assert.deepEqual(history, {
      runKey: 'f/1/0', flow: 'Small flow', status: 'Succeeded', startedAt: start, endedAt: start,
      trigger: { name: 'When_a_thing_happens', outputs: { headers: { Date: 'now' }, body: { id: 'a/7' } } },
      steps: [
        {
          name: 'Get', type: 'OpenApiConnection', status: 'Succeeded', startedAt: start, endedAt: start,
          inputs: { host: { connectionName: 'small', operationId: 'GetThing' }, parameters: { id: 'a/7' } },
          outputs: { statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: { name: 'Loyalty' } },
        },
        { name: 'Text', type: 'Compose', status: 'Succeeded', startedAt: start, endedAt: start, inputs: 'It is Loyalty of a/7.', outputs: 'It is Loyalty of a/7.' },
      ],
    });
  });

  it('the flow is known by its id, its name and its run', async () => {
    const inputs = '@{workflow().name}, @{workflow()?[\'tags\'][\'flowDisplayName\']}, @{workflow()?[\'tags\'][\'xrmWorkflowId\']}, @{workflow()[\'id\']}, @{workflow()?[\'run\'][\'id\']}';
    const known = await ran(steps({ Say: { type: 'Compose', inputs } }), {}, [], { id: '625ac674-7d13-4184-8d44-fb6c6d48c11c' });
    const nameless = await ran(steps({ Say: { type: 'Compose', inputs: '@workflow().name' } }));
    assert.deepEqual([known, nameless].map(({ history }) => stepNamed(history, 'Say').outputs), [
      '625ac674-7d13-4184-8d44-fb6c6d48c11c, Small flow, 625ac674-7d13-4184-8d44-fb6c6d48c11c, /workflows/625ac674-7d13-4184-8d44-fb6c6d48c11c, /workflows/625ac674-7d13-4184-8d44-fb6c6d48c11c/runs/f/1/0', 'Small flow',
    ]);
  });

  it('fields of a body go into the body', async () => {
    const { asked } = await ran(steps({ Add: call('small', 'AddThing', { 'body/name': '@triggerBody()?[\'name\']', 'body/size/x': 3 }) }), { name: 'n' });
    assert.deepEqual(asked, ['POST https://api.test/v1/things {"name":"n","size":{"x":3}}']);
  });

  it('a failed call is retried by the low profile, then fails the step, and with it the run', async () => {
    const { history, asked } = await ran(steps({ Get: call('small', 'GetThing', { id: '7' }), Then: { type: 'Compose', after: 'Get', inputs: 1 } }), {}, [json({}, 503), json({}, 503), json({ error: { code: 'Busy', message: 'Try later.' } }, 503)]);
    assert.deepEqual([asked.length, history.status, statusesOf(history.steps), history.error], [3, 'Failed', { Get: 'Failed', Then: 'Skipped' }, { code: 'ActionFailed', message: '"Get": Try later.' }]);
    assert.deepEqual(stepNamed(history, 'Get').error, { code: 'Busy', message: 'Try later.' });
    assert.equal(stepNamed(history, 'Get').endedAt, start + 900_000);
    assert.deepEqual(stepNamed(history, 'Then').error, { code: 'ActionSkipped', message: 'It does not run after what came before: "Get" ended Failed, not Succeeded.' });
  });

  it('a step may have a retry policy of its own, and a time limit', async () => {
    const none = await ran(steps({ Get: call('small', 'GetThing', { id: '7' }, { retryPolicy: { type: 'none' } }) }), {}, [json({}, 503)]);
    assert.deepEqual([none.asked.length, none.history.status], [1, 'Failed']);
    const accepted = () => answer(202, undefined, [['Location', 'https://api.test/v1/things/1'], ['Retry-After', '60']]);
    const limited = await ran(steps({ Get: { ...call('small', 'GetThing', { id: '7' }), ...{ limit: { timeout: 'PT90S' } } }, After: { type: 'Compose', after: { Get: ['TimedOut'] }, inputs: 1 } }), {}, [accepted(), accepted(), accepted()]);
    assert.deepEqual([statusesOf(limited.history.steps), limited.history.status], [{ Get: 'TimedOut', After: 'Succeeded' }, 'Succeeded']);
  });

  it('202 with Location is waited for', async () => {
    const { history, asked } = await ran(steps({ Get: call('small', 'GetThing', { id: '7' }) }), {}, [answer(202, undefined, [['Location', 'https://api.test/v1/things/8'], ['Retry-After', '5']]), json({ done: true })]);
    assert.deepEqual([asked, stepNamed(history, 'Get').endedAt], [['GET https://api.test/v1/things/7', 'GET https://api.test/v1/things/8'], start + 5_000]);
  });

  it('inputs that do not fit the operation fail the step with a sentence', async () => {
    const { history } = await ran(steps({ Get: call('small', 'GetThing', { di: '7' }), Other: call('small', 'GetThnig', {}) }));
    assert.equal(stepNamed(history, 'Get').error?.message, 'GetThing can\'t be called: It has no input "di"; it has id. "id" (id) is required and not given.');
    assert.equal(stepNamed(history, 'Other').error?.message, 'The connector "Small" has no operation "GetThnig". It has: AddThing, GetThing, OnThing.');
  });

  it('an expression that can not be evaluated fails its step', async () => {
    const { history } = await ran(steps({ Text: { type: 'Compose', inputs: '@nosuchfunction(1)' }, Unread: { type: 'Compose', inputs: '@concat(' } }));
    assert.deepEqual(statusesOf(history.steps), { Text: 'Failed', Unread: 'Failed' });
    assert.deepEqual(['Text', 'Unread'].map(name => stepNamed(history, name).error?.code), ['InvalidTemplate', 'InvalidTemplate']);
  });

  it('steps whose type is not run here fail with a sentence, as do other connectors', async () => {
    const { history } = await ran(steps({ Script: { type: 'JavaScriptCode', inputs: {} }, List: call('sharepoint', 'GetItems', {}), Channel: call('teams', 'GetChannels', {}), Lost: call('nowhere', 'X', {}) }));
    assert.deepEqual(history.steps.map(step => [step.status, step.error?.message]), [
      ['Failed', 'Steps of the type "JavaScriptCode" are not run here. Those that are: OpenApiConnection, OpenApiConnectionWebhook, ApiConnection, If, Switch, Foreach, Until, Scope, Terminate, Wait, Compose, ParseJson, Select, Query, Join, Table, Response, InitializeVariable, SetVariable, IncrementVariable, DecrementVariable, AppendToStringVariable, AppendToArrayVariable.'],
      ['Failed', 'The connector "shared_sharepointonline" is not run here: it is not installed, and of Microsoft\'s own only these send messages into the outbox: shared_teams/postmessagetoconversation, shared_teams/postcardtoconversation, shared_office365/sendemailv2, shared_office365/sharedmailboxsendemailv2.'],
      ['Failed', 'The operation "GetChannels" of "shared_teams" is not run here. Those that end in the outbox are: shared_teams/postmessagetoconversation, shared_teams/postcardtoconversation, shared_office365/sendemailv2, shared_office365/sharedmailboxsendemailv2.'],
      ['Failed', 'The step uses the connection reference "nowhere", and the flow has none of that name.'],
    ]);
  });

  it('messages end in the outbox', async () => {
    const { history, outbox } = await ran(steps({
      Post: call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'team', 'body/recipient/channelId': 'channel', 'body/messageBody': '<p>@{triggerBody()?[\'name\']}</p>' }),
      Chat: { ...call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Chat with Flow bot', 'body/recipient': 'a@example.com', 'body/messageBody': 'x' }), after: 'Post' },
      Mail: { ...call('outlook', 'SendEmailV2', { 'emailMessage/To': 'a@example.com; b@example.com;', 'emailMessage/Subject': 'S', 'emailMessage/Body': '<p>B</p>', 'emailMessage/Importance': 'High' }), after: 'Chat' },
      Nobody: { ...call('outlook', 'SendEmailV2', { 'emailMessage/To': '', 'emailMessage/Subject': 'S', 'emailMessage/Body': '' }), after: 'Mail' },
    }), { name: 'Loyalty' });
    const origin = { at: start, runKey: 'f/1/0', flow: 'Small flow' };
    assert.deepEqual(outbox.messages, [
      { ...origin, kind: 'teams', to: { kind: 'channel', team: 'team', channel: 'channel' }, postedAs: 'Flow bot', html: '<p>Loyalty</p>', isCard: false, step: 'Post' },
      { ...origin, kind: 'teams', to: { kind: 'chat', recipient: 'a@example.com' }, postedAs: 'Flow bot', html: 'x', isCard: false, step: 'Chat' },
      { ...origin, kind: 'mail', to: ['a@example.com', 'b@example.com'], cc: [], bcc: [], subject: 'S', html: '<p>B</p>', importance: 'High', step: 'Mail' },
    ]);
    assert.deepEqual(stepNamed(history, 'Chat').outputs, { statusCode: 201, headers: {}, body: { id: '2', messageId: '2' } });
    assert.equal(stepNamed(history, 'Nobody').error?.message, 'The mail can\'t be sent without the recipients (emailMessage/To) and the body (emailMessage/Body); what stands there is empty.');
  });

  it('no history shows a secret', async () => {
    const actions = steps({
      Get: call('small', 'GetThing', { id: '7' }), Copy: { type: 'Compose', after: 'Get', inputs: '@body(\'Get\')' },
      Variable: { type: 'Compose', inputs: '@{parameters(\'token\')}' }, Hidden: { type: 'Compose', inputs: 'not to be seen', ...{ runtimeConfiguration: { secureData: { properties: ['inputs', 'outputs'] } } } },
      Length: { type: 'Compose', after: 'Copy', inputs: '@length(outputs(\'Copy\')?[\'echo\'])' },
    });
    const { history } = await ran(actions, 'key-of-c1', [json({ echo: 'the key-of-c1 and secret-token', 'key-of-c1': 1 })], { document: flowDocument(actions, { token: { type: 'String' } }), parameters: { token: 'secret-token' }, secrets: ['secret-token'] });
    assert.deepEqual(['Copy', 'Variable', 'Hidden', 'Length'].map(name => stepNamed(history, name).outputs), [{ echo: 'the *** and ***', '***': 1 }, '***', '***', 30]);
    assert.equal(/key-of-c1|secret-token|not to be seen/.test(JSON.stringify(history)), false);
  });

  it('parameters have their given value, or their default', async () => {
    const actions = steps({ Text: { type: 'Compose', inputs: '@{parameters(\'Team (kon_team)\')} @{parameters(\'Count\')}' } });
    const document = flowDocument(actions, { 'Team (kon_team)': { type: 'String', metadata: { schemaName: 'kon_team' } }, Count: { type: 'Int', defaultValue: 3 } });
    const { history } = await ran(actions, {}, [], { document, parameters: { 'Team (kon_team)': 'Data' } });
    assert.equal(stepNamed(history, 'Text').outputs, 'Data 3');
  });

  it('steps without order fail the run and none starts', async () => {
    const { history } = await ran(steps({ A: { type: 'Compose', after: 'B', inputs: 1 }, B: { type: 'Compose', after: 'A', inputs: 1 } }));
    assert.deepEqual([history.status, history.error?.code, statusesOf(history.steps)], ['Failed', 'InvalidTemplate', { A: 'Skipped', B: 'Skipped' }]);
  });
});
