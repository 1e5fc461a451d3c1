import { relative } from 'node:path';
import type { Severity } from '../../diagnostics/diagnostic';
import { fails } from '../../diagnostics/print/report';
import { knownFindings, type KnownFinding } from '../../validate/baseline';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';
import { baselineFile, writeBaseline } from '../validating/baseline';
import { outputOf } from '../validating/output';
import { runsOf, type Run, type RunOptions } from '../validating/runs';
import { targetsOf } from '../validating/targets';

/**
 * `konektor validate`: checks models, folders and files by the rules of a profile. Findings go to standard output in the
 * form that was asked for, the summary to standard error. Ends with 1 when a finding is as severe as --fail-on says.
 */
export async function validate({ options, positionals }: Given<'validate'>, ports: Ports): Promise<number> {
  const start = ports.now();
  const targets = targetsOf(positionals, ports);
  if (options.limits) {
    if (options.format !== 'pretty' && options.format !== 'json') throw new UserError(`--limits is printed as pretty or json, not as ${options.format}.`);
    return (require('../validating/limits-table') as typeof import('../validating/limits-table')).printLimits(targets, options.format, ports); // require gives no type of its own
  }
  const output = outputOf(options, ports);
  const seen = new Summary(options['fail-on']);
  const known = new Map<string, readonly KnownFinding[]>();
  for await (const run of runsOf(targets, runOptions(options, positionals.length === 0, ports), ports)) {
    if (options['write-baseline'] === undefined) output.add(run);
    else known.set(run.name, knownFindings(run.findings, run.collected.subject));
    seen.add(run);
  }
  const toWrite = options['write-baseline'];
  if (toWrite === undefined) output.end();
  else writeBaseline(toWrite, known, ports);
  for (const line of seen.notes(ports.directory)) ports.console.error(`${line}\n`);
  ports.console.error(`${counted(targets.length, 'connector')} · ${options.profile} profile · ${seen.inWords()}${toWrite === undefined ? '' : ` · written to ${toWrite}`} · ${Math.round(ports.now() - start)} ms\n`);
  return toWrite === undefined && seen.failed ? 1 : 0;
}

function runOptions(options: Given<'validate'>['options'], everything: boolean, ports: Ports): RunOptions {
  if (options.baseline !== undefined && options['write-baseline'] !== undefined) throw new UserError('--baseline leaves out what is known, and --write-baseline writes all of it: give one of them.');
  return {
    profile: options.profile, skipCode: options['skip-code'], everything,
    fix: options['fix-unsafe'] ? 'unsafe' : options.fix ? 'safe' : 'no',
    baseline: options.baseline === undefined ? undefined : baselineFile(options.baseline, ports),
    since: options.since === undefined ? undefined : (require('../validating/since') as typeof import('../validating/since')).since(options.since, ports), // require gives no type of its own; git is needed only here
  };
}

/** What all runs come to. */
class Summary {
  private readonly tally = { error: 0, warning: 0, information: 0 };
  private readonly unrun = new Map<string, Set<string>>();
  private readonly changed = new Set<string>();
  private partial = 0;
  private known = 0;
  private mended = 0;
  private ofModel = false;
  failed = false;

  constructor(private readonly failOn: Severity) {}

  add({ diagnostics, notRun, known, mended, collected: { subject, places } }: Run): void {
    for (const { severity } of diagnostics) { this.tally[severity] += 1; this.failed ||= fails(severity, this.failOn); }
    for (const { rule, reason } of notRun) this.unrun.set(reason, (this.unrun.get(reason) ?? new Set()).add(rule.code));
    for (const { file } of mended.files) { this.changed.add(file); this.ofModel ||= places !== undefined; }
    this.known += known;
    this.mended += mended.findings;
    if (!subject.whole && (subject.definition || subject.properties)) this.partial += 1;
  }

  /** "2 errors, 1 warning" */
  inWords(): string {
    const counts = (['error', 'warning', 'information'] as const).flatMap(severity => (this.tally[severity] === 0 ? [] : [severity === 'information' ? `${this.tally[severity]} information` : counted(this.tally[severity], severity)]));
    return [counts.join(', ') || 'no findings', ...(this.known > 0 ? [`${this.known} known before`] : [])].join(' · ');
  }

  /** What else there is to know, line by line. */
  notes(directory: string): readonly string[] {
    const files = [...this.changed].map(file => relative(directory, file).replaceAll('\\', '/')).sort();
    return [
      ...(this.mended > 0 ? [`Mended: ${counted(this.mended, 'finding')} in ${files.join(', ')}.${this.ofModel ? ' Run "konektor build" to bring the artifacts in step.' : ''}`] : []),
      ...(this.partial > 0 ? [`${counted(this.partial, 'connector')} with definition and properties alone: readme, icon and custom code were not asked for.`] : []),
      ...[...this.unrun].map(([reason, codes]) => `Not run: ${[...codes].sort().join(', ')}. ${reason}`),
    ];
  }
}
