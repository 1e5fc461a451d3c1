import * as assert from 'node:assert/strict';
import { type Assumptions, EnvironmentError, type FlowStatus, FlowEngine, MemoryRunRecorder, type RunRecorder, type ScheduledFlow, type StartRecord, VirtualClock } from '../../../scripts/environment';
import { readRecurrence } from '../../../scripts/environment/schedules/recurrence';
import { smallFlow, steps } from '../flow-run/small-flow';
import { answer, fakeBackend, onThing, smallConnector, smallGateway, start } from '../small-connector';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const flowWith = (recurrence: Parameters<typeof readRecurrence>[0], more: Partial<ScheduledFlow> = {}): ScheduledFlow => ({ id: 'f', recurrence: readRecurrence(recurrence), ...more });
const every10 = flowWith({ frequency: 'Minute', interval: 10 });

interface World { readonly clock: VirtualClock; readonly recorder: RunRecorder; readonly engine: FlowEngine; readonly starts: StartRecord[]; readonly reports: string[]; readonly runs: () => Promise<readonly (readonly [key: string, minutes: number])[]> }

function world(given: { readonly recorder?: RunRecorder; readonly clock?: VirtualClock; readonly assumed?: Partial<Assumptions> } = {}): World {
  const { recorder = new MemoryRunRecorder(), clock = new VirtualClock(start) } = given;
  const gateway = smallGateway({ connector: smallConnector({ operations: [onThing] }), backend: fakeBackend(() => answer(200)), clock, ...(given.assumed ? { assumed: given.assumed } : {}) });
  const [starts, reports]: [StartRecord[], string[]] = [[], []];
  const engine = new FlowEngine({ gateway, clock, recorder, random: () => 0, onStart: each => starts.push(each), report: line => reports.push(line) });
  return { clock, recorder, engine, starts, reports, runs: async () => (await recorder.runs()).map(({ key, at }) => [key, (at - start) / minute] as const) };
}

const nextOf = (engine: FlowEngine): readonly (readonly [isOn: boolean, minutes: number | undefined])[] => engine.status().map(({ isOn, nextRunAt }: FlowStatus) => [isOn, nextRunAt === undefined ? undefined : (nextRunAt - start) / minute]);

describe('flows that a schedule starts', () => {
  it('start at once without a start time, then after each interval; a run is an event without a body', async () => {
    const { clock, engine, recorder, starts, runs } = world();
    await engine.turnOn(every10);
    await clock.advanceBy(25 * minute);
    assert.deepEqual(await runs(), [['f/1/0', 0], ['f/2/0', 10], ['f/3/0', 20]]);
    assert.deepEqual((await recorder.runs())[2], { key: 'f/3/0', flowId: 'f', pollNumber: 3, itemIndex: 0, at: start + 20 * minute, payload: null, headers: [] });
    assert.deepEqual(starts.at(-1), { flowId: 'f', startNumber: 3, at: start + 20 * minute, runs: 1, nextRunAt: start + 30 * minute });
    assert.deepEqual(await recorder.scheduleOf('f'), { recurrence: JSON.stringify(every10.recurrence), since: start, nextAt: start + 30 * minute, isOff: false, last: { at: start + 20 * minute, runs: 1 } });
    assert.deepEqual(nextOf(engine), [[true, 30]]);
  });

  it('start at a start time that comes, and with one that has passed at the next time counted from it', async () => {
    const { clock, engine, runs } = world();
    await engine.turnOn(flowWith({ frequency: 'Hour', interval: 1, startTime: '2026-03-02T09:30:00Z' }));
    await engine.turnOn(flowWith({ frequency: 'Hour', interval: 1, startTime: '2026-01-01T00:45:00Z' }, { id: 'g' }));
    await engine.turnOn(flowWith({ frequency: 'Hour', interval: 3, startTime: '2026-03-02T07:00:00Z' }, { id: 'h' }));
    await clock.advanceBy(4 * hour);
    assert.deepEqual(await runs(), [['h/1/0', 0], ['g/1/0', 45], ['g/2/0', 105], ['f/1/0', 150], ['g/3/0', 165], ['h/2/0', 180], ['f/2/0', 210], ['g/4/0', 225]]);
  });

  it('with a schedule and no start time run at once, or by the assumption at its next time', async () => {
    const noon = flowWith({ frequency: 'Day', interval: 1, schedule: { hours: [12], minutes: [0] } });
    for (const [firstScheduledRun, expected] of [['atOnce', [['f/1/0', 0], ['f/2/0', 300]]], ['nextTime', [['f/1/0', 300]]]] as const) {
      const { clock, engine, runs } = world({ assumed: { firstScheduledRun } });
      await engine.turnOn(noon);
      await clock.advanceBy(day - 1);
      assert.deepEqual(await runs(), expected);
    }
  });

  it('what fell due while the flow was off was missed; it goes on with the next time, and runs no more at once', async () => {
    const { clock, engine, runs } = world();
    await engine.turnOn(every10);
    await clock.advanceBy(15 * minute);
    await engine.turnOff('f');
    assert.deepEqual(nextOf(engine), [[false, undefined]]);
    await clock.advanceBy(30 * minute);
    await engine.turnOn(every10);
    await clock.advanceBy(10 * minute);
    await engine.turnOff('f');
    await engine.turnOn(every10);
    await clock.advanceBy(10 * minute);
    assert.deepEqual(await runs(), [['f/1/0', 0], ['f/2/0', 10], ['f/3/0', 50], ['f/4/0', 60]]);
  });

  it('goes on in a new process: what was due and not recorded is made up for, and what was recorded is not doubled', async () => {
    const first = world();
    await first.engine.turnOn(every10);
    await first.clock.advanceBy(10 * minute);
    await first.engine.close();
    const second = world({ recorder: first.recorder, clock: new VirtualClock(start + 21 * minute) });
    await second.engine.turnOn(every10);
    await second.clock.advanceBy(10 * minute);
    assert.deepEqual(await second.runs(), [['f/1/0', 0], ['f/2/0', 10], ['f/3/0', 21], ['f/4/0', 30]]);
  });

  it('what is more than an hour late was missed: the machine slept', async () => {
    const first = world();
    await first.engine.turnOn(every10);
    await first.clock.advanceBy(0);
    await first.engine.close();
    const second = world({ recorder: first.recorder, clock: new VirtualClock(start + 71 * minute) });
    await second.engine.turnOn(every10);
    await second.clock.advanceBy(10 * minute);
    assert.deepEqual(await second.runs(), [['f/1/0', 0], ['f/2/0', 80]]);
    // A timer that fires so late.
    const third = world();
    await third.engine.turnOn(every10);
    await third.clock.advanceBy(0);
    const { clock } = third;
    const sleeping = clock.now.bind(clock);
    clock.now = () => (sleeping() === start + 10 * minute ? start + 75 * minute : sleeping());
    await clock.advanceBy(90 * minute);
    assert.deepEqual([await third.runs(), third.starts.length], [[['f/1/0', 0], ['f/2/0', 80], ['f/3/0', 90]], 2 + 1]);
  });

  it('begins anew with another recurrence, in which keys go on', async () => {
    const { clock, engine, runs } = world();
    await engine.turnOn(every10);
    await clock.advanceBy(5 * minute);
    await engine.edit(flowWith({ frequency: 'Hour', interval: 1 }));
    await clock.advanceBy(hour);
    await engine.edit({ ...flowWith({ frequency: 'Hour', interval: 1 }), name: 'Other name' });
    await clock.advanceBy(hour);
    assert.deepEqual(await runs(), [['f/1/0', 0], ['f/2/0', 5], ['f/3/0', 65], ['f/4/0', 125]]);
  });

  it('ends with its end time', async () => {
    const { clock, engine, runs } = world();
    await engine.turnOn(flowWith({ frequency: 'Hour', interval: 1, endTime: '2026-03-02T09:00:00Z' }));
    await clock.advanceBy(day);
    assert.deepEqual([await runs(), nextOf(engine)], [[['f/1/0', 0], ['f/2/0', 60], ['f/3/0', 120]], [[true, undefined]]]);
  });

  it('can be started by hand, which leaves its next time as it is', async () => {
    const { clock, engine, runs } = world();
    await engine.turnOn(every10);
    await clock.advanceBy(3 * minute);
    assert.deepEqual(await engine.startNow('f', null), { flowId: 'f', startNumber: 2, at: start + 3 * minute, runs: 1, nextRunAt: start + 10 * minute });
    await clock.advanceBy(7 * minute);
    assert.deepEqual(await runs(), [['f/1/0', 0], ['f/2/0', 3], ['f/3/0', 10]]);
    await engine.turnOff('f');
    await assert.rejects(engine.startNow('f', null), new EnvironmentError('flow', 'The flow "f" is not on. On are: none.'));
    await assert.rejects(engine.pollNow('f'), new EnvironmentError('flow', 'The flow "f" is not on. On are: none.'));
  });

  it('no run is started where a trigger condition is not met, or too many wait', async () => {
    const { clock, engine, recorder, starts } = world();
    const waiting = smallFlow(steps({ Wait: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Day' } } } }));
    await engine.turnOn({ ...every10, conditions: ['@equals(1, 2)'] });
    await engine.turnOn({ ...every10, id: 'g', concurrency: { runs: 1, waitingRuns: 1 }, steps: waiting });
    await clock.advanceBy(20 * minute);
    assert.deepEqual(starts.map(({ flowId, runs, problem }) => [flowId, runs, problem]), [
      ['f', 0, undefined], ['g', 1, undefined], ['f', 0, undefined], ['g', 1, undefined], ['f', 0, undefined], ['g', 0, '1 runs of the flow wait already, so none was started.'],
    ]);
    assert.deepEqual((await recorder.scheduleOf('g'))?.last, { at: start + 20 * minute, runs: 0, problem: '1 runs of the flow wait already, so none was started.' });
    await clock.advanceBy(3 * day);
    await engine.close();
  });

  it('an occurrence that can\'t be recorded is not lost', async () => {
    const { clock, recorder, engine, reports, runs } = world();
    await engine.turnOn(every10);
    await clock.advanceBy(0);
    const recordStart = recorder.recordStart.bind(recorder);
    recorder.recordStart = () => Promise.reject(new Error('disk full'));
    await clock.advanceBy(10 * minute);
    recorder.recordStart = recordStart;
    await clock.advanceBy(10 * minute);
    assert.deepEqual(await runs(), [['f/1/0', 0], ['f/2/0', 11], ['f/3/0', 20]]);
    assert.deepEqual(reports, ['A start of flow "f" could not be recorded, so it counts as not made: disk full']);
  });
});
