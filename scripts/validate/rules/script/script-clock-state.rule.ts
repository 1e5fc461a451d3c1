import { always } from '../../profile';
import { rule } from '../../rule';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptClockState = rule<Named>({
  code: 'script-clock-state',
  title: 'The script does not read the clock for what it has to remember',
  severity: always('information'),
  source: 'seen in published connectors',
  why: 'A polling trigger that remembers its own time instead of the newest time in the answer loses events: clocks differ, and what is written while the request runs lies before the next start.',
  page: 'For a signature, a token or a log the clock is right; then there is nothing to do. Switch the rule off for the connector with that reason.',
  says: ({ name }) => ({
    what: `${name} tells the time of the machine that runs the script.`,
    todo: 'Where the value goes into a trigger\'s state or a filter, take the newest time or number in the service\'s answer instead; elsewhere leave it.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith('var response = await Context.SendAsync(Context.Request, CancellationToken);\nvar items = JArray.Parse(await response.Content.ReadAsStringAsync());\nvar newest = items.Max(item => (string)item["changed"]);\nresponse.Headers.Location = new Uri(Context.Request.RequestUri, "?since=" + Uri.EscapeDataString(newest));\nreturn response;'))],
    bad: [{ example: withScript(scriptWith(`var since = DateTime.UtcNow.AddMinutes(-5).ToString("o");\n${passOn}`), { clockReads: [mention('DateTime.UtcNow', 5, 21)] }), at: ['5:21'] }],
  }),
  check: ({ report }) => eachMention('clockReads', report),
});
