/** What is validated in one go: a subject with what is known about it besides its files. */
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { Subject } from '../../validate/subject';
import type { ModelPlaces } from '../../validate/wording';

export interface CollectedSubject {
  readonly subject: Subject;
  /** For a model: where its values come from. */
  readonly places?: ModelPlaces;
  /** What was found on the way to the subject: mistakes of the model, of konektor.yaml. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Where the subjects of a run come from. */
export type Target =
  | { readonly kind: 'model'; readonly file: string }
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'file'; readonly file: string };
