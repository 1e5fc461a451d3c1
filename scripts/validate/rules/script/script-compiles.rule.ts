import { always } from '../../profile';
import { rule } from '../../rule';
import type { ScriptAnalysis } from '../../subject';
import { passOn, scriptWith, withScript } from './script-example';
import { analysisOf, placeIn, wholeScript } from './script-places';

/** One mistake can bring a hundred errors along; the first ones tell what it is. */
const MOST = 20;

type Data = { readonly id: string; readonly message: string } | { readonly more: number };

export const scriptCompiles = rule<Data>({
  code: 'script-compiles',
  title: 'The script compiles',
  severity: always('error'),
  source: 'seen in use: the platform compiles a script when the connector is saved',
  why: 'The platform refuses a connector whose script does not compile, and says only "internal server error".',
  page: [
    'The script is compiled as an ordinary C# file, with the 26 documented namespaces imported, against the .NET that is installed here: as C# 10, or as the newest C# where that has fewer errors. The platform\'s own .NET is not documented; code that compiles here may still be too new for it. Code that `konektor` generates is held to C# 9 and .NET Standard 2.0.',
    'Types of System.Drawing that need Windows (Bitmap, Graphics, Image and the like) are known by name, and most of their methods take any arguments, because .NET does not have them on every system.',
  ].join('\n\n'),
  says: data => ('more' in data
    ? { what: `There are ${data.more} more compile errors.`, todo: 'Mend the first ones; most of the others may go with them.' }
    : { what: sentence(`${data.id}: ${data.message}`), todo: `Correct the line; Microsoft's page on ${data.id} has examples.` }),
  needs: 'scriptAnalysis',
  examples: () => ({
    good: [withScript(scriptWith(passOn))],
    bad: [{
      example: withScript(scriptWith('return await Context.SendAsync(Context.Requests, CancellationToken);'), {
        diagnostics: [{ id: 'CS1061', severity: 'error', message: '\'IScriptContext\' does not contain a definition for \'Requests\' and no accessible extension method \'Requests\' accepting a first argument of type \'IScriptContext\' could be found (are you missing a using directive or an assembly reference?)', line: 5, column: 48 }],
      }),
      at: ['5:48'],
    }],
  }),
  check: ({ report }) => ({
    script(script) {
      const analysis = analysisOf(script);
      if (!analysis) return;
      const errors = compileErrors(analysis);
      for (const { id, message, line, column } of errors.slice(0, MOST)) report(placeIn(script, { line, column }), { id, message });
      if (errors.length > MOST) report(wholeScript(script), { more: errors.length - MOST });
    },
  }),
});

/** The compiler's own errors, without those that another rule says better. */
function compileErrors({ diagnostics, ambiguousFormatting }: ScriptAnalysis): ScriptAnalysis['diagnostics'] {
  return diagnostics.filter(({ id, severity, line, column }) =>
    severity === 'error' && id.startsWith('CS')
    && !(id === 'CS0104' && ambiguousFormatting.some(each => each.line === line && each.column === column)));
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
