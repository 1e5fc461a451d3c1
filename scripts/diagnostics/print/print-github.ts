/** Findings as annotations of GitHub Actions: workflow commands, one a line. */
import type { Severity } from '../diagnostic';
import { placed, shownFile } from '../placed';
import type { Report } from './report';

const commands: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', information: 'notice' };

/** One workflow command a finding, sorted by place. GitHub shows them at the lines of the changed files. */
export function printForGithub({ subjects, texts, directory }: Report): string {
  return placed(subjects.flatMap(each => each.diagnostics), texts).map(({ diagnostic: { code, severity, what, why, todo, microsoft = [] }, span }) => {
    const properties = [
      ...(span ? [`file=${property(shownFile(span.file, directory))}`, `line=${span.line}`, `col=${span.column}`, ...(span.length > 0 ? [`endColumn=${span.column + span.length}`] : [])] : []),
      `title=${property(microsoft.length > 0 ? `${code} (${microsoft.join(', ')})` : code)}`,
    ];
    return `::${commands[severity]} ${properties.join(',')}::${message(`${what} ${why}\nDo: ${todo}`)}\n`;
  }).join('');
}

/** The escapes that the runner undoes: line ends everywhere, separators in properties as well. */
const message = (text: string): string => text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (text: string): string => message(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
