import assert from 'node:assert/strict';
import SwaggerParser from '@apidevtools/swagger-parser';
import { LiveClock } from '../../../scripts/environment';
import type { RouteContract } from '../../../scripts/environment/api/contract/route';
import { type OperationName, routes } from '../../../scripts/environment/api/contract/routes';
import { openApiDocument } from '../../../scripts/environment/api/openapi';
import { zipBytes } from '../../../scripts/package/zip/write-zip';
import { call as step, flowDocument, steps } from '../flow-run/small-flow';
import { smallDefinition, smallProperties } from '../host/opened-environment';
import { answer, fakeBackend, start } from '../small-connector';
import { answered, checkAgainst, type Served, servedEnvironments, token } from './served-environment';

const minute = 60_000;
const files = [{ path: 'apiDefinition.swagger.json', text: JSON.stringify(smallDefinition) }, { path: 'apiProperties.json', text: JSON.stringify(smallProperties) }];
const document = flowDocument(steps({ Tell: step('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Channel', 'body/recipient/groupId': 'team', 'body/recipient/channelId': '@parameters(\'Channel (x_Channel)\')', 'body/messageBody': '<p>A thing.</p>' }) }),
  { 'Channel (x_Channel)': { type: 'String', metadata: { schemaName: 'x_Channel' } } });

const backend = () => fakeBackend(({ uri }) => {
  if (uri.includes('/colors')) return answer(200, { value: [{ id: 'r', name: 'Red' }, { id: 'b', name: 'Blue' }, { name: 'Nothing' }] });
  if (uri.includes('/things')) return answer(200, { id: '7', color: 'red' });
  return uri.includes('seen') ? answer(200, { value: [{ id: '1' }] }, [['Location', 'https://api.test/v1/trigger?seen=2']]) : answer(202, undefined, [['Location', 'https://api.test/v1/trigger?seen=1']]);
});

describe('the contract of the API', () => {
  const { serve } = servedEnvironments();

  async function withFlow(): Promise<Served> {
    const served = await serve({ backend: backend() });
    await served.call('installPackage', { body: { name: 'small', files } });
    await served.call('createConnection', { body: { connector: 'small', values: { api_key: 'a-long-secret' } } });
    await served.call('createFlow', { body: { id: 'f', name: 'Things', document } });
    await served.call('bindFlow', { path: { flow: 'f' }, body: { connections: { ref_small: 'small' }, variables: { x_Channel: 'general' } } });
    return served;
  }

  it('is an OpenAPI document that others read, and is served as it is', async () => {
    const { call } = await serve();
    const { body } = await call('getOpenApi');
    assert.deepEqual(body, JSON.parse(JSON.stringify(openApiDocument('0.0.0'))));
    await SwaggerParser.validate(structuredClone(body) as never); // the parser's own type of a document
  });

  it('has every route, each with its parameters, its body and its answers', () => {
    const { paths } = openApiDocument('0') as { readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string; readonly parameters?: readonly { readonly name: string; readonly in: string }[]; readonly requestBody?: object; readonly responses: object }>>>> }; // OpenAPI's own shape
    const described = Object.entries(paths).flatMap(([path, item]) => Object.entries(item).map(([method, operation]) => [operation.operationId, `${method} ${path}`, (operation.parameters ?? []).map(parameter => `${parameter.in} ${parameter.name}`), operation.requestBody !== undefined]));
    const declared = Object.entries<RouteContract>(routes).map(([name, { method, path, query = {}, body }]) => [name, `${method} /api/v1${path}`, [...[...path.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => `path ${parameter}`), ...Object.keys(query).map(parameter => `query ${parameter}`)], body !== undefined]);
    assert.deepEqual(described.sort(), declared.sort());
    assert.equal(new Set(declared.map(([, address]) => address)).size, declared.length, 'no two operations of one address');
  });

  it('installs, lists and removes connectors', async () => {
    const { call, server } = await serve();
    const zip = await zipOf(files);
    assert.deepEqual((await call('installPackage', { zip, query: '?name=small.zip' })).body, { connectors: [{ name: 'small', title: 'Small', outcome: 'installed', findings: [] }], flows: [] });
    assert.deepEqual((await call('installPackage', { body: { name: 'small', files } })).body, { connectors: [{ name: 'small', title: 'Small', outcome: 'unchanged', findings: [] }], flows: [] });
    const connector = { name: 'small', title: 'Small', description: 'Tells of things and keeps them.', version: '1.2.0', installedAt: '2026-03-02T07:00:00.000Z', operations: 3, triggers: 1, customCode: false, address: `${server.origin}/apim/small`, findings: [] };
    assert.deepEqual((await call('listConnectors')).body, { value: [connector] });
    const operation = (operationId: string, title: string, description: string, kind: string, visibility: string, path: string) => ({ operationId, title, description, kind, visibility, deprecated: false, method: 'GET', path });
    assert.deepEqual((await call('getConnector', { path: { connector: 'small' } })).body, {
      connector, testOperation: 'ListColors',
      connectionForms: [{ title: 'Small', description: '', parameters: [{ name: 'api_key', title: 'Key', description: 'The key.', kind: 'secret', required: true, hidden: false }] }],
      operations: [
        operation('OnThing', 'When a thing appears', 'Starts a flow for each new thing.', 'pollingTrigger', 'important', '/trigger'),
        operation('GetThing', 'Get thing', 'Gets a thing.', 'action', 'none', '/things/{id}'),
        operation('ListColors', 'List colors', 'Lists the colors.', 'action', 'internal', '/colors'),
      ],
    });
    assert.deepEqual((await call('getConnectorFiles', { path: { connector: 'small' } })).body, { name: 'small', files }, 'what was installed, as it was');
    assert.equal((await call('getConnectorFiles', { path: { connector: 'large' } })).status, 404);
    assert.deepEqual((await call('getConnector', { path: { connector: 'large' } })).body, { error: { code: 'ConnectorNotFound', message: 'No connector "large" is installed. There is: small.' } });
    assert.equal((await call('deleteConnector', { path: { connector: 'small' } })).status, 204);
    assert.equal((await call('deleteConnector', { path: { connector: 'small' } })).status, 404);
  });

  it('refuses packages that can\'t be used with everything that is wrong', async () => {
    const { call } = await serve();
    const broken = { ...smallDefinition, info: { ...smallDefinition.info, title: '' }, paths: { '/x': { get: { ...smallDefinition.paths['/trigger'].get, 'x-ms-trigger': 'many' } } } };
    const refused = await call('installPackage', { body: { name: 'x', files: [{ path: 'apiDefinition.swagger.json', text: JSON.stringify(broken) }] } });
    const { error } = refused.body as { error: { code: string; details: readonly { readonly code: string; readonly todo: string }[] } }; // held to the contract by call
    assert.deepEqual([refused.status, error.code, error.details.length > 1, error.details.every(({ todo }) => todo !== '')], [422, 'ConnectorRefused', true, true]);
    const message = async (given: Parameters<Served['call']>[1]) => {
      const { status, body } = await call('installPackage', given);
      return [status, (body as { error: { code: string; message: string } }).error.message]; // as above
    };
    assert.deepEqual(await message({ zip: Buffer.from('no zip') }), [422, 'The package: this is no zip, or a damaged one (End of central directory record signature not found. Either not a zip file, or file is truncated.). Fetch or make it again.']);
    assert.deepEqual(await message({ body: { name: 'x', files: [{ path: '../x', text: '' }] } }), [400, 'The file path "../x" does not stay inside its package. Paths are relative, with slashes.']);
    assert.deepEqual(await message({ body: { name: 'x', files: [{ path: 'a', text: '' }, { path: 'A', text: '' }] } }), [400, 'The file "A" is there twice.']);
    assert.deepEqual(await message({ body: { name: 'x', files: [] } }), [422, 'x is neither a solution (solution.xml, customizations.xml) nor a connector folder (apiDefinition.swagger.json, apiProperties.json).']);
  });

  it('shows the card of an operation and fills its drop-downs', async () => {
    const { call } = await withFlow();
    const card = (await call('getOperation', { path: { connector: 'small', operation: 'OnThing' } })).body;
    const shown = { description: 'Its color.', title: 'Color', visibility: 'none' };
    assert.deepEqual(card, {
      operationId: 'OnThing', title: 'When a thing appears', description: 'Starts a flow for each new thing.', kind: 'pollingTrigger', visibility: 'important', deprecated: false, method: 'GET', path: '/trigger', connector: 'small', batch: true,
      fields: [{ path: 'color', name: 'color', in: 'query', type: 'string', required: false, shown: 'main', dropDown: { operationId: 'ListColors', needs: [] }, ...shown }],
      outputs: [{ path: 'body/value', title: 'value', description: '', type: 'array', visibility: 'none' }, { path: 'body/value[]/id', title: 'Id', description: 'Its id.', type: 'string', visibility: 'none' }, { path: 'body/value[]/color', type: 'string', ...shown }],
    });
    const at = { connection: 'small', operation: 'OnThing' };
    assert.deepEqual((await call('getChoices', { path: at, body: { field: 'color' } })).body, { state: 'resolved', operationId: 'ListColors', choices: [{ title: 'Red', value: 'r' }, { title: 'Blue', value: 'b' }] });
    assert.deepEqual((await call('getChoices', { path: at, body: { field: 'size' } })).body, { error: { code: 'InputsRefused', message: 'OnThing has no field "size". It has: color.' } });
    assert.deepEqual((await call('getDynamicSchema', { path: at, body: { field: 'color' } })).body, { error: { code: 'InputsRefused', message: 'The field "color" of OnThing does not depend on other fields.' } });
    assert.equal((await call('getOperation', { path: { connector: 'small', operation: 'Nothing' } })).status, 404);
    assert.equal((await call('getChoices', { path: { ...at, connection: 'none' }, body: { field: 'color' } })).status, 404);
  });

  it('fetches a schema that depends on other fields', async () => {
    const { call } = await serve({ backend: fakeBackend(({ uri }) => (uri.includes('/shapes') ? answer(200, { schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer', 'x-ms-summary': 'Size' } } } }) : answer(200, {}))) });
    const dynamic = { type: 'object', 'x-ms-dynamic-schema': { operationId: 'GetShape', parameters: { color: { parameter: 'color' } }, 'value-path': 'schema' }, 'x-ms-dynamic-properties': { operationId: 'GetShape', parameters: { color: { parameterReference: 'color' } }, itemValuePath: 'schema' } };
    const color = { name: 'color', in: 'query', required: true, type: 'string', 'x-ms-summary': 'Color', description: 'Its color.' };
    const added = {
      '/things': { post: { operationId: 'AddThing', summary: 'Add thing', description: 'Adds a thing.', parameters: [color, { name: 'thing', in: 'body', required: true, schema: dynamic }], responses: { 200: { description: 'Added.', schema: { $ref: '#/definitions/Thing' } } } } },
      '/shapes': { get: { operationId: 'GetShape', summary: 'Get shape', description: 'Gets the shape of things.', 'x-ms-visibility': 'internal', parameters: [color], responses: { 200: { description: 'The shape.', schema: { type: 'object', properties: { schema: { type: 'object' } } } } } } },
    };
    const definition = { ...smallDefinition, paths: { ...smallDefinition.paths, ...added } };
    await call('installPackage', { body: { name: 'small', files: [{ path: 'apiDefinition.swagger.json', text: JSON.stringify(definition) }, files[1]] } });
    await call('createConnection', { body: { connector: 'small', values: { api_key: 'a-long-secret' } } });
    const at = { connection: 'small', operation: 'AddThing' };
    assert.deepEqual((await call('getDynamicSchema', { path: at, body: { field: 'thing' } })).body, { state: 'waiting', needs: [{ path: 'color', title: 'Color' }], message: 'Fill "Color" first.' });
    assert.deepEqual((await call('getDynamicSchema', { path: at, body: { field: 'thing', inputs: { color: 'red' } } })).body, {
      state: 'resolved', operationId: 'GetShape', schema: { type: 'object', required: ['size'], properties: { size: { type: 'integer', 'x-ms-summary': 'Size' } } }, outputs: [],
      fields: [{ path: 'thing/size', name: 'size', title: 'Size', description: '', in: 'body', type: 'integer', required: true, visibility: 'none', shown: 'main' }],
    });
    assert.equal((await call('getDynamicSchema', { path: at, body: {} })).status, 422);
  });

  it('keeps connections, without ever showing their values', async () => {
    const { call, store } = await withFlow();
    const connection = { id: 'small', title: 'Small', connector: 'small', status: { kind: 'connected' }, createdAt: '2026-03-02T07:00:00.000Z', signIn: false, filledIn: ['api_key'], usedBy: ['f'] };
    assert.deepEqual((await call('listConnections', { query: '?connector=small' })).body, { value: [connection] });
    assert.deepEqual((await call('listConnections', { query: '?connector=large' })).body, { value: [] });
    assert.deepEqual((await call('changeConnection', { path: { connection: 'small' }, body: { title: 'Smaller', values: { api_key: 'another-secret' } } })).body, { ...connection, title: 'Smaller' });
    assert.deepEqual((await call('getConnection', { path: { connection: 'small' } })).body, { ...connection, title: 'Smaller' });
    assert.deepEqual(store.connections.get('small')?.values, { api_key: 'another-secret' });
    assert.deepEqual((await call('testConnection', { path: { connection: 'small' } })).body, { outcome: 'passed', operationId: 'ListColors', status: 200, message: 'ListColors answered 200.' });
    assert.deepEqual((await call('createConnection', { body: { connector: 'small', id: 'small', values: { api_key: 'k' } } })).body, { error: { code: 'ConnectionExists', message: 'There is a connection "small" already. Choose another id, or change that one.' } });
    assert.deepEqual((await call('createConnection', { body: { connector: 'small', id: 'c2' } })).body, { error: { code: 'ConnectionRefused', message: 'The connection "c2" can\'t be used: "Key" (api_key) must be filled in.' } });
    assert.equal((await call('signIn', { path: { connection: 'small' } })).status, 409);
    await call('turnFlowOn', { path: { flow: 'f' } });
    assert.deepEqual((await call('deleteConnection', { path: { connection: 'small' } })).body, { error: { code: 'ConnectionInUse', message: 'The connection "small" is used by flows that are on: f. Turn them off first.' } });
    assert.equal((await call('deleteConnector', { path: { connector: 'small' } })).status, 409);
    await call('turnFlowOff', { path: { flow: 'f' } });
    assert.equal((await call('deleteConnection', { path: { connection: 'small' } })).status, 204);
    assert.equal((await call('getConnection', { path: { connection: 'small' } })).status, 404);
  });

  it('leads to a sign-in', async () => {
    const { call, server } = await serve();
    const properties = { properties: { ...smallProperties.properties, connectionParameters: { token: { type: 'oauthSetting', oAuthSettings: { identityProvider: 'aad', clientId: 'app', scopes: [], redirectMode: 'Global', redirectUrl: 'https://global.consent.azure-apim.net/redirect', properties: { IsFirstParty: 'False', AzureActiveDirectoryResourceId: 'https://api.test' }, customParameters: { loginUri: { value: 'https://login.windows.net' }, tenantId: { value: 'common' }, resourceUri: { value: 'https://api.test' } } } } } } };
    const definition = { ...smallDefinition, securityDefinitions: { oauth2: { type: 'oauth2', flow: 'accessCode', authorizationUrl: 'https://login.windows.net/common/oauth2/authorize', tokenUrl: 'https://login.windows.net/common/oauth2/token', scopes: {} } }, security: [{ oauth2: [] }] };
    const installed = (await call('installPackage', { body: { name: 'small', files: [{ path: 'apiDefinition.swagger.json', text: JSON.stringify(definition) }, { path: 'apiProperties.json', text: JSON.stringify(properties) }] } })).body;
    assert.deepEqual((installed as { connectors: readonly { findings: readonly { code: string }[] }[] }).connectors.map(({ findings }) => findings.map(({ code }) => code)), [['oauth-redirect-mode']], 'what the platform only warns of is told'); // held to the contract by call
    const { body } = await call('createConnection', { body: { connector: 'small' } });
    assert.deepEqual((body as { status: unknown; signIn: boolean }), { id: 'small', title: 'Small', connector: 'small', status: { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, createdAt: '2026-03-02T07:00:00.000Z', signIn: true, filledIn: [], usedBy: [] });
    const { url } = (await call('signIn', { path: { connection: 'small' } })).body as { url: string }; // held to the contract by call
    assert.equal(new URL(url).origin, server.origin);
    assert.match(await (await fetch(url)).text(), /Small/);
  });

  it('tells a test call, by parameter names and by paths', async () => {
    const { call } = await withFlow();
    const at = { connection: 'small', operation: 'GetThing' };
    const { body } = await call('invokeOperation', { path: at, body: { inputs: { id: '7' } } });
    const { stages, durationMs, ...rest } = body as { stages: readonly { readonly kind: string }[]; durationMs: number }; // as above
    assert.deepEqual([rest, stages.map(({ kind }) => kind), durationMs > 0], [{ operationId: 'GetThing', status: 200, succeeded: true, headers: [], body: { kind: 'json', value: { id: '7', color: 'red' } }, answeredBy: 'backend', findings: [] }, ['request', 'credentials', 'backend', 'answer'], true]);
    assert.deepEqual((await call('invokeOperation', { path: at })).body, { error: { code: 'InputsRefused', message: 'GetThing can\'t be called: "Id" (id) is required and not given.' } });
    assert.equal((await call('invokeOperation', { path: { ...at, operation: 'Nothing' }, body: {} })).status, 404);
  });

  it('keeps flows, runs them, and tells how they went', async () => {
    const { call } = await withFlow();
    const path = { flow: 'f' };
    const flow = {
      id: 'f', name: 'Things', isOn: false, installedAt: '2026-03-02T07:00:00.000Z', trigger: { name: 'When_a_thing_happens', kind: 'connector', operationId: 'OnThing', connector: 'small', recurrenceSeconds: 60 }, missing: [], findings: [],
      connections: [{ reference: 'ref_small', connector: 'small', connectionId: 'small', required: true }, { reference: 'ref_teams', connector: 'shared_teams', required: false }, { reference: 'ref_outlook', connector: 'shared_office365', required: false }, { reference: 'ref_sharepoint', connector: 'shared_sharepointonline', required: false }],
      variables: [{ schemaName: 'x_Channel', name: 'Channel (x_Channel)', type: 'String', value: 'general' }],
    };
    assert.deepEqual((await call('listFlows')).body, { value: [flow] });
    assert.deepEqual((await call('getFlow', { path })).body, { flow, document: JSON.parse(JSON.stringify(document)) });
    assert.deepEqual((await call('runFlow', { path })).body, { error: { code: 'FlowOff', message: 'The flow "Things" is not on, so its trigger is not asked. Turn it on first.' } });
    assert.deepEqual((await call('turnFlowOn', { path })).body, { ...flow, isOn: true, nextPollAt: '2026-03-02T07:00:00.000Z' });
    const poll = (await call('runFlow', { path })).body as { pollNumber: number; outcome: string; nextPollAt: string };
    assert.deepEqual([poll.pollNumber, poll.outcome, poll.nextPollAt], [1, 'nothing', '2026-03-02T07:01:00.000Z']);
    assert.deepEqual((await call('advanceClock', { body: { milliseconds: minute } })).body, { now: '2026-03-02T07:01:00.000Z' });
    const run = { key: 'f/2/0', flowId: 'f', flow: 'Things', at: '2026-03-02T07:01:00.000Z', status: 'Succeeded', endedAt: '2026-03-02T07:01:00.000Z', durationMs: 0, attempts: 1 };
    assert.deepEqual((await call('listRuns')).body, { value: [run] });
    assert.deepEqual((await call('listRuns', { query: '?flow=f&status=Succeeded&since=2026-03-02T07:01:00Z&limit=1' })).body, { value: [run], nextBefore: 'f/2/0' });
    assert.deepEqual(await Promise.all(['?flow=g', '?status=Failed', '?since=2026-03-02T07:01:01Z', '?before=f/2/0'].map(async query => (await call('listRuns', { query })).body)), Array(4).fill({ value: [] }));
    const { body } = await call('getRun', { path: { run: 'f/2/0' } });
    const { steps: made, trigger, ...rest } = body as { steps: readonly { readonly name: string; readonly status: string }[]; trigger: { readonly outputs: { readonly body: unknown } } }; // held to the contract by call
    assert.deepEqual([rest, made.map(({ name, status }) => [name, status]), trigger.outputs.body], [{ ...run, messages: [1] }, [['Tell', 'Succeeded']], { id: '1' }]);
    assert.equal((await call('getRun', { path: { run: 'f/9/0' } })).status, 404);
    const polls = (await call('listPolls', { query: '?flow=f' })).body as { value: readonly { readonly pollNumber: number; readonly status: number }[] }; // as above
    assert.deepEqual(polls.value.map(({ pollNumber, status }) => [pollNumber, status]), [[2, 200], [1, 202]]);
    assert.deepEqual((await call('listDeliveries')).body, { value: [] });
    assert.deepEqual((await call('listSubscriptionCalls')).body, { value: [] });
    const origin = (body: unknown) => (body as { triggerUri: string }).triggerUri; // as above
    const state = (await call('getTriggerState', { path })).body;
    assert.deepEqual(state, { flowId: 'f', polls: 2, triggerUri: origin(state), nextUri: `${origin(state)}?seen=2`, parameters: [{ name: 'seen', value: '2', declared: false }] });
    const message = { number: 1, kind: 'teams', at: '2026-03-02T07:01:00.000Z', runKey: 'f/2/0', flow: 'Things', step: 'Tell', to: { kind: 'channel', team: 'team', channel: 'general' }, postedAs: 'Flow bot', html: '<p>A thing.</p>', isCard: false, destination: 'Teams · team › general', view: ['╭─ Teams · team › general ───────────────────────────────────────────────────╮', '│ A thing.                                                                   │', '╰────────────────────────────────────────────────────────────────────────────╯'].join('\n') };
    assert.deepEqual([(await call('listMessages', { query: '?run=f/2/0&limit=1' })).body, (await call('getMessage', { path: { message: '1' } })).body], [{ value: [message], nextBefore: 1 }, message]);
    assert.deepEqual(await Promise.all(['2', 'first'].map(async number => (await call('getMessage', { path: { message: number } })).status)), [404, 404]);
    assert.deepEqual((await call('turnFlowOff', { path })).body, flow);
    const changed = structuredClone(document);
    Object.assign(changed.properties.definition.triggers['When_a_thing_happens']!, { recurrence: { frequency: 'Hour', interval: 1 } });
    assert.deepEqual((await call('changeFlow', { path, body: { name: 'Hourly', document: changed } })).body, { ...flow, name: 'Hourly', trigger: { ...flow.trigger, recurrenceSeconds: 3600 } });
    assert.equal((await call('deleteFlow', { path })).status, 204);
    assert.equal((await call('getFlow', { path })).status, 404);
    assert.deepEqual((await call('listRuns')).body, { value: [{ ...run, flow: 'f' }] }, 'runs stay');
  });

  it('starts flows that a schedule or a person starts, and shows when and with what', async () => {
    const { call } = await withFlow();
    const made = (name: string, trigger: object) => {
      const { properties, ...rest } = structuredClone(flowDocument(steps({ Note: { type: 'Compose', inputs: '@triggerBody()' } })));
      return call('createFlow', { body: { id: name, name, document: { ...rest, properties: { ...properties, connectionReferences: {}, definition: { ...properties.definition, triggers: { T: trigger } } } } } });
    };
    const common = { isOn: false, installedAt: '2026-03-02T07:00:00.000Z', missing: [], findings: [], connections: [], variables: [] };
    const scheduled = { id: 's', name: 's', ...common, trigger: { name: 'T', kind: 'schedule', schedule: 'every 2 hours (UTC)' } };
    assert.deepEqual((await made('s', { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 2 } })).body, scheduled);
    assert.deepEqual((await call('getTriggerState', { path: { flow: 's' } })).body, { flowId: 's', polls: 0, parameters: [], schedule: {} });
    assert.deepEqual((await call('turnFlowOn', { path: { flow: 's' } })).body, { ...scheduled, isOn: true, nextRunAt: '2026-03-02T07:00:00.000Z' });
    await call('advanceClock', { body: { milliseconds: minute } });
    assert.deepEqual((await call('runFlow', { path: { flow: 's' } })).body, { flowId: 's', startNumber: 2, at: '2026-03-02T07:01:00.000Z', runs: 1, nextRunAt: '2026-03-02T09:00:00.000Z' });
    assert.deepEqual((await call('getTriggerState', { path: { flow: 's' } })).body, { flowId: 's', polls: 2, parameters: [], schedule: { since: '2026-03-02T07:00:00.000Z', nextAt: '2026-03-02T09:00:00.000Z', last: { at: '2026-03-02T07:01:00.000Z', runs: 1 } } });
    const button = { type: 'Request', kind: 'Button', inputs: { schema: { type: 'object', properties: { text: { title: 'Region', type: 'string', enum: ['North', 'South'] } } } } };
    const pressed = { id: 'b', name: 'b', ...common, installedAt: '2026-03-02T07:01:00.000Z', trigger: { name: 'T', kind: 'button', inputs: [{ key: 'text', title: 'Region', type: 'string', isRequired: false, choices: ['North', 'South'] }] } };
    assert.deepEqual((await made('b', button)).body, pressed);
    await call('turnFlowOn', { path: { flow: 'b' } });
    assert.deepEqual((await call('runFlow', { path: { flow: 'b' }, body: { inputs: { region: 'East' } } })).body, { error: { code: 'InputsDoNotFit', message: 'The flow "b" was not started. The input "Region" (text) is one of North, South, and "East" is not.' } });
    assert.deepEqual((await call('runFlow', { path: { flow: 'b' }, body: { inputs: { region: 'South' } } })).body, { flowId: 'b', startNumber: 1, at: '2026-03-02T07:01:00.000Z', runs: 1 });
    await call('advanceClock', { body: { milliseconds: 0 } });
    assert.deepEqual(((await call('getRun', { path: { run: 'b/1/0' } })).body as { trigger: unknown }).trigger, { name: 'T', outputs: { headers: {}, body: { text: 'South' } } }); // held to the contract by call
    assert.deepEqual(((await made('r', { type: 'Request', kind: 'Http' })).body as { trigger: unknown }).trigger, { name: 'T', kind: 'request' }); // as above
    assert.deepEqual(((await made('o', { type: 'Recurrence' })).body as { trigger: unknown }).trigger, { name: 'T', kind: 'schedule' }); // as above
    assert.deepEqual((await call('getTriggerState', { path: { flow: 'r' } })).body, { flowId: 'r', polls: 0, parameters: [] });
  });

  it('refuses flows that can\'t be used', async () => {
    const { call } = await withFlow();
    const message = async (...[name, given]: Parameters<Served['call']>) => ((await call(name, given)).body as { error: { code: string; message: string } }).error; // as above
    assert.deepEqual(await message('createFlow', { body: { id: 'f', name: 'Again', document } }), { code: 'FlowExists', message: 'There is a flow "f" already. Choose another id, or change that one.' });
    assert.deepEqual(await message('createFlow', { body: { name: 'None', document: { actions: {} } } }), { code: 'FlowRefused', message: 'The flow "None" is no workflow document: it must have properties.definition.triggers and properties.definition.actions, as in a solution.' });
    assert.deepEqual(await message('bindFlow', { path: { flow: 'f' }, body: { connections: { ref_small: 'none' } } }), { code: 'BindingMissing', message: 'The flow "Things" can\'t be bound: The connection reference ref_small needs a connection of "small", and there is no connection "none".' });
    await call('createFlow', { body: { id: 'g', name: 'Bare', document } });
    assert.deepEqual(await message('turnFlowOn', { path: { flow: 'g' } }), { code: 'BindingMissing', message: 'The flow "Bare" can\'t be turned on: The connection reference ref_small has no connection. There is small. The environment variable x_Channel has no value.' });
  });

  it('tells the environment, its time and what is assumed', async () => {
    const { call, server } = await withFlow();
    assert.deepEqual((await call('getEnvironment')).body, { address: server.origin, clock: { now: '2026-03-02T07:00:00.000Z' }, connectors: 1, connections: 1, flows: 1, flowsOn: 0, messages: 0 });
    assert.deepEqual((await call('advanceClock', { body: { to: '2026-03-02T08:00:00Z' } })).body, { now: '2026-03-02T08:00:00.000Z' });
    assert.deepEqual((await call('getClock')).body, { now: '2026-03-02T08:00:00.000Z' });
    assert.deepEqual((await call('advanceClock', { body: { to: '2026-03-02T07:00:00Z' } })).body, { error: { code: 'TimeHasPassed', message: 'The clock goes forward only. It is 2026-03-02T08:00:00.000Z now.' } });
    assert.equal((await call('advanceClock', { body: { milliseconds: -1 } })).status, 400);
    assert.deepEqual((await call('setClock', { body: { speed: 2 } })).body, { error: { code: 'ClockMovesByHand', message: 'This environment\'s clock moves by hand only. Advance it.' } });
    const { value } = (await call('listAssumptions')).body as { value: readonly { readonly name: string; readonly value: unknown }[] }; // held to the contract by call
    assert.deepEqual(value.find(({ name }) => name === 'operationIdForm'), { name: 'operationIdForm', value: 'plain', default: 'plain', choices: ['plain', 'base64'], about: 'The form of Context.OperationId. Public scripts decode base64 defensively (facts 1.2).' });
    assert.equal(((await call('setAssumption', { path: { assumption: 'operationIdForm' }, body: { value: 'base64' } })).body as { value: unknown }).value, 'base64'); // as above
    assert.equal((await call('setAssumption', { path: { assumption: 'operationIdForm' }, body: { value: 'other' } })).status, 422);
    assert.equal((await call('setAssumption', { path: { assumption: 'weather' }, body: { value: 'good' } })).status, 404);
  });

  it('sets the speed of a clock that goes by itself', async () => {
    const clock = new LiveClock(start, 1);
    const { call } = await serve({ clock });
    assert.deepEqual(((await call('setClock', { body: { speed: 3600 } })).body as { speed: number }).speed, 3600); // as above
    assert.equal((await call('setClock', { body: { speed: 0 } })).status, 400);
    await clock.close();
  });

  it('streams events, first those behind the last one that is known', async () => {
    const { server, call } = await withFlow();
    await call('turnFlowOn', { path: { flow: 'f' } });
    await call('advanceClock', { body: { milliseconds: minute } });
    const until = async (query: string, headers: Record<string, string>, last: string) => {
      const response = await fetch(`${server.origin}/api/v1/events${query}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
      assert.deepEqual([response.status, response.headers.get('Content-Type')], [200, 'text/event-stream; charset=utf-8']);
      let text = '';
      for await (const piece of response.body ?? []) {
        text += Buffer.from(piece as Uint8Array).toString('utf8');
        if (text.includes(last) && text.endsWith('\n\n')) break;
      }
      assert.ok(!text.includes('a-long-secret'), 'a secret was streamed');
      return text.split('\n\n').flatMap(block => {
        const data = /^data: (.*)$/m.exec(block)?.[1];
        const event = data === undefined ? undefined : JSON.parse(data) as { readonly id: number; readonly kind: string }; // held to the contract below
        if (event) {
          checkAgainst('#/components/schemas/Event', event, 'An event');
          assert.deepEqual([/^id: (.*)$/m.exec(block)?.[1], /^event: (.*)$/m.exec(block)?.[1]], [String(event.id), event.kind]);
        }
        return event ? [event.kind] : [];
      });
    };
    const all = ['connectorChanged', 'connectionChanged', 'flowChanged', 'flowChanged', 'flowChanged', 'poll', 'poll', 'runStarted', 'message', 'runEnded', 'clockChanged'];
    assert.deepEqual(await until('?after=0', {}, 'clockChanged'), all);
    assert.deepEqual(await until('', { 'Last-Event-ID': '6' }, 'clockChanged'), all.slice(6));
    const live = until('', {}, 'problem');
    await new Promise(resolve => setTimeout(resolve, 100));
    server.environment.events.emit({ kind: 'problem', message: 'With a-long-secret.' });
    assert.deepEqual(await live, ['problem']);
  });

  after('every operation has answered as the contract says', () => {
    const silent = (Object.keys(routes) as OperationName[]).filter(name => name !== 'streamEvents' && !answered.has(`${name} ${routes[name].answer.status}`)); // keys of the table are its names
    assert.deepEqual(silent, []);
  });
});

const zipOf = (contents: readonly { readonly path: string; readonly text: string }[]): Promise<Uint8Array> => zipBytes(contents.map(({ path, text }) => ({ path, read: () => Promise.resolve(Buffer.from(text)) })));
