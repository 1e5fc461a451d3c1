/** Deploys by the Web API of Dataverse alone: no tool to install, and every request to be seen. */
import type { TargetMaker } from '../../target';
import { solutionTarget } from '../solution-target';

export const dataverseTarget: TargetMaker = (environment, ports, tokens) => solutionTarget('dataverse', environment, ports, tokens, ({ imports }) => ({
  check: () => [],
  access: () => Promise.resolve([]),
  import: job => imports.import(job),
}));
