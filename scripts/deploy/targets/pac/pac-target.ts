/**
 * Deploys with the pac command. It imports solutions and never runs `connector create`, which gives a connector a permanent
 * name of its own making whatever the solution's publisher (build-tools 1369), nor `connector list`, which does not know
 * connectors outside of solutions (build-tools 667).
 */
import type { TargetMaker } from '../../target';
import { solutionTarget } from '../solution-target';
import { pacImporter } from './pac-importer';

export const pacTarget: TargetMaker = (environment, ports, tokens) => solutionTarget('pac', environment, ports, tokens, () => pacImporter(ports));
