/** The files of a connector by themselves: encoding, JSON, policies, icon. */
import { isArray } from '../../../validate/json';
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedConnector } from '../inspected-connector';
import type { InspectedFlow } from '../inspected-flow';
import type { OpenedFile } from '../opened-file';
import type { CheckFamily, Surroundings } from './part-check';

export const encodingWrong: FindingKind = {
  code: 'package-encoding', severity: 'warning',
  why: 'The platform reads JSON as UTF-8. Letters of another encoding reach makers as nonsense, and with a byte-order mark some of Microsoft\'s own tools fail.',
  policy: ['5000.2.6.2'],
};
export const jsonBroken: FindingKind = { code: 'package-json', severity: 'error', why: 'The platform reads strict JSON and refuses the import.' };
export const policiesEmpty: FindingKind = {
  code: 'package-policies-empty', severity: 'information',
  why: 'Publishers report that the review refuses a connector whose file of policies is empty.',
  policy: ['5000.1.1.16'],
};
export const iconExtension: FindingKind = {
  code: 'package-icon-extension', severity: 'warning',
  why: 'The platform tells the kind of an icon by the name of its file.',
  policy: ['5000.2.1.3'],
};
export const iconMissing: FindingKind = { code: 'package-icon-missing', severity: 'warning', why: 'A connector without an icon cannot be certified.', policy: ['5000.1.1.1'] };

export const connectorFiles: CheckFamily = {
  connector,
  flow: ({ file }: InspectedFlow, report) => json(file, report),
};

function connector({ title, place, identity, definition, properties, parameters, parameterSets, policies, icon, namesIcon }: InspectedConnector, report: Report, { certifies }: Surroundings): void {
  for (const file of [parameters, parameterSets, policies]) if (file) json(file, report);
  // What else is wrong with these two is told by the rules for definitions.
  for (const file of [definition, properties]) if (file) encoding(file, report);
  if (certifies && policies?.isReadable && (policies.value === null || (isArray(policies.value) && policies.value.length === 0))) {
    report(found(policiesEmpty, policies.whole(),
      `The connector "${title}" has no policies.`,
      'Nothing, until a reviewer says so; then add a policy that changes nothing.'));
  }
  if (certifies && identity && !namesIcon) report(found(iconMissing, place, `The connector "${title}" has no icon.`, 'Add a PNG of 100 to 230 pixels.'));
  if (icon?.isReadable) kindOfIcon(icon, report);
}

function encoding(file: OpenedFile, report: Report): void {
  for (const { kind, detail, offset, length } of file.isReadable ? file.document.damage : []) {
    if (kind === 'byte-order-mark') report(found(encodingWrong, file.whole(), 'The file begins with a byte-order mark.', 'Save it as UTF-8 without one.'));
    if (kind === 'wrong-encoding') {
      report(found(encodingWrong, length > 0 ? { kind: 'file', file: file.shown, offset, length } : file.whole(),
        `The file is not UTF-8 but ${detail}.`,
        'Save it as UTF-8.'));
    }
  }
}

function json(file: OpenedFile, report: Report): void {
  encoding(file, report);
  const other = file.isReadable ? file.document.damage.find(({ kind }) => kind !== 'byte-order-mark' && kind !== 'wrong-encoding') : undefined;
  if (other) {
    report(found(jsonBroken, { kind: 'file', file: file.shown, offset: other.offset, length: other.length },
      `The file is not valid JSON (${other.kind.replaceAll('-', ' ')}).`,
      'Correct it, or export it again.'));
  }
}

const signatures: readonly (readonly [string, readonly number[]])[] = [
  ['png', [0x89, 0x50, 0x4e, 0x47]], ['jpeg', [0xff, 0xd8, 0xff]], ['gif', [0x47, 0x49, 0x46, 0x38]], ['bmp', [0x42, 0x4d]], ['svg', [0x3c]],
];

function kindOfIcon(icon: OpenedFile, report: Report): void {
  const kind = signatures.find(([, bytes]) => bytes.every((byte, position) => icon.bytes[position] === byte))?.[0];
  const named = icon.extension.toLowerCase().replace(/^jpg$/, 'jpeg');
  if (kind !== named) {
    report(found(iconExtension, icon.whole(),
      kind ? `The icon is called .${icon.extension}, and its content is ${kind.toUpperCase()}.` : `The icon is called .${icon.extension}, and its content is no image that is known here.`,
      kind ? `Call it .${kind === 'jpeg' ? 'Jpeg' : kind === 'png' ? 'Png' : kind}, or save it in the other format.` : 'Save it as PNG again.'));
  }
}
