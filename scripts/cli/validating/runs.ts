/** Validating one target after the other. */
import { relative } from 'node:path';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import { ScriptInspector } from '../../script-host';
import { catalogue } from '../../validate/catalogue';
import type { Profile } from '../../validate/profile';
import type { Finding } from '../../validate/rule';
import { validate, type NotRun } from '../../validate/validate';
import { diagnosticOf } from '../../validate/wording';
import type { Ports } from '../ports';
import { collect } from './collect';
import type { CollectedSubject, Target } from './collected';
import type { AnalyseScript } from './file-subject';

/** What one target came to. */
export interface Run {
  /** As people know it: its path from the working folder. */
  readonly name: string;
  readonly collected: CollectedSubject;
  readonly findings: readonly Finding[];
  readonly notRun: readonly NotRun[];
  /** Findings in words, those of the model's own checks before those of the rules. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface RunOptions { readonly profile: Profile; readonly 'skip-code': boolean }

/** The runs, each when the one before has been dealt with. */
export async function* runsOf(targets: readonly Target[], options: RunOptions, ports: Ports): AsyncGenerator<Run> {
  const code = codeReader(options['skip-code']);
  try {
    for (const [position, target] of targets.entries()) {
      if (targets.length > 1) ports.console.progress(`validating ${position + 1} of ${targets.length}`);
      const collected = await collect(target, ports, code.analyse);
      ports.console.progress('');
      yield runOf(collected, options, ports);
    }
  } finally {
    await code.close();
  }
}

function runOf(collected: CollectedSubject, { profile }: RunOptions, { directory }: Ports): Run {
  const { subject, places } = collected;
  const { findings, notRun } = validate(subject, { profile, rules: catalogue });
  return {
    name: relative(directory, subject.name).replaceAll('\\', '/') || '.', collected, findings, notRun,
    diagnostics: [...collected.diagnostics, ...findings.map(finding => diagnosticOf(finding, subject, places))],
  };
}

/** Reads custom code with one compiler process for all scripts, started by the first that needs it. */
export function codeReader(skip: boolean): { readonly analyse: AnalyseScript; readonly close: () => Promise<void> } {
  if (skip) return { analyse: () => Promise.resolve({ notRun: 'Custom code was left out (--skip-code).' }), close: () => Promise.resolve() };
  const inspector = new ScriptInspector();
  return { analyse: (text, options) => inspector.inspect(text, options), close: () => inspector.close() };
}
