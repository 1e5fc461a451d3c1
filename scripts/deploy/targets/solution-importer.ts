/** What the targets that deploy solutions differ in: the tool that brings a solution into the environment. */
import type { Finding } from '../plan';
import type { PackedArchive } from '../release/release';
import type { DeploymentRequest } from '../request';
import type { Identity } from './dataverse/identity';
import type { StepOutcome } from '../target';

/** Answers that an import asks for; what is not among them keeps what is there. */
export interface ImportAnswers {
  readonly references: readonly { readonly logicalName: string; readonly title: string; readonly connectionId: string; /** /providers/Microsoft.PowerApps/apis/… */ readonly connectorId: string }[];
  readonly variables: readonly { readonly schemaName: string; readonly value: string }[];
}
export const noAnswers: ImportAnswers = { references: [], variables: [] };

export interface ImportJob {
  readonly uniqueName: string;
  readonly archive: PackedArchive;
  readonly answers: ImportAnswers;
  /** What it brings, for messages: "the connector". */
  readonly what: string;
}

export interface SolutionImporter {
  /** As of Target. */
  check(request: DeploymentRequest): readonly Finding[];
  access(request: DeploymentRequest): Promise<readonly Finding[]>;
  /** Whom the tool's own sign-in is taken for; absent where the tool is the Web API itself, which has been asked already. */
  identity?(request: DeploymentRequest): Promise<Partial<Identity>>;
  /**
   * Imports, or asks how far the import is that it began. `changed` is true once it is done. Called only when no import
   * of that solution runs, unless this importer began it. Throws DeployError.
   */
  import(job: ImportJob, request: DeploymentRequest): Promise<StepOutcome>;
  /** Changes a connector that is there under another id than ours, in place. Absent: by the Web API. */
  updateConnector?(id: string, request: DeploymentRequest): Promise<void>;
}
