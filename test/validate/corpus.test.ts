/**
 * The whole catalogue over the published connectors: nothing breaks, no rule calls wrong what the platform runs, and
 * every difference to what the facts measured is known. With UPDATE_CORPUS=1 the counts of findings are written anew
 * and the table of all rules is printed.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from '../../scripts/validate/catalogue';
import { profiles, type Profile } from '../../scripts/validate/profile';
import type { Rule } from '../../scripts/validate/rule';
import { validate, type Validation } from '../../scripts/validate/validate';
import { diagnosticOf } from '../../scripts/validate/wording';
import { checksOf } from './corpus-checks';
import { differences, failingShare, type Failing } from './corpus-comparison';
import { cohorts, hasCorpus, measuredChecks, missingCorpus, publishedConnectors, type Cohort, type Measured, type PublishedConnector } from './corpus-connectors';
import { cohortExceptions, explained, lenientWithReason, notMeasured } from './corpus-differences';

const countsFile = join(__dirname, 'corpus-findings.json');
const isUpdating = process.env['UPDATE_CORPUS'] === '1';

/** What each cohort was held to when it was published. */
const profileOf: Readonly<Record<Cohort, Profile>> = { certified: 'certification', independent: 'independent', custom: 'certification' };

const isAsked = (rule: Rule, cohort: Cohort): boolean => rule.severity[profileOf[cohort]] !== 'off';

interface Found { readonly failing: Failing; readonly findings: Readonly<Record<Cohort, number>> }

describe('the published connectors', function () {
  this.timeout(120_000);
  let connectors: readonly PublishedConnector[] = [];
  let measured: Readonly<Record<string, Measured>> = {};
  const validations = new Map<Profile, readonly Validation[]>();
  const found = new Map<string, Found>();

  before(function () {
    if (!hasCorpus) { console.log(`      skipped: ${missingCorpus}`); this.skip(); }
    connectors = publishedConnectors();
    measured = measuredChecks();
    for (const profile of profiles) validations.set(profile, connectors.map(({ subject }) => validate(subject, { profile, rules: catalogue })));
    for (const rule of catalogue) {
      const failing = { certified: new Set<string>(), independent: new Set<string>(), custom: new Set<string>() };
      found.set(rule.code, { failing, findings: { certified: 0, independent: 0, custom: 0 } });
    }
    for (const [position, { name, cohort }] of connectors.entries()) {
      for (const { rule } of validations.get(profileOf[cohort])?.[position]?.findings ?? []) {
        const each = found.get(rule.code) as { failing: Record<Cohort, Set<string>>; findings: Record<Cohort, number> }; // filled above, here alone it changes
        each.failing[cohort].add(name);
        each.findings[cohort] += 1;
      }
    }
  });

  it('are all read and answered, in every profile', () => {
    assert.ok(connectors.length > 200, `${connectors.length} connectors`);
    assert.deepEqual(connectors.filter(({ subject }) => subject.definition?.value === undefined || subject.properties?.value === undefined).map(({ name }) => name), []);
    assert.deepEqual(profiles.map(profile => validations.get(profile)?.length), profiles.map(() => connectors.length));
  });

  it('get findings that can be worded', () => {
    const wordless = (validations.get('certification') ?? []).flatMap(({ findings }, position) => findings.flatMap(finding => {
      const { what, todo } = diagnosticOf(finding, connectors[position]!.subject);
      return [what, todo].filter(text => !/^[^a-z\s].*[.!?]$/s.test(text) || text.length > 600 || text.replaceAll(/"[^"]*"/g, '').includes('undefined')).map(text => `${finding.rule.code}: ${text.slice(0, 200)}`);
    }));
    assert.deepEqual([...new Set(wordless)].slice(0, 20), []);
  });

  it('pass the errors of the platform profile when they are certified, at least 99 of 100', () => {
    const tooStrict = catalogue.filter(rule => rule.severity.platform === 'error').flatMap(({ code, evidence }) => {
      const ours = found.get(code)?.failing.certified ?? new Set();
      const share = ours.size / connectors.filter(({ cohort }) => cohort === 'certified').length;
      const inFacts = evidence ? evidence.applicable * (1 - evidence.certified / 100) / 619 : 0;
      return share > 0.01 || inFacts > 0.01 ? [[code, `${ours.size} of ours (${[...ours].join(', ')}), ${(inFacts * 100).toFixed(1)} % in the facts`] as const] : [];
    });
    assert.deepEqual(tooStrict.filter(([code]) => !(code in lenientWithReason)), []);
    assert.deepEqual(Object.keys(lenientWithReason).filter(code => !tooStrict.some(each => each[0] === code)), [], 'no longer needed');
  });

  it('fail as often as the facts say, or the difference is explained', () => {
    const all = Object.fromEntries(catalogue.flatMap(rule => {
      const { code } = rule;
      const checks = (checksOf[code] ?? []).map(name => measured[name] ?? assert.fail(`the facts have no check ${name}`));
      const differ = checks.length === 0 ? [] : differences(checks, found.get(code)?.failing ?? assert.fail(code), connectors.filter(({ cohort }) => isAsked(rule, cohort)));
      return differ.length > 0 ? [[code, differ]] : [];
    }));
    assert.deepEqual(all, Object.fromEntries(Object.entries(explained).map(([code, { differs }]) => [code, differs])));
    for (const [code, { reason }] of Object.entries(explained)) assert.ok(reason.length > 20, `${code} needs a reason`);
  });

  it('are compared by every rule, or it is said why not', () => {
    const codes = catalogue.map(({ code }) => code);
    assert.deepEqual(codes.filter(code => !(code in checksOf) && !(code in notMeasured)), [], 'not in the table');
    assert.deepEqual([...Object.keys(checksOf), ...Object.keys(notMeasured)].filter(code => !codes.includes(code)), [], 'no such rule');
  });

  it('show the same difference between certified and independent ones as the facts', () => {
    const share = (code: string, cohort: 'certified' | 'independent'): number => (found.get(code)?.failing[cohort].size ?? 0) / connectors.filter(each => each.cohort === cohort).length;
    const turned = catalogue.filter(rule => isAsked(rule, 'certified') && isAsked(rule, 'independent')).map(({ code }) => code).filter(code => {
      const checks = (checksOf[code] ?? []).flatMap(name => measured[name] ?? []);
      const [certified, independent] = [failingShare(checks, 'certified'), failingShare(checks, 'independent')];
      const [ours, theirs] = [share(code, 'certified'), share(code, 'independent')];
      // Only where the facts leave no doubt, whatever the overlap of several checks.
      if (certified.least > independent.most + 0.05) return ours <= theirs;
      if (independent.least > certified.most + 0.05) return theirs <= ours;
      return false;
    });
    assert.deepEqual(turned, Object.keys(cohortExceptions));
  });

  it('have as many findings of each rule as before', () => {
    const counts = Object.fromEntries(catalogue.map(({ code }) => {
      const each = found.get(code) ?? assert.fail(code);
      return [code, Object.fromEntries(cohorts.map(cohort => [cohort, [each.failing[cohort].size, each.findings[cohort]]]))];
    }));
    if (isUpdating) {
      writeFileSync(countsFile, `{\n${Object.entries(counts).map(([code, each]) => `  ${JSON.stringify(code)}: ${JSON.stringify(each)}`).join(',\n')}\n}\n`);
      console.log(table(connectors, found, measured));
    }
    const before = JSON.parse(readFileSync(countsFile, 'utf8')) as typeof counts; // written above
    assert.deepEqual(counts, before, 'Look at what changed; UPDATE_CORPUS=1 takes it over.');
  });
});

/** A line for each rule: how many per cent of our connectors pass, and of all of them in the facts. */
function table(connectors: readonly PublishedConnector[], found: ReadonlyMap<string, Found>, measured: Readonly<Record<string, Measured>>): string {
  const per = (cohort: Cohort, failing: number): string => (100 - 100 * failing / connectors.filter(each => each.cohort === cohort).length).toFixed(1).padStart(5);
  const inFacts = (code: string, cohort: 'certified' | 'independent'): string => {
    const checks = (checksOf[code] ?? []).flatMap(name => measured[name] ?? []);
    if (checks.length === 0) return '  -  ';
    const { least, most } = failingShare(checks, cohort);
    return [...new Set([100 - 100 * most, 100 - 100 * least].map(each => each.toFixed(1)))].join('-').padStart(5);
  };
  return [
    'rule                             certified: ours, facts   independent: ours, facts',
    ...catalogue.map(rule => {
      const ours = (cohort: 'certified' | 'independent'): string => (isAsked(rule, cohort) ? per(cohort, found.get(rule.code)?.failing[cohort].size ?? 0) : '  off');
      return `${rule.code.padEnd(32)} ${ours('certified')}  ${inFacts(rule.code, 'certified').padEnd(14)} ${ours('independent')}  ${inFacts(rule.code, 'independent')}`;
    }),
  ].join('\n');
}
