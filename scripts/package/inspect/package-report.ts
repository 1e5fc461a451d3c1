/** What an inspection tells of a package, as data: a tree of parts, and findings. */
import type { Diagnostic } from '../../diagnostics/diagnostic';

/** A list is printed with its first few items. */
export interface Fact { readonly label: string; readonly value: string | readonly string[] }

/** A package, or a part of one. */
export interface ReportedPart {
  /** A file or folder name inside the part around it; the name that was asked for at the root. */
  readonly name: string;
  /** In words: `connector solution`, `certification package`, … */
  readonly kind: string;
  readonly facts: readonly Fact[];
  readonly children: readonly ReportedPart[];
}

export interface PackageReport {
  readonly root: ReportedPart;
  /** `where.file` is the path that is shown: `outer.zip › PkgAssets/Flows.zip › solution.xml`. */
  readonly findings: readonly Diagnostic[];
  /** The text of every file that a finding points into, by its shown path, for printing excerpts. */
  readonly texts: ReadonlyMap<string, string>;
}
