/** An expression of the workflow definition language as a tree. */
export type FlowExpression =
  /** `isFloat` marks a whole number written with a point (`5.0`), which divides as a fraction does. */
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly isFloat?: true }
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly FlowExpression[] }
  /** `of['x']`, `of[0]`, `of.x`; optional with `?`: null where `of` is null or has no such member. */
  | { readonly kind: 'member'; readonly of: FlowExpression; readonly key: FlowExpression; readonly optional: boolean; readonly form: 'bracket' | 'dot' };

/**
 * A text of a flow: literal parts and expressions. One expression alone and written `@…` keeps the type of its value
 * (`whole`); inside `@{…}` every value becomes text. `@@` stands for an at sign.
 */
export type FlowText =
  | { readonly kind: 'whole'; readonly expression: FlowExpression }
  | { readonly kind: 'parts'; readonly parts: readonly (string | FlowExpression)[] };
