/**
 * Finds JavaScript operators in an author's lambdas that leave no trace in the custom code. A lambda runs once, at
 * build time, over recorders: `&&` or `?:` on a recorder is decided right there, silently. The recorders notice some of
 * that; this lint over the source text finds the rest. It reports only what touches a value that comes from a lambda's
 * parameter; plain build-time JavaScript beside it is fine.
 */
import ts from 'typescript';
import type { Diagnostic } from '../diagnostic';
import { expressionTypesOf, type SourceFiles } from './lambda-lint-types';
import { konektorNames } from './lambda-lint-names';
import { findingText, judgedOperand, type Judged } from './lambda-lint-operators';
import { LambdaWalk } from './lambda-lint-walk';

/** A file of the author: absolute name and text. */
export interface AuthorFile { readonly file: string; readonly text: string }

/** A finding with the lines that the offending expression covers (from 1), so that echoes of it can be left out. */
export interface LambdaFinding { readonly diagnostic: Diagnostic; readonly firstLine: number; readonly lastLine: number }

/** The findings in these files, in the order of the files and of the text. Reads only what it is given. */
export function lintLambdas(authorFiles: readonly AuthorFile[]): readonly LambdaFinding[] {
  const files: SourceFiles = new Map(authorFiles.map(({ file, text }) => [file, ts.createSourceFile(file, text, { languageVersion: ts.ScriptTarget.Latest, jsDocParsingMode: ts.JSDocParsingMode.ParseNone }, true)]));
  const expressionTypes = expressionTypesOf(files);
  return [...files.values()].flatMap(file => {
    const walk = new LambdaWalk(file, konektorNames(file), expressionTypes.get(file.fileName) ?? new Set());
    const found = new Map<number, LambdaFinding>();
    walk.run((node, isRecorded) => {
      const judged = judgedOperand(node, isRecorded);
      if (judged) found.set(judged.mark.getStart(file), finding(node, judged, file));
    });
    return [...found].sort(([one], [other]) => one - other).map(([, each]) => each);
  });
}

function finding(node: ts.Node, { mark, operator }: Judged, file: ts.SourceFile): LambdaFinding {
  const lineOf = (offset: number): number => file.getLineAndCharacterOfPosition(offset).line + 1;
  const { line, character } = file.getLineAndCharacterOfPosition(mark.getStart(file));
  return {
    diagnostic: { code: 'lambda-operator-without-trace', severity: 'error', ...findingText(operator), where: { kind: 'file', file: file.fileName, line: line + 1, column: character + 1 } },
    firstLine: lineOf(node.getStart(file)), lastLine: lineOf(node.getEnd()),
  };
}
