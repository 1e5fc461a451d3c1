/**
 * `in-use`: another process has the store, or something still needs what is to go. `damaged`: the file is no sound
 * database. `newer`: a later konektor wrote it. `foreign`: another program did. `full`: no space. `denied`: no permission.
 * `missing`: what is named is not there. `failed`: anything else that the database says.
 */
export type StoreErrorCode = 'in-use' | 'damaged' | 'newer' | 'foreign' | 'full' | 'denied' | 'missing' | 'failed';

/** A store that can't do what it is asked. Nothing was changed. The message is written for people. */
export class StoreError extends Error {
  override readonly name = 'StoreError';

  constructor(readonly code: StoreErrorCode, message: string, options?: { readonly cause?: unknown }) {
    super(message, options);
  }
}
