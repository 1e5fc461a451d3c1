/**
 * An expression that can't be evaluated. `sentence` says why, as a maker would understand it; `expression` is the text of
 * the innermost part that failed.
 */
export class FlowExpressionError extends Error {
  override readonly name = 'FlowExpressionError';
  constructor(readonly sentence: string, readonly expression: string) {
    super(`${sentence} In: ${expression.length > 200 ? `${expression.slice(0, 200)}…` : expression}`);
  }
}

/** Thrown by the functions, which don't know their expression; the evaluator makes a FlowExpressionError of it. */
export class FunctionFault extends Error {
  override readonly name = 'FunctionFault';
}

/** Ends the evaluation of a function with a sentence. */
export function fail(sentence: string): never {
  throw new FunctionFault(sentence);
}
