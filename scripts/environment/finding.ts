/** Something that a person should know about a connector or a call, as data: what is wrong, why it matters, what to do. */
export interface Finding {
  readonly code: string;
  readonly what: string;
  readonly why: string;
  readonly todo: string;
}

export type EnvironmentErrorCode = 'connector' | 'connection' | 'binding' | 'inputs' | 'operation' | 'flow' | 'custom-code' | 'port-in-use' | 'port-refused';

/** A request to the environment that can't be served. The message is written for people. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';

  constructor(readonly code: EnvironmentErrorCode, message: string, readonly findings: readonly Finding[] = []) {
    super(message);
  }
}

/** A finding in one paragraph: what, why, what to do. */
export function sentenceOf(finding: Finding): string {
  return `${finding.what} ${finding.why} ${finding.todo}`;
}
