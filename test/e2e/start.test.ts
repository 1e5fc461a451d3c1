import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import type { Ports } from '../../scripts/cli/ports';
import { recordedPorts } from '../cli/recorded-ports';

const root = resolve(__dirname, '..', '..');

/** The story as it must go: which flow runs, how its steps end, what its messages say. Durations, the port and what other tests count are left out. */
const story = `
  build       5 artifacts · … operations
  validate    certification profile · … placeholders to fill
  package     4 packages → dist
  environment http://127.0.0.1:…
  installed   Customer Insights Automation and 8 flows
  scenario
    ✓ first poll, sixty days of history        · stays silent
    ✓ data source "Loyalty" fails for good     → flow "Post to Teams when a data source refresh fails" 1 run
        ✓ Get a refresh · ✓ Post message in a chat or channel
        Teams · stand-in team › stand-in channel · The refresh of data source Loyalty failed: The refresh of 'Loyalty…
    ✓ an attempt fails, its retry succeeds     · stays silent
    ✓ another data source fails                · stays silent, elsewhere 1 run
    ✓ data source "Web shop" is refreshed      → flow "Check the rows when a data source refresh succeeds" 1 run
        ✓ Retrieve partitions for an entity · ✓ For each partition (2 items) · ✓ Refresh the segments
    ✓ segment "VIP" 9,980 → 10,214             → flow "Mail the data owners when a segment crosses a threshold" 1 run
        ✓ Send an email (V2)
        Mail · owners@stand-in.example · VIP has passed 10,000 members: Segment VIP rose above 10,000 members: it had…
    ✓ segment "VIP" falls to 9,990             · stays silent
    ✓ segment "VIP" equals the threshold       · stays silent
    ✓ measure "Total revenue" passes 2,000,000 → flow "Switch a segment when a business measure crosses a threshold" 1 run
        ✓ If the measure rose (✓ Activate a segment) · ✓ Read a measure · ✓ Send an email (V2)
        Mail · owners@stand-in.example · Total revenue went above 2,000,000: Measure Total revenue rose above 2,000,0…
    ✓ a measure with a dimension               · stays silent
        The trigger answered 400, which starts no run: This measure has a dimension: it has a value for each member o…
    ✓ a full refresh that a person starts      · stays silent, elsewhere 2 runs
    ✓ the scheduled full refresh completes     → flow "Mail the status report when a full scheduled refresh completes" 1 run
        ✓ Sends the status report V2 · ✓ Send an email (V2) · ✓ If the refresh failed (nothing to do)
        Mail · owners@stand-in.example · Everything: Successful: The scheduled refresh of everything ended: successfu…
    ✓ unification is refreshed                 → flow "Post to Teams when customers are unified" 1 run
        ✓ Count the customers · ✓ Find the files of Customer · ✓ Get entities · ✓ List segments · ✓ Post message in a…
        Teams · stand-in team › stand-in channel · The refresh of the unification process ended: successful. It was s…
    ✓ unification fails for good               → flow "Stop what still runs when unification fails" 1 run
        ✓ List refreshes · ✓ For each refresh (20 items) · ✓ Sends the status report · ✓ Send an email (V2)
        Mail · owners@stand-in.example · Unification of customers has failed: The refresh of the unification process …
    ✓ the trigger is edited: another segment   · stays silent
    ✓ the watched segment vanishes             · stays silent
  6 of 6 triggers fired exactly once for what happened, 9 of 9 counter-examples stayed silent, 9 messages in the outbox
`.slice(1);

describe('konektor start', function () {
  this.timeout(300_000);
  const out = mkdtempSync(join(tmpdir(), 'konektor-start-'));
  after(() => { rmSync(out, { recursive: true, force: true }); });

  it('packages, installs out of the packages, and plays the story: each trigger\'s sample flow succeeds, its message is in the outbox', async () => {
    const { ports, printed } = recordedPorts();
    const real: Ports = { ...ports, files: processPorts().files, directory: root };
    const code = await main(['start', '--once', '--port', '0', '--out', out], real);
    const { out: text, error } = printed();
    const told = text.replaceAll(out, 'dist').replace(/(http:\/\/127\.0\.0\.1:)\d+/, '$1…').replace(/ {2,}[\d.]+ m?s$/gm, '').replace(/\d+ (operations|placeholders)/g, '… $1');
    assert.deepEqual({ code, error, told }, { code: 0, error: '', told: story });
    assert.deepEqual(readdirSync(out).filter(name => name.endsWith('.zip')).sort(), ['CustomerInsightsAutomation.zip', 'CustomerInsightsAutomationFlows.zip', 'CustomerInsightsAutomationFlows_managed.zip', 'CustomerInsightsAutomation_managed.zip']);
  });
});
