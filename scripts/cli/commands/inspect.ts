import { basename, join, resolve } from 'node:path';
import { hasErrors } from '../../diagnostics/diagnostic';
import { printDiagnostics } from '../../diagnostics/print/print';
import { rowsOf } from '../../diagnostics/print/print-json';
import { sourceTextsOnDisk, type SourceTexts } from '../../diagnostics/source/source-texts';
import type { ExpectedDefinition } from '../../package/inspect/checks/definitions';
import { inspectFile, inspectPackage, type InspectOptions } from '../../package/inspect/inspect';
import type { PackageReport } from '../../package/inspect/package-report';
import { treeText } from '../../package/inspect/tree-text';
import type { PackageFile } from '../../package/package-file';
import { readDocument } from '../../validate/reading/read-document';
import type { Given } from '../options';
import type { FileSystem, Ports } from '../ports';
import { counted } from '../../diagnostics/counted';
import { UserError } from '../user-error';

/**
 * `konektor inspect`: says what a package is and holds, and what is wrong with it. Tree and findings go to standard
 * output, the summary to standard error. Ends with 1 when a finding is an error.
 */
export async function inspect({ options, positionals: [path = '.'] }: Given<'inspect'>, ports: Ports): Promise<number> {
  const { console: { out, error, resultColours: colours }, directory } = ports;
  const report = await reportOn(path, options.against, ports);
  const texts = textsOf(report);
  if (options.format === 'json') out(`${JSON.stringify({ package: report.root, findings: rowsOf(report.findings, { texts, directory }) }, undefined, 2)}\n`);
  else {
    out(treeText(report.root));
    if (report.findings.length > 0) out(`\n${printDiagnostics(report.findings, { texts, directory, colours })}`);
  }
  error(`${path} · ${report.root.kind} · ${inWords(report)}\n`);
  return hasErrors(report.findings) ? 1 : 0;
}

function reportOn(path: string, against: string | undefined, ports: Ports): Promise<PackageReport> {
  const { files, directory } = ports;
  const shown = resolve(directory, path);
  const options: InspectOptions = { shown, ...(against === undefined ? {} : { expected: expected(against, ports) }) };
  const name = basename(shown);
  if (files.list(shown) !== undefined) return inspectPackage(filesBelow(shown, '', files), name, options);
  const bytes = files.readBytes(shown);
  if (bytes === undefined) throw new UserError(`There is no file or folder ${path}.`);
  return inspectFile(bytes, name, options);
}

function expected(path: string, { files, directory }: Ports): ExpectedDefinition {
  const file = resolve(directory, path);
  const bytes = files.readBytes(file);
  if (bytes === undefined) throw new UserError(`There is no file ${path} to compare with.`);
  const { value } = readDocument(file, bytes);
  if (value === undefined) throw new UserError(`${path} is no JSON or YAML, so there is nothing to compare with.`);
  return { name: path, file, value };
}

/** More files than any package has: it is the wrong folder. */
const MOST_FILES = 20_000;

/** Every file below a folder. Linked and hidden folders are not entered, nor those of dependencies: none of them is packaged. */
function filesBelow(folder: string, path: string, files: FileSystem, found: PackageFile[] = []): readonly PackageFile[] {
  for (const { name, kind, linked } of files.list(folder) ?? []) {
    const file = join(folder, name);
    if (kind === 'folder') { if (!linked && !name.startsWith('.') && name !== 'node_modules') filesBelow(file, `${path}${name}/`, files, found); continue; }
    if (found.push({ path: `${path}${name}`, read: () => bytesOf(file, files) }) > MOST_FILES) throw new UserError(`There are more than ${MOST_FILES} files below this folder. Name the folder of the package itself.`);
  }
  return found;
}

function bytesOf(file: string, files: FileSystem): Promise<Uint8Array> {
  try {
    const bytes = files.readBytes(file);
    return bytes ? Promise.resolve(bytes) : Promise.reject(new Error('The file has been removed meanwhile.'));
  } catch (error) {
    return Promise.reject(error instanceof Error ? error : new Error(String(error)));
  }
}

/** Files inside archives have no text on the disk: theirs come from the report. */
function textsOf({ texts }: PackageReport): SourceTexts {
  const disk = sourceTextsOnDisk();
  return { text: file => texts.get(file) ?? (file.includes(' › ') ? undefined : disk.text(file)), running: disk.running };
}

function inWords({ findings }: PackageReport): string {
  const count = (severity: string): number => findings.filter(each => each.severity === severity).length;
  const parts = [[count('error'), 'error'], [count('warning'), 'warning']] as const;
  const said = [...parts.flatMap(([number, what]) => (number > 0 ? [counted(number, what)] : [])), ...(count('information') > 0 ? [`${count('information')} information`] : [])];
  return said.join(', ') || 'no findings';
}
