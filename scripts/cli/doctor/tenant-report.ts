/** What the answers of a probe mean, assumption by assumption, as data and as text. */
import { assumptionTable, type AssumptionName } from '../../environment/assumptions';
import type { ProbeAnswers } from '../../package/probe/probe-answers';
import { callConclusions } from './call-conclusions';
import type { Conclusion } from './conclusion';
import { expectations } from './expectations';
import { table } from './table';
import { triggerConclusions } from './trigger-conclusions';

export interface AssumptionReport {
  readonly name: AssumptionName;
  readonly default: string | number;
  /** What konektor.yaml says where it says something, else the default. */
  readonly assumed: string | number;
  readonly conclusion: Conclusion;
}
export interface ExpectationReport { readonly what: string; readonly otherwise: string; readonly holds: boolean | undefined }

export interface TenantReport {
  /** Those that the probe asks about, in the order of the table. */
  readonly assumptions: readonly AssumptionReport[];
  /** Those that it does not. */
  readonly notAsked: readonly AssumptionName[];
  readonly expectations: readonly ExpectationReport[];
  /** What custom code is compiled by and runs on; empty where the probe could not say. */
  readonly platform: Readonly<Record<string, string>>;
}

/** Judges the answers. `assumed` is what konektor.yaml says. */
export function tenantReport(answers: ProbeAnswers, assumed: Readonly<Record<string, string | number>> = {}): TenantReport {
  const conclusions: Readonly<Partial<Record<AssumptionName, () => Conclusion>>> = { ...mapped(callConclusions, judge => judge(answers.calls)), ...mapped(triggerConclusions, judge => judge(answers)) };
  // The table's own keys, in its order.
  const names = Object.keys(assumptionTable) as AssumptionName[];
  return {
    assumptions: names.flatMap(name => {
      const conclusion = conclusions[name]?.();
      return conclusion ? [{ name, default: assumptionTable[name].default, assumed: assumed[name] ?? assumptionTable[name].default, conclusion }] : [];
    }),
    notAsked: names.filter(name => !conclusions[name]),
    expectations: expectations.map(({ what, otherwise, holds }) => ({ what, otherwise, holds: holds(answers) })),
    platform: platformOf(answers),
  };
}

function mapped<N extends string, J>(judges: Readonly<Record<N, J>>, run: (judge: J) => Conclusion): Record<N, () => Conclusion> {
  // fromEntries forgets the names; each entry comes from the judge of its name.
  return Object.fromEntries(Object.entries<J>(judges).map(([name, judge]) => [name, () => run(judge)])) as Record<N, () => Conclusion>;
}

function platformOf({ calls: { describe: { body } }, trigger }: ProbeAnswers): Readonly<Record<string, string>> {
  if (!body) return {};
  const { originalRequestUri: original } = body;
  return {
    'C#': body.language >= 11 ? '11 or newer' : body.language === 10 ? '10' : '9 or older',
    'runtime': `${body.coreLibrary === 'mscorlib' ? '.NET Framework' : '.NET'} ${body.runtimeVersion} (${body.coreLibrary}), Newtonsoft.Json ${body.jsonLibrary}`,
    'culture': `${body.culture === '' ? 'the invariant one' : body.culture}, ${body.utcOffsetMinutes} minutes from UTC`,
    'context': `${body.contextType}${body.createNotificationUri ? ', with CreateNotificationUri' : ''}`,
    'original address': original === null ? 'none' : original.absolute ? `${original.scheme}://*.${original.hostEnding}${original.path}` : 'relative',
    'request headers': body.headerNames.join(', '),
    'longest state': `${trigger.stateLength} characters came back whole`,
  };
}

/** Assumptions that the tenant decides otherwise than assumed. */
export const differing = ({ assumptions }: TenantReport): readonly (AssumptionReport & { readonly conclusion: { readonly kind: 'decided'; readonly value: string | number } })[] =>
  assumptions.flatMap(each => (each.conclusion.kind === 'decided' && each.conclusion.value !== each.assumed ? [{ ...each, conclusion: each.conclusion }] : []));

/** All that the tenant decides, by name. */
export const decidedValues = ({ assumptions }: TenantReport): Readonly<Record<string, string | number>> =>
  Object.fromEntries(assumptions.flatMap(({ name, conclusion }) => (conclusion.kind === 'decided' ? [[name, conclusion.value]] : [])));

/** True where the tenant does what neither an assumption stands for nor the toolchain expects. */
export const contradicts = ({ assumptions, expectations: expected }: TenantReport): boolean =>
  assumptions.some(({ conclusion }) => conclusion.kind === 'otherwise') || expected.some(({ holds }) => holds === false);

/** The report for people. */
export function tenantReportText(report: TenantReport): string {
  const rows = report.assumptions.map(({ name, assumed, conclusion, ...each }) => [name, String(each.default), said(conclusion), verdict(assumed, each.default, conclusion)]);
  const open = report.assumptions.flatMap(({ name, conclusion }) => (conclusion.kind === 'undecided' ? [[name, conclusion.todo]] : []));
  const strange = report.assumptions.flatMap(({ name, conclusion }) => (conclusion.kind === 'otherwise' ? [`${name}: the tenant ${conclusion.saw}, and no choice stands for that.`] : []));
  const wrong = report.expectations.flatMap(({ what, otherwise, holds }) => (holds === false ? [`Not so here: ${what}.\n    ${otherwise}`] : []));
  const unknown = report.expectations.filter(({ holds }) => holds === undefined).map(({ what }) => what);
  const flags = differing(report).map(({ name, conclusion }) => `${name}=${conclusion.value}`).join(',');
  return [
    table([['assumption', 'default', 'this tenant', ''], ...rows]),
    ...section('Platform', table(Object.entries(report.platform))),
    ...section('Against what this toolchain builds on', [...strange, ...wrong].map(each => `  ${each}`).join('\n')),
    ...section('Not decided', open.map(([name, todo]) => `  ${name}\n    ${todo}`).join('\n')),
    ...section('Expected, and not seen', unknown.map(each => `  ${each}`).join('\n')),
    ...section('Assumed, and not asked by the probe', table(report.notAsked.map(name => [name, String(assumptionTable[name].default)]))),
    ...(flags === '' ? [] : [`To play this tenant: konektor start --assumptions ${flags}\n`]),
  ].join('\n');
}

const said = (conclusion: Conclusion): string => (conclusion.kind === 'decided' ? String(conclusion.value) : conclusion.kind === 'otherwise' ? 'another' : '?');

function verdict(assumed: string | number, usual: string | number, conclusion: Conclusion): string {
  const written = assumed === usual ? '' : `konektor.yaml says ${assumed}`;
  if (conclusion.kind !== 'decided') return written;
  return conclusion.value === assumed ? (written === '' ? 'as assumed' : `as ${written}`) : ['differs', ...(written === '' ? [] : [written])].join('; ');
}

const section = (title: string, text: string): string[] => (text === '' ? [] : [`${title}\n${text.replace(/\n*$/, '\n')}`]);
