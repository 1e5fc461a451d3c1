/** --fix and --fix-unsafe: what can be mended is mended, round by round, until nothing changes. */
import type { Finding } from '../../validate/rule';
import type { Subject } from '../../validate/subject';
import type { FileSystem } from '../ports';
import type { CollectedSubject } from './collected';
import type { Fixed } from './fixing-edits';
import { fixedFiles } from './fixing-files';
import { fixedModel } from './fixing-model';
import { writeInPlace } from './write-in-place';

export interface FixOptions {
  /** Also fixes after which the connector may behave differently. */
  readonly unsafe: boolean;
  readonly files: FileSystem;
  /** Loads the model anew; without it the subject came from files. */
  readonly reload?: () => Promise<CollectedSubject>;
}

/**
 * Mends what `findingsOf` finds in a subject and has a fix for, and writes the files, each in one step. No file is ever left
 * that reads worse than before; a model that does not load after a fix gets its text back. `findingsOf` is asked several
 * times, with the subject as it is by then.
 */
export async function fixSubject(collected: CollectedSubject, findingsOf: (subject: Subject) => readonly Finding[], options: FixOptions): Promise<Fixed> {
  if (options.reload) return fixedModel(collected, findingsOf, options.reload, options);
  const fixed = fixedFiles(collected, findingsOf, options);
  for (const { file, after } of fixed.changed) writeInPlace(file, after, options.files);
  return fixed;
}
