/**
 * Whether the same once more may help: the other side was busy, away or slow; or never, since the request itself is at
 * fault. `lookFirst`: it may have been carried out all the same, so the step looks at the target before it is done again.
 */
export type Retry = { readonly kind: 'never' } | { readonly kind: 'later'; readonly afterMs?: number; readonly lookFirst?: true };

/**
 * Something that stops a deployment, in words for people: what is wrong, and what to do. `code` tells kinds apart for
 * programs and tests. The message may quote what a target answered; it is redacted before anybody sees it.
 */
export class DeployError extends Error {
  override readonly name = 'DeployError';

  constructor(readonly code: string, message: string, readonly retry: Retry = { kind: 'never' }, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
  }
}
