/** Validating one target after the other: reading, mending where that is asked, and leaving out what is known. */
import { relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { knownFindings, withoutKnown, type Baseline } from '../../validate/baseline';
import { catalogue } from '../../validate/catalogue';
import type { Profile } from '../../validate/profile';
import type { Finding } from '../../validate/rule';
import { applySettings, levelsOf } from '../../validate/settings';
import type { Subject } from '../../validate/subject';
import { validate, type NotRun } from '../../validate/validate';
import { diagnosticOf } from '../../validate/wording';
import type { Ports } from '../ports';
import { codeReader } from './code-reader';
import { collect } from './collect';
import type { CollectedSubject, Target } from './collected';
import type { AnalyseScript } from './file-subject';
import type { ChangedText } from './fixing-edits';
import { ruleSettingsHere, unusedSettings } from './rule-settings';
import type { Since } from './since';

/** What one target came to. */
export interface Run {
  /** As people know it: its path from the working folder. */
  readonly name: string;
  readonly collected: CollectedSubject;
  readonly findings: readonly Finding[];
  readonly notRun: readonly NotRun[];
  /** Findings in words, those of the model's own checks before those of the rules. */
  readonly diagnostics: readonly Diagnostic[];
  /** How many findings are not among them, because a baseline or an earlier commit has them too. */
  readonly known: number;
  readonly mended: { readonly findings: number; readonly files: readonly ChangedText[] };
}

export interface RunOptions {
  readonly profile: Profile;
  readonly skipCode: boolean;
  readonly fix: 'no' | 'safe' | 'unsafe';
  readonly baseline: Baseline | undefined;
  readonly since: Since | undefined;
  /** True when the targets are all that konektor.yaml is for, so that a setting without a finding is of no use. */
  readonly everything: boolean;
}

/** The runs, each when the one before has been dealt with; mistakes in the settings of rules come last, as a run of konektor.yaml. */
export async function* runsOf(targets: readonly Target[], options: RunOptions, ports: Ports): AsyncGenerator<Run> {
  const { profile } = options;
  const code = codeReader(options.skipCode);
  const given = ruleSettingsHere(ports, catalogue.map(rule => rule.code), profile);
  const levels = levelsOf(given.settings, catalogue, profile);
  const used: ReadonlyMap<string, ReadonlySet<string>>[] = [];
  const judged = (subject: Subject): { readonly findings: readonly Finding[]; readonly notRun: readonly NotRun[] } => {
    const { findings, notRun } = validate(subject, { profile, rules: catalogue, levels });
    const applied = applySettings(findings, given.settings, subject, profile);
    used.push(applied.used);
    return { findings: applied.findings, notRun };
  };
  try {
    for (const [position, target] of targets.entries()) {
      if (targets.length > 1) ports.console.progress(`validating ${position + 1} of ${targets.length}`);
      const read = await collect(target, ports, code.analyse);
      const { collected, mended } = await mend(read, target, subject => judged(subject).findings, options, code.analyse, ports);
      const { findings, notRun } = judged(collected.subject);
      const left = await unknown(findings, target, collected.subject, judged, options, code.analyse, ports);
      ports.console.progress('');
      yield {
        name: nameOf(collected.subject.name, ports), collected, findings: left, notRun, mended, known: findings.length - left.length,
        diagnostics: [...collected.diagnostics, ...left.map(finding => diagnosticOf(finding, collected.subject, collected.places))],
      };
    }
    const unused = options.everything ? unusedSettings(given, used, code => levels.get(code) !== 'off') : [];
    const ofSettings = [...given.diagnostics, ...unused];
    if (ofSettings.length > 0) {
      const collected = { subject: { name: given.file, scripts: [], whole: true }, diagnostics: ofSettings };
      yield { name: nameOf(given.file, ports), collected, findings: [], notRun: [], diagnostics: ofSettings, known: 0, mended: { findings: 0, files: [] } };
    }
  } finally {
    await code.close();
  }
}

const nameOf = (path: string, { directory }: Pick<Ports, 'directory'>): string => relative(directory, path).replaceAll('\\', '/') || '.';

async function mend(
  read: CollectedSubject, target: Target, findingsOf: (subject: Subject) => readonly Finding[], { fix }: RunOptions, analyse: AnalyseScript, ports: Ports,
): Promise<{ readonly collected: CollectedSubject; readonly mended: Run['mended'] }> {
  if (fix === 'no') return { collected: read, mended: { findings: 0, files: [] } };
  const { fixSubject } = require('./fixing') as typeof import('./fixing'); // require gives no type of its own; who mends nothing loads no editor
  const { collected, changed, fixed } = await fixSubject(read, findingsOf, {
    unsafe: fix === 'unsafe', files: ports.files,
    ...(target.kind === 'model' ? { reload: () => collect(target, ports, analyse) } : {}),
  });
  return { collected, mended: { findings: fixed, files: changed } };
}

/** What neither the baseline nor the earlier commit has. */
async function unknown(
  findings: readonly Finding[], target: Target, subject: Subject, judged: (subject: Subject) => { readonly findings: readonly Finding[] },
  { baseline, since }: RunOptions, analyse: AnalyseScript, ports: Ports,
): Promise<readonly Finding[]> {
  const afterBaseline = baseline ? withoutKnown(findings, subject, baseline.get(nameOf(subject.name, ports))) : findings;
  if (!since) return afterBaseline;
  const before = await since.subjectOf(target, subject, analyse);
  return before ? withoutKnown(afterBaseline, subject, knownFindings(judged(before).findings, before)) : afterBaseline;
}
