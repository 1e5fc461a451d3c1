/** The script of a solution's connector against the operations that it is for. For a connector's folder `konektor validate` has rules of its own. */
import { found, type FindingKind, type Report } from '../finding-kind';
import type { InspectedConnector } from '../inspected-connector';
import type { CheckFamily } from './part-check';

export const scriptMissing: FindingKind = {
  code: 'package-script-missing', severity: 'warning',
  why: 'An import without the code removes what the connector had before, and the list of operations does nothing.',
};
export const scriptForAll: FindingKind = { code: 'script-for-all', severity: 'information', why: 'Where nothing says which operations run the script, all of them do.' };
export const scriptOperationUnknown: FindingKind = {
  code: 'script-operation-unknown', severity: 'warning',
  why: 'The name leads nowhere: the operation that was meant does not run the script.',
};

export const customCode: CheckFamily = { connector };

function connector({ title, identity, script, namesScript, scriptOperations, operations }: InspectedConnector, report: Report): void {
  if (!identity) return;
  if (!namesScript && scriptOperations && scriptOperations.names.length > 0) {
    report(found(scriptMissing, scriptOperations.place,
      `The connector "${title}" names operations that run custom code, and there is no script.`,
      'Add the script, or take the operations out of the list.'));
  }
  if (script && (scriptOperations?.names.length ?? 0) === 0) {
    report(found(scriptForAll, script.whole(),
      `Nothing says which operations of the connector "${title}" run this script.`,
      'List them as scriptOperations, unless all are meant.'));
  }
  if (operations.size === 0) return;
  if (!scriptOperations) return;
  for (const name of scriptOperations.names) {
    if (!operations.has(name)) {
      report(found(scriptOperationUnknown, scriptOperations.place,
        `The script is said to run for ${name}, which the connector "${title}" does not have.`,
        'Correct the name, or take it out.'));
    }
  }
}
