/** Compares what a rule finds in our part of the published connectors with what the facts measured over all of them. */
import type { Cohort, Measured, PublishedConnector } from './corpus-connectors';

/** The facts' cohorts. */
const sizes = { certified: 619, independent: 395 } as const;
type Measurable = keyof typeof sizes;

/** Names of the connectors that have a finding of a rule, by cohort. */
export type Failing = Readonly<Record<Cohort, ReadonlySet<string>>>;

/** How many connectors of a whole cohort fail a check. */
export function failures(measured: Measured, cohort: Measurable): number {
  const [applicable, passes] = cohort === 'certified' ? [measured.cert_applicable, measured.cert_pass_pct] : [measured.ip_applicable, measured.ip_pass_pct];
  return passes === null ? 0 : Math.round(applicable * (1 - passes / 100));
}

/** The share of a whole cohort that fails at least one of the checks: between the largest of them and their sum. */
export function failingShare(checks: readonly Measured[], cohort: Measurable): { readonly least: number; readonly most: number } {
  const counts = checks.map(check => failures(check, cohort));
  return { least: Math.max(0, ...counts) / sizes[cohort], most: Math.min(sizes[cohort], counts.reduce((sum, each) => sum + each, 0)) / sizes[cohort] };
}

/**
 * In which way the findings in these connectors (those of the cohorts that the rule is for) differ from the facts,
 * as sentences; none where sampling explains the difference. Three
 * comparisons: connectors that the facts name must be found; where they name all, no others may be; and the count must
 * be what one expects when `ours` connectors are drawn from the cohort (three standard deviations, and one for rounding).
 */
export function differences(checks: readonly Measured[], failing: Failing, connectors: readonly PublishedConnector[]): readonly string[] {
  const ours = new Map<string, Cohort>(connectors.map(({ name, cohort }) => [name, cohort]));
  const named = new Set(checks.flatMap(({ ex }) => ex.map(each => each.split(' :: ')[0] ?? '')));
  const found = (name: string): boolean => Object.values(failing).some(names => names.has(name));
  const namesAll = checks.every(({ ex, hits }) => hits <= ex.length);
  return [
    ...[...named].filter(name => ours.has(name) && !found(name)).sort().map(name => `${name} is not found`),
    ...(namesAll ? [...failing.certified, ...failing.independent].filter(name => !named.has(name)).sort().map(name => `${name} is found as well`) : []),
    ...(namesAll ? [] : (['certified', 'independent'] as const).flatMap(cohort => {
      const drawn = connectors.filter(each => each.cohort === cohort).length;
      if (drawn === 0) return [];
      const { least, most } = failingShare(checks, cohort);
      const count = failing[cohort].size;
      const spread = (share: number): number => 3 * Math.sqrt(drawn * share * (1 - share) * (sizes[cohort] - drawn) / (sizes[cohort] - 1)) + 1;
      if (count >= drawn * least - spread(least) && count <= drawn * most + spread(most)) return [];
      const range = [...new Set([Math.round(drawn * least), Math.round(drawn * most)])].join(' to ');
      return [`${count} of ${drawn} ${cohort} are found, ${range} expected`];
    })),
  ];
}
