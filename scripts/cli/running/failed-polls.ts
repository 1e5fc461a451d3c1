import type { EnvironmentClient, Wire } from '../../environment/api-client';
import { oneLine } from '../terminal/table';

/** The most that the API lists at once. */
const mostRead = 500;

/** Polls since an instant that failed, newest first. Of very many polls the newest are looked at. */
export async function failedPolls(client: Pick<EnvironmentClient, 'call'>, since: string): Promise<readonly Wire<'Poll'>[]> {
  const { value } = await client.call('listPolls', { query: { limit: mostRead } });
  return value.filter(({ at, outcome }) => outcome === 'failed' && at >= since);
}

/** A sentence for each flow whose trigger failed: without it a trigger that can't be asked looks like one that found nothing. */
export function failedPollLines(polls: readonly Wire<'Poll'>[], flows: readonly Wire<'Flow'>[]): readonly string[] {
  return [...new Set(polls.map(({ flowId }) => flowId))].map(flowId => {
    const ofFlow = polls.filter(poll => poll.flowId === flowId);
    const name = flows.find(({ id }) => id === flowId)?.name ?? flowId;
    const [last] = ofFlow;
    return `The trigger of "${oneLine(name)}" failed ${ofFlow.length === 1 ? 'once' : `${ofFlow.length} times, at last so`}: ${oneLine(last?.problem ?? `it answered ${last?.status}`)}`;
  });
}
