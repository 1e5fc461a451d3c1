import type { Diagnostic } from '../diagnostic';
import type { LambdaFinding } from './lambda-lint';

/**
 * Findings of the recorders without those that tell of a mistake which the lint has found more precisely: a condition
 * lost, or a value used like JavaScript, within the lines of a lint finding. `lineOf` gives a finding's file and line.
 */
export function withoutEchoes(diagnostics: readonly Diagnostic[], findings: readonly LambdaFinding[], lineOf: (diagnostic: Diagnostic) => { readonly file: string; readonly line: number } | undefined): readonly Diagnostic[] {
  return diagnostics.filter(diagnostic => {
    if (diagnostic.code !== 'lambda-condition-lost' && diagnostic.code !== 'lambda-primitive-use') return true;
    const at = lineOf(diagnostic);
    return !findings.some(({ diagnostic: { where }, firstLine, lastLine }) =>
      at !== undefined && where.kind === 'file' && where.file === at.file && firstLine <= at.line && at.line <= lastLine);
  });
}
