import type { FlowExpression } from '../../scripts/workflow-language/expression';
import { emptyContext, type FlowContext, type StepRecord } from '../../scripts/workflow-language/flow-context';
import type { JsonValue } from '../../scripts/workflow-language/workflow-document';

type Mutable = { [name: string]: Mutable } | Mutable[] | string;

/** A value that every text function of the corpus can take apart: an address with the marks that flows split at. */
const LEAF = 'https://contoso.sharepoint.com/sites/x/_layouts/tables/y/items';

/** A run in which everything that the expressions of a flow read is there: members they ask for, with a text at the end of each path. */
export function madeUpRun(expressions: Iterable<FlowExpression>): FlowContext {
  const read = new Map<string, Mutable>();
  for (const expression of expressions) collect(expression, [], read);
  const under = (...functions: readonly string[]): readonly (readonly [string, JsonValue])[] => functions.flatMap(name => [...read].filter(([key]) => key.startsWith(`${name} `)).map(([key, value]) => [key.slice(name.length + 1), value as JsonValue] as const)); // nothing changes it any more
  const steps = new Map<string, StepRecord>();
  for (const [name, outputs] of under('outputs')) steps.set(name, { name, status: 'Succeeded', outputs });
  for (const [name, body] of under('body')) steps.set(name, { name, status: 'Succeeded', outputs: { ...(steps.get(name)?.outputs as object | undefined), body } });
  const trigger = Object.fromEntries(under('trigger')) as Record<string, object>;
  const outputs = Object.fromEntries(under('triggerOutputs')) as Record<string, object>;
  return {
    ...emptyContext, actions: steps, variables: new Map(under('variables')), parameters: new Map(under('parameters')), items: new Map(under('items')),
    item: { value: under('item')[0]?.[1] ?? null },
    trigger: { name: 'trigger', ...trigger[''], outputs: { ...outputs[''], body: under('triggerBody')[0]?.[1] ?? (outputs[''] as { readonly body?: JsonValue } | undefined)?.body ?? null } },
  };
}

/** Notes what a chain of members reads, under the call it begins with. */
function collect(expression: FlowExpression, path: readonly (string | number)[], read: Map<string, Mutable>): void {
  if (expression.kind === 'literal') return;
  if (expression.kind === 'member') {
    const { key } = expression;
    if (key.kind !== 'literal') collect(key, [], read);
    const steps = key.kind === 'literal' && typeof key.value === 'number' ? [key.value] : key.kind === 'literal' && typeof key.value === 'string' ? key.value.split('/') : [];
    return collect(expression.of, [...steps, ...path], read);
  }
  const [name] = expression.arguments;
  const key = `${expression.name} ${name?.kind === 'literal' ? String(name.value) : ''}`;
  read.set(key, put(read.get(key), path));
  for (const argument of expression.arguments) collect(argument, [], read);
}

function put(value: Mutable | undefined, [step, ...rest]: readonly (string | number)[]): Mutable {
  if (step === undefined) return value ?? LEAF;
  if (step === 'X-MS-APIM-Tokens') return { [step]: Buffer.from('{"$ConnectionKey": "key"}').toString('base64') };
  if (typeof step === 'number') return [...Array.from({ length: step }, () => LEAF), put(Array.isArray(value) ? value[step] : undefined, rest)];
  const inside = typeof value === 'object' && !Array.isArray(value) ? value : {};
  return { ...inside, [step]: put(inside[step], rest) };
}
