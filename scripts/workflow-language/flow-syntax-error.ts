/** A text of a flow that is no expression. `offset` is the place in the text, counted from 0; `sentence` says what is wrong there and what was expected. */
export class FlowSyntaxError extends Error {
  override readonly name = 'FlowSyntaxError';
  constructor(readonly offset: number, readonly sentence: string) {
    super(`${sentence} (character ${offset + 1})`);
  }
}
