/** From the files of a solution, in either form, to what an inspection sees. What can't be read is left out and reported. */
import { attributeOf, childText, elementsOf, firstOf, textIn, type XmlElement } from '../xml/xml-element';
import { flowIn } from './inspected-flow';
import { operationsOf, textsIn, type InspectedConnector } from './inspected-connector';
import type { InspectedIdentity, InspectedReference, InspectedRoot, InspectedSolution, InspectedWorkflow, PlacedElement, SolutionConnectorPart } from './inspected-solution';
import { placeOfElement } from './inspected-solution';
import type { OpenedFile } from './opened-file';
import { readJsonText } from './read-json-text';
import type { ReadXml } from './read-xml';
import { isManagedTwin } from '../solution/managed-twin';

/** `xml` answers the root of a file, or undefined after it has reported why there is none. */
export function readSolutionPart(files: readonly OpenedFile[], form: InspectedSolution['form'], shown: string, xml: ReadXml): InspectedSolution {
  const byPath = new Map(files.map(file => [file.path, file]));
  const named = (name: RegExp): PlacedElement | undefined => placed(files.find(file => name.test(file.path)), xml);
  const below = (folder: RegExp): readonly PlacedElement[] => files.filter(file => folder.test(file.path) && !isManagedTwin(file.path, byPath)).flatMap(file => placed(file, xml) ?? []);
  const isExported = form === 'exported';
  const manifest = named(isExported ? /^solution\.xml$/i : /^Other\/Solution\.xml$/i);
  const customizations = named(isExported ? /^customizations\.xml$/i : /^Other\/Customizations\.xml$/i);
  const inline = (list: string, item: string): readonly PlacedElement[] =>
    (customizations ? elementsOf(firstOf(customizations.element, list), item).map(element => ({ element, file: customizations.file })) : []);
  const fileAt = (path: string): OpenedFile | undefined => byPath.get(isExported ? path.replace(/^\//, '') : path.replace(/^\//, '').replace(/^Connector\//, 'Connectors/'));
  const connectors = [...inline('Connectors', 'Connector'), ...(isExported ? [] : below(/^Connectors\/[^/]+\.xml$/i))];
  const workflows = [...inline('Workflows', 'Workflow'), ...(isExported ? [] : below(/^Workflows\/[^/]+\.data\.xml$/i))];
  const root = manifest && firstOf(manifest.element, 'SolutionManifest');
  const inManifest = (list: string, item: string): readonly PlacedElement[] => (manifest ? elementsOf(firstOf(root, list), item).map(element => ({ element, file: manifest.file })) : []);
  return {
    shown, form, files, manifest, customizations, contentTypes: isExported ? named(/^\[content_types\]\.xml$/i) : undefined, identity: identityIn(root),
    connectors: connectors.map(each => connectorIn(each, fileAt)),
    workflows: workflows.map(each => workflowIn(each, fileAt)),
    references: inline('connectionreferences', 'connectionreference').map(referenceIn),
    environmentVariables: below(/^environmentvariabledefinitions\/[^/]+\/environmentvariabledefinition\.xml$/i).map(each => ({ ...each, schemaName: attributeOf(each.element, 'schemaname') ?? '' })),
    rootComponents: inManifest('RootComponents', 'RootComponent').map(rootIn),
    missingDependencies: inManifest('MissingDependencies', 'MissingDependency').map(each => ({ ...each, required: (firstOf(each.element, 'Required')?.attributes ?? []).map(([, value]) => guid(value)) })),
    fileAt,
  };
}

const placed = (file: OpenedFile | undefined, xml: ReadXml): PlacedElement | undefined => {
  const element = file && xml(file);
  return file && element ? { element, file } : undefined;
};

/** A GUID as it is compared: in small letters without braces. Other texts stay what they are. */
export const guid = (text: string): string => (/^\{?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i.test(text) ? text.replace(/[{}]/g, '').toLowerCase() : text);

function identityIn(root: XmlElement | undefined): InspectedIdentity {
  const publisher = firstOf(root, 'Publisher');
  return {
    uniqueName: childText(root, 'UniqueName') ?? '', title: localized(firstOf(root, 'LocalizedNames')), version: childText(root, 'Version') ?? '', managed: childText(root, 'Managed') ?? '',
    publisher: childText(publisher, 'UniqueName') ?? '', prefix: childText(publisher, 'CustomizationPrefix') ?? '', optionValuePrefix: childText(publisher, 'CustomizationOptionValuePrefix') ?? '',
  };
}

/** The English text of a list of names, else the first. */
function localized(names: XmlElement | undefined): string {
  const all = elementsOf(names, 'LocalizedName');
  return attributeOf(all.find(each => attributeOf(each, 'languagecode') === '1033') ?? all[0], 'description') ?? '';
}

function connectorIn(place: PlacedElement, fileAt: InspectedSolution['fileAt']): SolutionConnectorPart {
  const { element } = place;
  const file = (role: string): OpenedFile | undefined => { const path = childText(element, role); return path ? fileAt(path) : undefined; };
  const definition = file('openapidefinition');
  const operations = firstOf(element, 'scriptoperations');
  const names = operations && textsIn(readJsonText(textIn(operations) ?? ''));
  const connector = {
    title: childText(element, 'displayname') ?? '', description: childText(element, 'description') ?? '',
    identity: { connectorId: guid((childText(element, 'connectorid') ?? '').trim()), logicalName: childText(element, 'name') ?? '' },
    place: placeOfElement(place), definition, properties: undefined,
    parameters: file('connectionparameters'), parameterSets: file('connectionparametersets'), policies: file('policytemplateinstances'),
    script: file('customcodeblobcontent'), namesScript: (childText(element, 'customcodeblobcontent') ?? '') !== '', icon: file('iconblob'), namesIcon: (childText(element, 'iconblob') ?? '') !== '',
    scriptOperations: operations && names ? { names, place: place.file.line(operations.line) } : undefined,
    operations: operationsOf(definition?.value),
  } satisfies InspectedConnector;
  return { ...place, connector };
}

function workflowIn(place: PlacedElement, fileAt: InspectedSolution['fileAt']): InspectedWorkflow {
  const { element } = place;
  const path = childText(element, 'JsonFileName');
  const name = attributeOf(element, 'Name') ?? '';
  const file = path ? fileAt(path) : undefined;
  return {
    ...place, name, workflowId: guid(attributeOf(element, 'WorkflowId') ?? ''), isOn: childText(element, 'StateCode') === '1',
    category: childText(element, 'Category'), isCloudFlow: childText(element, 'Category') === '5',
    flow: file && flowIn(file, name),
  };
}

function referenceIn(place: PlacedElement): InspectedReference {
  const { element } = place;
  const custom = childText(firstOf(element, 'customconnectorid'), 'connectorid');
  return { ...place, logicalName: attributeOf(element, 'connectionreferencelogicalname') ?? '', apiId: childText(element, 'connectorid') ?? '', connectorId: custom && guid(custom.trim()) };
}

function rootIn(place: PlacedElement): InspectedRoot {
  const id = attributeOf(place.element, 'id');
  const typeText = attributeOf(place.element, 'type') ?? '';
  return { ...place, type: typeText === '' ? NaN : Number(typeText), typeText, id: id === undefined ? undefined : guid(id), schemaName: attributeOf(place.element, 'schemaName') };
}
