/** What a solution holds, read from its trees and files. */
import type { PackageFile } from '../package-file';
import { parseXml } from '../xml/read-xml';
import { attributeOf, childText, elementsOf, firstOf, textIn, type XmlElement } from '../xml/xml-element';
import type { ConnectorFileRole, LocalizedTexts, Solution, SolutionConnectionReference, SolutionConnector, SolutionEnvironmentVariable, SolutionIdentity, SolutionWorkflow } from './solution';

/** A row of RootComponents: 29 is a flow, 300 an app, 372 a connector, 380 an environment variable. */
export interface RootComponent { readonly type: string; readonly id?: string; readonly schemaName?: string; readonly behavior?: string; readonly line?: number }
/** What the solution needs and does not hold. */
export interface MissingDependency { readonly requiredType: string; readonly requiredName: string; readonly dependentType: string; readonly dependentName: string }

export const connectorFileRoles: readonly ConnectorFileRole[] = ['openapidefinition', 'connectionparameters', 'connectionparametersets', 'policytemplateinstances', 'customcodeblobcontent', 'iconblob'];

/** What the solution says of itself. Missing parts are empty. */
export function identityOf({ manifest }: Solution): SolutionIdentity {
  const solution = firstOf(manifest, 'SolutionManifest');
  const publisher = firstOf(solution, 'Publisher');
  const [email, website] = [childText(publisher, 'EMailAddress'), childText(publisher, 'SupportingWebsiteUrl')];
  return {
    uniqueName: childText(solution, 'UniqueName') ?? '',
    names: localized(firstOf(solution, 'LocalizedNames'), 'LocalizedName'),
    descriptions: localized(firstOf(solution, 'Descriptions'), 'Description'),
    version: childText(solution, 'Version') ?? '',
    managed: childText(solution, 'Managed') ?? '',
    publisher: {
      uniqueName: childText(publisher, 'UniqueName') ?? '',
      names: localized(firstOf(publisher, 'LocalizedNames'), 'LocalizedName'),
      descriptions: localized(firstOf(publisher, 'Descriptions'), 'Description'),
      ...(email ? { email } : {}), ...(website ? { website } : {}),
      prefix: childText(publisher, 'CustomizationPrefix') ?? '',
      optionValuePrefix: Number(childText(publisher, 'CustomizationOptionValuePrefix') ?? 0),
    },
  };
}

function localized(list: XmlElement | undefined, name: string): LocalizedTexts {
  return Object.fromEntries(elementsOf(list, name).map(each => [Number(attributeOf(each, 'languagecode')), attributeOf(each, 'description') ?? '']));
}

/** GUIDs are written with braces and in either case; here without and in small letters. */
const plainId = (id: string | undefined): string => (id ?? '').trim().replace(/^\{|\}$/g, '').toLowerCase();

export const rootComponentsOf = ({ manifest }: Solution): readonly RootComponent[] =>
  elementsOf(firstOf(firstOf(manifest, 'SolutionManifest'), 'RootComponents'), 'RootComponent').map(each => {
    const [id, schemaName, behavior] = [attributeOf(each, 'id'), attributeOf(each, 'schemaName'), attributeOf(each, 'behavior')];
    return {
      type: attributeOf(each, 'type') ?? '', ...(id === undefined ? {} : { id: plainId(id) }), ...(schemaName === undefined ? {} : { schemaName }),
      ...(behavior === undefined ? {} : { behavior }), ...(each.line === undefined ? {} : { line: each.line }),
    };
  });

export const missingDependenciesOf = ({ manifest }: Solution): readonly MissingDependency[] =>
  elementsOf(firstOf(firstOf(manifest, 'SolutionManifest'), 'MissingDependencies'), 'MissingDependency').map(each => {
    const [required, dependent] = [firstOf(each, 'Required'), firstOf(each, 'Dependent')];
    return { requiredType: attributeOf(required, 'type') ?? '', requiredName: nameOf(required), dependentType: attributeOf(dependent, 'type') ?? '', dependentName: nameOf(dependent) };
  });
const nameOf = (node: XmlElement | undefined): string => attributeOf(node, 'schemaName') ?? attributeOf(node, 'displayName') ?? '';

/** The file that a path of the XML (`/Connector/…`) names, whatever its letter case. */
export function fileNamed({ files }: Pick<Solution, 'files'>, path: string | undefined): PackageFile | undefined {
  const wanted = (path ?? '').trim().replace(/^\//, '').toLowerCase();
  return wanted === '' ? undefined : files.find(file => file.path.toLowerCase() === wanted);
}

export const connectorsOf = (solution: Solution): readonly SolutionConnector[] => elementsOf(firstOf(solution.customizations, 'Connectors'), 'Connector').map(node => ({
  connectorId: plainId(childText(node, 'connectorid')),
  logicalName: childText(node, 'name') ?? '',
  displayName: childText(node, 'displayname') ?? '',
  description: childText(node, 'description') ?? '',
  brandColor: childText(node, 'iconbrandcolor') ?? '',
  scriptOperations: listOf(childText(node, 'scriptoperations')),
  files: Object.fromEntries(connectorFileRoles.flatMap(role => {
    const file = fileNamed(solution, childText(node, role));
    return file ? [[role, file] as const] : [];
  })),
  element: node,
}));

/** The list is JSON in a text; one that can't be read counts as none. */
function listOf(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : undefined;
  } catch {
    return undefined;
  }
}

export const workflowsOf = (solution: Solution): readonly SolutionWorkflow[] => elementsOf(firstOf(solution.customizations, 'Workflows'), 'Workflow').map(node => ({
  workflowId: plainId(attributeOf(node, 'WorkflowId')),
  name: attributeOf(node, 'Name') ?? '',
  names: localized(firstOf(node, 'LocalizedNames'), 'LocalizedName'),
  isOn: childText(node, 'StateCode') === '1',
  category: childText(node, 'Category') ?? '',
  file: fileNamed(solution, childText(node, 'JsonFileName')),
  element: node,
}));

export const connectionReferencesOf = ({ customizations }: Solution): readonly SolutionConnectionReference[] =>
  elementsOf(firstOf(customizations, 'connectionreferences'), 'connectionreference').map(node => {
    const description = childText(node, 'description');
    const custom = childText(firstOf(node, 'customconnectorid'), 'connectorid');
    return {
      logicalName: attributeOf(node, 'connectionreferencelogicalname') ?? '', displayName: childText(node, 'connectionreferencedisplayname') ?? '',
      ...(description ? { description } : {}), apiId: childText(node, 'connectorid') ?? '', ...(custom === undefined ? {} : { customConnectorId: plainId(custom) }),
    };
  });

const variableFile = /^environmentvariabledefinitions\/[^/]+\/environmentvariabledefinition\.xml$/i;

/** The environment variables that the solution defines. Throws what parseXml throws. */
export async function environmentVariablesOf({ files }: Pick<Solution, 'files'>): Promise<readonly SolutionEnvironmentVariable[]> {
  return Promise.all(files.filter(file => variableFile.test(file.path)).map(async file => {
    const root = parseXml(await file.read(), file.path);
    const text = (name: string): string => attributeOf(firstOf(root, name), 'default') ?? '';
    const value = textIn(firstOf(root, 'defaultvalue'));
    return {
      schemaName: attributeOf(root, 'schemaname') ?? '', displayName: text('displayname'), description: text('description'), type: childText(root, 'type') ?? '',
      ...(value === undefined ? {} : { defaultValue: value }), ...(await broughtValue(files, file.path)),
    };
  }));
}

/** The value beside a definition: an object with the value, or a list of which the first counts. One that can't be read counts as none. */
async function broughtValue(files: Solution['files'], definition: string): Promise<Pick<SolutionEnvironmentVariable, 'value'>> {
  const path = definition.replace(/environmentvariabledefinition\.xml$/i, 'environmentvariablevalues.json').toLowerCase();
  const file = files.find(each => each.path.toLowerCase() === path);
  if (!file) return {};
  const brought = valueAt(valueAt(jsonIn(await file.read()), 'environmentvariablevalues'), 'environmentvariablevalue');
  const value = valueAt(Array.isArray(brought) ? brought[0] : brought, 'value');
  return typeof value === 'string' && value !== '' ? { value } : {};
}

const valueAt = (object: unknown, name: string): unknown => (typeof object === 'object' && object !== null && Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined); // an object whose property is there

function jsonIn(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8').replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}
