import { always, type Severities } from '../../profile';
import { rule } from '../../rule';
import { brief } from '../../words/brief';
import { passOn, scriptWith, withScript } from './script-example';
import { analysisOf, placeOfClass, wholeScript } from './script-places';

const signature = 'public override Task<HttpResponseMessage> ExecuteAsync()';

export const scriptClass = rule<{ readonly silent: string | undefined }>({
  code: 'script-class',
  title: 'The script has a class that derives from ScriptBase and overrides ExecuteAsync',
  severity: always('error'),
  source: 'custom code documentation',
  why: 'For each request the platform makes an object of this class and runs its ExecuteAsync; without them there is nothing to run.',
  says: ({ silent }) => ({
    what: silent === undefined ? 'No class of the script derives from ScriptBase.' : `The class ${silent} does not override ExecuteAsync in the form that ScriptBase declares.`,
    todo: silent === undefined ? `Write "public class Script : ScriptBase" with "${signature}" in it; async may stand before Task.` : `Write "${signature}", without parameters; async may stand before Task.`,
  }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(passOn))],
    bad: [
      { example: withScript('public class Script\n{\n}\n', { classes: [] }), at: ['whole'] },
      { example: withScript('public abstract class Base : ScriptBase { }\n\npublic class Script : ScriptBase\n{\n    public Task<HttpResponseMessage> Execute() => null;\n}\n', { classes: [{ name: 'Script', executes: false }] }), at: ['3:8'] },
    ],
  }),
  check: ({ report }) => ({
    script(script) {
      const analysis = analysisOf(script);
      if (!analysis || analysis.classes.some(({ executes }) => executes)) return;
      const silent = analysis.classes[0]?.name;
      report(silent === undefined ? wholeScript(script) : placeOfClass(script, silent), { silent });
    },
  }),
});

/** Independent publishers' connectors run with other names, so it can't be an error for them. */
const nameSeverity: Severities = { platform: 'warning', certification: 'error', independent: 'warning' };

export const scriptClassName = rule<{ readonly name: string }>({
  code: 'script-class-name',
  title: 'The class of the script is called Script',
  severity: nameSeverity,
  source: 'custom code documentation',
  evidence: { certified: 100, recent: 100, independent: 86.4, applicable: 60 },
  why: 'The documentation demands this name, and all certified connectors have it. Three independent publishers\' scripts say "script" and run, so the platform seems to look for the base class, but that is not documented.',
  says: ({ name }) => ({
    what: `The class that derives from ScriptBase is called ${brief(name)}.`,
    todo: 'Call it Script, with a capital S.',
  }),
  needs: 'scriptAnalysis',
  examples: () => {
    const text = scriptWith(passOn);
    return {
      good: [withScript(text)],
      bad: [{ example: withScript(text.replace('class Script', 'class script'), { classes: [{ name: 'script', executes: true }] }), at: ['1:8'] }],
    };
  },
  check: ({ report }) => ({
    script(script) {
      const classes = analysisOf(script)?.classes ?? [];
      const [first] = classes;
      if (first && !classes.some(({ name }) => name === 'Script')) report(placeOfClass(script, first.name), { name: first.name });
    },
  }),
});
