import assert from 'node:assert/strict';
import type { AnswerOf, OperationName, Wire } from '../../scripts/environment/api-client';
import { fakeApi, type AskedOfApi } from './fake-api';
import { recordedPorts } from './recorded-ports';
import { main } from '../../scripts/cli/main';
import { flow, guid, message, otherFlow, run, runAgainst } from './running-environment';

const id = guid('aaaaaaaa');
const state: Wire<'TriggerState'> = {
  flowId: id, polls: 3, triggerUri: 'http://127.0.0.1:4280/apim/ci/stand-in/t?instanceId=i', nextUri: 'http://127.0.0.1:4280/apim/ci/stand-in/t?instanceId=i&triggerState=v1.abc',
  parameters: [{ name: 'instanceId', value: 'i', declared: true }, { name: 'triggerState', value: 'v1.abc', declared: false }], decoded: { parameter: 'triggerState', format: 'JSON in base64url', value: { watermark: '2026-03-02T07:00:00Z', recent: ['a', 'b'] } },
};
const stateText = `trigger state after 3 polls
    asks next  http://127.0.0.1:4280/apim/ci/stand-in/t
      instanceId = i
    keeps triggerState (JSON in base64url)
      watermark: 2026-03-02T07:00:00Z
      recent:
        - a
        - b
`;
const poll: Wire<'Poll'> = { flowId: id, pollNumber: 3, at: '2026-03-02T07:30:00.000Z', uri: 'x', status: 200, outcome: 'events', runs: 1, retry: 0, nextPollAt: '2026-03-02T07:45:00.000Z', backendCalls: [], logs: [], findings: [{ code: 'c', what: 'What.', why: 'Why.', todo: 'Do.' }] };
const failedPoll: Wire<'Poll'> = { flowId: id, pollNumber: 4, at: '2026-03-02T07:45:00.000Z', uri: 'x', status: 401, outcome: 'failed', runs: 0, retry: 0, problem: 'The key is wrong.', backendCalls: [], logs: [], findings: [] };
const details: AnswerOf<'getRun'> = {
  ...run({ status: 'Failed' }), trigger: { name: 'When_a_refresh_fails', outputs: { headers: {}, body: { summary: 'Loyalty failed', attempt: 3 } } }, error: { code: 'ActionFailed', message: 'A step failed.' }, messages: [4],
  steps: [
    { name: 'Get_a_refresh', type: 'OpenApiConnection', status: 'Succeeded', startedAt: '2026-03-02T07:30:00.000Z', endedAt: '2026-03-02T07:30:00.120Z', inputs: { host: { connectionName: 'c', operationId: 'GetRefresh' }, parameters: { jobId: 'j' } }, outputs: { statusCode: 200, headers: { Date: 'd' }, body: { text: 'y'.repeat(300) } } },
    {
      name: 'If_failed', type: 'If', status: 'Failed', startedAt: '2026-03-02T07:30:00.120Z', endedAt: '2026-03-02T07:30:02.000Z', error: { code: 'ActionFailed', message: 'An action failed.' },
      inner: [
        { title: 'actions', steps: [{ name: 'Post', type: 'OpenApiConnection', status: 'Failed', startedAt: '2026-03-02T07:30:01.000Z', endedAt: '2026-03-02T07:30:02.000Z', inputs: { a: 1 }, error: { code: 'BadRequest', message: 'No channel.' } }] },
        { title: 'else', steps: [{ name: 'Nothing', type: 'Compose', status: 'Skipped' }] },
      ],
    },
    { name: 'Last', type: 'Compose', status: 'Skipped' },
  ],
};
const connection: Wire<'Connection'> = { id: 'stand-in', title: 'Retail production', connector: 'ci', parameterSet: 'user', status: { kind: 'connected' }, account: 'a@stand-in.example', createdAt: '2026-03-02T07:00:00.000Z', signIn: true, filledIn: ['subscriptionKey'], usedBy: [id] };
const unsigned: Wire<'Connection'> = { ...connection, id: 'mine', title: 'Mine', status: { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, usedBy: [] };
const connector: Wire<'Connector'> = { name: 'ci', title: 'Customer Insights Automation', description: '', installedAt: '2026-03-02T07:00:00.000Z', operations: 26, triggers: 6, customCode: true, address: 'http://127.0.0.1:4280/apim/ci', findings: [] };

type Answers = Parameters<typeof fakeApi>[0];
interface Case { readonly words: readonly string[]; readonly answers: Answers; readonly width?: number; readonly files?: Readonly<Record<string, string>>; readonly code?: number; readonly out?: string; readonly error?: string; readonly asked?: readonly (readonly [OperationName, Partial<AskedOfApi>])[] }

const { nextPollAt: _, ...unpolled } = flow({ connections: [], variables: [] });
const scheduled: Wire<'Flow'> = { ...unpolled, name: 'Report every morning', trigger: { name: 'Recurrence', kind: 'schedule', schedule: 'every day at 08:00 (UTC)' }, nextRunAt: '2026-03-03T08:00:00.000Z' };
const button: Wire<'Flow'> = {
  ...unpolled, id: guid('bbbbbbbb'), name: 'Order by hand',
  trigger: { name: 'manual', kind: 'button', inputs: [{ key: 'text', title: 'Region', type: 'string', isRequired: true, choices: ['North', 'South'] }, { key: 'amount', title: 'amount', type: 'number', isRequired: false }] },
};
const startedFlows: Answers = { listFlows: { value: [button, scheduled] } };
const flows: Answers = { listFlows: { value: [otherFlow, flow()] } };
const cases: readonly Case[] = [
  {
    words: ['flow', 'list'], answers: flows, width: 110, out: `flow                                    state            trigger                    every  next (UTC)
Mail the data owners when a segment c…  off, incomplete  OnSegmentThresholdCrossed  1 h    2026-03-02 07:15:00
Post to Teams when a data source refr…  on               OnDataSourceRefreshFailed  15 m   2026-03-02 07:15:00
` },
  { words: ['flow', 'list'], answers: { listFlows: { value: [] } }, error: 'There are no flows. They come with a solution, when it is installed.\n' },
  {
    words: ['flow', 'show', 'post teams'], answers: { ...flows, getFlow: { flow: flow({ problem: 'Its connection needs a sign-in.' }), document: {} }, getTriggerState: state, listPolls: { value: [failedPoll, poll] } },
    out: `Post to Teams when a data source refresh fails
on · asks its trigger next at 2026-03-02 07:15:00 UTC · id ${id}
trigger When_a_refresh_fails (OnDataSourceRefreshFailed), asked every 15 m
connections
    konektor_customerinsights_ab12c = stand-in
    konektor_teams_9f = (not needed here: it ends in the outbox)
variables
    konektor_CustomerInsightsTeam = Data team
    konektor_CustomerInsightsChannel = (none yet)
not at work: Its connection needs a sign-in.
${stateText}last polls
    2026-03-02 07:45:00  answered 401, failed: The key is wrong.
    2026-03-02 07:30:00  answered 200, started 1 run · asked next at 2026-03-02 07:45:00 UTC
note: What. Why. Do.
`, asked: [['listFlows', {}], ['getFlow', { path: { flow: id } }], ['getTriggerState', { path: { flow: id } }], ['listPolls', { query: { flow: id, limit: '5' } }]],
  },
  {
    words: ['flow', 'show', 'mail'], answers: { ...flows, getFlow: { flow: { ...otherFlow, connections: [], variables: [], subscription: { kind: 'subscribing', nextAttemptAt: '2026-03-02T07:31:00.000Z', problem: 'The service answered 503.' } }, document: {} }, getTriggerState: { flowId: otherFlow.id, polls: 0, parameters: [] }, listPolls: { value: [] } },
    out: `Mail the data owners when a segment crosses a threshold\noff · asks its trigger next at 2026-03-02 07:15:00 UTC · id ${otherFlow.id}\ntrigger When_it_crosses (OnSegmentThresholdCrossed), asked every 1 h\nsubscription: subscribing, tried again at 2026-03-02 07:31:00 UTC: The service answered 503.\nmissing: It needs a connection.\ntrigger state after 0 polls\n    nothing is kept: the next poll asks the trigger's own address\n`,
  },
  {
    words: ['flow', 'on', 'refresh fails', '--connection', 'customerinsights=retail', '--variable', 'CustomerInsightsTeam=A, B'], answers: { ...flows, listConnections: { value: [unsigned, connection] }, bindFlow: flow(), turnFlowOn: flow() },
    out: '"Post to Teams when a data source refresh fails" is on; its trigger is asked at 2026-03-02 07:15:00 UTC.\n',
    asked: [['listFlows', {}], ['listConnections', {}], ['bindFlow', { path: { flow: id }, body: { connections: { konektor_customerinsights_ab12c: 'stand-in' }, variables: { konektor_CustomerInsightsTeam: 'A, B' } } }], ['turnFlowOn', { path: { flow: id } }], ['listConnections', {}]],
  },
  {
    words: ['flow', 'on', 'post'], answers: { ...flows, turnFlowOn: flow(), listConnections: { value: [{ ...connection, status: unsigned.status }, unsigned] } },
    out: '"Post to Teams when a data source refresh fails" is on; its trigger is asked at 2026-03-02 07:15:00 UTC.\nIts connection stand-in ("Retail production") needs a sign-in: Nobody has signed in yet.\n',
  },
  {
    words: ['flow', 'on', 'refresh fails'], answers: { ...flows, turnFlowOn: flow({ isOn: false, subscription: { kind: 'none', problem: 'The flow "F" is not called: Subscribing was answered 403.' } }), listConnections: { value: [connection] } }, code: 1,
    out: '"Post to Teams when a data source refresh fails" is off.\nThe flow "F" is not called: Subscribing was answered 403.\n',
  },
  { words: ['flow', 'on', 'mail'], answers: { ...flows, turnFlowOn: { status: 422, code: 'binding', message: 'The flow "Mail" can\'t be turned on: it needs a connection.' } }, code: 2, error: 'konektor: The flow "Mail" can\'t be turned on: it needs a connection.\n' },
  { words: ['flow', 'on', 'mail', '--connection', 'teems=retail'], answers: { ...flows, listConnections: { value: [connection] } }, code: 2, error: 'konektor: There is no connection reference of this flow "teems". There are:\n  customerinsights_ab12c\n  teams_9f\n' },
  { words: ['flow', 'off', 'post'], answers: { ...flows, turnFlowOff: flow({ isOn: false }) }, out: '"Post to Teams when a data source refresh fails" is off.\n' },
  { words: ['flow', 'run', 'post'], answers: { ...flows, runFlow: poll, listRuns: { value: [run()] } }, out: 'Post to Teams when a data source refresh fails: its trigger answered 200, started 1 run · asked next at 2026-03-02 07:45:00 UTC\n    run aaaaaaaa/3/0 · Succeeded\nnote: What. Why. Do.\n' },
  { words: ['flow', 'run', 'post'], answers: { ...flows, runFlow: failedPoll }, code: 1, out: 'Post to Teams when a data source refresh fails: its trigger answered 401, failed: The key is wrong.\n' },
  {
    words: ['flow', 'list'], answers: startedFlows, width: 110, out: `flow                  state  trigger                   every  next (UTC)
Order by hand         on     a person
Report every morning  on     every day at 08:00 (UTC)         2026-03-03 08:00:00
` },
  {
    words: ['flow', 'show', 'report'], answers: { ...startedFlows, getFlow: { flow: scheduled, document: {} }, getTriggerState: { flowId: id, polls: 3, parameters: [], schedule: { since: '2026-03-01T08:00:00.000Z', nextAt: '2026-03-03T08:00:00.000Z', last: { at: '2026-03-02T08:00:00.000Z', runs: 0 } } }, listPolls: { value: [] } },
    out: `Report every morning\non · is started next at 2026-03-03 08:00:00 UTC · id ${id}\ntrigger Recurrence, every day at 08:00 (UTC)\nschedule after 3 starts\n    since 2026-03-01 08:00:00 UTC\n    last  2026-03-02 08:00:00 UTC, started no run: a trigger condition was not met\n    next  2026-03-03 08:00:00 UTC\n`,
  },
  {
    words: ['flow', 'show', 'report'], answers: { ...startedFlows, getFlow: { flow: { ...unpolled, name: scheduled.name, trigger: { name: 'Recurrence', kind: 'schedule', schedule: 'every day at 08:00 (UTC)' } }, document: {} }, getTriggerState: { flowId: id, polls: 0, parameters: [], schedule: {} }, listPolls: { value: [] } },
    out: `Report every morning\non · its schedule has ended · id ${id}\ntrigger Recurrence, every day at 08:00 (UTC)\nschedule: never turned on\n`,
  },
  {
    words: ['flow', 'show', 'report'], answers: { ...startedFlows, getFlow: { flow: { ...unpolled, isOn: false, name: scheduled.name, trigger: { name: 'Recurrence', kind: 'schedule' } }, document: {} }, getTriggerState: { flowId: id, polls: 1, parameters: [], schedule: { since: '2026-03-01T08:00:00.000Z' } }, listPolls: { value: [] } },
    out: `Report every morning\noff · id ${id}\ntrigger Recurrence, a schedule\nschedule after 1 start\n    since 2026-03-01 08:00:00 UTC\n`,
  },
  {
    words: ['flow', 'show', 'order'], answers: { ...startedFlows, getFlow: { flow: button, document: {} }, getTriggerState: { flowId: button.id, polls: 0, parameters: [] }, listPolls: { value: [] } },
    out: `Order by hand\non · id ${button.id}\ntrigger manual, started by a person\ninputs\n    Region (text): a text, one of North, South, needed\n    amount: a number\n`,
  },
  { words: ['flow', 'on', 'report'], answers: { ...startedFlows, turnFlowOn: scheduled, listConnections: { value: [] } }, out: '"Report every morning" is on; it is started at 2026-03-03 08:00:00 UTC.\n' },
  {
    words: ['flow', 'run', 'report'], answers: { ...startedFlows, runFlow: { flowId: id, startNumber: 3, at: '2026-03-02T07:30:00.000Z', runs: 1, nextRunAt: '2026-03-03T08:00:00.000Z' }, listRuns: { value: [run()] } },
    out: 'Report every morning: started 1 run · started next at 2026-03-03 08:00:00 UTC\n    run aaaaaaaa/3/0 · Succeeded\n', asked: [['listFlows', {}], ['runFlow', { path: { flow: id }, body: {} }], ['listRuns', { query: { flow: id, limit: '1' } }]],
  },
  {
    words: ['flow', 'run', 'order', '--input', 'Region=South', '--input', 'amount=12.5'], answers: { ...startedFlows, runFlow: { flowId: button.id, startNumber: 1, at: '2026-03-02T07:30:00.000Z', runs: 1 }, listRuns: { value: [run()] } },
    out: 'Order by hand: started 1 run\n    run aaaaaaaa/3/0 · Succeeded\n', asked: [['listFlows', {}], ['runFlow', { path: { flow: button.id }, body: { inputs: { Region: 'South', amount: '12.5' } } }], ['listRuns', { query: { flow: button.id, limit: '1' } }]],
  },
  {
    words: ['flow', 'run', 'order', '--body', 'order.json'], files: { '/project/order.json': '{"a":1}' }, answers: { ...startedFlows, runFlow: { flowId: button.id, startNumber: 1, at: '2026-03-02T07:30:00.000Z', runs: 0 } }, code: 1,
    out: 'Order by hand: started no run: a trigger condition was not met\n', asked: [['listFlows', {}], ['runFlow', { path: { flow: button.id }, body: { body: { a: 1 } } }]],
  },
  { words: ['flow', 'run', 'order'], answers: { ...startedFlows, runFlow: { status: 422, code: 'InputsDoNotFit', message: 'The flow "Order by hand" was not started. The input "Region" (text) is needed, and it is not given.' } }, code: 2, error: 'konektor: The flow "Order by hand" was not started. The input "Region" (text) is needed, and it is not given.\n' },
  { words: ['flow', 'on', 'order', '--input', 'a=b'], answers: {}, code: 2, error: 'konektor: --input and --body go with "flow run", not with "flow on".\n' },
  { words: ['flow', 'on'], answers: {}, code: 2, error: 'konektor: "flow on" needs the name of a flow. "flow list" lists them.\n' },
  { words: ['flow', 'off', 'post', '--variable', 'a=b'], answers: {}, code: 2, error: 'konektor: --connection and --variable go with "flow on", not with "flow off".\n' },

  {
    words: ['runs'], width: 110, answers: { ...flows, listRuns: { value: [run({ key: `${id}/4/0`, status: 'Running', attempts: 2 }), run()] } },
    out: `run           status             when (UTC)            took  flow                     trigger
aaaaaaaa/4/0  Running (start 2)  2026-03-02 07:30:00  2.5 s  Post to Teams when a d…  OnDataSourceRefreshFail…
aaaaaaaa/3/0  Succeeded          2026-03-02 07:30:00  2.5 s  Post to Teams when a d…  OnDataSourceRefreshFail…
`, asked: [['listFlows', {}], ['listRuns', { query: { limit: '20' } }]],
  },
  { words: ['runs'], answers: { ...flows, listRuns: { value: [] } }, error: 'There are no runs yet. A flow that is on starts them when its trigger finds something.\n' },
  {
    words: ['runs', '--failed', '--limit', '1', '--flow', 'mail'], answers: { ...flows, listRuns: ({ query }) => ({ value: query['status'] === 'TimedOut' ? [run({ status: 'TimedOut', at: '2026-03-02T07:31:00.000Z' })] : [run({ status: 'Failed' })] }) },
    out: 'run           status    when (UTC)            took  flow                                            trigger\naaaaaaaa/3/0  TimedOut  2026-03-02 07:31:00  2.5 s  Post to Teams when a data source refresh fails  OnDataSourceRefreshFailed\n',
    asked: [['listFlows', {}], ['listRuns', { query: { limit: '1', flow: otherFlow.id, status: 'Failed' } }], ['listRuns', { query: { limit: '1', flow: otherFlow.id, status: 'TimedOut' } }]],
  },
  {
    words: ['runs', 'aaaa/3/0'], answers: { ...flows, listRuns: { value: [] }, getRun: details, getTriggerState: state, getMessage: message() },
    out: `Post to Teams when a data source refresh fails
Failed in 2.5 s · started 2026-03-02 07:30:00 UTC · run ${id}/3/0
ActionFailed: A step failed.

trigger When a refresh fails
    body:
      summary: Loyalty failed
      attempt: 3
✓ Get a refresh  GetRefresh  120 ms
    inputs
      jobId: j
    outputs
      statusCode: 200
      body:
        text: ${'y'.repeat(160)}… (300 characters)
✗ If failed  If  1.8 s
    ActionFailed: An action failed.
  actions
    ✗ Post  OpenApiConnection  1 s
        BadRequest: No channel.
        inputs
          a: 1
  else: not run
– Last  Compose

message 4
╭─ Teams · Data team › Alerts ─╮
│ Loyalty has failed.          │
╰──────────────────────────────╯

${stateText}`, asked: [['listFlows', {}], ['listRuns', { query: { limit: '500' } }], ['getRun', { path: { run: `${id}/3/0` } }], ['getTriggerState', { path: { flow: id } }], ['getMessage', { path: { message: '4' } }]],
  },
  { words: ['runs', 'last'], answers: { ...flows, listRuns: { value: [run({ key: 'gone/1/0', flowId: 'gone' })] }, getRun: { ...run({ key: 'gone/1/0', flowId: 'gone', flow: 'Gone' }), trigger: { outputs: null }, steps: [], messages: [] } }, out: 'Gone\nSucceeded in 2.5 s · started 2026-03-02 07:30:00 UTC · run gone/1/0\n\ntrigger\n    null\n' },
  { words: ['runs', '3'], answers: { ...flows, listRuns: { value: [run()] } }, code: 2, error: 'konektor: There is no run "3". Write it as the list does, such as aaaaaaaa/3/0; "last" is the newest.\n' },
  { words: ['runs', 'a/3/0'], answers: { listFlows: { value: [flow(), flow({ id: 'a2' })] }, listRuns: { value: [] } }, code: 2, error: `konektor: "a/3/0" may be a run of 2 flows. Write more of the flow's id:\n  ${id}/3/0\n  a2/3/0\n` },
  { words: ['runs', '--limit', '501'], answers: {}, code: 2, error: 'konektor: --limit is 1 to 500, and 501 was given.\n' },

  { words: ['outbox'], answers: { listMessages: { value: [message({ number: 12 }), message()] } }, out: 'no  when (UTC)           to                          says\n12  2026-03-02 07:30:02  Teams · Data team › Alerts  Loyalty has failed.\n 4  2026-03-02 07:30:02  Teams · Data team › Alerts  Loyalty has failed.\n' },
  { words: ['outbox', 'last'], answers: { listMessages: { value: [message()] }, getMessage: message() }, out: `message 4 · 2026-03-02 07:30:02 UTC · Post to Teams when a data source refresh fails · Post message · run aaaaaaaa/3/0\n${message().view}\n` },
  { words: ['outbox', '7'], answers: { getMessage: { status: 404, code: 'MessageNotFound', message: 'There is no message 7.' } }, code: 2, error: 'konektor: There is no message 7.\n' },
  { words: ['outbox', 'first'], answers: {}, code: 2, error: 'konektor: A message has a number, such as 3, or is "last"; "first" was given.\n' },

  {
    words: ['advance', '2h'], answers: { ...flows, getClock: { now: '2026-03-02T07:00:00.000Z', speed: 1 }, advanceClock: { now: '2026-03-02T09:00:00.000Z', speed: 1 }, listRuns: { value: [run()] }, listPolls: { value: [failedPoll, poll, { ...failedPoll, at: '2026-03-02T06:45:00.000Z' }] } },
    out: `It is 2026-03-02 09:00:00 UTC, 2 h later. 1 run in that time:
run           status     when (UTC)            took  flow                                            trigger
aaaaaaaa/3/0  Succeeded  2026-03-02 07:30:00  2.5 s  Post to Teams when a data source refresh fails  OnDataSourceRefreshFailed
The trigger of "Post to Teams when a data source refresh fails" failed once: The key is wrong.
`,
    asked: [['getClock', {}], ['advanceClock', { body: { milliseconds: 7_200_000 } }], ['listRuns', { query: { since: '2026-03-02T07:00:00.000Z', limit: '500' } }], ['listFlows', {}], ['listPolls', { query: { limit: '500' } }]],
  },
  {
    words: ['advance', '2d6h'], answers: { ...flows, getClock: { now: '2026-03-02T07:00:00.000Z', speed: 1 }, advanceClock: { now: '2026-03-04T13:00:00.000Z', speed: 1 }, listRuns: { value: [] }, listPolls: { value: [] } },
    out: 'It is 2026-03-04 13:00:00 UTC, 2 d 6 h later. 0 runs in that time.\n',
    asked: [['getClock', {}], ...[86_400_000, 86_400_000, 21_600_000].map(milliseconds => ['advanceClock', { body: { milliseconds } }] as const), ['listRuns', { query: { since: '2026-03-02T07:00:00.000Z', limit: '500' } }], ['listFlows', {}], ['listPolls', { query: { limit: '500' } }]],
  },
  { words: ['advance', 'tomorrow'], answers: {}, code: 2, error: 'konektor: "tomorrow" is no span of time. Write a number and s, m, h, d or w, such as 15m, 2h, 3d or 1d12h.\n' },

  { words: ['connection', 'list'], answers: { listConnections: { value: [connection, unsigned] } }, out: 'connection  title              status                          connector  way to connect  flows\nstand-in    Retail production  connected (a@stand-in.example)  ci         user                1\nmine        Mine               sign-in needed                  ci         user                0\nmine: Nobody has signed in yet.\n' },
  {
    words: ['connection', 'create', '--title', 'Mine', '--set', 'user', '--values', 'values.json', '--value', 'b=2'], files: { '/project/values.json': '{"subscriptionKey":"k","b":1}' }, answers: { listConnectors: { value: [connector] }, createConnection: unsigned, signIn: { url: 'http://127.0.0.1:4280/sign-in/at/x' } },
    out: 'Connection mine ("Mine") is made.\nOpen this page in a browser and sign in:\n  http://127.0.0.1:4280/sign-in/at/x\nThen test it: npx konektor connection test mine\n',
    asked: [['listConnectors', {}], ['createConnection', { body: { connector: 'ci', values: { subscriptionKey: 'k', b: '2' }, title: 'Mine', parameterSet: 'user' } }], ['signIn', { path: { connection: 'mine' } }]],
  },
  { words: ['connection', 'create'], answers: { listConnectors: { value: [connector, { ...connector, name: 'b', title: 'B' }] } }, code: 2, error: 'konektor: Name the connector: connection create <connector>. Installed are: Customer Insights Automation, B.\n' },
  { words: ['connection', 'test', 'retail'], answers: { listConnections: { value: [connection] }, testConnection: { outcome: 'passed', operationId: 'L', status: 200, message: 'L answered 200.' } }, out: 'It works: L answered 200.\n' },
  { words: ['connection', 'test', 'mine'], answers: { listConnections: { value: [unsigned] }, testConnection: { outcome: 'failed', operationId: 'L', status: 401, message: 'L answered 401.' }, signIn: { url: 'http://127.0.0.1:4280/sign-in/at/x' } }, code: 1, out: 'It does not work: L answered 401.\nSign in: http://127.0.0.1:4280/sign-in/at/x\n' },
  { words: ['connection', 'delete', 'mine'], answers: { listConnections: { value: [unsigned] }, deleteConnection: undefined }, out: 'Connection mine is deleted.\n' },
  {
    words: ['connection', 'change', 'mine', '--values', 'values.json'], files: { '/project/values.json': '{"subscriptionKey":"k"}' }, answers: { listConnections: { value: [connection, unsigned] }, changeConnection: unsigned, signIn: { url: 'http://127.0.0.1:4280/sign-in/at/x' } },
    out: 'Connection mine ("Mine") is changed.\nOpen this page in a browser and sign in:\n  http://127.0.0.1:4280/sign-in/at/x\nThen test it: npx konektor connection test mine\n',
    asked: [['listConnections', {}], ['changeConnection', { path: { connection: 'mine' }, body: { values: { subscriptionKey: 'k' } } }], ['signIn', { path: { connection: 'mine' } }]],
  },
  { words: ['connection', 'change', 'mine'], answers: { listConnections: { value: [unsigned] } }, code: 2, error: 'konektor: Say what to change: --title, --value name=value, or --values file.json. Values that are not named stay.\n' },
  { words: ['connection', 'change', 'mine', '--set', 'user'], answers: {}, code: 2, error: 'konektor: The way to connect of a connection stays. Make another one: connection create --set.\n' },
  { words: ['connection', 'delete'], answers: {}, code: 2, error: 'konektor: "connection delete" needs the id or title of a connection. "connection list" lists them.\n' },
  { words: ['connection', 'list', '--title', 'x'], answers: {}, code: 2, error: 'konektor: --title, --set, --value and --values go with "connection create", not with "connection list".\n' },
  { words: ['connection', 'create', '--values', 'values.json'], files: { '/project/values.json': '{"key":{}}' }, answers: {}, code: 2, error: 'konektor: --values: "key" must be a text, a number, or true or false.\n' },
];

describe('the commands for a running environment', () => {
  for (const { words, answers, width, files, code = 0, out = '', error = '', asked } of cases) it(`konektor ${words.join(' ')}${error === '' ? '' : ` (${error.slice(0, 40).trim()}…)`}`, async () => {
    const api = fakeApi(answers);
    assert.deepEqual(await runAgainst(api, words, { ...(width === undefined ? {} : { width }), ...(files ? { files } : {}) }), { code, out, error });
    if (asked) assert.deepEqual(api.asked.map(each => [each.operation, { ...(Object.keys(each.path).length > 0 ? { path: each.path } : {}), ...(Object.keys(each.query).length > 0 ? { query: each.query } : {}), ...(each.body === undefined ? {} : { body: each.body }) }]), asked);
  });

  const asJson: readonly (readonly [words: string, answers: Answers, value: unknown])[] = [
    ['flow list', flows, [otherFlow, flow()]], ['flow off post', { ...flows, turnFlowOff: flow() }, flow()], ['flow run post', { ...flows, runFlow: poll, listRuns: { value: [run()] } }, { poll, runs: [run()] }],
    ['flow show post', { ...flows, getFlow: { flow: flow(), document: { a: 1 } }, getTriggerState: state, listPolls: { value: [] } }, { flow: flow(), document: { a: 1 }, triggerState: state, polls: [] }],
    ['runs', { ...flows, listRuns: { value: [run()] } }, [run()]], ['runs last', { ...flows, listRuns: { value: [run()] }, getRun: details, getTriggerState: state }, { ...details, triggerState: state }],
    ['outbox', { listMessages: { value: [] } }, []], ['outbox 4', { getMessage: message() }, message()],
    ['advance 1m', { ...flows, getClock: { now: '2026-03-02T07:00:00.000Z' }, advanceClock: { now: '2026-03-02T07:01:00.000Z' }, listRuns: { value: [] }, listPolls: { value: [failedPoll] } }, { clock: { now: '2026-03-02T07:01:00.000Z' }, runs: [], failedPolls: [failedPoll] }],
    ['connection list', { listConnections: { value: [connection] } }, [connection]], ['connection create ci', { listConnectors: { value: [connector] }, createConnection: unsigned, signIn: { url: 'u' } }, { ...unsigned, signInUrl: 'u' }],
    ['connection test mine', { listConnections: { value: [connection, unsigned] }, testConnection: { outcome: 'notDeclared', message: 'm' } }, { outcome: 'notDeclared', message: 'm' }], ['connection delete mine', { listConnections: { value: [unsigned] }, deleteConnection: undefined }, { deleted: 'mine' }],
  ];
  for (const [words, answers, value] of asJson) it(`konektor ${words} --format json`, async () => {
    const { code, out, error } = await runAgainst(fakeApi(answers), [...words.split(' '), '--format', 'json']);
    assert.deepEqual({ code, error, value: JSON.parse(out) as unknown }, { code: 0, error: '', value });
  });

  it('waits for runs that real calls still keep busy', async () => {
    let looks = 0;
    const api = fakeApi({ ...flows, runFlow: poll, listRuns: () => ({ value: [run({ status: ++looks < 3 ? 'Running' : 'Failed' })] }) });
    const { out } = await runAgainst(api, ['flow', 'run', 'post']);
    assert.deepEqual([looks, out.split('\n')[1]], [3, '    run aaaaaaaa/3/0 · Failed']);
  });

  describe('where no environment answers', () => {
    it('none was started', async () => {
      const { ports, printed } = recordedPorts();
      assert.equal(await main(['runs', '--store', 'elsewhere'], ports), 2);
      assert.deepEqual(printed(), { out: '', error: 'konektor: No environment runs with its store in elsewhere. Start one in another terminal: npx konektor start\n' });
    });
    it('it has ended without a word', async () => {
      assert.deepEqual(await runAgainst({ http: () => Promise.reject(new TypeError('fetch failed')) }, ['runs']), { code: 2, out: '', error: 'konektor: The environment at http://127.0.0.1:4280 does not answer. It has ended without a word, or another one has taken its place. Start it again: npx konektor start\n' });
    });
    it('another one has taken its place', async () => {
      assert.deepEqual(await runAgainst(fakeApi({}, 'another'), ['runs']), { code: 2, out: '', error: 'konektor: The token is missing or another one. The environment was started anew meanwhile: try again.\n' });
    });
  });
});
