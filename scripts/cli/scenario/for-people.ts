import { EnvironmentError, StoreError, type StoreErrorCode } from '../../environment';
import { PackageError } from '../../package/package-error';
import { ScriptHostError } from '../../script-host';
import { UserError } from '../user-error';

/** What the command line has for it. */
const wayOut: Partial<Record<StoreErrorCode, string>> = {
  'in-use': ' Another folder: --store <folder>.', denied: ' Another folder: --store <folder>.',
  damaged: '\nOr start over with --fresh, which moves all of it aside.', newer: ' Or start over with --fresh, which moves all of it aside.', foreign: ' Another folder: --store <folder>.',
};

/** What the parts of the environment say to people is theirs to read; every other error stays as it is. */
export function forPeople(error: unknown): unknown {
  if (error instanceof StoreError) return new UserError(`${error.message}${wayOut[error.code] ?? ''}`);
  return error instanceof EnvironmentError || error instanceof ScriptHostError || error instanceof PackageError ? new UserError(error.message) : error;
}
