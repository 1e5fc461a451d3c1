/** Expressions with a name. They become methods of the custom code, so that a reviewer reads a word instead of a page. */
import type { ExpressionNode } from './node';
import type { ValueType } from './value-type';
import { nodeOf, recorderLike } from './recorder';

/**
 * Names an expression over some values: `formula('HasEnded', (job: JobExpression) => …)`. The result is used like the
 * function itself; wherever it is used, the custom code calls one method of that name (PascalCase, unique in the
 * connector). Everything that it works with is passed to it.
 */
export function formula<A extends readonly object[], R extends object>(name: string, define: (...values: A) => R): (...values: A) => R {
  const names = parameterNames(define);
  return (...values) => {
    const operands = values.map(nodeOf);
    const parameters = operands.map((operand, index) => ({ name: names[index] ?? `value${index + 1}`, type: operand.type }));
    const inside = values.map((value, index) => recorderLike(value, variable(parameters[index]!))) as unknown as A; // each like the value that was passed
    const result = define(...inside);
    const body = nodeOf(result);
    return recorderLike(result, { node: 'formula', type: body.type, formula: { name, parameters, body }, operands });
  };
}

const variable = ({ name, type }: { readonly name: string; readonly type: ValueType }): ExpressionNode => ({ node: 'variable', type, name: `#${name}` });

/** The names that the author gave to the parameters, where they are plain names, each once; undefined for the others. */
function parameterNames(define: (...values: never[]) => unknown): readonly (string | undefined)[] {
  const head = /^(?:function\s*\w*\s*)?\(([^)]*)\)|^(\w+)\s*=>/.exec(define.toString());
  const names = (head?.[1] ?? head?.[2] ?? '').split(',').map(name => name.trim());
  // Patterns and defaults hold commas and brackets of their own, so that positions would be wrong.
  return names.every(name => /^[A-Za-z_]\w*$/.test(name)) && new Set(names).size === names.length ? names : [];
}
