/**
 * A Dataverse solution, whichever of its two forms it came in: the form of an exported zip (everything of a component
 * inline in customizations.xml), or the unpacked form for source control (a file a component). The trees are kept whole,
 * so that a solution that is read and written again loses nothing that this toolchain does not know.
 */
import type { PackageFile } from '../package-file';
import type { XmlElement } from '../xml/xml-element';

export interface Solution {
  /** The root of solution.xml: ImportExportXml with SolutionManifest. */
  readonly manifest: XmlElement;
  /** The root of customizations.xml with connectors and workflows inline, as in an exported zip. */
  readonly customizations: XmlElement;
  /** Every other file, by its path in the exported zip (`Connector/…`, `Workflows/…`, `environmentvariabledefinitions/…`). */
  readonly files: readonly PackageFile[];
}

/** Language code (1033, 1057) to text. */
export type LocalizedTexts = Readonly<Record<number, string>>;

/** What a solution says of itself. */
export interface SolutionIdentity {
  readonly uniqueName: string;
  readonly names: LocalizedTexts;
  readonly descriptions: LocalizedTexts;
  /** Four numbers, as the platform wants them. */
  readonly version: string;
  /** 0 unmanaged, 1 managed, 2 unpacked as both. */
  readonly managed: string;
  readonly publisher: SolutionPublisher;
}
export interface SolutionPublisher {
  readonly uniqueName: string;
  readonly names: LocalizedTexts;
  readonly descriptions: LocalizedTexts;
  readonly email?: string;
  readonly website?: string;
  /** 2 to 8 letters or digits; in front of every name that the publisher makes. */
  readonly prefix: string;
  /** 10000 to 99999. */
  readonly optionValuePrefix: number;
}

/** A connector inside a solution, with its files. A file that is named and missing is undefined in `files`. */
export interface SolutionConnector {
  /** GUID in small letters without braces. */
  readonly connectorId: string;
  readonly logicalName: string;
  readonly displayName: string;
  readonly description: string;
  readonly brandColor: string;
  /** Undefined where there is no such element, which means all operations where there is code. */
  readonly scriptOperations: readonly string[] | undefined;
  /** Role (`openapidefinition`, `connectionparameters`, `connectionparametersets`, `policytemplateinstances`, `customcodeblobcontent`, `iconblob`) to file. */
  readonly files: Readonly<Partial<Record<ConnectorFileRole, PackageFile>>>;
  readonly element: XmlElement;
}
export type ConnectorFileRole = 'openapidefinition' | 'connectionparameters' | 'connectionparametersets' | 'policytemplateinstances' | 'customcodeblobcontent' | 'iconblob';

/** A cloud flow inside a solution. */
export interface SolutionWorkflow {
  /** GUID in small letters without braces. */
  readonly workflowId: string;
  readonly name: string;
  readonly names: LocalizedTexts;
  readonly isOn: boolean;
  /** 5 is a cloud flow; others are older kinds of process. */
  readonly category: string;
  /** The definition, where the element names one that is there. */
  readonly file: PackageFile | undefined;
  readonly element: XmlElement;
}

export interface SolutionConnectionReference {
  readonly logicalName: string;
  readonly displayName: string;
  readonly description?: string;
  /** `/providers/Microsoft.PowerApps/apis/<internal id>`. */
  readonly apiId: string;
  /** For a custom connector, its GUID. */
  readonly customConnectorId?: string;
}

export interface SolutionEnvironmentVariable {
  readonly schemaName: string;
  readonly displayName: string;
  readonly description: string;
  /** 100000000 text, 100000001 number, 100000002 yes or no, 100000003 JSON, 100000004 data source, 100000005 secret. */
  readonly type: string;
  readonly defaultValue?: string;
  /** The value that the solution itself brings, as one has that was exported with it (environmentvariablevalues.json). */
  readonly value?: string;
}
