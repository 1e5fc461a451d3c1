import * as assert from 'node:assert/strict';
import { bindFlows, EnvironmentError, type Flow, FlowEngine, type FlowRunHistory, type HttpResponse, MemoryOutbox, MemoryRunRecorder, triggeredFlow, VirtualClock } from '../../../scripts/environment';
import type { WorkflowTrigger } from '../../../scripts/workflow-language/workflow-document';
import { answer, fakeBackend, start } from '../small-connector';
import { type Actions, call, flowDocument, smallFlowGateway, steps } from './small-flow';

const post = steps({
  Post: call('teams', 'PostMessageToConversation', { poster: 'Flow bot', location: 'Chat with Flow bot', 'body/recipient': 'a@example.com', 'body/messageBody': '@triggerBody()?[\'name\']' }),
});
const things = (...names: readonly unknown[]): HttpResponse => answer(200, { value: names.map(name => ({ name })) }, [['Content-Type', 'application/json']]);

/** An engine with one flow of that document turned on, whose backend gives these answers in turn and then 202. */
async function engineWith(answers: readonly HttpResponse[], actions: Actions = post, trigger: Partial<WorkflowTrigger> = {}) {
  const clock = new VirtualClock(start);
  const left = [...answers];
  const backend = fakeBackend(() => left.shift() ?? answer(202));
  const gateway = smallFlowGateway(clock, backend);
  const document = flowDocument(actions, {}, trigger);
  const [bound] = bindFlows({ flows: [{ id: 'f', name: 'Post things', isOn: false, document }], connectionReferences: [], environmentVariables: [] }, { connections: { ref_small: 'c1', ref_teams: 't', ref_outlook: 'o', ref_sharepoint: 's' }, variables: {} }, gateway);
  const [outbox, recorder, seen, reports]: [MemoryOutbox, MemoryRunRecorder, FlowRunHistory[], string[]] = [new MemoryOutbox(), new MemoryRunRecorder(), [], []];
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0, outbox, onRun: history => seen.push(history), report: line => reports.push(line) });
  const flow = triggeredFlow(bound!, gateway); // one flow was given
  await engine.turnOn(flow);
  assert.ok('connectionId' in flow);
  return { clock, engine, recorder, outbox, seen, reports, backend, flow, gateway, bound: bound! };
}

describe('runs that the flow engine starts', () => {
  it('each item starts one, at its instant, and its history is kept', async () => {
    const { clock, recorder, outbox, seen } = await engineWith([answer(202), things('a', 'b'), answer(202), things('c')]);
    await clock.advanceBy(200_000);
    assert.deepEqual(outbox.messages.map(({ at, runKey, html }) => [(at - start) / 1000, runKey, html]), [[60, 'f/2/0', 'a'], [60, 'f/2/1', 'b'], [180, 'f/4/0', 'c']]);
    assert.deepEqual(seen.map(({ runKey, status }) => [runKey, status]), [['f/2/0', 'Succeeded'], ['f/2/1', 'Succeeded'], ['f/4/0', 'Succeeded']]);
    assert.deepEqual(await recorder.historyOf('f/2/1'), seen[1]);
    assert.equal(await recorder.historyOf('f/1/0'), undefined);
  });

  it('waits and asks on the clock while it polls on', async () => {
    const actions = steps({ Wait: { type: 'Wait', inputs: { interval: { count: 90, unit: 'Second' } } }, Get: { ...call('small', 'GetThing', { id: '1' }), after: 'Wait' }, Post: { ...post['Post']!, after: 'Get' } });
    const { clock, outbox, backend } = await engineWith([things('a'), answer(202), answer(200, {})], actions);
    await clock.advanceBy(130_000);
    assert.deepEqual(backend.requests.map(({ uri }) => uri), ['https://api.test/v1/trigger', 'https://api.test/v1/trigger', 'https://api.test/v1/things/1', 'https://api.test/v1/trigger']);
    assert.deepEqual(outbox.messages.map(({ at }) => at - start), [90_000]);
  });

  it('a run that fails touches neither the others nor the polls', async () => {
    const actions = steps({ Parse: { type: 'ParseJson', inputs: { content: '@triggerBody()?[\'name\']' } }, Post: { ...post['Post']!, after: 'Parse' } });
    const { clock, seen, reports, engine } = await engineWith([things('{', '1'), things('2')], actions);
    await clock.advanceBy(60_000);
    assert.deepEqual(seen.map(({ runKey, status }) => [runKey, status]), [['f/1/0', 'Failed'], ['f/1/1', 'Succeeded'], ['f/2/0', 'Succeeded']]);
    assert.deepEqual([reports, engine.status()[0]?.isOn], [[], true]);
    await engine.idle();
  });

  it('what watches runs, or a recorder that refuses, stops nothing', async () => {
    const { clock, gateway, flow, outbox } = await engineWith([], post);
    const backend = fakeBackend(() => things('a'));
    const reports: string[] = [];
    const memory = new MemoryRunRecorder();
    memory.recordHistory = () => Promise.reject(new Error('disk full'));
    const engine = new FlowEngine({ gateway: smallFlowGateway(clock, backend), clock, recorder: memory, random: () => 0, outbox, onRun: () => { throw new Error('no'); }, report: line => reports.push(line) });
    await engine.turnOn({ ...flow, id: 'g' });
    await clock.advanceBy(0);
    assert.deepEqual([reports, gateway.connectionIds.length, engine.status()[0]?.isOn], [['How the run g/1/0 went could not be recorded: disk full', 'What watches the runs failed: no'], 1, true]);
  });

  it('with limited concurrency others wait for their turn; where no more may wait the trigger is skipped, and asked at its next time (facts 3.2)', async () => {
    const actions = steps({ Wait: { type: 'Wait', inputs: { interval: { count: 150, unit: 'Second' } } } });
    const { clock, recorder, backend } = await engineWith([things('a', 'b'), things('c'), things('d'), answer(202)], actions, { runtimeConfiguration: { concurrency: { runs: 1, maximumWaitingRuns: 2 } } } as Partial<WorkflowTrigger>);
    await clock.advanceBy(2_000_000);
    assert.deepEqual((await recorder.polls()).slice(0, 5).map(({ at, status, outcome, runs, problem }) => [(at - start) / 1000, status, outcome, runs, problem]), [
      [0, 200, 'events', 2, undefined], [60, 200, 'events', 1, undefined], [120, undefined, 'skipped', 0, '2 runs of the flow wait already, so its trigger was not asked.'], [180, 200, 'events', 1, undefined], [240, undefined, 'skipped', 0, '2 runs of the flow wait already, so its trigger was not asked.'],
    ]);
    const histories = await Promise.all((await recorder.runs()).map(({ key }) => recorder.historyOf(key)));
    assert.deepEqual(histories.map(each => [each?.runKey, ((each?.startedAt ?? NaN) - start) / 1000]), [['f/1/0', 0], ['f/1/1', 150], ['f/2/0', 300], ['f/4/0', 450]]);
    assert.equal(backend.requests.length, (await recorder.polls()).filter(({ outcome }) => outcome !== 'skipped').length);
  });

  it('trigger conditions are read for each item', async () => {
    const conditions = [{ expression: '@not(equals(triggerBody()?[\'name\'], \'b\'))' }, { expression: '@greater(length(triggerBody()?[\'name\']), 0)' }];
    const { clock, seen, recorder } = await engineWith([things('a', 'b', 'c', ''), things(7)], post, { conditions });
    await clock.advanceBy(60_000);
    assert.deepEqual(seen.map(({ runKey }) => runKey), ['f/1/0', 'f/1/2']);
    const polls = await recorder.polls();
    assert.deepEqual(polls.map(({ runs, unmet }) => [runs, unmet]), [[2, 2], [0, 1]]);
    assert.match(polls[1]?.problem ?? '', /^A trigger condition of flow "Post things" can't be evaluated, so it counts as not met: /);
  });

  it('a condition that is no yes or no counts as not met', async () => {
    const { clock, seen, recorder } = await engineWith([things('a')], post, { conditions: [{ expression: '@triggerBody()?[\'name\']' }] });
    await clock.advanceBy(0);
    assert.deepEqual([seen, (await recorder.polls())[0]?.problem], [[], 'A trigger condition of flow "Post things" can\'t be evaluated, so it counts as not met: A condition is true or false, but this one is a text (\'a\'). In: @triggerBody()?[\'name\']']);
  });
});

describe('a flow document as the engine runs it', () => {
  it('takes recurrence, inputs and split-on from the document', async () => {
    const { flow } = await engineWith([], post, { recurrence: { frequency: 'Hour', interval: 3 }, splitOn: '@triggerBody()?[\'value\']', inputs: { host: { connectionName: 'small', operationId: 'OnThing', apiId: '' }, parameters: { color: '@{concat(\'r\', \'ed\')}' }, authentication: '' } });
    const { recurrenceSeconds, inputs, splitOn, connectionId, operationId, name } = flow;
    assert.deepEqual({ recurrenceSeconds, inputs, splitOn, connectionId, operationId, name }, { recurrenceSeconds: 10_800, inputs: { color: 'red' }, splitOn: ['value'], connectionId: 'c1', operationId: 'OnThing', name: 'Post things' });
  });

  const splits: readonly (readonly [splitOn: string, path: unknown])[] = [['@triggerOutputs()?[\'body/value\']', ['value']], ['@triggerOutputs()?[\'body\']?[\'a\'][\'b\']', ['a', 'b']], ['@triggerBody()', []], ['@triggerBody()?.value', ['value']]];
  for (const [splitOn, path] of splits) it(`split-on ${splitOn}`, async () => { assert.deepEqual((await engineWith([], post, { splitOn })).flow.splitOn, path); });

  const concurrencies: readonly (readonly [trigger: object, expected: Flow['concurrency']])[] = [
    [{}, undefined], [{ runtimeConfiguration: {} }, undefined],
    [{ runtimeConfiguration: { concurrency: {} } }, { runs: 25, waitingRuns: 35 }], [{ runtimeConfiguration: { concurrency: { runs: 1 } } }, { runs: 1, waitingRuns: 11 }],
    [{ runtimeConfiguration: { concurrency: { runs: 100 } } }, { runs: 100, waitingRuns: 100 }], [{ runtimeConfiguration: { concurrency: { runs: 5, maximumWaitingRuns: 3 } } }, { runs: 5, waitingRuns: 3 }],
    [{ operationOptions: 'SingleInstance' }, { runs: 1, waitingRuns: 11 }], [{ operationOptions: 'x, singleinstance' }, { runs: 1, waitingRuns: 11 }],
  ];
  for (const [trigger, expected] of concurrencies) it(`concurrency of ${JSON.stringify(trigger)} (facts 3.4)`, async () => { assert.deepEqual((await engineWith([], post, trigger)).flow.concurrency, expected); });

  it('a retry policy of the trigger counts in the place of the profile\'s', async () => {
    const inputs = { host: { connectionName: 'small', operationId: 'OnThing', apiId: '' }, parameters: {}, authentication: '', retryPolicy: { type: 'fixed', count: 2, interval: 'PT10S' } };
    const { clock, recorder, flow } = await engineWith([answer(429, {}, [['Retry-After', '25']]), answer(503), answer(202)], post, { inputs } as Partial<WorkflowTrigger>);
    await clock.advanceBy(50_000);
    assert.deepEqual(flow.retry, { kind: 'fixed', attempts: 2, intervalMs: 10_000 });
    assert.deepEqual((await recorder.polls()).map(({ at, status, retry }) => [(at - start) / 1000, status, retry]), [[0, 429, 0], [25, 503, 1], [35, 202, 2]]);
  });

  it('a webhook trigger has no recurrence', () => {
    const gateway = smallFlowGateway(new VirtualClock(start), fakeBackend(() => answer(200)));
    const document = flowDocument(post, {}, { type: 'OpenApiConnectionWebhook', recurrence: { frequency: 'Minute', interval: 3 } });
    const [bound] = bindFlows({ flows: [{ id: 'f', name: 'Post things', isOn: false, document }], connectionReferences: [], environmentVariables: [] }, { connections: { ref_small: 'c1', ref_teams: 't', ref_outlook: 'o', ref_sharepoint: 's' }, variables: {} }, gateway);
    assert.ok(!('recurrenceSeconds' in triggeredFlow(bound!, gateway))); // one flow was given
  });

  const refused: readonly (readonly [what: string, trigger: object, message: string])[] = [
    ['a trigger of another type', { type: 'SlidingWindow' }, 'its trigger "When_a_thing_happens" is of the type SlidingWindow, and only those of connectors (OpenApiConnection, OpenApiConnectionWebhook), schedules (Recurrence) and requests (Request) are run here'],
    ['a request of another kind', { type: 'Request', kind: 'Geofence' }, 'its trigger is a Request of the kind Geofence, and only Button, PowerAppV2, PowerApp and Http are run here'],
    ['a button that wants a file', { type: 'Request', kind: 'Button', inputs: { schema: { type: 'object', properties: { file: { title: 'File Content', type: 'object' } } } } }, 'its trigger has the input "File Content" of the type "object", and only text, number and yes/no are run here'],
    ['an odd schedule', { type: 'Recurrence', recurrence: { frequency: 'Hour', interval: 1, schedule: { minutes: [5] } } }, 'its schedule has minutes, and with the frequency Hour it can have nothing: hours and minutes go with Day, Week and Month'],
    ['a schedule that never comes', { type: 'Recurrence', recurrence: { frequency: 'Month', interval: 12, startTime: '2026-02-01T08:00:00Z', schedule: { monthDays: [30] } } }, 'its schedule has no time that ever comes: every 12 months on day 30 from 2026-02-01 08:00:00 UTC (UTC)'],
    ['no recurrence', { recurrence: undefined }, 'its trigger "When_a_thing_happens" has no recurrence, which says how often it is polled'],
    ['an odd recurrence', { recurrence: { frequency: 'Moon', interval: 1 } }, 'its recurrence of 1 Moon can\'t be read: it gives a frequency (Second, Minute, Hour, Day, Week, Month) and an interval above 0'],
    ['too much concurrency', { runtimeConfiguration: { concurrency: { runs: 101 } } }, 'its concurrency is 101 runs; it can be 1 to 100'],
    ['concurrency that is no number', { runtimeConfiguration: { concurrency: { runs: '5' } } }, 'its concurrency is "5" runs; it can be 1 to 100'],
    ['no room to wait', { runtimeConfiguration: { concurrency: { runs: 5, maximumWaitingRuns: 0 } } }, 'its runs that may wait are 0; they can be 1 to 100'],
    ['an odd retry policy', { inputs: { host: { connectionName: 'small', operationId: 'OnThing', apiId: '' }, parameters: {}, authentication: '', retryPolicy: { type: 'fixed', count: 1, interval: 'PT1S' } } }, 'the retry policy {"type":"fixed","count":1,"interval":"PT1S"} can\'t be used: its interval is not between 5 seconds and 1 day'],
    ['an odd split-on', { splitOn: '@triggerOutputs()?[\'headers\']' }, 'its split-on @triggerOutputs()?[\'headers\'] can\'t be read: it leads from @triggerBody() or @triggerOutputs()?[\'body\'] to an array by names'],
  ];
  for (const [what, trigger, message] of refused) it(`refuses ${what}`, async () => {
    await assert.rejects(engineWith([], post, trigger), new EnvironmentError('flow', `The flow "Post things" can't be turned on: ${message}.`));
  });
});
