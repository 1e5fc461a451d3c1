import type { Severity } from '../../diagnostics/diagnostic';
import { fails } from '../../diagnostics/report';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { counted } from '../step-line';
import { outputOf } from '../validating/output';
import { runsOf, type Run } from '../validating/runs';
import { targetsOf } from '../validating/targets';

/**
 * `konektor validate`: checks models, folders and files by the rules of a profile. Findings go to standard output in the
 * form that was asked for, the summary to standard error. Ends with 1 when a finding is as severe as --fail-on says.
 */
export async function validate({ options, positionals }: Given<'validate'>, ports: Ports): Promise<number> {
  const start = ports.now();
  const targets = targetsOf(positionals, ports);
  if (options.limits) return (require('../validating/limits-table') as typeof import('../validating/limits-table')).printLimits(targets, ports); // require gives no type of its own
  const output = outputOf(options, ports);
  const tally = { error: 0, warning: 0, information: 0 };
  const unrun = new Map<string, Set<string>>();
  let failed = false;
  let partial = 0;
  for await (const run of runsOf(targets, options, ports)) {
    output.add(run);
    for (const { severity } of run.diagnostics) { tally[severity] += 1; failed ||= fails(severity, options['fail-on']); }
    noteUnrun(run, unrun);
    const { subject } = run.collected;
    if (!subject.whole && (subject.definition || subject.properties)) partial += 1;
  }
  output.end();
  if (partial > 0) ports.console.error(`${counted(partial, 'connector')} with definition and properties alone: readme, icon and custom code were not asked for.\n`);
  for (const [reason, codes] of unrun) ports.console.error(`Not run: ${[...codes].sort().join(', ')}. ${reason}\n`);
  ports.console.error(`${counted(targets.length, 'connector')} · ${options.profile} profile · ${inWords(tally)} · ${Math.round(ports.now() - start)} ms\n`);
  return failed ? 1 : 0;
}

function noteUnrun({ notRun }: Run, unrun: Map<string, Set<string>>): void {
  for (const { rule, reason } of notRun) {
    const codes = unrun.get(reason) ?? new Set<string>();
    unrun.set(reason, codes.add(rule.code));
  }
}

function inWords(tally: Readonly<Record<Severity, number>>): string {
  const counts = (['error', 'warning', 'information'] as const).flatMap(severity => (tally[severity] === 0 ? [] : [severity === 'information' ? `${tally[severity]} information` : counted(tally[severity], severity)]));
  return counts.join(', ') || 'no findings';
}
