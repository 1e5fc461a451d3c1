import type { FlowExpression } from './expression';
import { FlowSyntaxError } from './flow-syntax-error';
import { parseText } from './parse-text';

/**
 * The key of `connectionReferences` that a step of the older form (`ApiConnection`) names by an expression:
 * `shared_rss` of `@parameters('$connections')['shared_rss']['connectionId']`. Undefined for any other text.
 */
export function connectionKey(text: string): string | undefined {
  try {
    const parsed = parseText(text);
    return parsed.kind === 'whole' ? keyIn(parsed.expression) : undefined;
  } catch (error) {
    if (error instanceof FlowSyntaxError) return undefined;
    throw error;
  }
}

function keyIn(expression: FlowExpression): string | undefined {
  if (expression.kind !== 'member' || named(expression.key) !== 'connectionId' || expression.of.kind !== 'member') return undefined;
  const { of, key } = expression.of;
  const isConnections = of.kind === 'call' && of.name.toLowerCase() === 'parameters' && of.arguments.length === 1 && named(of.arguments[0]) === '$connections';
  return isConnections ? named(key) : undefined;
}

const named = (expression: FlowExpression | undefined): string | undefined =>
  (expression?.kind === 'literal' && typeof expression.value === 'string' ? expression.value : undefined);
