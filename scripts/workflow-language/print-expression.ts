import type { FlowExpression } from './expression';

/** The expression as the designer writes it, without its at sign: `concat('a', triggerOutputs()?['body/x'])`. Reading it gives the same tree. */
export function printExpression(expression: FlowExpression): string {
  switch (expression.kind) {
    case 'literal': return printLiteral(expression.value, expression.isFloat === true);
    case 'call': return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'member': {
      const { key, form, optional } = expression;
      const member = form === 'dot' && key.kind === 'literal' && typeof key.value === 'string' && PLAIN_NAME.test(key.value) ? `.${key.value}` : `[${printExpression(key)}]`;
      return `${printExpression(expression.of)}${optional ? '?' : ''}${member}`;
    }
  }
}

const PLAIN_NAME = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

function printLiteral(value: string | number | boolean | null, isFloat: boolean): string {
  if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
  if (typeof value !== 'number') return String(value);
  if (!Number.isInteger(value)) return String(value);
  if (!isFloat) return String(BigInt(value)); // without an exponent, which would make it a float
  const written = String(value);
  return written.includes('e') ? written : `${written}.0`;
}
