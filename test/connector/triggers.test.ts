/** What each trigger tells, in full, on .NET behind the gateway. How often it tells is the guarantee's matter (guarantee/). */
import { deepStrictEqual, equal, match } from 'node:assert/strict';
import { headerOf } from '../../scripts/environment/gateway/http-message';
import type { Gateway } from '../../scripts/environment/gateway/gateway';
import type { GatewayAnswer } from '../../scripts/environment/gateway/gateway-answer';
import type { Control } from '../../scripts/service';
import { storyStart } from './guarantee/play';
import { runningConnector } from './running-connector';

const minute = 60_000;
type Inputs = Readonly<Record<string, string | number>>;
type Event = Readonly<Record<string, unknown>>;

let gateway: Gateway;
let control: Control;
let instanceId: string;
let clock: { now(): number };

/** A trigger that is polled by hand: each poll follows the Location of the one before. */
class Polled {
  #last: GatewayAnswer | undefined;
  constructor(private readonly operationId: string, private readonly inputs: Inputs) {}
  async poll(): Promise<GatewayAnswer> {
    this.#last = this.#last ? await gateway.send({ method: 'GET', uri: headerOf(this.#last.headers, 'Location')!, headers: [] }) : await gateway.invoke({ connectionId: 'connection', operationId: this.operationId, inputs: { instanceId, ...this.inputs } });
    return this.#last;
  }
  /** The events of the next poll; none for 202. */
  async events(): Promise<readonly Event[]> {
    const answer = await this.poll();
    if (answer.status === 202) return [];
    equal(answer.status, 200, Buffer.from(answer.body).toString());
    return (JSON.parse(Buffer.from(answer.body).toString()) as { value: readonly Event[] }).value; // the declared shape
  }
}
const seeded = async (operationId: string, inputs: Inputs = {}): Promise<Polled> => {
  const trigger = new Polled(operationId, inputs);
  deepStrictEqual(await trigger.events(), []);
  return trigger;
};
const messageOf = (answer: GatewayAnswer): string => (JSON.parse(Buffer.from(answer.body).toString()) as { error: { message: string } }).error.message; // the connector's error form
const pick = (events: readonly Event[], ...names: readonly string[]): readonly unknown[] => events.map(event => names.map(name => event[name]));
const pass = (minutes: number): void => { control.advanceClock({ milliseconds: minutes * minute }); };
const iso = (instant: number): string => new Date(instant).toISOString().replace('Z', '0000Z');

describe('triggers tell', function () {
  this.timeout(120_000);
  beforeEach(async () => {
    const running = await runningConnector();
    control = running.service.control;
    clock = running.service.clock;
    instanceId = control.reset({ empty: true, at: storyStart, behaviour: { timestampDigits: 'millisecond', enumCasing: 'camel' } }).instanceIds[0]!;
    gateway = running.gateway(clock);
  });

  describe('of data source refreshes', () => {
    let loyalty: string;
    beforeEach(() => { loyalty = control.addDataSource({ friendlyName: 'Loyalty' }).dataSourceId; });
    const refresh = (failures: number, more: object = {}) => control.startRefresh({ operationType: 'ingestion', identifiers: [loyalty], outcomes: { [loyalty]: { failures, errorCode: 'GatewayTimeout', message: 'The gateway did not answer.', ...more } }, results: 'none' });

    it('a failure that is final, with everything about it', async () => {
      const trigger = await seeded('OnDataSourceRefreshFailed');
      const job = refresh(3);
      pass(60);
      const last = job.tasks.filter(task => task.operationType === 'ingestion').at(-1)!;
      deepStrictEqual(await trigger.events(), [{
        summary: 'The refresh of data source Loyalty failed: The gateway did not answer.', instanceId, dataSourceId: loyalty, dataSourceName: 'Loyalty',
        status: 'failed', attempt: 3, isFinal: true, startedAt: iso(last.submittedAt), endedAt: iso(last.endsAt!), errorCode: 'GatewayTimeout', errorMessage: 'The gateway did not answer.',
        jobId: job.jobId, taskId: last.taskId, submission: 'onDemand', historyIncomplete: false,
      }]);
      deepStrictEqual(await trigger.events(), []);
    });

    it('every failed attempt when asked to, the last one as final', async () => {
      const trigger = await seeded('OnDataSourceRefreshFailed', { report: 'every' });
      refresh(3, { status: 'timedOut' });
      pass(60);
      deepStrictEqual(pick(await trigger.events(), 'attempt', 'isFinal'), [[1, false], [2, false], [3, true]]);
    });

    it('an attempt as not final while its job runs', async () => {
      const trigger = await seeded('OnDataSourceRefreshFailed', { report: 'every' });
      const job = refresh(1);
      control.advanceClock({ milliseconds: job.tasks[0]!.endsAt! - clock.now() });
      deepStrictEqual(pick(await trigger.events(), 'attempt', 'isFinal'), [[1, false]]);
      pass(60);
      deepStrictEqual(await trigger.events(), []);
    });

    it('a success after a retry, as its second attempt', async () => {
      const trigger = await seeded('OnDataSourceRefreshSucceeded');
      refresh(1);
      pass(60);
      deepStrictEqual(pick(await trigger.events(), 'summary', 'dataSourceId', 'attempt'), [['Data source Loyalty was refreshed.', loyalty, 2]]);
    });

    it('which source it was by the workflow node, although another has the same name', async () => {
      control.addDataSource({ friendlyName: 'Loyalty' });
      const trigger = await seeded('OnDataSourceRefreshSucceeded', { dataSourceId: loyalty.toUpperCase() });
      refresh(0);
      pass(60);
      deepStrictEqual(pick(await trigger.events(), 'dataSourceId'), [[loyalty]]);
    });

    for (const [what, sources, emptyIdLists, expected] of [
      ['by the only id of an ingestion', 1, false, true], ['by id and name among several ids', 2, false, true],
      ['by its name, when only one source has it', 1, true, true], ['not at all, when a name is shared and the ids are kept back', 1, 'shared', false],
    ] as const) {
      it(`which source it was ${what}, when the status has no node`, async () => {
        const web = control.addDataSource({ friendlyName: emptyIdLists === 'shared' ? 'Loyalty' : 'Web shop' }).dataSourceId;
        control.behave({ emptyIdLists: emptyIdLists !== false });
        control.addFault({ kind: 'status', status: 404, path: '/status', times: 'always' });
        const any = await seeded('OnDataSourceRefreshSucceeded');
        const bound = await seeded('OnDataSourceRefreshSucceeded', { dataSourceId: loyalty });
        control.startRefresh({ operationType: 'ingestion', identifiers: sources === 2 ? [loyalty, web] : [loyalty], results: 'none' });
        pass(60);
        await any.poll();
        await bound.poll();
        // A 404 under both path forms takes the poll's calls, so that what is new waits for the next one.
        const told = (await any.events()).filter(event => event['dataSourceName'] === 'Loyalty');
        deepStrictEqual(pick(told, 'dataSourceId'), [[expected ? loyalty : undefined]]);
        deepStrictEqual(pick(await bound.events(), 'dataSourceId'), expected ? [[loyalty]] : []);
      });
    }
  });

  describe('of segments', () => {
    const name = 'Ünïcode & +/%';
    beforeEach(() => control.addSegment({ name, friendlyName: 'Difficult', count: 90 }));
    const move = (...counts: readonly number[]): void => { for (const count of counts) { pass(1); control.moveSegment({ name, count }); } };

    it('each crossing upwards, with previous and new value', async () => {
      const trigger = await seeded('OnSegmentThresholdCrossed', { segmentName: name, threshold: 100 });
      move(120, 80, 100, 10_101);
      const at = clock.now();
      deepStrictEqual(await trigger.events(), [
        { summary: 'Segment Difficult rose above 100 members: it had 90 and has 120 now.', instanceId, segmentName: name, displayName: 'Difficult', threshold: 100, memberCount: 120, previousMemberCount: 90, change: 30, crossed: 'above', crossedAt: iso(at - 3 * minute), previousAt: iso(at - 4 * minute), historyIncomplete: false },
        { summary: 'Segment Difficult rose above 100 members: it had 100 and has 10,101 now.', instanceId, segmentName: name, displayName: 'Difficult', threshold: 100, memberCount: 10101, previousMemberCount: 100, change: 10001, crossed: 'above', crossedAt: iso(at), previousAt: iso(at - minute), historyIncomplete: false },
      ]);
    });

    it('crossings downwards, or both, when asked to', async () => {
      const below = await seeded('OnSegmentThresholdCrossed', { segmentName: name, threshold: 100, direction: 'below' });
      const either = await seeded('OnSegmentThresholdCrossed', { segmentName: name, threshold: 100, direction: 'either' });
      move(120, 80);
      deepStrictEqual(pick(await below.events(), 'crossed', 'change', 'summary'), [['below', -40, 'Segment Difficult fell below 100 members: it had 120 and has 80 now.']]);
      deepStrictEqual(pick(await either.events(), 'crossed'), [['above'], ['below']]);
    });

    it('nothing of evaluations that failed', async () => {
      const trigger = await seeded('OnSegmentThresholdCrossed', { segmentName: name, threshold: 100 });
      pass(1);
      control.moveSegment({ name, count: 500, status: 'CompletedFailure' });
      deepStrictEqual(await trigger.events(), []);
    });
  });

  describe('of measures', () => {
    it('a crossing with exact decimals', async () => {
      control.addMeasure({ name: 'Rate', displayName: 'Return rate', value: '0.1' });
      const trigger = await seeded('OnMeasureThresholdCrossed', { measureName: 'Rate', threshold: 0.2 });
      pass(1);
      control.moveMeasure({ name: 'Rate', value: '0.2' });
      deepStrictEqual(await trigger.events(), []);
      pass(1);
      control.moveMeasure({ name: 'Rate', value: '0.30000000000000004' });
      deepStrictEqual(pick(await trigger.events(), 'previousValue', 'displayName', 'summary'), [[0.2, 'Return rate', 'Measure Return rate rose above 0.2: it was 0.2 and is 0.3 now.']]);
    });

    it('why they refuse a measure with a dimension, or of customers', async () => {
      control.addMeasure({ name: 'ByStore', dimensions: ['Store'], value: 1 });
      control.addMeasure({ name: 'Spend', kind: 'attribute', value: 1 });
      for (const [measureName, why] of [['ByStore', /has a dimension/], ['Spend', /belongs to customers/]] as const) {
        const answer = await new Polled('OnMeasureThresholdCrossed', { measureName, threshold: 1 }).poll();
        equal(answer.status, 400);
        match(messageOf(answer), why);
      }
    });
  });

  describe('of refreshes of the system', () => {
    it('scheduled full ones by outcome', async () => {
      const source = control.addDataSource({ friendlyName: 'Only' }).dataSourceId;
      const [any, successful, failed] = await Promise.all([seeded('OnFullRefreshCompleted'), seeded('OnFullRefreshCompleted', { outcome: 'successful' }), seeded('OnFullRefreshCompleted', { outcome: 'failed' })]);
      control.startRefresh({ submissionKind: 'scheduled', results: 'none' });
      pass(180);
      control.startRefresh({ submissionKind: 'scheduled', results: 'none', outcomes: { [source]: { failures: 3, errorCode: 'NoAccess', message: 'Access was refused.' } } });
      control.startRefresh({ submissionKind: 'onDemand', results: 'none' });
      pass(180);
      deepStrictEqual(pick(await any.events(), 'isSuccessful'), [[true], [false]]);
      deepStrictEqual(pick(await successful.events(), 'isSuccessful', 'failedStepName', 'errorCode', 'errorMessage'), [[true, undefined, undefined, undefined]]);
      deepStrictEqual(pick(await failed.events(), 'isSuccessful', 'failedStepName', 'errorCode', 'errorMessage'), [[false, 'Only', 'NoAccess', 'Access was refused.']]);
    });

    it('unification, with map and match beside it, and its failure only when asked to', async () => {
      const usual = await seeded('OnUnificationRefreshCompleted');
      const any = await seeded('OnUnificationRefreshCompleted', { outcome: 'any' });
      control.addDataSource({ friendlyName: 'Only' });
      control.startRefresh({ results: 'none' });
      pass(180);
      control.startRefresh({ results: 'none', outcomes: { merge: { failures: 3, errorCode: 'MergeFailed', message: 'No.' } } });
      pass(180);
      const lower = (events: readonly Event[]): readonly unknown[] => events.map(event => [event['isSuccessful'], String(event['mapStatus']).toLowerCase(), String(event['matchStatus']).toLowerCase(), event['errorCode']]);
      deepStrictEqual(lower(await usual.events()), [[true, 'successful', 'successful', undefined]]);
      deepStrictEqual(lower(await any.events()), [[true, 'successful', 'successful', undefined], [false, 'successful', 'successful', 'MergeFailed']]);
    });
  });
});
