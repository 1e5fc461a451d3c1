/** An exception of the author's module as a finding at its place. */
import { dirname, sep } from 'node:path';
import type { Diagnostic, Where } from '../diagnostics/diagnostic';

/** `modelFile` is the module that was asked for: the place when the exception names none in the author's files. */
export function thrownByModel(error: unknown, modelFile: string): Diagnostic {
  const message = messageOf(error);
  const syntax = syntaxPlace(message);
  return {
    code: syntax ? 'model-syntax' : 'model-throws',
    severity: 'error',
    what: syntax ? `TypeScript can't be read here: ${syntax.message}.` : `Loading the model failed: ${message.split('\n', 1)[0]!.replace(/\.$/, '')}.`,
    why: 'The artifacts are made from what the module exports, and it came to no end.',
    todo: syntax ? 'Mend the syntax here.' : 'Mend the cause here; "npx tsc --noEmit" often says more about it.',
    where: syntax?.where ?? stackPlace(error, dirname(modelFile)) ?? { kind: 'file', file: modelFile },
  };
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The first frame of the stack in the author's folder; the loader maps frames to TypeScript before they are seen. */
function stackPlace(error: unknown, folder: string): Where | undefined {
  const stack = error instanceof Error ? error.stack ?? '' : '';
  for (const [, file, line, column] of stack.matchAll(/\(?((?:[A-Za-z]:)?[^():\n]+):(\d+):(\d+)\)?$/gm)) {
    const named = file!.replace(/^\s*at (?:async )?/, '').replace(/^file:\/\//, '');
    if (named.startsWith(folder + sep) && !named.includes(`${sep}node_modules${sep}`)) return { kind: 'file', file: named, line: Number(line), column: Number(column) };
  }
  return undefined;
}

/** swc prints a syntax error as a frame: "x <message>", then ",-[<file>:<line>:<column>]". */
function syntaxPlace(message: string): { readonly where: Where; readonly message: string } | undefined {
  const plain = message.replace(/\u001b\[[0-9;]*m/g, '');
  const place = /[╭,][─-]+\[(.+):(\d+):(\d+)\]/.exec(plain);
  if (!place) return undefined;
  const said = /^\s*[x×]\s+(.+)$/m.exec(plain)?.[1] ?? 'syntax error';
  return { where: { kind: 'file', file: place[1]!, line: Number(place[2]), column: Number(place[3]) }, message: said };
}
