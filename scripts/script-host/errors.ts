/** Why the script host as a whole can't serve, as opposed to one call that failed. */
export type ScriptHostErrorCode = 'sdk-missing' | 'build-failed' | 'start-failed' | 'crashed' | 'closed' | 'refused';

/** An error of the host itself. Its message says what is wrong and what to do; `detail` carries a program's own output. */
export class ScriptHostError extends Error {
  override readonly name = 'ScriptHostError';

  constructor(readonly code: ScriptHostErrorCode, message: string, readonly detail = '') {
    super(message);
  }
}
