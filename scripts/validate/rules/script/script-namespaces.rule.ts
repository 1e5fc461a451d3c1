import { platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { allowedNamespaces } from './allowed-namespaces';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { analysisOf, placeIn } from './script-places';

export const scriptNamespaces = rule<{ readonly name: string; readonly imported: boolean }>({
  code: 'script-namespaces',
  title: 'The script uses the 26 documented namespaces only',
  severity: platformThen('warning', 'error'),
  source: 'custom code documentation; reviewers refuse others',
  evidence: { certified: 90, recent: 89.7, independent: 100, applicable: 60 },
  why: 'The documentation lists what custom code may use. Other namespaces may be missing when the platform compiles the script, and reviewers refuse them; files, processes and sockets are out of reach for custom code.',
  page: [
    `The namespaces are: ${[...allowedNamespaces].join(', ')}. The platform imports all of them by itself, so a script needs no \`using\` at all.`,
    'Types of System.Globalization, System.Collections.Specialized, System.Runtime.Serialization and Newtonsoft.Json.Converters are accepted where they are written in full, as published scripts do, but not in a `using`.',
    'A `using` that nothing needs can be removed without any other change. Where a type is needed, see whether a documented namespace has a similar one: JObject for System.Text.Json, Dictionary with a lock for ConcurrentDictionary.',
  ].join('\n\n'),
  says: ({ name, imported }) => (imported
    ? { what: `The script imports ${brief(name)}, which is not among the 26 documented namespaces.`, todo: 'Remove the using directive; where a type of it is needed, take one of a documented namespace.' }
    : { what: `The script uses ${brief(name)}, which custom code may not use.`, todo: 'Do it with types of the documented namespaces, or let the service behind the connector do it.' }),
  needs: 'scriptAnalysis',
  examples: () => {
    const codes = {
      plain: scriptWith(passOn, 'using System.Linq;\nusing Newtonsoft.Json.Linq;\n'),
      using: scriptWith(passOn, 'using System.Text.Json;\n'),
      full: scriptWith(`var limits = System.Text.Json.JsonDocument.Parse("{}");\nvar key = File.ReadAllText("key.txt");\n${passOn}`),
    };
    return {
      good: [withScript(codes.plain, { usings: [mention('System.Linq', 1, 7), mention('Newtonsoft.Json.Linq', 2, 7)] })],
      bad: [
        { example: withScript(codes.using, { usings: [mention('System.Text.Json', 1, 7)] }), at: ['1:7'] },
        { example: withScript(codes.full, { forbidden: [mention('System.Text.Json.JsonDocument', 5, 39), mention('System.IO.File', 6, 19)] }), at: ['5:39', '6:19'] },
      ],
    };
  },
  check: ({ report }) => ({
    script(script) {
      const analysis = analysisOf(script);
      if (!analysis) return;
      const own = new Set(analysis.namespaceBlocks.map(({ name }) => name));
      const imported = analysis.usings.filter(each => !allowedNamespaces.has(each.name) && !own.has(each.name));
      for (const each of imported) report(placeIn(script, each), { name: each.name, imported: true });
      // What an undocumented using brings in is told once, at the using.
      for (const each of analysis.forbidden) if (!imported.some(using => each.name.startsWith(`${using.name}.`))) report(placeIn(script, each), { name: each.name, imported: false });
    },
  }),
});
