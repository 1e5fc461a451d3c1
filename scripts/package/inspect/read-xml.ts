/** Reading XML inside an inspection: what is no XML becomes a finding. */
import { PackageError } from '../package-error';
import { parseXml } from '../xml/read-xml';
import type { XmlElement } from '../xml/xml-element';
import { found, type FindingKind, type Report } from './finding-kind';
import type { OpenedFile } from './opened-file';
import { sentenceOf } from './read-file';

export const xmlUnreadable: FindingKind = {
  code: 'package-xml', severity: 'error',
  why: 'An import reads this file before it does anything, and stops where it is no XML.',
  policy: ['5000.1.1.16'],
};

export type ReadXml = (file: OpenedFile) => XmlElement | undefined;

/** The root of a file; undefined after it has been reported that there is none. */
export const readXml = (report: Report): ReadXml => file => {
  if (!file.isReadable) return undefined;
  try {
    return parseXml(file.bytes, file.shown);
  } catch (error) {
    const line = error instanceof PackageError ? error.line : undefined;
    report(found(xmlUnreadable, file.line(line), sentenceOf(error, file.shown), 'Export the solution again and leave its files as they are.'));
    return undefined;
  }
};
