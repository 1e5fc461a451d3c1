/** The platform's time limit with a slow service, and the bound on the trigger state with many data sources. */
import { deepStrictEqual, ok } from 'node:assert/strict';
import { headerOf } from '../../scripts/environment/gateway/http-message';
import type { Gateway } from '../../scripts/environment/gateway/gateway';
import type { GatewayAnswer } from '../../scripts/environment/gateway/gateway-answer';
import type { Control } from '../../scripts/service';
import { runningConnector } from './running-connector';
import { storyStart } from './guarantee/play';

const connectionId = 'connection';
const minute = 60_000;

/** The six triggers, watching one instance. */
const watching = (instanceId: string): readonly { readonly operationId: string; readonly inputs: Readonly<Record<string, string | number>> }[] => [
  { operationId: 'OnDataSourceRefreshFailed', inputs: { instanceId } },
  { operationId: 'OnDataSourceRefreshSucceeded', inputs: { instanceId } },
  { operationId: 'OnSegmentThresholdCrossed', inputs: { instanceId, segmentName: 'VIP', threshold: 100 } },
  { operationId: 'OnMeasureThresholdCrossed', inputs: { instanceId, measureName: 'Revenue', threshold: 100 } },
  { operationId: 'OnFullRefreshCompleted', inputs: { instanceId } },
  { operationId: 'OnUnificationRefreshCompleted', inputs: { instanceId } },
];

function somethingForEach(control: Control, sourceId: string, otherId: string): void {
  control.startRefresh({ submissionKind: 'scheduled', operationType: 'all', results: 'none', outcomes: { [sourceId]: { failures: 3 }, [otherId]: { failures: 0 } } });
  control.startRefresh({ operationType: 'merge', results: 'none' });
  control.moveSegment({ name: 'VIP', count: 150 });
  control.moveMeasure({ name: 'Revenue', value: 150 });
}

const eventsOf = (answer: GatewayAnswer): readonly Readonly<Record<string, unknown>>[] =>
  (answer.status === 200 ? (JSON.parse(Buffer.from(answer.body).toString()) as { value: readonly Readonly<Record<string, unknown>>[] }).value : []); // the declared shape of every trigger
const follow = (gateway: Gateway, answer: GatewayAnswer): Promise<GatewayAnswer> => gateway.send({ method: 'GET', uri: headerOf(answer.headers, 'Location')!, headers: [] });

describe('the limits of the platform', function () {
  this.timeout(60_000);

  it('are kept by every trigger when the service takes a second a call', async () => {
    const { service, gateway: gatewayFor } = await runningConnector();
    const { control } = service;
    const instanceId = control.reset({ empty: true, at: storyStart }).instanceIds[0]!;
    const first = control.addDataSource({ friendlyName: 'First' }).dataSourceId;
    const second = control.addDataSource({ friendlyName: 'Second' }).dataSourceId;
    control.addSegment({ name: 'VIP', count: 90 });
    control.addMeasure({ name: 'Revenue', value: 90 });
    const gateway = gatewayFor({ now: () => service.clock.now() });
    const seeded = await Promise.all(watching(instanceId).map(trigger => gateway.invoke({ connectionId, ...trigger })));
    deepStrictEqual(seeded.map(answer => answer.status), [202, 202, 202, 202, 202, 202]);

    control.advanceClock({ milliseconds: minute });
    somethingForEach(control, first, second);
    control.advanceClock({ milliseconds: 180 * minute });
    control.addFault({ kind: 'delay', milliseconds: 1000, times: 'always' });
    const answers = await Promise.all(seeded.map(answer => follow(gateway, answer)));
    control.clearFaults();
    // The host ends a script after five seconds, which would be a failed call here.
    deepStrictEqual(answers.map((answer, index) => [watching(instanceId)[index]!.operationId, answer.status, eventsOf(answer).length]), [
      ['OnDataSourceRefreshFailed', 200, 1], ['OnDataSourceRefreshSucceeded', 200, 1], ['OnSegmentThresholdCrossed', 200, 1],
      ['OnMeasureThresholdCrossed', 200, 1], ['OnFullRefreshCompleted', 200, 1], ['OnUnificationRefreshCompleted', 200, 1],
    ]);
  });

  it('bound the trigger state to 1,500 characters with 1,000 data sources, and every source is told once', async () => {
    const { service, gateway: gatewayFor } = await runningConnector();
    const { control } = service;
    const instanceId = control.reset({ seed: { dataSources: 1000, segments: 1, historyDays: 1 }, at: storyStart }).instanceIds[0]!;
    const gateway = gatewayFor({ now: () => service.clock.now() });
    let answer = await gateway.invoke({ connectionId, operationId: 'OnDataSourceRefreshSucceeded', inputs: { instanceId } });
    const told: unknown[] = [];
    const lengths: number[] = [];
    for (const kind of ['scheduled', 'onDemand'] as const) {
      control.advanceClock({ milliseconds: 60 * minute });
      control.startRefresh({ submissionKind: kind, operationType: 'all', results: 'none' });
      // Looks during the refresh and after it, each until nothing is left.
      for (const pause of [3, 7, 30, 120]) {
        control.advanceClock({ milliseconds: pause * minute });
        do {
          answer = await follow(gateway, answer);
          ok(answer.status === 200 || answer.status === 202, `status ${answer.status}: ${Buffer.from(answer.body).toString()}`);
          lengths.push(new URL(headerOf(answer.headers, 'Location')!).searchParams.get('triggerState')!.length);
          told.push(...eventsOf(answer).map(event => event['taskId']));
        } while (headerOf(answer.headers, 'Retry-After') === '0');
      }
    }
    deepStrictEqual([told.length, new Set(told).size], [2000, 2000]);
    ok(Math.max(...lengths) <= 1500, `the longest state has ${Math.max(...lengths)} characters`);
  });
});
