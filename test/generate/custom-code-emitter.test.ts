/** The emitter for connectors of other people: what it writes, and that nothing in a model can break it. */
import { deepStrictEqual, equal, throws } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { checkConnector } from '../../scripts/generate/check';
import { customCode } from '../../scripts/generate/custom-code';
import { ownNames } from '../../scripts/generate/csharp-names';
import { decimalDigits } from '../../scripts/generate/csharp-text';
import { preludeFiles } from '../../scripts/generate/prelude';
import { action, apiCall, defineConnector, formula, header, itemsOf, list, newItems, pollingTrigger, record, send, text, dateTime, wholeNumber, freeForm,
  type ExpressionOf, type Operation, type TextExpression } from '../../scripts/model';
import { sharedHost } from '../support/shared-script-host';
import { shared } from './connectors';
import { valueOf } from './custom-code-emitter/expression-interpreter';
import { foreign } from './custom-code-emitter/foreign-connector';
import { hostile } from './custom-code-emitter/hostile-connector';
import { Output, RandomExpressions, texts, Thing } from './custom-code-emitter/random-expressions';

const errors = (operations: readonly Operation[]): string[] => checkConnector(defineConnector({ ...shared, operations }))
  .filter(({ severity, code }) => severity === 'error' && code !== 'event-wording').map(({ code, what }) => `${code}: ${what}`);

describe('custom code of a foreign connector', () => {
  it('is this class, with the prelude and the fragments before it', () => {
    const code = customCode(foreign) ?? '';
    equal(code.slice(code.indexOf('public class Script')), readFileSync(join(__dirname, 'custom-code-emitter', 'foreign-script.cs'), 'utf8'));
    deepStrictEqual(code.split('\n').filter(line => line.startsWith('using static')), ['using static System.Math;']);
  });

  it('compiles without a remark, with explicit and with implicit usings', async () => {
    for (const generated of [true, false]) {
      const outcome = await (await sharedHost()).load(customCode(foreign) ?? '', { generated });
      deepStrictEqual([outcome.kind, outcome.diagnostics], ['loaded', []]);
    }
  });

  it('compiles whatever the names and texts of the model are', async () => {
    const code = customCode(hostile) ?? '';
    const outcome = await (await sharedHost()).load(code, { generated: true });
    deepStrictEqual([outcome.kind, outcome.diagnostics], ['loaded', []]);
    deepStrictEqual(code.match(/[\p{Cf}\p{Cs}\u0085\u2028\u2029]/gu), null);
    deepStrictEqual(code.match(/^\s*class (Injected|More)/m), null);
  });

  it('calls the service by its name in errors, and its title when it has none', () => {
    const named = customCode(defineConnector({ ...foreign, serviceName: 'The "Office"' })) ?? '';
    equal(/new ServiceApi\((.*)\);/.exec(named)?.[1], '"https://parcels.example.com/v2", name: "The \\"Office\\""');
  });

  it('gives methods names of their own: those of the prelude, of Script and of other methods are taken', () => {
    const code = customCode(hostile) ?? '';
    const methods = [...code.slice(code.indexOf('public class Script')).matchAll(/new Operation\("((?:[^"\\]|\\.)*)", .*, (\w+)\)/g)].map(match => [match[1], match[2]]).slice(0, 18);
    deepStrictEqual(methods, [
      ['class', 'Class'], ['Value', 'Value2'], ['Call', 'Call2'], ['Script', 'Script2'], ['Service', 'Service2'], ['ExecuteAsync', 'ExecuteAsync2'], ['ToString', 'ToString2'], ['Tracking', 'Tracking2'],
      ['Is_Same', 'Is_Same2'], ['get-thing', 'GetThing'], ['get thing2', 'GetThing2'], ['1st', 'Method1st'], ['größe', 'GrE'], ['日本', 'Method'], ['reply', 'Reply2'], ['Task', 'Task2'], ['JToken', 'JToken2'], ['Context', 'Context2'],
    ]);
  });

  it('knows every type of the prelude by name', () => {
    const declared = preludeFiles().flatMap(({ source }) => [...source.matchAll(/^[^/\s].*\b(?:class|struct|enum) (\w+)/gm)].map(match => match[1]!));
    deepStrictEqual(declared.filter(name => !ownNames().has(name)), []);
  });

  it('writes numbers in digits', () => {
    deepStrictEqual([0.1, -5, 1e21, -1.5e22, 1e-7, 5e-324, -0, 7.9e28].map(decimalDigits), ['0.1', '-5', '1000000000000000000000', '-15000000000000000000000', '1e-7', '0', '0', '79000000000000000000000000000']);
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, 8e28, -8e28]) throws(() => decimalDigits(value), RangeError);
  });
});

describe('what custom code can\'t be, told before it is written', () => {
  const Thing = record({ name: text(), parts: list(record({ name: text() })), at: dateTime(), inner: record({ name: text() }) });
  type ThingExpression = ExpressionOf<typeof Thing, 'present'>;
  const read = apiCall({ method: 'GET', path: '/thing', parameters: { q: text() }, answer: Thing });
  const output = record({ name: text() });
  const using = (operationId: string, make: (thing: ThingExpression, given: TextExpression<'present'>) => TextExpression<'present'>): Operation =>
    action({ summary: 'Do', description: 'Does.', operationId, method: 'get', path: `/${operationId}`, parameters: { q: text() }, output, run: ({ q }) => send(read({ q }), thing => ({ name: make(thing, q) })) });
  const named = (name: string, what = (thing: ThingExpression): TextExpression<'present'> => thing.name) => formula(name, what);
  const coded = (className: string, source = `internal static class ${className} { }\n`): Operation =>
    action({ summary: 'Do', description: 'Does.', operationId: 'Coded', method: 'get', path: '/coded', parameters: {}, code: { className, fileName: 'own.cs', source } });

  const cases: readonly [string, readonly Operation[], readonly string[]][] = [
    ['a formula name that C# does not take', [using('A', named('has ended'))], ['formula-name-invalid: The formula name "has ended", used by A, is not a name in PascalCase.']],
    ['a formula name of the prelude', [using('A', named('Value'))], ['formula-name-taken: The formula name Value, used by A, is taken by the custom code itself.']],
    ['a formula name of a fragment', [using('A', named('Own')), coded('Own')], ['formula-name-taken: The formula name Own, used by A, is taken by a code fragment.']],
    ['two formulas of one name', [using('A', named('Name')), using('B', named('Name', thing => thing.inner.name))],
      ['formula-repeated: The formula name Name stands for two different expressions, in A and in B.']],
    ['a formula that takes a parameter of the operation on the side', [using('A', (thing, q) => named('Name', inside => inside.name.orElse(q))(thing))],
      ['formula-value-not-passed: The formula Name, used by A, works with q, which is not passed to it.']],
    ['an item that leaves its lambda', [using('A', thing => {
      let kept: TextExpression<'present'> = thing.name;
      const any = thing.parts.any(part => { kept = part.name; return part.name.equals('x'); });
      return thing.parts.where(() => any).select(output, () => ({ name: kept })).firstItem().name.orElse(kept);
    })], ['lambda-value-escaped: A uses part outside of the lambda that it belongs to.']],
    ['a header', [action({ summary: 'Do', description: 'Does.', operationId: 'A', method: 'get', path: '/a', parameters: { 'X-Q': header(text()) }, run: given => send(read({ q: given['X-Q'] })) })],
      ['parameter-not-readable: The parameter X-Q of A is a header, which expressions can\'t read.']],
    ['a list in the query of the operation', [action({
      summary: 'Do', description: 'Does.', operationId: 'A', method: 'get', path: '/a', parameters: { q: list(text()) }, run: ({ q }) => send(apiCall({ method: 'GET', path: '/x', parameters: { q: list(text()) }, answer: Thing })({ q })),
    })], ['parameter-not-readable: The parameter q of A is a list, which expressions can\'t read.']],
    ['a fourth call of a poll', [pollingTrigger({
      summary: 'When', description: 'When.', operationId: 'A', hint: 'x', path: '/a', parameters: {}, output: record({ name: text({ title: 'Name', description: 'A name.' }) }),
      poll: () => {
        const once = apiCall({ method: 'GET', path: '/x', parameters: {}, answer: list(Thing) })({});
        return newItems({ read: itemsOf(once), also: { a: once, b: once, c: once }, id: item => item.name, at: item => item.at, event: ({ item }) => ({ name: item.name }) });
      },
    })], ['poll-calls: A makes 4 calls in one poll.']],
    ['an object in the query', [action({
      summary: 'Do', description: 'Does.', operationId: 'A', method: 'post', path: '/a', parameters: { sent: { kind: 'body', schema: freeForm(), required: true } },
      run: ({ sent }) => send(apiCall({ method: 'GET', path: '/x', parameters: { q: freeForm() }, answer: Thing })({ q: sent })),
    })], ['request-value-not-simple: A call of A sends an object or a list in the query parameter q.']],
    ['a number that is none', [action({
      summary: 'Do', description: 'Does.', operationId: 'A', method: 'get', path: '/a', parameters: {}, run: () => send(apiCall({ method: 'GET', path: '/x', parameters: { n: wholeNumber() }, answer: Thing })({ n: Number.NaN })),
    })], ['number-out-of-range: A uses the number NaN.']],
    ['a fragment that is no class', [coded('no class', 'x')], ['fragment-class-invalid: The class name "no class" of the code fragment of Coded is not a C# name.']],
    ['a fragment with a class of the prelude', [coded('Own', 'internal static class Own { }\ninternal sealed class Upstream { }\n')],
      ['fragment-class-taken: The code fragment of Coded (own.cs) declares Upstream, a name that the custom code itself has.']],
  ];
  for (const [what, operations, expected] of cases) it(`finds ${what}`, () => deepStrictEqual(errors(operations), expected));

  it('finds nothing in a formula that several operations use, whatever their lambdas are called', () => {
    const hasPart = formula('HasPart', (thing: ThingExpression, name: TextExpression) => thing.parts.first(part => part.name.equals(name)).name.orElse(''));
    deepStrictEqual(errors([using('A', (thing, q) => hasPart(thing, q)), using('B', (thing, q) => thing.parts.where(part => part.name.equals(hasPart(thing, q))).firstItem().name.orElse(''))]), []);
  });

  it('finds nothing in the foreign connector and in the hostile one', () => {
    deepStrictEqual(errors(foreign.operations), []);
    deepStrictEqual(errors(hostile.operations), []);
  });
});

describe('random expressions on .NET', () => {
  const optionalOf = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(of, { freq: 4 });
  const kid = {
    name: optionalOf(fc.constantFrom(...texts)), size: optionalOf(fc.integer({ min: -200_000, max: 200_000 }).map(value => value / 100)), ok: optionalOf(fc.boolean()),
    at: optionalOf(fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-01T01:00:00+01:00', '2025-12-31T23:59:59.5Z')), tags: fc.array(fc.constantFrom(...texts), { maxLength: 2 }),
  };
  const thing = fc.record({ ...kid, kids: fc.array(fc.record(kid), { maxLength: 4 }) });
  const call = fc.record({ thing, given: fc.constantFrom('a', 'B', '12') });
  const model = fc.record({ choices: fc.array(fc.nat(1000), { minLength: 10, maxLength: 90 }), calls: fc.array(call, { minLength: 3, maxLength: 3 }) });
  const readThing = apiCall({ method: 'GET', path: '/thing', parameters: {}, answer: Thing });
  const operationOf = ({ choices }: { readonly choices: readonly number[] }, index: number): Operation => action({
    summary: 'Try', description: 'Tries.', operationId: `Try${index}`, method: 'get', path: `/try/${index}`, parameters: { given: text() }, output: Output,
    run: ({ given }) => send(readThing({}), answer => new RandomExpressions(choices, answer, given).output()),
  });

  it('give what a small interpreter of the trees gives', async () => {
    const host = await sharedHost();
    await fc.assert(fc.asyncProperty(fc.array(model, { minLength: 13, maxLength: 13 }), async models => {
      const connector = defineConnector({ ...shared, operations: models.map(operationOf) });
      deepStrictEqual(connector.diagnostics, []);
      const loaded = await host.load(customCode(connector) ?? '', { generated: true });
      deepStrictEqual(loaded.diagnostics, []);
      if (loaded.kind !== 'loaded') return;
      for (const [index, { calls }] of models.entries()) {
        const { handler, operationId } = connector.operations[index]!;
        if (handler.kind !== 'send' || !handler.output) throw new Error(`${operationId} has no output.`);
        for (const { thing: answer, given } of calls) {
          const outcome = await host.invoke(loaded, { operationId, method: 'GET', uri: `https://orders.contoso.com/try/${index}?given=${given}`, culture: 'id-ID', timeLimitMs: 10_000 },
            { backend: () => ({ status: 200, body: JSON.stringify(answer) }) });
          equal(outcome.kind === 'failed' ? outcome.message : '', '');
          if (outcome.kind !== 'response') return;
          const expected = valueOf(handler.output, new Map<string, unknown>([['?given', given], ['answer', answer]]));
          deepStrictEqual(withoutNulls(JSON.parse(outcome.body.toString())), withoutNulls(expected), customCode(defineConnector({ ...shared, operations: [connector.operations[index]!] }))?.split('public class Script')[1]);
        }
      }
      await host.unload(loaded);
    }), { seed: 20_240_611, numRuns: 2, endOnFailure: true, asyncReporter: async ({ failed, errorInstance }) => { if (failed) throw errorInstance; } }); // the difference and its C#, not pages of random numbers
  }).timeout(60_000);

  /** Records that are passed on as they are keep their nulls; what they mean is the same. */
  function withoutNulls(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withoutNulls);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).filter(([, each]) => each !== null).map(([name, each]) => [name, withoutNulls(each)]));
  }
});
