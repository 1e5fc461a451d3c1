/** What a whole validation has to tell, as data for the printers. */
import type { Diagnostic, Severity } from '../diagnostic';
import type { SourceTexts } from '../source/source-texts';

/** A rule as printers need it. */
export interface ReportedRule { readonly code: string; readonly title: string; readonly why: string; readonly microsoft?: readonly string[]; readonly policy?: readonly string[] }

/** One connector. */
export interface ReportedSubject {
  readonly name: string;
  readonly diagnostics: readonly Diagnostic[];
  /** The codes of rules that were asked for and could not be decided, with the reason. */
  readonly notRun: readonly { readonly code: string; readonly reason: string }[];
}

export interface Report {
  readonly subjects: readonly ReportedSubject[];
  /** The rules that were asked for. */
  readonly rules: readonly ReportedRule[];
  readonly texts: SourceTexts;
  /** File names are printed relative to this folder. */
  readonly directory: string;
  /** From this severity on a finding makes the run fail. */
  readonly failOn: Severity;
}

const rank: Readonly<Record<Severity, number>> = { information: 0, warning: 1, error: 2 };

/** True when a finding is severe enough to make the run fail. */
export const fails = (severity: Severity, failOn: Severity): boolean => rank[severity] >= rank[failOn];
