import { always } from '../../profile';
import { rule } from '../../rule';
import { mention, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptBlocking = rule<Named>({
  code: 'script-blocking',
  title: 'The script awaits, and never blocks a thread',
  severity: always('warning'),
  source: 'custom code documentation',
  why: 'A call may take 5 seconds by the documentation (2 minutes are reported). A blocked thread uses that time up, is missing for other calls, and can end up waiting for itself forever.',
  says: ({ name }) => ({
    what: `${name} blocks the thread until something else has happened.`,
    todo: name.startsWith('Thread.') ? 'Write "await Task.Delay(…, CancellationToken)", or better do without the pause: return a Retry-After header, so that the platform calls again later.' : 'Write "await" before the task, and make the methods up to ExecuteAsync async.',
  }),
  needs: 'scriptAnalysis',
  examples: () => {
    const sent = 'var response = await Context.SendAsync(Context.Request, CancellationToken);';
    return {
      good: [
        withScript(scriptWith(`${sent}\nvar text = await response.Content.ReadAsStringAsync();\nresponse.Content = CreateJsonContent(text);\nreturn response;`)),
        withScript(scriptWith('var first = Context.SendAsync(Context.Request, CancellationToken);\nawait Task.WhenAll(first);\nreturn first.Result;')),
      ],
      bad: [
        { example: withScript(scriptWith(`${sent}\nvar text = response.Content.ReadAsStringAsync().Result;\nresponse.Content = CreateJsonContent(text);\nreturn response;`), { synchronousWaits: [mention('Task.Result', 6, 57)] }), at: ['6:57'] },
        { example: withScript(scriptWith(`Thread.Sleep(1000);\n${sent}\nreturn response;`), { synchronousWaits: [mention('Thread.Sleep', 5, 16)] }), at: ['5:16'] },
      ],
    };
  },
  check: ({ report }) => eachMention('synchronousWaits', report),
});
