/** What all fixes have in common. */
import type { Edit, Finding } from '../../validate/rule';
import type { Subject } from '../../validate/subject';
import type { CollectedSubject } from './collected';

/** A file whose text a fix changes. */
export interface ChangedText { readonly file: string; readonly before: string | undefined; readonly after: string }

export interface Fixed {
  /** The subject as it is now. */
  readonly collected: CollectedSubject;
  readonly changed: readonly ChangedText[];
  /** How many findings were mended. */
  readonly fixed: number;
  /** What is left to be done by hand. */
  readonly byHand: readonly Finding[];
}

/** More rounds than these mean that two fixes undo each other. */
export const MOST_ROUNDS = 10;

/** What a finding's fix would change; undefined when it has none that may be used. */
export function editsOf({ rule, data, at }: Finding, subject: Subject, unsafe: boolean): readonly Edit[] | undefined {
  if (!rule.fix || (!rule.fix.safe && !unsafe)) return undefined;
  const edits = rule.fix.edits(data, at, subject);
  return edits && edits.length > 0 ? edits : undefined;
}
