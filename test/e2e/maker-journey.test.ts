/**
 * What a maker does with the connector, from its packages to the message in Teams, over the HTTP API of the environment that
 * `konektor start` runs; it is ended and started again in the middle.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { scenarioPlayed } from '../../scripts/cli/keeping/store-folder';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { type OpenedEnvironment, openKeptEnvironment } from '../../scripts/cli/scenario/kept-environment';
import type { Wire } from '../../scripts/environment/api/contract/shapes';
import { EnvironmentClient } from '../../scripts/environment/api-client/environment-client';
import { defaultKeys } from '../../scripts/service';
import { recordedPorts } from '../cli/recorded-ports';
import { checkAgainst } from '../environment/api/served-environment';

const root = resolve(__dirname, '..', '..');
const minute = 60_000;
const failedFlow = 'Post to Teams when a data source refresh fails';

describe('a maker\'s journey', function () {
  this.timeout(300_000);
  const folder = mkdtempSync(join(tmpdir(), 'konektor-journey-'));
  const packages = join(folder, 'dist');
  let running: OpenedEnvironment | undefined;
  let client: EnvironmentClient;

  const start = async (): Promise<void> => {
    running = await openKeptEnvironment({ folder: join(folder, '.konektor'), port: 0, speed: 1, assumptions: {}, version: '0.0.0', serviceOrigin: 'https://api.ci.ai.dynamics.com', otherServices: 'refuse', report: line => assert.fail(line) });
    scenarioPlayed(join(folder, '.konektor')); // there is none here: the maker plays it
    client = new EnvironmentClient(running.endpoint);
  };
  const end = async (): Promise<void> => {
    const ended = running;
    running = undefined;
    await ended?.close();
  };
  before(async () => {
    const { ports } = recordedPorts();
    assert.equal(await main(['package', '--out', packages], { ...ports, files: processPorts().files, directory: root }), 0);
  });
  after(async () => {
    await end();
    rmSync(folder, { recursive: true, force: true });
  });

  it('leads from the packages to the message in Teams, over a restart', async () => {
    await start();

    // Install the connector and its flows.
    const zip = (name: string): Promise<Wire<'Installation'>> => client.installZip(readFileSync(join(packages, name)), name);
    const { connectors: [installed] } = await zip('CustomerInsightsAutomation.zip');
    const { flows } = await zip('CustomerInsightsAutomationFlows.zip');
    assert.deepEqual([installed?.title, installed?.outcome, installed?.findings, flows.length], ['Customer Insights Automation', 'installed', [], 8]);
    const connector = installed!.name; // looked at just above
    const flow = flows.find(({ name }) => name === failedFlow)!.id; // one of the eight

    // Connect and sign in.
    const { connectionForms, operations } = await client.call('getConnector', { path: { connector } });
    assert.deepEqual(connectionForms.map(form => [form.name, form.parameters.filter(({ hidden }) => !hidden).map(({ name, kind }) => `${name} ${kind}`)]), [
      ['user', ['subscriptionKey secret', 'token signIn']], ['servicePrincipal', ['subscriptionKey secret', 'token:TenantId text', 'token:clientId text', 'token:clientSecret secret']],
    ]);
    const connection = await client.call('createConnection', { body: { connector, parameterSet: 'user', title: 'Retail', values: { subscriptionKey: defaultKeys.production[0]! } } }); // the stand-in has keys
    assert.deepEqual(connection.status, { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' });
    await signedIn((await client.call('signIn', { path: { connection: connection.id } })).url);
    const ready = await client.call('getConnection', { path: { connection: connection.id } });
    assert.deepEqual([ready.status, ready.account !== undefined], [{ kind: 'connected' }, true]);
    assert.equal((await client.call('testConnection', { path: { connection: connection.id } })).outcome, 'passed');

    // Choose a trigger, and fill its fields from drop-downs.
    const triggers = operations.filter(({ kind, visibility }) => kind === 'pollingTrigger' && visibility !== 'internal');
    const trigger = triggers.find(({ title }) => title === 'When a data source refresh fails')!; // as the documentation of the product calls it
    const card = await client.call('getOperation', { path: { connector, operation: trigger.operationId } });
    assert.deepEqual([triggers.length, card.fields.filter(({ shown }) => shown === 'main').map(({ path, title, required }) => [path, title, required])], [6, [['instanceId', 'Instance', true], ['dataSourceId', 'Data Source', false]]]);
    const at = { connection: connection.id, operation: trigger.operationId };
    const choices = (field: string, inputs: Record<string, unknown> = {}) => client.call('getChoices', { path: at, body: { field, inputs } });
    assert.deepEqual(await choices('dataSourceId'), { state: 'waiting', needs: [{ path: 'instanceId', title: 'Instance' }], message: 'Fill "Instance" first.' });
    const instance = chosen(await choices('instanceId'), 'Retail production');
    const loyalty = chosen(await choices('dataSourceId', { instanceId: instance }), 'Loyalty');

    // See what the connector does behind an operation.
    const tested = await client.call('invokeOperation', { path: { connection: connection.id, operation: 'ListSegments' }, body: { inputs: { instanceId: instance } } });
    assert.deepEqual([tested.status, tested.stages.map(({ kind }) => kind), JSON.stringify(tested).includes(defaultKeys.production[0]!)], [200, ['request', 'credentials', 'requestPolicy', 'customCode', 'answer'], false]);

    // Give the sample flow what it needs, and turn it on.
    const unbound = (await client.call('getFlow', { path: { flow } })).flow;
    assert.deepEqual([unbound.isOn, unbound.missing.length], [false, 4]);
    const values: Readonly<Record<string, string>> = { CustomerInsightsInstance: instance, CustomerInsightsTeam: 'Data team', CustomerInsightsChannel: 'General' };
    const bound = await client.call('bindFlow', { path: { flow }, body: {
      connections: Object.fromEntries(unbound.connections.filter(({ required }) => required).map(({ reference }) => [reference, connection.id])),
      variables: Object.fromEntries(unbound.variables.map(({ schemaName }) => [schemaName, values[schemaName.slice(schemaName.indexOf('_') + 1)]])),
    } });
    assert.deepEqual(bound.missing, []);
    assert.equal((await client.call('turnFlowOn', { path: { flow } })).isOn, true);
    const first = await client.call('runFlow', { path: { flow } });
    assert.equal('outcome' in first && first.outcome, 'nothing', 'the first poll only says from where to count');

    // A refresh is under way when the environment ends; it goes on where it stood.
    await control('startRefresh', { operationType: 'ingestion', identifiers: [loyalty], outcomes: { [loyalty]: { failures: 3 } }, results: 'none' });
    const clockBefore = Date.parse((await client.call('getClock')).now);
    await end();
    await start();
    const again = (await client.call('getFlow', { path: { flow } })).flow;
    assert.deepEqual([again.isOn, again.problem, again.missing, Date.parse((await client.call('getClock')).now) >= clockBefore - 2_000], [true, undefined, [], true]);

    // Time passes; the refresh fails for good, and the message is there.
    await client.call('advanceClock', { body: { milliseconds: 90 * minute } });
    const { value: messages } = await client.call('listMessages');
    assert.deepEqual(messages.map(({ kind, destination, flow: of }) => [kind, destination, of]), [['teams', 'Teams · Data team › General', failedFlow]]);
    assert.match(messages[0]!.view, /The refresh of data source Loyalty failed/);

    // How the run went.
    const { value: runs } = await client.call('listRuns', { query: { flow } });
    const run = await client.call('getRun', { path: { run: runs[0]!.key } });
    checkAgainst('#/components/schemas/Run', run, 'The run');
    assert.deepEqual([runs.length, run.status, run.messages, run.steps.map(({ name, status }) => [name, status])], [1, 'Succeeded', [1], [['Get_a_refresh', 'Succeeded'], ['Post_message_in_a_chat_or_channel', 'Succeeded']]]);
    assert.deepEqual(run.trigger.outputs && (run.trigger.outputs as { body: { dataSourceName?: string } }).body.dataSourceName, 'Loyalty'); // the trigger's output
    const state = await client.call('getTriggerState', { path: { flow } });
    assert.deepEqual([state.decoded?.format, (state.decoded?.value as { kind: string; seeded: boolean }).kind, state.parameters.filter(({ declared }) => !declared).map(({ name }) => name)], ['konektor v1', 'newItems', ['triggerState']]); // decoded by us
    const kinds = await eventsSoFar();
    assert.ok(['flowChanged', 'poll', 'runStarted', 'message', 'runEnded'].every(kind => kinds.includes(kind)), kinds.join(', '));

    // Add a step, and let it happen once more: both are told.
    const { document } = await client.call('getFlow', { path: { flow } });
    await client.call('changeFlow', { path: { flow }, body: { document: withMail(document as WorkflowLike) } });
    await control('startRefresh', { operationType: 'ingestion', identifiers: [loyalty], outcomes: { [loyalty]: { failures: 3 } }, results: 'none' });
    await client.call('advanceClock', { body: { milliseconds: 90 * minute } });
    assert.deepEqual((await client.call('listMessages')).value.map(({ destination }) => destination), ['Mail · owners@example.com', 'Teams · Data team › General', 'Teams · Data team › General']);
    assert.deepEqual((await client.call('listRuns', { query: { flow } })).value.map(({ status }) => status), ['Succeeded', 'Succeeded'], 'none is lost, none is doubled');
  });

  /** Chooses the first account of the stand-in's page, as a person would, and comes back. */
  async function signedIn(url: string): Promise<void> {
    const page = await (await fetch(url)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const account = /name="account" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const consent = await fetch(`${client.address}/sign-in/consent`, { method: 'POST', redirect: 'manual', headers: { 'Content-Type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams({ ticket, account, decision: 'accept' }).toString() });
    assert.equal(consent.status, 303, page);
    const back = await fetch(consent.headers.get('Location') ?? '');
    assert.match(await back.text(), /The connection &#34;Retail&#34; is signed in as /);
  }

  /** Makes something happen at the service stand-in. */
  async function control(name: string, body: unknown): Promise<void> {
    const { service } = running!.endpoint; // it runs while this is called
    const answer = await fetch(`${service?.controlUrl}/${name}`, { method: 'POST', headers: { 'X-Control-Token': service?.controlToken ?? '', 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    assert.ok(answer.ok, await answer.text());
  }

  /** The kinds of the events so far. */
  async function eventsSoFar(): Promise<readonly string[]> {
    const kinds: string[] = [];
    const stop = new AbortController();
    for await (const event of client.events({ after: 0, signal: stop.signal })) {
      checkAgainst('#/components/schemas/Event', event, 'An event');
      kinds.push(event.kind);
      if (event.kind === 'clockChanged') break;
    }
    stop.abort();
    return kinds;
  }
});

const chosen = (choices: Wire<'Choices'>, title: string): string => {
  assert.equal(choices.state, 'resolved');
  const found = choices.state === 'resolved' ? choices.choices.find(choice => choice.title === title) : undefined;
  assert.ok(found, `${title} is not in the list: ${JSON.stringify(choices)}`);
  return String(found.value);
};

/** As much of a workflow document as is changed here. */
type WorkflowLike = { readonly properties: { readonly connectionReferences: Readonly<Record<string, unknown>>; readonly definition: { readonly actions: Readonly<Record<string, unknown>> } } };

/** The document with a mail behind everything else. */
function withMail(document: WorkflowLike): WorkflowLike {
  const { connectionReferences, definition, ...properties } = document.properties;
  const outlook = { runtimeSource: 'embedded', connection: { connectionReferenceLogicalName: 'journey_outlook' }, api: { name: 'shared_office365' } };
  const mail = {
    type: 'OpenApiConnection', runAfter: { Post_message_in_a_chat_or_channel: ['Succeeded'] },
    inputs: { host: { connectionName: 'journey_outlook', operationId: 'SendEmailV2', apiId: '/providers/Microsoft.PowerApps/apis/shared_office365' }, parameters: { 'emailMessage/To': 'owners@example.com', 'emailMessage/Subject': 'Again', 'emailMessage/Body': '<p>@{triggerOutputs()?[\'body/summary\']}</p>' }, authentication: '@parameters(\'$authentication\')' },
  };
  return { ...document, properties: { ...properties, connectionReferences: { ...connectionReferences, journey_outlook: outlook }, definition: { ...definition, actions: { ...definition.actions, Mail_the_owners: mail } } } };
}
