/** The connector as a solution carries it: one component with its files, and nothing secret among them. */
import type { ApiProperties } from '../generate/properties';
import type { SwaggerDocument } from '../generate/swagger-extensions';
import type { PackageIdentity } from './identity';
import type { PackageFile } from './package-file';
import { customizations, packedConnector } from './solution/build-customizations';
import { solutionManifest, type Root } from './solution/build-manifest';
import type { Solution, SolutionIdentity } from './solution/solution';
import type { XmlElement } from './xml/xml-element';

export interface ConnectorParts { readonly element: XmlElement; readonly files: readonly PackageFile[]; readonly root: Root }

/** What a connector consists of, besides its names. */
export interface ConnectorContent {
  readonly definition: SwaggerDocument;
  readonly properties: ApiProperties;
  readonly script: string | undefined;
  readonly icon: Uint8Array | undefined;
}

/**
 * The component (type 372). JSON is compact, as in exports: Dataverse keeps 500,000 characters of each part. A connector
 * without policies has `null` for them, one without connection parameters `{}`, both as the maker portal exports it.
 */
export function connectorParts({ connector: { logicalName, id } }: PackageIdentity, { definition, properties: { properties }, script, icon }: ConnectorContent): ConnectorParts {
  const { connectionParameters = {}, connectionParameterSets, policyTemplateInstances, scriptOperations, iconBrandColor } = properties;
  const packed = packedConnector({
    connectorId: id, logicalName, displayName: definition.info.title, description: definition.info.description ?? '', brandColor: iconBrandColor,
    ...(script !== undefined && scriptOperations ? { scriptOperations } : {}),
    contents: {
      openapidefinition: compact(definition),
      connectionparameters: compact(connectionParameters),
      ...(connectionParameterSets ? { connectionparametersets: compact(connectionParameterSets) } : {}),
      policytemplateinstances: compact(policyTemplateInstances.length > 0 ? policyTemplateInstances : null),
      ...(script === undefined ? {} : { customcodeblobcontent: Buffer.from(script) }),
      ...(icon ? { iconblob: icon } : {}),
    },
  });
  return { ...packed, root: { kind: 'connector', id, logicalName } };
}

// Bytes, not text: what is the same in several packages is compressed once.
const compact = (value: object | null): Uint8Array => Buffer.from(JSON.stringify(value));

/** The solution with the connector alone. */
export const connectorSolution = (identity: SolutionIdentity, { element, files, root }: ConnectorParts): Solution =>
  ({ manifest: solutionManifest(identity, [root]), customizations: customizations({ connectors: [element] }), files });

/** The same solution, which environments then keep people from changing. */
export const managed = (identity: SolutionIdentity): SolutionIdentity => ({ ...identity, managed: '1' });
