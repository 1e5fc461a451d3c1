/**
 * The guarantee, on random stories: nothing lost, nothing twice. `npm test` plays a hundred with a fixed seed,
 * `npm run soak -- --seed n` a thousand.
 */
import { deepStrictEqual } from 'node:assert/strict';
import * as fc from 'fast-check';
import { runningConnector } from '../running-connector';
import { expectedCrossings, expectedItems } from './oracle';
import { play, storyStart, type Played } from './play';
import { stories } from './stories';
import { occurrencesOf, type Story } from './story';

const idOf: Readonly<Record<string, string>> = {
  OnDataSourceRefreshFailed: 'taskId', OnDataSourceRefreshSucceeded: 'taskId', OnFullRefreshCompleted: 'jobId', OnUnificationRefreshCompleted: 'taskId',
};

/** What the trigger told, sorted into what the oracle complains about; all empty is good. */
function verdict(story: Story, played: Played): { readonly lost: readonly string[]; readonly twice: readonly string[]; readonly invented: readonly string[] } | { readonly told: unknown; readonly expected: unknown } {
  const idProperty = idOf[story.trigger];
  if (idProperty === undefined) {
    const [before, after] = story.trigger === 'OnSegmentThresholdCrossed' ? ['previousMemberCount', 'memberCount'] as const : ['previousValue', 'value'] as const;
    return { told: played.events.map(event => [event[before], event[after]]), expected: expectedCrossings(story, storyStart, played.polls) };
  }
  const told = played.events.map(event => String(event[idProperty]));
  const { must, may } = expectedItems(occurrencesOf(story, storyStart), played.polls);
  return {
    lost: [...must].filter(id => !told.includes(id)),
    twice: told.filter((id, index) => told.indexOf(id) !== index),
    invented: told.filter(id => !must.has(id) && !may.has(id)),
  };
}

describe('every trigger, on random histories', function () {
  const runs = Number(process.env['KONEKTOR_STORIES'] ?? 100);
  const seed = Number(process.env['KONEKTOR_SEED'] ?? 20260107);
  this.timeout(Math.max(120_000, runs * 1_500));

  it(`loses nothing and tells nothing twice (${runs} stories, seed ${seed})`, async () => {
    const running = await runningConnector();
    await fc.assert(fc.asyncProperty(stories, async story => {
      const played = await play(story, running);
      const found = verdict(story, played);
      if ('told' in found) deepStrictEqual(found.told, found.expected);
      else deepStrictEqual(found, { lost: [], twice: [], invented: [] });
      deepStrictEqual(played.longestState <= 1500, true);
    }), { seed, numRuns: runs });
  });
});
