/** `signInNeeded`: a person must sign in. `error`: what was filled in or declared must be corrected. `unavailable`: later it may work. */
export type SignInProblemKind = 'signInNeeded' | 'error' | 'unavailable';

/** A sign-in that gives no token. The message is written for people and holds no secrets. */
export class SignInProblem extends Error {
  override readonly name = 'SignInProblem';

  constructor(readonly kind: SignInProblemKind, message: string) {
    super(message);
  }

  /** What the gateway answers: a provider that does not answer is nothing that the connection could mend. */
  get status(): 401 | 502 {
    return this.kind === 'unavailable' ? 502 : 401;
  }
}
