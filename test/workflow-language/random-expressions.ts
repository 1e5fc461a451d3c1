import fc from 'fast-check';
import type { FlowExpression, FlowText } from '../../scripts/workflow-language/expression';

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/);
const memberName = fc.stringMatching(/^[A-Za-z_$][A-Za-z0-9_$]{0,8}$/);

const literal: fc.Arbitrary<FlowExpression> = fc.oneof(
  fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom("'", "''", '}', '@{', '@@{x}', "a'b", '"', '')).map(value => ({ kind: 'literal' as const, value })),
  fc.integer().map(value => ({ kind: 'literal' as const, value })),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => value === 0 ? 0 : value).map((value): FlowExpression => ({ kind: 'literal', value })),
  fc.integer().map(value => ({ kind: 'literal' as const, value, isFloat: true as const })),
  fc.constantFrom<boolean | null>(true, false, null).map(value => ({ kind: 'literal' as const, value })),
);

/** Trees of every kind of node; dot members have names that can be written with a dot. */
export const anyExpression: fc.Arbitrary<FlowExpression> = fc.letrec<{ node: FlowExpression }>(tie => ({
  node: fc.oneof({ maxDepth: 5 },
    literal,
    fc.record({ kind: fc.constant('call' as const), name, arguments: fc.array(tie('node'), { maxLength: 3 }) }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant('member' as const), of: tie('node'), key: tie('node'), optional: fc.boolean(), form: fc.constant('bracket' as const) }, { noNullPrototype: true }),
    fc.record({ kind: fc.constant('member' as const), of: tie('node'), key: memberName.map(value => ({ kind: 'literal' as const, value })), optional: fc.boolean(), form: fc.constant('dot' as const) }, { noNullPrototype: true }),
  ),
})).node;

const literalPart = fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('@', '@@', '@{', '@@{', 'a@b.example', '{', '}', '@{x}', '@@@{'));

/** Texts as the parser makes them: no empty literal parts, no two beside each other, no at sign right before an expression. */
export const anyText: fc.Arbitrary<FlowText> = fc.oneof(
  anyExpression.map(expression => ({ kind: 'whole' as const, expression })),
  fc.array(fc.oneof(literalPart, anyExpression), { maxLength: 6 }).map(parts => ({
    kind: 'parts' as const,
    parts: parts.reduce<(string | FlowExpression)[]>((all, part) => {
      const last = all.at(-1);
      if (typeof part === 'string' && typeof last === 'string') return [...all.slice(0, -1), last + part];
      if (typeof part !== 'string' && typeof last === 'string' && last.endsWith('@')) return [...all.slice(0, -1), `${last}.`, part];
      return [...all, part];
    }, []),
  })),
);
