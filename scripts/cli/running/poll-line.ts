import type { Wire } from '../../environment/api-client';
import { oneLine } from '../terminal/table';
import { instantInWords } from '../terminal/time-words';

/** What a poll brought, in one sentence. */
export function pollInWords({ status, outcome, runs, unmet, problem, nextPollAt }: Wire<'Poll'>): string {
  const what = outcome === 'events' ? `started ${runs} run${runs === 1 ? '' : 's'}${unmet === undefined ? '' : `; ${unmet} event${unmet === 1 ? '' : 's'} met no trigger condition`}` : outcome === 'nothing' ? 'nothing new' : 'failed';
  return oneLine(`answered ${status}, ${what}${problem === undefined ? '' : `: ${problem}`}${nextPollAt === undefined ? '' : ` · asked next at ${instantInWords(nextPollAt)} UTC`}`);
}

/** What a start without a service brought, in one sentence. */
export function startInWords({ runs, problem, nextRunAt }: Wire<'Start'>): string {
  const what = runs > 0 ? `started ${runs} run${runs === 1 ? '' : 's'}` : `started no run${problem === undefined ? ': a trigger condition was not met' : ''}`;
  return oneLine(`${what}${problem === undefined ? '' : `: ${problem}`}${nextRunAt === undefined ? '' : ` · started next at ${instantInWords(nextRunAt)} UTC`}`);
}
