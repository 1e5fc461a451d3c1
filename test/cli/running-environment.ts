import { main } from '../../scripts/cli/main';
import type { Wire } from '../../scripts/environment/api-client';
import type { fakeApi } from './fake-api';
import { recordedPorts } from './recorded-ports';

export const endpointText = JSON.stringify({ address: 'http://127.0.0.1:4280', token: 'secret', service: { controlUrl: 'http://127.0.0.1:4290/control', controlToken: 'control-secret' } });

/** Runs a command in a project whose environment is the given API. */
export async function runAgainst(api: Pick<ReturnType<typeof fakeApi>, 'http'>, words: readonly string[], { width, files = {} }: { readonly width?: number; readonly files?: Readonly<Record<string, string>> } = {}): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
  const { ports, printed } = recordedPorts({ '/project/.konektor/environment.api.json': endpointText, ...files });
  const code = await main(words, { ...ports, console: { ...ports.console, ...(width === undefined ? {} : { width }) }, http: api.http });
  return { code, ...printed() };
}

export const guid = (start: string): string => `${start}-1111-4222-8333-444455556666`;

export const flow = (change: Partial<Wire<'Flow'>> = {}): Wire<'Flow'> => ({
  id: guid('aaaaaaaa'), name: 'Post to Teams when a data source refresh fails', isOn: true, installedAt: '2026-03-02T07:00:00.000Z',
  trigger: { name: 'When_a_refresh_fails', kind: 'connector', operationId: 'OnDataSourceRefreshFailed', connector: 'konektor_ci', recurrenceSeconds: 900 },
  connections: [
    { reference: 'konektor_customerinsights_ab12c', connector: 'konektor_ci', connectionId: 'stand-in', required: true },
    { reference: 'konektor_teams_9f', connector: 'shared_teams', required: false },
  ],
  variables: [{ schemaName: 'konektor_CustomerInsightsTeam', name: 'Team (konektor_CustomerInsightsTeam)', type: 'String', value: 'Data team' }, { schemaName: 'konektor_CustomerInsightsChannel', name: 'Channel', type: 'String' }],
  missing: [], nextPollAt: '2026-03-02T07:15:00.000Z', findings: [], ...change,
});
export const otherFlow = flow({ id: guid('bbbbbbbb'), name: 'Mail the data owners when a segment crosses a threshold', isOn: false, trigger: { name: 'When_it_crosses', kind: 'connector', operationId: 'OnSegmentThresholdCrossed', recurrenceSeconds: 3600 }, missing: ['It needs a connection.'] });

export const run = (change: Partial<Wire<'RunSummary'>> = {}): Wire<'RunSummary'> => ({
  key: `${guid('aaaaaaaa')}/3/0`, flowId: guid('aaaaaaaa'), flow: 'Post to Teams when a data source refresh fails', at: '2026-03-02T07:30:00.000Z', status: 'Succeeded', endedAt: '2026-03-02T07:30:02.500Z', durationMs: 2500, attempts: 1, ...change,
});

export const message = (change: Partial<Extract<Wire<'Message'>, { kind: 'teams' }>> = {}): Wire<'Message'> => ({
  kind: 'teams', number: 4, at: '2026-03-02T07:30:02.000Z', runKey: `${guid('aaaaaaaa')}/3/0`, flow: 'Post to Teams when a data source refresh fails', step: 'Post_message', destination: 'Teams · Data team › Alerts',
  view: '╭─ Teams · Data team › Alerts ─╮\n│ Loyalty has failed.          │\n╰──────────────────────────────╯', to: { kind: 'channel', team: 'Data team', channel: 'Alerts' }, postedAs: 'Flow bot', html: '<p>Loyalty has failed.</p>', isCard: false, ...change,
});
