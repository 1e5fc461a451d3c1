/** The parts that a package consists of, recognised and read. */
import type { Container, Directory } from './container';
import type { InspectedConnector } from './inspected-connector';
import type { InspectedFlow } from './inspected-flow';
import type { InspectedSolution } from './inspected-solution';
import type { OpenedFile } from './opened-file';

interface Recognised {
  readonly name: string;
  readonly shown: string;
  readonly container: Container;
  readonly directory: Directory;
  /** The files that belong to this part itself, not to parts inside it. */
  readonly files: readonly OpenedFile[];
}

export interface SolutionPart extends Recognised { readonly kind: 'solution'; readonly solution: InspectedSolution }
export interface ConnectorFolderPart extends Recognised { readonly kind: 'connector folder'; readonly connector: InspectedConnector; readonly settings: OpenedFile | undefined }
/** What is submitted for certification: an introduction and one archive with the inner package. */
export interface CertificationPart extends Recognised { readonly kind: 'certification package'; readonly archives: readonly Part[] }
/** A folder of assets (PkgAssets) with solutions as archives. */
export interface InnerPart extends Recognised { readonly kind: 'inner package'; readonly archives: readonly Part[] }
/** A flow exported outside of a solution. */
export interface LegacyFlowPart extends Recognised { readonly kind: 'legacy flow package'; readonly flows: readonly InspectedFlow[] }
export interface FlowDefinitionPart extends Recognised { readonly kind: 'flow definition'; readonly flow: InspectedFlow }
/** Connections and values that a deployment gives a solution. */
export interface SettingsPart extends Recognised { readonly kind: 'deployment settings'; readonly file: OpenedFile }
/** Several packages side by side, as in a folder of builds. */
export interface GroupPart extends Recognised { readonly kind: 'packages'; readonly parts: readonly Part[] }
export interface UnknownPart extends Recognised { readonly kind: 'unknown'; readonly reason: string }

export type Part = SolutionPart | ConnectorFolderPart | CertificationPart | InnerPart | LegacyFlowPart | FlowDefinitionPart | SettingsPart | GroupPart | UnknownPart;

/** The parts directly inside a part. */
export function partsIn(part: Part): readonly Part[] {
  return part.kind === 'packages' ? part.parts : part.kind === 'certification package' || part.kind === 'inner package' ? part.archives : [];
}

/** A part and everything inside it, from the outside in. */
export const allParts = (part: Part): readonly Part[] => [part, ...partsIn(part).flatMap(allParts)];
