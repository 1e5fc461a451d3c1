/** Random stories, shrinkable. Things happen around the looks, because nothing that nobody sees is interesting. */
import * as fc from 'fast-check';
import type { Story, StoryFault, StoryJob, StoryLook, StoryPoint, TriggerName } from './story';

const triggers: readonly TriggerName[] = ['OnDataSourceRefreshFailed', 'OnDataSourceRefreshSucceeded', 'OnFullRefreshCompleted', 'OnUnificationRefreshCompleted', 'OnSegmentThresholdCrossed', 'OnMeasureThresholdCrossed'];
const faults: readonly StoryFault[] = ['throttle', 'unavailable', 'failure', 'break', 'html', 'unauthorized', 'forbidden', 'notFound'];

/** Minutes between looks: a recurrence, an hour off, a night, more than a day, nine days, forty days. */
const gap = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 40 }) }, { weight: 2, arbitrary: fc.constant(60) }, { weight: 2, arbitrary: fc.integer({ min: 300, max: 1500 }) }, { weight: 1, arbitrary: fc.constant(9 * 1440) }, { weight: 1, arbitrary: fc.constant(40 * 1440) });
const look: fc.Arbitrary<StoryLook> = fc.record({
  after: gap,
  fault: fc.option(fc.constantFrom(...faults), { nil: undefined, freq: 4 }),
  staysOn: fc.constantFrom(0, 0, 0, 40 * 60_000),
}).map(({ after, fault, staysOn }) => ({ after, staysOn, ...(fault ? { fault } : {}) }));

/** How long something stays hidden: not at all, for a while, just under and just over a day, for days. */
const hiddenFor = fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: fc.integer({ min: 1, max: 700 }) }, { weight: 2, arbitrary: fc.integer({ min: 1425, max: 1439 }) }, { weight: 2, arbitrary: fc.integer({ min: 1441, max: 1460 }) }, { weight: 1, arbitrary: fc.constant(4000) });
/**
 * When something happens, told by a look: shortly before it, some time before it, so that it is revealed just before it,
 * or just after it (which is long before the next one when somebody goes on holiday).
 */
const moment = fc.record({ look: fc.nat({ max: 30 }), kind: fc.constantFrom('before', 'earlier', 'reveals', 'reveals', 'after'), by: fc.nat({ max: 1700 }) } as const);
type Moment = { readonly look: number; readonly kind: 'before' | 'earlier' | 'reveals' | 'after'; readonly by: number };
const instant = ({ look, kind, by }: Moment, times: readonly number[], hidden: number): number => {
  const at = times[look % times.length]!;
  switch (kind) {
    case 'before': return at - (by % 95) + 5;
    case 'earlier': return at - by;
    case 'reveals': return at - hidden - (by % 40);
    case 'after': return at + (by % 60);
  }
};

const refresh = fc.record({ source: fc.nat({ max: 4 }), failures: fc.constantFrom(0, 0, 1, 2), succeeds: fc.boolean() });
/** More at once than one answer may carry. */
const burst = fc.integer({ min: 95, max: 230 }).map(count => Array.from({ length: count }, (_, source) => ({ source, failures: source % 3 === 0 ? 1 : 0, succeeds: source % 2 === 0 })));
const job = fc.record({
  when: moment, scheduled: fc.boolean(), everything: fc.boolean(),
  refreshes: fc.oneof({ weight: 12, arbitrary: fc.uniqueArray(refresh, { maxLength: 4, selector: each => each.source }) },
    { weight: 1, arbitrary: burst }),
  merges: fc.constantFrom('none', 'succeeds', 'fails', 'succeedsAtSecondAttempt'), hiddenFor, whileHidden: fc.constantFrom('absent', 'running'),
} as const);
const point = fc.record({ when: moment, value: fc.nat({ max: 4 }), hiddenFor });

/** Any story. */
export const stories: fc.Arbitrary<Story> = fc.record({
  trigger: fc.constantFrom(...triggers), report: fc.constantFrom('final', 'every'), errorWithoutLocation: fc.constantFrom('keep', 'reset'),
  pathForm: fc.constantFrom('lib', 'docs', 'both', 'jobsOnlyUnderManage'), emptyIdLists: fc.boolean(), statusMissing: fc.constantFrom(false, false, false, true), background: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.integer({ min: 90, max: 320 }) }),
  looks: fc.array(look, { minLength: 1, maxLength: 12 }), holiday: fc.option(burst, { nil: undefined, freq: 5 }), jobs: fc.array(job, { maxLength: 9 }), points: fc.array(point, { maxLength: 14 }),
} as const).map(({ jobs: others, points, looks: usual, holiday, ...rest }): Story => {
  // A burst right after a look that is followed by nine days off.
  const looks = holiday ? [{ after: 10 }, { after: 9 * 1440 }, ...usual] : usual;
  const jobs = holiday ? [...others, { when: { look: 0, kind: 'after', by: 3 } as const, scheduled: false, everything: true, refreshes: holiday, merges: 'none' as const, hiddenFor: 0, whileHidden: 'absent' as const }] : others;
  const times = looks.reduce<number[]>((all, each) => [...all, (all.at(-1) ?? 0) + each.after], []);
  const isCrossing = rest.trigger === 'OnSegmentThresholdCrossed' || rest.trigger === 'OnMeasureThresholdCrossed';
  return {
    ...rest, looks,
    jobs: isCrossing ? [] : jobs.map(({ when, ...each }): StoryJob => ({ ...each, at: instant(when, times, each.hiddenFor) })),
    points: isCrossing ? points.map(({ when, ...each }): StoryPoint => ({ ...each, at: instant(when, times, each.hiddenFor) })) : [],
  };
});
