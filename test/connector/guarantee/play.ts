/** Plays a story: the service, the generated code on .NET behind the gateway, the flow engine, a virtual clock. */
import { FlowEngine } from '../../../scripts/environment/flows/flow-engine';
import { MemoryRunRecorder } from '../../../scripts/environment/flows/run-recorder';
import { VirtualClock } from '../../../scripts/environment/clocks/virtual-clock';
import type { RunningConnector } from '../running-connector';
import type { Poll } from './oracle';
import { rawJob, sourceId, sourceName, threshold, type Story, type StoryFault, type StoryLook } from './story';

export interface Played {
  readonly polls: readonly Poll[];
  /** The payload of every run, in the order in which they started. */
  readonly events: readonly Readonly<Record<string, unknown>>[];
  /** The longest trigger state that was seen, in characters. */
  readonly longestState: number;
}

const minute = 60_000;
/** Wednesday, 7 January 2026, 08:00 UTC. */
export const storyStart = Date.UTC(2026, 0, 7, 8);

/**
 * Plays the story to its end, with good looks after it so that everything that can be told is told: a poll makes at most
 * three calls, and the paths of three calls may each have to be found first.
 */
export async function play(story: Story, { service, gateway }: RunningConnector): Promise<Played> {
  const { control } = service;
  // The service begins before the earliest job, and the trigger is turned on at storyStart.
  const instanceId = control.reset({ empty: true, at: storyStart, behaviour: { pathForm: story.pathForm, emptyIdLists: story.emptyIdLists } }).instanceIds[0]!;
  for (const source of new Set(story.jobs.flatMap(job => job.refreshes.map(refresh => refresh.source)))) control.addDataSource({ friendlyName: sourceName(source), dataSourceId: sourceId(source) });
  story.jobs.forEach((job, number) => { const { tasks, ...raw } = rawJob(job, number, storyStart); control.insertJob({ ...raw, tasks }); });
  const horizon = story.looks.reduce((sum, look) => sum + look.after, 0);
  for (let number = 0; number < story.background; number++) {
    const submittedAt = storyStart + Math.round((horizon * number) / story.background) * minute;
    control.insertJob({ submittedAt, startsAt: submittedAt, endsAt: submittedAt + minute, operationType: 'segmentation' });
  }
  control.addSegment({ name: 'VIP' });
  control.addMeasure({ name: 'Revenue' });
  for (const point of story.points) {
    const at = storyStart + point.at * minute;
    const visibleAt = at + point.hiddenFor * minute;
    control.moveSegment({ name: 'VIP', count: point.value, at, visibleAt });
    control.moveMeasure({ name: 'Revenue', value: point.value, at, visibleAt });
  }

  const clock = new VirtualClock(storyStart);
  const recorder = new MemoryRunRecorder();
  const polls: Poll[] = [];
  let fault: StoryFault | undefined;
  let longestState = 0;
  const engine = new FlowEngine({
    gateway: gateway(clock, { errorWithoutLocation: story.errorWithoutLocation }), clock, recorder, random: () => 0.5,
    onPoll: poll => {
      polls.push({ at: poll.at, succeeded: fault === undefined, answered: fault !== 'break' });
      longestState = Math.max(longestState, new URL(poll.uri).searchParams.get('triggerState')?.length ?? 0);
    },
  });
  const flow = {
    id: 'flow', connectionId: 'connection', operationId: story.trigger, recurrenceSeconds: 900,
    inputs: {
      instanceId, ...(story.trigger === 'OnDataSourceRefreshFailed' ? { report: story.report } : {}),
      ...(story.trigger === 'OnSegmentThresholdCrossed' ? { segmentName: 'VIP', threshold } : {}), ...(story.trigger === 'OnMeasureThresholdCrossed' ? { measureName: 'Revenue', threshold } : {}),
    },
  };
  for (const look of [...story.looks, ...Array<StoryLook>(4).fill({ after: 30 })]) {
    await clock.advanceBy(look.after * minute);
    fault = look.fault;
    control.clearFaults();
    if (fault) control.addFault({ ...faults[fault], times: 'always' });
    if (story.statusMissing) control.addFault({ kind: 'status', status: 404, path: '/status', times: 'always' });
    await engine.turnOn(flow);
    await clock.advanceBy(look.staysOn ?? 0);
    engine.turnOff('flow');
  }
  await engine.close();
  return { polls, events: (await recorder.runs()).map(run => run.payload as Readonly<Record<string, unknown>>), longestState }; // our triggers' events are objects
}

const faults = {
  throttle: { kind: 'throttle', retryAfterSeconds: 30 }, unavailable: { kind: 'status', status: 503 }, failure: { kind: 'status', status: 500 },
  break: { kind: 'break' }, html: { kind: 'html' }, unauthorized: { kind: 'status', status: 401 }, forbidden: { kind: 'status', status: 403 }, notFound: { kind: 'status', status: 404 },
} as const;
