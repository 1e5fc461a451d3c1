/** Reading one file of a package; an archive may hold it and not be able to give it. */
import type { PackageFile } from '../package-file';
import { found, type FindingKind, type Report } from './finding-kind';
import { OpenedFile } from './opened-file';

export const entryUnreadable: FindingKind = { code: 'package-file-unreadable', severity: 'error', why: 'What the inspection cannot read, an import cannot read either.' };

/** `path` counts from the root of the package, `shown` from where the inspection began; `within` is the archive around it. A failure is reported, and the file is there without content. */
export async function readFile(file: PackageFile, path: string, shown: string, within: string, report: Report): Promise<OpenedFile> {
  try {
    return new OpenedFile(path, shown, await file.read());
  } catch (error) {
    report(found(entryUnreadable, { kind: 'file', file: shown }, sentenceOf(error, within), 'Make the package again from its sources.'));
    return new OpenedFile(path, shown, new Uint8Array(), false);
  }
}

/** What an error says, as a sentence, without the name of the file in front: the finding has its place. */
export function sentenceOf(error: unknown, file: string): string {
  const message = (error instanceof Error ? error.message : String(error)).trim();
  const bare = message.startsWith(file) ? message.slice(file.length).replace(/^(:\d+)?:?\s*/, '') : message;
  return `${bare.charAt(0).toUpperCase()}${bare.slice(1)}${/[.!?]$/.test(bare) ? '' : '.'}`;
}
