/** solution.xml: who publishes the solution, what is in it and what it needs. Elements stand in the order of exported solutions. */
import { element, type XmlElement } from '../xml/xml-element';
import type { LocalizedTexts, SolutionIdentity, SolutionPublisher } from './solution';

const schemaInstance = 'http://www.w3.org/2001/XMLSchema-instance';
/** Version of the platform in whose form the files are written: that of the newest export read (March 2025). */
const platformVersion = '9.2.25014.220';

/** A component of the solution: a connector (372, by name and id) or a flow (29, by id). Connection references are never listed: import refuses them there. */
export type Root = { readonly kind: 'connector'; readonly id: string; readonly logicalName: string } | { readonly kind: 'workflow'; readonly id: string } | { readonly kind: 'environmentVariable'; readonly schemaName: string };

/** Something that the target must have before the solution is imported, and the flow that needs it. */
export interface NeededConnector { readonly connector: { readonly id: string; readonly logicalName: string; readonly displayName: string; readonly solution: string }; readonly dependent: { readonly id: string; readonly name: string } }

/** The root of solution.xml. */
export function solutionManifest(identity: SolutionIdentity, roots: readonly Root[], needed: readonly NeededConnector[] = []): XmlElement {
  return element('ImportExportXml', { version: platformVersion, SolutionPackageVersion: '9.2', languagecode: '1033', generatedBy: 'CrmLive', 'xmlns:xsi': schemaInstance },
    element('SolutionManifest', {},
      element('UniqueName', {}, identity.uniqueName),
      localizedNames(identity.names),
      descriptions(identity.descriptions),
      element('Version', {}, identity.version),
      element('Managed', {}, identity.managed),
      publisherElement(identity.publisher),
      element('RootComponents', {}, ...roots.map(rootComponent)),
      element('MissingDependencies', {}, ...needed.map(missingDependency))));
}

const byLanguage = (texts: LocalizedTexts): readonly (readonly [language: string, text: string])[] => Object.entries(texts).sort(([one], [other]) => Number(one) - Number(other));
/** Names in each language; English (1033) first, as the solution's own language. */
export const localizedNames = (texts: LocalizedTexts): XmlElement =>
  element('LocalizedNames', {}, ...byLanguage(texts).map(([languagecode, description]) => element('LocalizedName', { description, languagecode })));
const descriptions = (texts: LocalizedTexts): XmlElement =>
  element('Descriptions', {}, ...byLanguage(texts).map(([languagecode, description]) => element('Description', { description, languagecode })));

function publisherElement(publisher: SolutionPublisher): XmlElement {
  return element('Publisher', {},
    element('UniqueName', {}, publisher.uniqueName),
    localizedNames(publisher.names),
    descriptions(publisher.descriptions),
    textOrNil('EMailAddress', publisher.email),
    textOrNil('SupportingWebsiteUrl', publisher.website),
    element('CustomizationPrefix', {}, publisher.prefix),
    element('CustomizationOptionValuePrefix', {}, String(publisher.optionValuePrefix)),
    element('Addresses', {}, address('1'), address('2')));
}

const textOrNil = (name: string, text?: string): XmlElement => (text === undefined ? element(name, { 'xsi:nil': 'true' }) : element(name, {}, text));

/** Exports write two addresses, nearly all of them nothing. */
const addressFields = [
  'City', 'County', 'Country', 'Fax', 'FreightTermsCode', 'ImportSequenceNumber', 'Latitude', 'Line1', 'Line2', 'Line3', 'Longitude', 'Name', 'PostalCode', 'PostOfficeBox',
  'PrimaryContactName', 'ShippingMethodCode', 'StateOrProvince', 'Telephone1', 'Telephone2', 'Telephone3', 'TimeZoneRuleVersionNumber', 'UPSZone', 'UTCOffset', 'UTCConversionTimeZoneCode',
] as const;
const address = (number: string): XmlElement => element('Address', {},
  element('AddressNumber', {}, number), element('AddressTypeCode', {}, '1'),
  ...addressFields.map(name => textOrNil(name, name === 'ShippingMethodCode' ? '1' : undefined)));

const braced = (id: string): string => `{${id.toLowerCase()}}`;
function rootComponent(root: Root): XmlElement {
  switch (root.kind) {
    case 'connector': return element('RootComponent', { type: '372', id: braced(root.id), schemaName: root.logicalName, behavior: '0' });
    case 'workflow': return element('RootComponent', { type: '29', id: braced(root.id), behavior: '0' });
    case 'environmentVariable': return element('RootComponent', { type: '380', schemaName: root.schemaName, behavior: '0' });
  }
}

/** The form is that of real entries for other components; no public export that misses a connector is known. */
const missingDependency = ({ connector, dependent }: NeededConnector): XmlElement => element('MissingDependency', {},
  element('Required', { type: '372', schemaName: connector.logicalName, displayName: connector.displayName, solution: connector.solution, id: braced(connector.id) }),
  element('Dependent', { type: '29', displayName: dependent.name, id: braced(dependent.id) }));
