import { EnvironmentError, StoreError, type StoreErrorCode } from '../../environment';
import { PackageError } from '../../package/package-error';
import { ScriptHostError } from '../../script-host';
import { UserError } from '../user-error';

const canBeReplaced: ReadonlySet<StoreErrorCode> = new Set(['damaged', 'newer']);

/** What the parts of the environment say to people is theirs to read; every other error stays as it is. */
export function forPeople(error: unknown): unknown {
  if (error instanceof StoreError) return new UserError(`${error.message.replace(/another folder(?: for the environment)?\.$/, 'another folder with --store.')}${canBeReplaced.has(error.code) ? '\nOr start over with --fresh, which moves all of it aside.' : ''}`);
  return error instanceof EnvironmentError || error instanceof ScriptHostError || error instanceof PackageError ? new UserError(error.message) : error;
}
