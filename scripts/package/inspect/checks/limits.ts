/** How long things may be, and which characters names may have. */
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedConnector } from '../inspected-connector';
import type { InspectedSolution } from '../inspected-solution';
import { firstOf } from '../../xml/xml-element';
import type { OpenedFile } from '../opened-file';
import type { CheckFamily, Surroundings } from './part-check';

/** Columns of the Dataverse table `connector` (developer documentation of the table, 2023). */
const COLUMN = 500_000;
const NAME = 500;
const TITLE = 200;
const DESCRIPTION = 1_000;
/** Longer titles survive an import, and `pac solution unpack` drops the connector without a word (powerplatform-build-tools issue 882). */
const UNPACKED_TITLE = 30;
/** Custom connector and certification documentation. What else a connector's folder may hold is told by the rules of `konektor validate`. */
const ICON = 1_048_576;

export const columnLong: FindingKind = {
  code: 'package-column-long', severity: 'error',
  why: `Dataverse keeps each file of a connector in a column of ${COLUMN.toLocaleString('en-US')} characters, and refuses an import with a longer one.`,
};
export const iconLarge: FindingKind = { code: 'package-icon-large', severity: 'error', why: 'The platform takes an icon of at most 1 MB.', policy: ['5000.2.1.2'] };
export const titleLong: FindingKind = { code: 'package-title-long', severity: 'error', why: 'The column for it ends there, and the import is refused.' };
export const titleUnpacks: FindingKind = {
  code: 'package-title-unpacks', severity: 'warning',
  why: 'pac solution unpack drops a connector with a longer title without a word, and the import of what it packs again fails.',
  policy: ['5000.2.2.1'],
};
export const uniqueNameForm: FindingKind = {
  code: 'solution-unique-name', severity: 'error',
  why: 'Dataverse knows the solution by this name and takes letters, digits and underscores alone.',
};
export const prefixForm: FindingKind = {
  code: 'publisher-prefix', severity: 'error',
  why: 'Dataverse puts the prefix in front of every name that the publisher makes and takes 2 to 8 letters and digits, a letter first and not "mscrm".',
};
export const optionPrefixForm: FindingKind = { code: 'publisher-option-prefix', severity: 'error', why: 'Dataverse takes a whole number from 10000 to 99999 here.' };

export const limits: CheckFamily = { solution: identity, connector };

function identity({ identity: { uniqueName, prefix, optionValuePrefix }, manifest }: InspectedSolution, report: Report): void {
  if (!manifest) return;
  const root = firstOf(manifest.element, 'SolutionManifest');
  const publisher = firstOf(root, 'Publisher');
  const at = (name: string, within = root): ReturnType<OpenedFile['line']> => manifest.file.line((firstOf(within, name) ?? within ?? manifest.element).line);
  if (!/^[A-Za-z_]\w*$/.test(uniqueName)) {
    report(found(uniqueNameForm, at('UniqueName'),
      `The solution's unique name is "${uniqueName}".`,
      'Use letters, digits and underscores, and no digit in front.'));
  }
  if (!/^(?!mscrm)[A-Za-z][A-Za-z0-9]{1,7}$/i.test(prefix)) {
    report(found(prefixForm, at('CustomizationPrefix', publisher),
      `The publisher's prefix is "${prefix}".`,
      'Take 2 to 8 letters and digits, a letter first.'));
  }
  if (!/^[1-9]\d{4}$/.test(optionValuePrefix)) {
    report(found(optionPrefixForm, at('CustomizationOptionValuePrefix', publisher),
      `The publisher's prefix for option values is "${optionValuePrefix}".`,
      'Take a whole number from 10000 to 99999.'));
  }
}

function connector({ title, description, identity: own, place, definition, parameters, parameterSets, policies, script, icon }: InspectedConnector, report: Report, { certifies }: Surroundings): void {
  const columns = [definition, parameters, parameterSets, policies, script];
  for (const file of own ? columns : []) {
    if (!file || file.text.length <= COLUMN) continue;
    report(found(columnLong, file.whole(), `The file has ${file.text.length.toLocaleString('en-US')} characters.`, 'Make it shorter: write the JSON without white space, share schemas, or split the connector.'));
  }
  if (icon && icon.bytes.length > ICON) report(found(iconLarge, icon.whole(), `The icon has ${megabytes(icon)}.`, 'Save it with fewer colours or pixels.', certifies ? 'error' : 'warning'));
  const long = [['logical name', own?.logicalName ?? '', NAME], ['title', title, TITLE], ['description', description, own ? DESCRIPTION : Infinity]] as const;
  for (const [what, text, most] of long) {
    if (text.length > most) report(found(titleLong, place, `The ${what} of the connector has ${text.length.toLocaleString('en-US')} characters.`, `Write at most ${most.toLocaleString('en-US')}.`));
  }
  if (own && title.length > UNPACKED_TITLE && title.length <= TITLE) report(found(titleUnpacks, place, `The title "${title}" has ${title.length} characters.`, `Write at most ${UNPACKED_TITLE}.`));
}

const megabytes = ({ bytes }: OpenedFile): string => `${(bytes.length / ICON).toFixed(1)} MB`;
