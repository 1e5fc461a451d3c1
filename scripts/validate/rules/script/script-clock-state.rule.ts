import { always } from '../../profile';
import { rule } from '../../rule';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptClockState = rule<Named>({
  code: 'script-clock-state',
  title: 'The script does not remember the time of its own clock',
  severity: always('information'),
  source: 'seen in published connectors',
  why: 'A polling trigger that remembers its own time, not the newest time in the service\'s answer, loses events: the clocks differ, and what the service writes while the request runs is older than the remembered time.',
  page: 'For a signature, a token or a log the clock is the right source, and there is nothing to do; switch the rule off in konektor.yaml with that reason.',
  says: ({ name }) => ({
    what: `${name} tells the time of the machine that runs the script.`,
    todo: 'If the value is remembered by a trigger or used in a filter, take the newest time or number of the service\'s answer instead; otherwise leave it.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith('var response = await Context.SendAsync(Context.Request, CancellationToken);\nvar items = JArray.Parse(await response.Content.ReadAsStringAsync());\nvar newest = items.Max(item => (string)item["changed"]);\nresponse.Headers.Location = new Uri(Context.Request.RequestUri, "?since=" + Uri.EscapeDataString(newest));\nreturn response;'))],
    bad: [{ example: withScript(scriptWith(`var since = DateTime.UtcNow.AddMinutes(-5).ToString("o");\n${passOn}`), { clockReads: [mention('DateTime.UtcNow', 5, 21)] }), at: ['5:21'] }],
  }),
  check: ({ report }) => eachMention('clockReads', report),
});
