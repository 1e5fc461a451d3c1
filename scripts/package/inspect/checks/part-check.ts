/** A family of checks: what it looks at in parts of one kind, or in all parts together. */
import type { Report } from '../finding-kind';
import type { InspectedConnector } from '../inspected-connector';
import type { InspectedFlow } from '../inspected-flow';
import type { InspectedSolution } from '../inspected-solution';
import type { CertificationPart, InnerPart, LegacyFlowPart, Part, SolutionPart } from '../part';

/** Where a part stands: what is asked of it depends on that. */
export interface Surroundings {
  /** True inside a package for certification. */
  readonly certifies: boolean;
  /** Every connector of the whole inspection, for flows that use one of another part. */
  readonly connectors: readonly InspectedConnector[];
}

export interface CheckFamily {
  readonly certification?: (part: CertificationPart, report: Report) => void;
  readonly inner?: (part: InnerPart, report: Report) => void;
  readonly solution?: (solution: InspectedSolution, report: Report, around: Surroundings, part: SolutionPart) => void;
  readonly legacy?: (part: LegacyFlowPart, report: Report) => void;
  /** Connectors of solutions and of folders alike. */
  readonly connector?: (connector: InspectedConnector, report: Report, around: Surroundings) => void;
  /** `solution` is undefined for a flow by itself and in a legacy package. */
  readonly flow?: (flow: InspectedFlow, report: Report, around: Surroundings, solution: InspectedSolution | undefined) => void;
  /** Once for the whole inspection. */
  readonly whole?: (root: Part, report: Report) => void;
}
