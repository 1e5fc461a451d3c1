import type { EnvironmentClient, Wire } from '../../environment/api-client';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { endedRuns } from '../running/ended-runs';
import { failedPollLines, failedPolls } from '../running/failed-polls';
import { asJson, lookOf } from '../running/look';
import { withEnvironment } from '../running/reach';
import { runTable } from '../running/run-lines';
import { counted } from '../../diagnostics/counted';
import { instantInWords, spanInWords, spanOf } from '../terminal/time-words';

/** As many runs are shown; the rest are counted. */
const mostShown = 20;
/** The most that the API lists at once. */
const mostCounted = 500;
const longestStep = 86_400_000;

/** `konektor advance`: time passes, and what happened in it is told. */
export function advance({ options, positionals: [written = ''] }: Given<'advance'>, ports: Ports): Promise<number> {
  const milliseconds = spanOf(written);
  const { console } = ports;
  return withEnvironment(options, ports, async ({ client }) => {
    const before = await client.call('getClock');
    const clock = await advanced(client, milliseconds, console).finally(() => { console.progress(''); });
    const [runs, { value: flows }, failed] = await Promise.all([endedRuns(client, { since: before.now, limit: mostCounted }), client.call('listFlows'), failedPolls(client, before.now)]);
    if (options.format === 'json') {
      console.out(asJson({ clock, runs, failedPolls: failed }));
      return 0;
    }
    console.out(`It is ${instantInWords(clock.now)} UTC, ${spanInWords(milliseconds)} later. ${runs.length === mostCounted ? `${mostCounted} runs and more` : counted(runs.length, 'run')} in that time${runs.length > 0 ? ':' : '.'}\n`);
    if (runs.length > 0) console.out(runTable(runs.slice(0, mostShown), flows, lookOf(ports)));
    if (runs.length > mostShown) console.out(`… ${runs.length - mostShown} more\n`);
    for (const line of failedPollLines(failed, flows)) console.out(`${line}\n`);
    return 0;
  });
}

/** A day at a time: a call that takes many minutes would be given up, and nobody would see how far it is. */
async function advanced(client: EnvironmentClient, milliseconds: number, console: Ports['console']): Promise<Wire<'Clock'>> {
  console.progress(`${spanInWords(milliseconds)} pass …`);
  let left = milliseconds;
  for (;;) {
    const step = Math.min(left, longestStep);
    const clock = await client.call('advanceClock', { body: { milliseconds: step } });
    left -= step;
    if (left === 0) return clock;
    console.progress(`${spanInWords(milliseconds - left)} of ${spanInWords(milliseconds)} have passed …`);
  }
}
