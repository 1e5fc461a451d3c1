/** A kind of finding: its code, how severe it is, and why it matters. One place says it for all findings of the kind. */
import type { Diagnostic, Severity, Where } from '../../diagnostics/diagnostic';

export interface FindingKind {
  /** In small letters with hyphens; part of the public face, never reused for another meaning. */
  readonly code: string;
  readonly severity: Severity;
  /** Why the platform or a reviewer cares, as full sentences. */
  readonly why: string;
  /** The check of Microsoft's package validator that finds the same. */
  readonly microsoft?: readonly string[];
  /** Codes of the certification policy (5000.x.y.z). */
  readonly policy?: readonly string[];
}

/** Takes findings while checks run. */
export type Report = (finding: Diagnostic) => void;

/** One finding of a kind: where, what is wrong there, what to do; `severity` where this one weighs differently. */
export function found(kind: FindingKind, where: Where, what: string, todo: string, severity: Severity = kind.severity): Diagnostic {
  const { code, why, microsoft, policy } = kind;
  return { code, severity, what, why, todo, where, ...(microsoft ? { microsoft } : {}), ...(policy ? { policy } : {}) };
}
