/** Whether the lambda lint can find anything in a text at all; parsing TypeScript takes longer than a whole build. */

/** Every operator that the lint reports, keywords with their bracket, the beginning of a template. Arrows are taken out before. */
const reported = /&&|\|\||\?|!|==|[<>]|\b(?:if|switch|while|for)\s*[(/]|`/;

/**
 * False only when the text holds none of the characters that a finding starts from, comments and strings included: a
 * text that merely mentions one is parsed, a text that uses one is never left out.
 */
export const mayNeedLambdaLint = (text: string): boolean => reported.test(text.replaceAll('=>', ''));
