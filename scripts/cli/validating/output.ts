/** What a validation prints, form by form: runs one after the other, then what comes at the end. */
import { printDiagnostics } from '../../diagnostics/print/print';
import { printForGithub } from '../../diagnostics/print/print-github';
import { rowsOf } from '../../diagnostics/print/print-json';
import { printJunit } from '../../diagnostics/print/print-junit';
import { printSarif } from '../../diagnostics/print/print-sarif';
import type { Report } from '../../diagnostics/print/report';
import type { Severity } from '../../diagnostics/diagnostic';
import { catalogue } from '../../validate/catalogue';
import type { Profile } from '../../validate/profile';
import type { Ports } from '../ports';
import { ownVersion } from '../own-version';
import { textsWith } from './report-texts';
import type { Run } from './runs';

export type Format = 'pretty' | 'json' | 'github' | 'sarif' | 'junit';
export interface OutputOptions { readonly format: Format; readonly profile: Profile; readonly all: boolean; readonly 'fail-on': Severity }

/** Takes runs as they come; `end` prints what needs all of them. */
export interface Output { readonly add: (run: Run) => void; readonly end: () => void }

/** The frames of one kind in one file that people see without --all: a mistake is made once or everywhere. */
const FIRST_OF_A_KIND = { error: 10, warning: 3, information: 3 } as const;

export function outputOf(options: OutputOptions, ports: Ports): Output {
  const { console: { out, resultColours: colours }, directory } = ports;
  const report = (runs: readonly Run[]): Report => ({
    subjects: runs.map(({ name, diagnostics, notRun }) => ({ name, diagnostics, notRun: notRun.map(({ rule, reason }) => ({ code: rule.code, reason })) })),
    rules: catalogue.filter(rule => rule.severity[options.profile] !== 'off'),
    texts: textsWith(runs.map(run => run.collected.subject)), directory, failOn: options['fail-on'],
  });
  switch (options.format) {
    case 'pretty': return {
      add: ({ diagnostics, collected: { subject } }) => {
        if (diagnostics.length > 0) out(`${printDiagnostics(diagnostics, { texts: textsWith([subject]), directory, colours, ...(options.all ? {} : { mostOfACode: FIRST_OF_A_KIND }) })}\n`);
      },
      end: () => undefined,
    };
    // The runner takes relative paths for paths in the checkout, whatever folder the step runs in.
    case 'github': return { add: run => out(printForGithub({ ...report([run]), directory: ports.environment['GITHUB_WORKSPACE'] ?? directory })), end: () => undefined };
    case 'json': {
      const connectors: object[] = [];
      return {
        add: ({ name, diagnostics, notRun, collected: { subject } }) => connectors.push({
          name, findings: rowsOf(diagnostics, { texts: textsWith([subject]), directory }),
          notRun: notRun.map(({ rule, reason }) => ({ code: rule.code, reason })),
        }),
        end: () => out(`${JSON.stringify({ profile: options.profile, connectors }, undefined, 2)}\n`),
      };
    }
    case 'sarif': return collected(runs => out(printSarif(report(runs), ownVersion(ports.files))));
    case 'junit': return collected(runs => out(printJunit(report(runs))));
  }
}

function collected(print: (runs: readonly Run[]) => void): Output {
  const runs: Run[] = [];
  return { add: run => { runs.push(run); }, end: () => print(runs) };
}
