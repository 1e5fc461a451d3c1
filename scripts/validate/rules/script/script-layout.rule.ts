import { always, platformThen } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { mention, passOn, scriptWith, withScript } from './script-example';
import { eachMention, type Named } from './script-places';

export const scriptDirectives = rule<Named>({
  code: 'script-directives',
  title: 'The script has neither #r nor #load',
  severity: platformThen('warning', 'error'),
  source: 'seen in published connectors, C# language rules',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 60 },
  why: 'In spite of its ending .csx, the file is compiled as ordinary C#, in which these directives are errors; the platform takes neither libraries nor further files.',
  page: 'A published script begins with `#r "Newtonsoft.Json"`, so the platform seems to pass over a directive for a library that scripts have anyway. `konektor` does the same; where a directive keeps the script from compiling, the rule script-compiles says so besides.',
  says: ({ name }) => ({
    what: `The directive ${brief(name)} is for C# scripting, but the file is compiled as ordinary C#.`,
    todo: 'Remove it. Newtonsoft.Json and the other documented libraries are there without it; code that it loads goes into this file.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(passOn))],
    bad: [{ example: withScript(scriptWith(passOn, '#r "Newtonsoft.Json"\n#load "shared.csx"\n'), { directives: [mention('#r "Newtonsoft.Json"', 1, 1), mention('#load "shared.csx"', 2, 1)] }), at: ['1:1', '2:1'] }],
  }),
  check: ({ report }) => eachMention('directives', report),
});

export const scriptNamespaceBlock = rule<Named>({
  code: 'script-namespace-block',
  title: 'The classes of the script are in no namespace',
  severity: always('error'),
  source: 'seen in published connectors',
  evidence: { certified: 100, recent: 100, independent: 100, applicable: 60 },
  why: 'The platform looks for the class Script outside any namespace; no published script has one.',
  says: ({ name }) => ({
    what: `The script puts its classes into the namespace ${brief(name)}.`,
    todo: 'Remove the namespace and leave its classes where they are.',
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(passOn))],
    bad: [
      { example: withScript(`namespace Shelter\n{\n${scriptWith(passOn)}}\n`, { namespaceBlocks: [mention('Shelter', 1, 1)] }), at: ['1:1'] },
      { example: withScript(scriptWith(passOn, 'namespace Shelter.Code;\n'), { namespaceBlocks: [mention('Shelter.Code', 1, 1)] }), at: ['1:1'] },
    ],
  }),
  check: ({ report }) => eachMention('namespaceBlocks', report),
});
