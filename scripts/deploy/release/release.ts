/** What is deployed: the packages as they lie in the folder, byte for byte, and what is read out of them. */

/** Parts of a connector that a target keeps separately, and that are compared separately. */
export const connectorParts = ['definition', 'connectionParameters', 'connectionParameterSets', 'policies', 'scriptOperations', 'script', 'icon', 'brandColor'] as const;
export type ConnectorPart = (typeof connectorParts)[number];

/**
 * SHA-256 (hexadecimal) by part, over a form that does not depend on how it is written: JSON with sorted names, scripts
 * with line feeds, `null`, `{}` and `[]` as nothing. A part that is not there has no digest. See release/digests.ts.
 */
export type PartDigests = Readonly<Partial<Record<ConnectorPart, string>>>;

/** The parts of a connector as texts of JSON, as the script's text, as the icon's bytes, as the colour. */
export type PartContents = Readonly<Partial<Record<Exclude<ConnectorPart, 'icon'>, string> & Record<'icon', Uint8Array>>>;

export interface PackedArchive {
  /** Name of the file, such as CustomerInsightsAutomation_managed.zip. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface ReleasedConnector {
  readonly title: string;
  readonly description: string;
  /** The permanent name, the same in every environment. */
  readonly logicalName: string;
  /** GUID in small letters: the row's id where the solution was imported. */
  readonly id: string;
  /** The operation that tests a connection, where the definition names one. */
  readonly testOperation?: string;
  /** Whether connections are signed in to (OAuth), in one of their ways at least. */
  readonly signsIn: boolean;
  /** Whether the packages wait for the client id of an app registration. */
  readonly needsClientId: boolean;
  /** Each part as the solution has it. */
  readonly contents: PartContents;
  readonly digests: PartDigests;
}

export interface ReleasedFlow { readonly id: string; readonly name: string; readonly digest: string }
/** `connector`: internal id of one of Microsoft's own connectors (shared_teams), or `own`. */
export interface ReleasedReference { readonly logicalName: string; readonly title: string; readonly connector: 'own' | { readonly id: string } }
/** `bringsValue`: the solution has a default or a value, so nobody must give one. */
export interface ReleasedVariable { readonly schemaName: string; readonly title: string; readonly type: string; readonly bringsValue: boolean; readonly isSecret: boolean }

export interface Release {
  /** The connector's version, such as 1.0.0. */
  readonly version: string;
  /** The four numbers of both solutions. */
  readonly solutionVersion: string;
  /** SHA-256 over the packages as they lie in the folder, before anything of an environment is put in. */
  readonly digest: string;
  readonly connector: ReleasedConnector;
  /** Who publishes, as the packages say it: what each value is, and the value. */
  readonly publisher: readonly { readonly what: string; readonly value: string }[];
  /** Files of the connector folder, by name, for pac and paconn; with the environment's client id in place. */
  readonly folder: ReadonlyMap<string, Uint8Array>;
  readonly connectorSolution: { readonly uniqueName: string; readonly unmanaged: PackedArchive; readonly managed: PackedArchive };
  /** Absent for a connector without flows. */
  readonly flows?: {
    readonly uniqueName: string;
    readonly unmanaged: PackedArchive;
    readonly managed: PackedArchive;
    readonly flows: readonly ReleasedFlow[];
    readonly references: readonly ReleasedReference[];
    readonly variables: readonly ReleasedVariable[];
    /** Types of the solution's root components (29 is a flow, 380 an environment variable). */
    readonly rootTypes: readonly string[];
  };
}
