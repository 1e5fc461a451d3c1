/** What rules about custom code share: the analysis where there is one, and places in a script. */
import type { Report, TextPlace } from '../../rule';
import type { ScriptAnalysis, SubjectScript } from '../../subject';
import type { Visitors } from '../../visitors';

/** The analysis of a script; undefined where nobody could make one. */
export const analysisOf = ({ analysis }: SubjectScript): ScriptAnalysis | undefined => ('notRun' in analysis ? undefined : analysis);

/** A line and column of a script; line 0, which compilers use for the whole file, is the file. */
export const placeIn = ({ file }: SubjectScript, { line, column }: { readonly line: number; readonly column: number }): TextPlace =>
  (line > 0 ? { part: 'script', file, line, column } : wholeScript({ file }));

export const wholeScript = ({ file }: { readonly file: string }): TextPlace => ({ part: 'script', file, whole: true });

/** Where a class is declared, as far as the text says it without a compiler; else the whole file. */
export function placeOfClass(script: SubjectScript, name: string): TextPlace {
  const declaration = `class ${name}`;
  const offset = script.text.indexOf(declaration);
  if (offset < 0) return wholeScript(script);
  const before = script.text.slice(0, offset);
  return placeIn(script, { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') });
}

type Mentions = 'namespaceBlocks' | 'directives' | 'httpClients' | 'synchronousWaits' | 'clockReads' | 'cultureDependent' | 'queryPrinting' | 'ambiguousFormatting';

/** What the rules say whose every mention of one kind is a finding. */
export interface Named { readonly name: string }

/** The visitors of a rule that finds fault with each mention of one kind. */
export const eachMention = (kind: Mentions, report: Report<Named>): Visitors => ({
  script(script) {
    for (const each of analysisOf(script)?.[kind] ?? []) report(placeIn(script, each), { name: each.name });
  },
});
