import type { Place } from './place';

export type Severity = 'error' | 'warning' | 'information';

/**
 * Where a finding belongs: a builder call of the model (optionally a property inside its object literal), or a file: as
 * a whole, at a line, at a JSON pointer, or at a stretch of the text. Pointers and stretches become lines when printed.
 */
export type Where =
  | { readonly kind: 'model'; readonly place: Place | undefined; readonly property?: readonly string[] }
  | { readonly kind: 'file'; readonly file: string; readonly line?: number; readonly column?: number; readonly pointer?: string; readonly offset?: number; readonly length?: number };

/**
 * A finding as data. `what` says what is wrong, `why` why the platform (or the reader) cares, `todo` what to do.
 * Nothing is thrown for a finding: it is collected, sorted and printed at the edge.
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
  readonly where: Where;
  readonly related?: readonly { readonly where: Where; readonly what: string }[];
  /** Codes of Microsoft's own validator for the same thing. */
  readonly microsoft?: readonly string[];
  /** Codes of the certification policy (5000.x.y.z). */
  readonly policy?: readonly string[];
  /** What `--fix` (or, when it is not safe, `--fix-unsafe`) would do. */
  readonly fix?: { readonly safe: boolean; readonly title: string };
  /** True where the code is a rule of the catalogue: `konektor rules <code>` explains it. */
  readonly hasPage?: boolean;
}

/** True when at least one finding forbids going on. */
export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean => diagnostics.some(d => d.severity === 'error');

/** A finding at a builder call of the model; `property` narrows it to a property inside the call's object literal. */
export const inModel = (place: Place | undefined, ...property: string[]): Where =>
  property.length > 0 ? { kind: 'model', place, property } : { kind: 'model', place };
