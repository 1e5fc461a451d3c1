/** `missing`: what is named is not there. `conflict`: it does not fit what there is now. `unusable`: what was given can't be used. */
export type RequestErrorKind = 'missing' | 'conflict' | 'unusable';

/** A request to an environment that can't be served as it is. The message is written for people. */
export class RequestError extends Error {
  override readonly name = 'RequestError';

  constructor(readonly kind: RequestErrorKind, readonly code: string, message: string) {
    super(message);
  }
}

/** What there is in the place of what was asked for, for sentences; at most ten names. */
export function known(names: readonly string[]): string {
  return names.length === 0 ? 'There is none.' : `There ${names.length === 1 ? 'is' : 'are'}: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ', …' : ''}.`;
}
