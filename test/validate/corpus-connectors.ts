/** The published connectors of the shared material, read once for all tests that run over them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readDocument } from '../../scripts/validate/reading/read-document';
import type { Subject } from '../../scripts/validate/subject';

export const shared = resolve(__dirname, '..', '..', '..', 'shared');
const corpus = join(shared, 'corpus');

/** Said by tests that are skipped. */
export const missingCorpus = 'the published connectors (../shared/corpus) are not here';
export const hasCorpus = existsSync(corpus);

export const cohorts = ['certified', 'independent', 'custom'] as const;
export type Cohort = (typeof cohorts)[number];
const folders: Readonly<Record<Cohort, string>> = { certified: 'certified-connectors', independent: 'independent-publisher-connectors', custom: 'custom-connectors' };

export interface PublishedConnector { readonly name: string; readonly cohort: Cohort; readonly subject: Subject }

/** All connectors, sorted by cohort and name. Only definition and properties are there, so no script, icon or readme is. */
export function publishedConnectors(): readonly PublishedConnector[] {
  return cohorts.flatMap(cohort => readdirSync(join(corpus, folders[cohort])).sort().map(name => {
    const read = (file: string): object => {
      const path = join(corpus, folders[cohort], name, file);
      return existsSync(path) ? { [file.startsWith('apiDefinition') ? 'definition' : 'properties']: readDocument(file, readFileSync(path)) } : {};
    };
    return { name, cohort, subject: { name, scripts: [], whole: true, ...read('apiDefinition.swagger.json'), ...read('apiProperties.json') } };
  }));
}

/** What the facts measured of one check, over all published connectors. */
export interface Measured {
  readonly cert_applicable: number;
  readonly cert_pass_pct: number | null;
  readonly ip_applicable: number;
  readonly ip_pass_pct: number | null;
  /** Of findings, a connector may have several. */
  readonly hits: number;
  /** The first few of them, as "connector :: detail". */
  readonly ex: readonly string[];
}

/** The facts' checks by name. */
export const measuredChecks = (): Readonly<Record<string, Measured>> =>
  (JSON.parse(readFileSync(join(shared, 'facts', 'corpus-stats.json'), 'utf8')) as { readonly ruleChecks: Readonly<Record<string, Measured>> }).ruleChecks; // the file's own shape
