/** An answer of the API that says why something was not done. The message is written for people. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';

  /** `reason` is the API's own code of the error; `details` what it says besides, as it came. */
  constructor(readonly status: number, readonly reason: string, message: string, readonly details: readonly unknown[] = []) {
    super(message);
  }
}

/** Nobody answers where the environment should, or somebody else does. */
export class EnvironmentNotReached extends Error {
  override readonly name = 'EnvironmentNotReached';
}
