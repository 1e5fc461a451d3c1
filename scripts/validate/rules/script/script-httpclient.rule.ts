import { platformThen } from '../../profile';
import { rule } from '../../rule';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptHttpClient = rule<Named>({
  code: 'script-httpclient',
  title: 'The script sends requests with Context.SendAsync only',
  severity: platformThen('warning', 'error'),
  source: 'custom code documentation',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 60 },
  why: 'The documentation says that a script\'s own clients will be blocked; a published script with a WebClient shows that they were let through. Context.SendAsync reaches any address, and only its requests have the limits, the sign-in and the logs of the connector.',
  page: 'A client of the script\'s own goes out on the network from this machine too: an answer that a test or a scenario prepares does not reach it.',
  says: ({ name }) => ({
    what: `The script makes a client of its own: ${name}.`,
    todo: 'Make an HttpRequestMessage and send it with Context.SendAsync(request, CancellationToken).',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith('var request = new HttpRequestMessage(HttpMethod.Get, "https://api.shelter.example.com/animals");\nreturn await Context.SendAsync(request, CancellationToken);'))],
    bad: [
      { example: withScript(scriptWith('using var client = new HttpClient();\nreturn await client.GetAsync("https://api.shelter.example.com/animals");'), { httpClients: [mention('HttpClient', 5, 28)] }), at: ['5:28'] },
      { example: withScript(scriptWith(`var request = WebRequest.Create("https://api.shelter.example.com/animals");\n${passOn}`), { httpClients: [mention('WebRequest.Create', 5, 23)] }), at: ['5:23'] },
    ],
  }),
  check: ({ report }) => eachMention('httpClients', report),
});
