/**
 * What must and what may happen, from the guarantee alone: an item counts exactly once if it becomes visible within
 * 24 hours of its end and the service still returns it at a successful poll. What was there at turn-on is the
 * baseline. This file knows nothing of watermarks, hashes or windows.
 */
import { threshold, type Occurrence, type Story, type StoryPoint } from './story';

/** One poll: its instant, whether the service answered it well, and whether it answered at all (so that it told the time). */
export interface Poll { readonly at: number; readonly succeeded: boolean; readonly answered: boolean }

export interface Expectation { readonly must: ReadonlySet<string>; readonly may: ReadonlySet<string> }

const lateness = 24 * 3_600_000;
const wholeSecond = (instant: number): number => Math.floor(instant / 1000) * 1000;

/** The instant from which things count: that of the first poll that the service answered. */
function turnOn(polls: readonly Poll[]): { readonly from: number; readonly first: Poll } | undefined {
  const answered = polls.find(poll => poll.answered);
  const first = polls.find(poll => poll.succeeded);
  return answered && first ? { from: wholeSecond(answered.at), first } : undefined;
}

/** The ids of which the trigger must tell exactly once, and those of which it may tell at most once. */
export function expectedItems(occurrences: readonly Occurrence[], polls: readonly Poll[]): Expectation {
  const begin = turnOn(polls);
  const must = new Set<string>();
  const may = new Set<string>();
  if (!begin) return { must, may };
  const last = polls.filter(poll => poll.succeeded).at(-1)!.at;
  const seededLate = begin.first.at !== polls.find(poll => poll.answered)!.at;
  for (const { id, at, visibleAt } of occurrences) {
    if (visibleAt > last) continue;
    const isBaseline = visibleAt <= begin.first.at && (!seededLate || at <= begin.from);
    if (isBaseline) continue;
    // A trigger whose first poll failed can't tell what was there at turn-on from what ended before it and came late.
    const isOwed = visibleAt - at <= lateness && !(seededLate && at <= begin.from);
    (isOwed ? must : may).add(id);
  }
  return { must, may };
}

/** The crossings that the successful polls reveal, in order, as [previous, new]. A point older than the last one seen changes nothing. */
export function expectedCrossings(story: Story, start: number, polls: readonly Poll[]): readonly (readonly [previous: number, value: number])[] {
  const begin = turnOn(polls);
  if (!begin) return [];
  const points = story.points.map((point, order) => ({ ...point, order, instant: start + point.at * 60_000, visibleAt: start + (point.at + point.hiddenFor) * 60_000 }));
  const crossings: (readonly [number, number])[] = [];
  let last: (StoryPoint & { readonly instant: number }) | undefined;
  let begun = false;
  for (const poll of polls.filter(each => each.succeeded)) {
    const isFirst = !begun;
    begun = true;
    const visible = new Map(points.filter(point => point.visibleAt <= poll.at && point.instant <= poll.at).map(point => [point.instant, point])); // of equal instants the last made
    for (const point of [...visible.values()].sort((left, right) => left.instant - right.instant)) {
      if (last && point.instant <= last.instant) continue;
      const isBaseline = isFirst && (begin.from >= wholeSecond(poll.at) || point.instant <= begin.from);
      if (last && !isBaseline && last.value <= threshold && point.value > threshold) crossings.push([last.value, point.value]);
      last = point;
    }
  }
  return crossings;
}
