/** Names of a solution's components, as the platform makes them (read off exported solutions; see each function). */
import { PackageError } from '../package-error';

/**
 * Letters and digits of ASCII in small letters stay; any other character becomes `-` and two hexadecimal digits. Of letters
 * beyond ASCII no export is known: that each byte of their UTF-8 is written so is an assumption.
 */
const encodedBy = (text: string, digits: (byte: number) => string): string =>
  [...Buffer.from(text.toLowerCase(), 'utf8')].map(byte => (isPlain(byte) ? String.fromCharCode(byte) : `-${digits(byte)}`)).join('');
const isPlain = (byte: number): boolean => (byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7a);
const hex = (byte: number): string => byte.toString(16).padStart(2, '0');

/** A connector's title inside its logical name: `CT Contract` becomes `ct-20contract`; hexadecimal digits are capital letters there. */
export const encodedTitle = (title: string): string => encodedBy(title, byte => hex(byte).toUpperCase());

/** The logical name that the maker portal gives a connector: prefix `contoso` and title `Customer Insights` make `contoso_5Fcustomer-20insights`. */
export const connectorLogicalName = (prefix: string, title: string): string => `${prefix}_5F${encodedTitle(title)}`;

/**
 * The connector's internal id, so far as it is known before it is imported: each environment adds 16 hexadecimal digits of
 * its own. With zeros in their place it says that it is a placeholder, which the import replaces by what it has.
 */
export const placeholderInternalId = (prefix: string, title: string): string => `shared_${encodedBy(`${prefix}_${title}`, hex)}-5f0000000000000000`;
/** True for ids that a connector got from one environment, or their placeholder. */
export const isInternalId = (id: string): boolean => /-5f[0-9a-f]{16}$/.test(id);

/** Where an operation of a connector is reached by a flow: the id behind `apis/`. */
export const apiPath = (internalId: string): string => `/providers/Microsoft.PowerApps/apis/${internalId}`;

/** The file of a flow: the letters and digits of ASCII and the hyphens of its name, then its id in capital letters. Any other name would do, as the XML tells it. */
export const workflowFileName = (name: string, workflowId: string): string => `${name.replace(/[^A-Za-z0-9-]/g, '')}-${workflowId.toUpperCase()}.json`;

/** Letters, digits and underscores of a text, as unique names of solutions and publishers may hold them. Throws PackageError where none is left. */
export function uniqueNameOf(text: string): string {
  const name = text.normalize('NFKD').replace(/[^A-Za-z0-9_]/g, '').replace(/^[^A-Za-z_]+/, '');
  if (name === '') throw new PackageError('xml-shape', `"${text}" has no letter that a unique name may hold (A to Z, digits, underscore). Give one in konektor.yaml: solution.uniqueName or publisher.uniqueName.`);
  return name;
}
