/** Opening an archive inside an inspection: what the reader of zips refuses becomes a finding. */
import type { PackageFile } from '../package-file';
import { openZip } from '../zip/read-zip';
import { found, type FindingKind, type Report } from './finding-kind';
import type { OpenedFile } from './opened-file';
import { sentenceOf } from './read-file';

export const archiveRefused: FindingKind = {
  code: 'package-archive-refused', severity: 'error',
  why: 'The platform opens the archive before anything else, and what is not a sound zip is not imported.',
  policy: ['5000.1.1.16'],
};

/** The files of an archive; undefined after it has been reported that there are none to be had. */
export async function openArchive(archive: OpenedFile, report: Report): Promise<readonly PackageFile[] | undefined> {
  if (!archive.isReadable) return undefined;
  try {
    return (await openZip({ bytes: archive.bytes, name: archive.shown })).files; // from bytes: nothing stays open
  } catch (error) {
    report(found(archiveRefused, archive.whole(), sentenceOf(error, archive.shown), 'Make the package again from its sources.'));
    return undefined;
  }
}
