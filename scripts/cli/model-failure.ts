/** An exception of the author's module as a finding at its place. */
import { readFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { Diagnostic, Where } from '../diagnostics/diagnostic';
import { packageRoot } from './package-root';

/** `modelFile` is the module that was asked for: the place when the exception names none in the author's files. */
export function thrownByModel(error: unknown, modelFile: string): Diagnostic {
  const message = error instanceof Error ? error.message : String(error);
  const why = 'The artifacts are made from what the module exports, and it could not be loaded to its end.';
  const syntax = syntaxMistake(message);
  if (syntax) return { code: 'model-syntax', severity: 'error', what: `This is not TypeScript: ${ended(syntax.message)}`, why, todo: 'Mend the syntax here.', where: syntax.where };
  const missing = missingModule(error);
  if (missing) return { code: 'model-import-missing', severity: 'error', what: `There is no module "${missing.specifier}".`, why, todo: 'Mend the name, or install the package.', where: missing.where };
  return {
    code: 'model-throws', severity: 'error', what: `Loading the model failed: ${ended(message.split('\n', 1)[0]!)}`, why,
    todo: 'Mend the cause here; "npx tsc --noEmit" often says more about it.', where: stackPlace(error, dirname(modelFile)) ?? { kind: 'file', file: modelFile },
  };
}

const ended = (sentence: string): string => `${sentence.replace(/\.$/, '')}.`;

// In a clone the toolchain may lie below the author's folder, and its frames are no place of theirs.
const toolchain = join(packageRoot, 'scripts') + sep;

/** The first frame of the stack in the author's folder; the loader maps frames to TypeScript before they are seen. */
function stackPlace(error: unknown, folder: string): Where | undefined {
  const stack = error instanceof Error ? error.stack ?? '' : '';
  for (const [, file, line, column] of stack.matchAll(/^\s*at (?:.*\()?((?:file:\/\/)?(?:[A-Za-z]:)?[^()\n]+?):(\d+):(\d+)\)?$/gm)) {
    const named = file!.replace(/^file:\/\//, '');
    if (named.startsWith(folder + sep) && !named.includes(`${sep}node_modules${sep}`) && !named.startsWith(toolchain)) return { kind: 'file', file: named, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** swc says in which file it stopped, but not in which column; TypeScript's own parser says both. */
function syntaxMistake(message: string): { readonly where: Where; readonly message: string } | undefined {
  const file = /[╭,][─-]+\[(.+):\d+:\d+\]/.exec(message.replace(/\u001b\[[0-9;]*m/g, ''))?.[1];
  if (file === undefined) return undefined;
  // The parser is large, and only a model that can't be loaded needs it.
  const ts = require('typescript') as typeof import('typescript'); // require gives no type of its own
  const { diagnostics = [] } = ts.transpileModule(readFileSync(file, 'utf8'), { fileName: file, reportDiagnostics: true });
  const first = diagnostics.find(each => each.file !== undefined && each.start !== undefined);
  if (!first?.file || first.start === undefined) return undefined;
  const { line, character } = first.file.getLineAndCharacterOfPosition(first.start);
  return { where: { kind: 'file', file, line: line + 1, column: character + 1 }, message: ts.flattenDiagnosticMessageText(first.messageText, ' ') };
}

/** An import that Node could not resolve. The transpiled `require` has no place of its own: the import's text is looked for. */
function missingModule(error: unknown): { readonly where: Where; readonly specifier: string } | undefined {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'MODULE_NOT_FOUND' || !('requireStack' in error) || !Array.isArray(error.requireStack)) return undefined;
  const [file] = error.requireStack as readonly string[]; // Node: the files that led to the import, the nearest first
  const specifier = /^Cannot find module '([^']+)'/.exec(error.message)?.[1];
  if (file === undefined || specifier === undefined) return undefined;
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex(each => each.includes(`'${specifier}'`) || each.includes(`"${specifier}"`));
  return { specifier, where: line < 0 ? { kind: 'file', file } : { kind: 'file', file, line: line + 1, column: lines[line]!.indexOf(specifier) } };
}
