/** A solution as an inspection sees it: both forms, with the file and line of everything, however damaged. */
import type { Where } from '../../diagnostics/diagnostic';
import type { XmlElement } from '../xml/xml-element';
import type { InspectedConnector } from './inspected-connector';
import type { InspectedFlow } from './inspected-flow';
import type { OpenedFile } from './opened-file';

/** An XML element and the file that it stands in. */
export interface PlacedElement { readonly element: XmlElement; readonly file: OpenedFile }
export const placeOfElement = ({ element, file }: PlacedElement): Where => file.line(element.line);

export interface InspectedSolution {
  readonly shown: string;
  readonly form: 'exported' | 'unpacked';
  /** Paths count from the root of the solution, in its own form. */
  readonly files: readonly OpenedFile[];
  /** The root of solution.xml; undefined when it is missing or can't be read. */
  readonly manifest: PlacedElement | undefined;
  readonly customizations: PlacedElement | undefined;
  /** The root of [Content_Types].xml, which only the exported form has. */
  readonly contentTypes: PlacedElement | undefined;
  readonly identity: InspectedIdentity;
  readonly connectors: readonly SolutionConnectorPart[];
  readonly workflows: readonly InspectedWorkflow[];
  readonly references: readonly InspectedReference[];
  readonly environmentVariables: readonly (PlacedElement & { readonly schemaName: string })[];
  readonly rootComponents: readonly InspectedRoot[];
  readonly missingDependencies: readonly (PlacedElement & { readonly required: readonly string[] })[];
  /** The file that XML names with a path of the exported form (`/Connector/…`), whichever form this is. */
  readonly fileAt: (path: string) => OpenedFile | undefined;
}

/** What the manifest says; empty texts where it is silent. */
export interface InspectedIdentity {
  readonly uniqueName: string; readonly title: string; readonly version: string; readonly managed: string;
  readonly publisher: string; readonly prefix: string; readonly optionValuePrefix: string;
}
export interface SolutionConnectorPart extends PlacedElement { readonly connector: InspectedConnector & { readonly identity: NonNullable<InspectedConnector['identity']> } }
export interface InspectedWorkflow extends PlacedElement {
  /** In small letters without braces. */
  readonly workflowId: string;
  readonly name: string;
  readonly isOn: boolean;
  /** As Dataverse numbers them: 5 is a cloud flow, others are older kinds of process. */
  readonly category: string | undefined;
  readonly isCloudFlow: boolean;
  readonly flow: InspectedFlow | undefined;
}
export interface InspectedReference extends PlacedElement {
  readonly logicalName: string;
  /** `/providers/Microsoft.PowerApps/apis/<internal id>` */
  readonly apiId: string;
  /** The GUID of a custom connector. */
  readonly connectorId: string | undefined;
}
export interface InspectedRoot extends PlacedElement {
  /** NaN for the types that have a name instead of a number. */
  readonly type: number;
  readonly typeText: string;
  readonly id: string | undefined;
  readonly schemaName: string | undefined;
}
