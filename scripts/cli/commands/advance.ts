import type { Given } from '../options';
import type { Ports } from '../ports';
import { endedRuns } from '../running/ended-runs';
import { failedPollLines, failedPolls } from '../running/failed-polls';
import { asJson, lookOf } from '../running/look';
import { withEnvironment } from '../running/reach';
import { runTable } from '../running/run-lines';
import { counted } from '../step-line';
import { instantInWords, spanInWords, spanOf } from '../terminal/time-words';

/** As many runs are shown; the rest are counted. */
const mostShown = 20;
/** The most that the API lists at once. */
const mostCounted = 500;

/** `konektor advance`: time passes, and what happened in it is told. */
export function advance({ options, positionals: [written = ''] }: Given<'advance'>, ports: Ports): Promise<number> {
  const milliseconds = spanOf(written);
  const { console } = ports;
  return withEnvironment(options, ports, async ({ client }) => {
    const before = await client.call('getClock');
    console.progress(`${spanInWords(milliseconds)} pass …`);
    const clock = await client.call('advanceClock', { body: { milliseconds } }).finally(() => { console.progress(''); });
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
