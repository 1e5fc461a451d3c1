/** The lint over the steps of flows: the event, what steps answer, and environment variables are values of the running flow. */
import { deepEqual } from 'node:assert/strict';
import { lintLambdas } from '../../../scripts/diagnostics/lambda-lint/lambda-lint';

const head = "import { flow, forEach, now, on, perform, sentence, variable, when, type FlowValueOf } from 'konektor';\nimport { act, trigger } from './operations';\n";
/** The columns of the findings in one line of steps. */
const columns = (line: string): readonly (number | undefined)[] =>
  lintLambdas([{ file: '/flow.ts', text: `${head}${line}` }]).map(({ diagnostic: { where } }) => (where.kind === 'file' ? where.column : undefined));
const steps = (body: string): string => `flow({ trigger: on(trigger, {}), steps: event => { ${body} } });`;
const at = (line: string, mark: string): readonly number[] => [line.indexOf(mark) + 1];

describe('the lambda lint, in flows', () => {
  for (const [what, body, mark] of [
    ['the event', 'return [when("If", event.a.isYes() && event.b, [])];', '&&'], ['what a step answers', 'const done = perform(act, {}); return [done.output.a ? done : done];', '? done'],
    ['an item of a loop', 'return [forEach("Each", event.list, item => [perform(act, { a: item.b ?? 1 })])];', '??'], ['an environment variable', 'const limit = variable("Limit", {}); return [perform(act, { a: limit || 1 })];', '||'],
    ['the time', 'const at = now(); return [perform(act, { a: !at })];', '!at'], ['a text', 'const words = sentence`${event.a}`; return [perform(act, { a: `${words}` })];', '`${words}'],
  ] as const) it(`finds an operator on ${what}`, () => deepEqual(columns(steps(body)).slice(0, 1), at(`${steps(body)}`, mark)));
  it('finds it in a function over values', () => deepEqual(columns('const f = (value: FlowValueOf<X, "present">) => value && 1;'), at('const f = (value: FlowValueOf<X, "present">) => value && 1;', '&&')));
  it('leaves plain JavaScript alone', () => deepEqual(columns(steps('const isBig = size > 3; return isBig ? [perform(act, {})] : [];')), []));
});
