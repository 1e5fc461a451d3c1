import { inspect } from 'node:util';

/** What stands in every text in place of a secret. */
export const hidden = '***';

/**
 * A value that is not for any text: every way to print it gives `***`. Whoever needs the value itself asks for it by
 * `reveal`, at the very place where it is handed over (the body of a request, the standard input of a process).
 */
export class Secret {
  readonly #value: string;

  /** `name` says where it comes from, for messages: never the value. */
  constructor(value: string, readonly name: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
