import type { TargetKind } from '../settings/environment-settings';
import type { TargetMaker } from '../target';

/** The maker of a kind of target; the others are not even loaded. The casts say what the module at that very path is. */
export const targetMakers: Readonly<Record<TargetKind, () => TargetMaker>> = {
  local: () => (require('./local/local-target') as typeof import('./local/local-target')).localTarget,
  dataverse: () => (require('./dataverse/dataverse-target') as typeof import('./dataverse/dataverse-target')).dataverseTarget,
  pac: () => (require('./pac/pac-target') as typeof import('./pac/pac-target')).pacTarget,
  wrapper: () => (require('./wrapper/wrapper-target') as typeof import('./wrapper/wrapper-target')).wrapperTarget,
  paconn: () => (require('./paconn/paconn-target') as typeof import('./paconn/paconn-target')).paconnTarget,
};
