import * as assert from 'node:assert/strict';
import { answer, start } from '../small-connector';
import { call, ran, statusesOf, stepNamed, steps } from './small-flow';

const failing = { type: 'ParseJson', inputs: { content: '{' } };
const fine = { type: 'Compose', inputs: 1 };

describe('conditions', () => {
  const condition = (expression: never) => steps({ If: { type: 'If', expression, actions: steps({ Yes: fine }), else: { actions: steps({ No: fine, Then: { ...fine, after: 'No' } }) } } });
  const forms: readonly (readonly [expression: unknown, holds: boolean])[] = [
    [{ and: [{ equals: ['@triggerBody()?[\'status\']', 'Failed'] }] }, true],
    [{ and: [{ greater: ['@triggerBody()?[\'count\']', 5] }, { not: { equals: ['@triggerBody()?[\'status\']', 'Failed'] } }] }, false],
    [{ or: [{ less: ['@triggerBody()?[\'count\']', 5] }, { contains: ['@triggerBody()?[\'status\']', 'ail'] }] }, true],
    ['@equals(triggerBody()?[\'status\'], \'Failed\')', true],
    ['@greater(triggerBody()?[\'count\'], 7)', false],
  ];
  for (const [expression, holds] of forms) it(JSON.stringify(expression), async () => {
    const { history } = await ran(condition(expression as never), { status: 'Failed', count: 7 });
    assert.deepEqual(statusesOf(history.steps), { If: 'Succeeded', 'If/actions/Yes': holds ? 'Succeeded' : 'Skipped', 'If/else/No': holds ? 'Skipped' : 'Succeeded', 'If/else/Then': holds ? 'Skipped' : 'Succeeded' });
    assert.deepEqual([history.status, stepNamed(history, 'If').inputs], ['Succeeded', { expressionResult: holds }]);
  });

  it('a condition ends as the steps of its branch do, and what it skips is skipped to expressions too', async () => {
    const { history } = await ran(steps({
      If: { type: 'If', expression: '@true' as never, actions: steps({ Fails: failing }), else: { actions: steps({ No: fine }) } },
      Seen: { type: 'Compose', after: { If: ['Failed'] }, inputs: '@coalesce(outputs(\'No\'), \'nothing\')' },
    }));
    assert.deepEqual([statusesOf(history.steps), history.status, stepNamed(history, 'Seen').outputs], [{ If: 'Failed', 'If/actions/Fails': 'Failed', 'If/else/No': 'Skipped', Seen: 'Succeeded' }, 'Succeeded', 'nothing']);
  });

  it('a condition that can not be evaluated fails, and its steps are skipped', async () => {
    const { history } = await ran(condition('@nosuch()' as never));
    assert.deepEqual([history.status, statusesOf(history.steps)], ['Failed', { If: 'Failed', 'If/not run/Yes': 'Skipped', 'If/not run/No': 'Skipped', 'If/not run/Then': 'Skipped' }]);
  });
});

describe('loops', () => {
  it('a round an item, each with its own steps and item', async () => {
    const { history } = await ran(steps({
      Sum: { type: 'InitializeVariable', inputs: { variables: [{ name: 'sum', type: 'integer', value: 0 }] } },
      Each: { type: 'Foreach', after: 'Sum', foreach: '@triggerBody()', actions: steps({
        Twice: { type: 'Compose', inputs: '@mul(items(\'Each\'), 2)' },
        Add: { type: 'IncrementVariable', after: 'Twice', inputs: { name: 'sum', value: '@outputs(\'Twice\')' } },
        Inner: { type: 'Foreach', after: 'Add', foreach: '@createArray(\'a\', \'b\')', actions: steps({ Pair: { type: 'Compose', inputs: '@{items(\'Each\')}@{item()}' } }) },
      }) },
      Total: { type: 'Compose', after: 'Each', inputs: '@variables(\'sum\')' },
    }), [1, 2, 3]);
    assert.equal(history.status, 'Succeeded');
    assert.equal(stepNamed(history, 'Total').outputs, 12);
    assert.deepEqual(stepNamed(history, 'Each').inner?.map(({ title, steps: round }) => [title, round[0]?.outputs, round[2]?.inner?.map(branch => branch.steps[0]?.outputs)]), [['item 1', 2, ['1a', '1b']], ['item 2', 4, ['2a', '2b']], ['item 3', 6, ['3a', '3b']]]);
  });

  it('a round sees what ended before the loop, and a later step what the rounds left', async () => {
    const { history } = await ran(steps({
      Before: { type: 'Compose', inputs: 'x' },
      Each: { type: 'Foreach', after: 'Before', foreach: [1, 2], actions: steps({ Say: { type: 'Compose', inputs: '@{outputs(\'before\')}@{item()}' } }) },
      After: { type: 'Compose', after: 'Each', inputs: '@join(createArray(first(result(\'Each\'))?[\'outputs\'], last(result(\'Each\'))?[\'outputs\'], last(result(\'Each\'))?[\'status\']), \' \')' },
    }));
    assert.deepEqual(stepNamed(history, 'After').outputs, 'x1 x2 Succeeded');
  });

  it('fails after all rounds where one failed', async () => {
    const { history } = await ran(steps({ Each: { type: 'Foreach', foreach: '@triggerBody()', actions: steps({ Parse: { type: 'ParseJson', inputs: { content: '@item()' } } }) } }), ['1', '{', '2']);
    assert.deepEqual([history.status, statusesOf(history.steps), stepNamed(history, 'Each').error?.message], ['Failed', { Each: 'Failed', 'Each/item 1/Parse': 'Succeeded', 'Each/item 2/Parse': 'Failed', 'Each/item 3/Parse': 'Succeeded' }, '1 of 3 rounds failed.']);
  });

  it('no items: it succeeds and its steps are skipped', async () => {
    const { history } = await ran(steps({ Each: { type: 'Foreach', foreach: [], actions: steps({ A: fine }) }, After: { ...fine, after: 'Each' } }));
    assert.deepEqual([history.status, statusesOf(history.steps)], ['Succeeded', { Each: 'Succeeded', 'Each/not run/A': 'Skipped', After: 'Succeeded' }]);
  });

  it('refuses what is no list, and too long a list', async () => {
    const { history } = await ran(steps({ One: { type: 'Foreach', foreach: '@triggerBody()', actions: steps({ A: fine }) }, Many: { type: 'Foreach', foreach: '@range(0, 5001)', actions: steps({ B: fine }) } }), { a: 1 });
    assert.deepEqual(history.steps.map(({ error }) => error?.message), ['"foreach" must give a list, and it gave {"a":1}.', 'The list has 5001 items; one loop goes through 5000 at most (Power Automate, low profile).']);
  });
});

describe('scopes and branches', () => {
  it('a scope ends as its steps do, and a handler may run after it', async () => {
    const { history } = await ran(steps({
      Try: { type: 'Scope', actions: steps({ Fails: failing, Next: { ...fine, after: 'Fails' } }) },
      Catch: { ...fine, after: { Try: ['Failed', 'TimedOut'] } },
      Never: { type: 'Scope', after: { Catch: ['Skipped'] }, actions: steps({ Deep: { type: 'Scope', actions: steps({ Deepest: fine }) } }) },
    }));
    assert.deepEqual([history.status, statusesOf(history.steps)], ['Succeeded', {
      Try: 'Failed', 'Try/actions/Fails': 'Failed', 'Try/actions/Next': 'Skipped', Catch: 'Succeeded',
      Never: 'Skipped', 'Never/not run/Deep': 'Skipped', 'Never/not run/Deep/not run/Deepest': 'Skipped',
    }]);
  });

  it('a handler reads what failed in a scope', async () => {
    const { history } = await ran(steps({
      Try: { type: 'Scope', actions: steps({ Fails: failing, Fine: fine }) },
      Catch: { type: 'Compose', after: { Try: ['Failed'] }, inputs: '@concat(first(result(\'Try\'))?[\'error\']?[\'code\'], \' in \', workflow()?[\'tags\']?[\'flowDisplayName\'], \', run \', workflow()?[\'run\']?[\'name\'], \': \', actions(\'Try\')?[\'status\'])' },
    }));
    assert.deepEqual([history.status, stepNamed(history, 'Catch').outputs], ['Succeeded', 'InvalidJson in Small flow, run f/1/0: Failed']);
  });

  it('branches run at the same time, and a step waits for all that it runs after', async () => {
    const minutes = (count: number) => ({ type: 'Wait', inputs: { interval: { count, unit: 'Minute' } } });
    const { history } = await ran(steps({ A: minutes(3), B: minutes(5), C: { ...minutes(1), after: { A: ['Succeeded'], B: ['Succeeded'] } }, D: { ...minutes(1), after: 'A' } }));
    assert.deepEqual(history.steps.map(({ name, startedAt = 0, endedAt = 0 }) => [name, (startedAt - start) / 60_000, (endedAt - start) / 60_000]), [['A', 0, 3], ['B', 0, 5], ['C', 5, 6], ['D', 3, 4]]);
    assert.equal(history.endedAt, start + 6 * 60_000);
  });
});

describe('delays', () => {
  const cases: readonly (readonly [inputs: never, seconds: number])[] = [
    [{ interval: { count: 2, unit: 'Hour' } } as never, 7_200], [{ interval: { count: '@add(1, 1)', unit: 'Second' } } as never, 2],
    [{ until: { timestamp: '2026-03-02T08:00:00Z' } } as never, 3_600], [{ until: { timestamp: '2020-01-01T00:00:00Z' } } as never, 0], [{ until: { timestamp: '2026-03-02T08:00:00' } } as never, 3_600], [{ until: { timestamp: '2026-03-02T10:00:00+02:00' } } as never, 3_600],
  ];
  for (const [inputs, seconds] of cases) it(`${JSON.stringify(inputs)}: ${seconds} s`, async () => {
    const { history } = await ran(steps({ Wait: { type: 'Wait', inputs } }));
    assert.deepEqual([history.status, (history.endedAt - start) / 1000], ['Succeeded', seconds]);
  });
  it('refuses another form', async () => {
    const { history } = await ran(steps({ Wait: { type: 'Wait', inputs: { interval: { count: 0, unit: 'Minute' } } } }));
    assert.equal(history.steps[0]?.error?.code, 'InvalidDelay');
  });
});

describe('terminate', () => {
  it('ends the run as it says: what has not started is skipped, what is under way is cancelled', async () => {
    const { history, asked } = await ran(steps({
      Long: { type: 'Wait', inputs: { interval: { count: 1, unit: 'Day' } } }, AfterLong: { ...fine, after: 'Long' },
      If: { type: 'If', expression: '@true' as never, actions: steps({ End: { type: 'Terminate', inputs: { runStatus: 'Failed', runError: { code: 'NoData', message: 'There is nothing to tell.' } } }, AfterEnd: { ...call('small', 'GetThing', { id: '1' }), after: 'End' } }), else: { actions: {} } },
      AfterIf: { ...fine, after: 'If' },
    }));
    assert.deepEqual([history.status, history.error, history.endedAt, asked], ['Failed', { code: 'NoData', message: 'There is nothing to tell.' }, start, []]);
    assert.deepEqual(statusesOf(history.steps), { Long: 'Cancelled', AfterLong: 'Skipped', If: 'Succeeded', 'If/actions/End': 'Succeeded', 'If/actions/AfterEnd': 'Skipped', AfterIf: 'Skipped' });
  });
  for (const status of ['Succeeded', 'Cancelled'] as const) it(`may end it as ${status}`, async () => {
    const { history } = await ran(steps({ Fails: failing, End: { type: 'Terminate', after: { Fails: ['Failed'] }, inputs: { runStatus: status } } }));
    assert.deepEqual([history.status, history.error], [status, undefined]);
  });
  it('stands in no loop, and knows three statuses', async () => {
    const { history } = await ran(steps({ Each: { type: 'Foreach', foreach: [1], actions: steps({ End: { type: 'Terminate', inputs: { runStatus: 'Succeeded' } } }) }, Odd: { type: 'Terminate', inputs: { runStatus: 'TimedOut' } } }));
    assert.deepEqual([history.status, stepNamed(history, 'End').error?.message, stepNamed(history, 'Odd').error?.message], ['Failed', 'Terminate stands inside a loop, which the platform does not allow. Set a variable there and terminate after the loop.', 'Terminate ends a run as Succeeded, Failed, Cancelled, not as "TimedOut".']);
  });
});

describe('variables and data', () => {
  it('are set, counted and appended to', async () => {
    const variable = (name: string, type: string, value?: unknown) => ({ type: 'InitializeVariable', inputs: { variables: [{ name, type, ...(value === undefined ? {} : { value: value as never }) }] } });
    const { history } = await ran(steps({
      T: variable('t', 'String', 'a'), N: { ...variable('n', 'Integer'), after: 'T' }, L: { ...variable('l', 'Array'), after: 'N' }, O: { ...variable('o', 'Object', { x: 1 }), after: 'L' },
      T1: { type: 'AppendToStringVariable', after: 'O', inputs: { name: 't', value: '@{variables(\'n\')}b' } },
      N1: { type: 'IncrementVariable', after: 'T1', inputs: { name: 'n', value: 5 } }, N2: { type: 'IncrementVariable', after: 'N1', inputs: { name: 'n' } }, N3: { type: 'DecrementVariable', after: 'N2', inputs: { name: 'n', value: 2 } },
      L1: { type: 'AppendToArrayVariable', after: 'N3', inputs: { name: 'l', value: { a: 1 } } }, O1: { type: 'SetVariable', after: 'L1', inputs: { name: 'o', value: { x: '@variables(\'l\')' } } },
      All: { type: 'Compose', after: 'O1', inputs: { t: '@variables(\'t\')', n: '@variables(\'n\')', o: '@variables(\'o\')' } },
    }));
    assert.deepEqual([history.status, stepNamed(history, 'All').outputs], ['Succeeded', { t: 'a0b', n: 4, o: { x: [{ a: 1 }] } }]);
  });

  const wrong: readonly (readonly [what: string, step: { type: string; inputs: never }, message: string])[] = [
    ['twice', { type: 'InitializeVariable', inputs: { variables: [{ name: 'n', type: 'integer' }] } as never }, 'The variable "n" is initialized twice. Initialize it once, before loops and conditions, and set it there.'],
    ['an unknown type', { type: 'InitializeVariable', inputs: { variables: [{ name: 'x', type: 'date' }] } as never }, 'The variable "x" has the type "date"; there are boolean, integer, float, string, object, array.'],
    ['an unknown name', { type: 'SetVariable', inputs: { name: 'm', value: 1 } as never }, 'The variable "m" is not initialized. Initialize it in a step that this one runs after.'],
    ['another type', { type: 'SetVariable', inputs: { name: 'n', value: 'x' } as never }, 'The variable "n" is of the type integer and can\'t be set to "x".'],
    ['text to a number', { type: 'AppendToStringVariable', inputs: { name: 'n', value: 'x' } as never }, 'The variable "n" is of the type integer; text can be appended to a string only.'],
    ['an item to a number', { type: 'AppendToArrayVariable', inputs: { name: 'n', value: 'x' } as never }, 'The variable "n" is of the type integer; an item can be appended to an array only.'],
    ['counting by text', { type: 'IncrementVariable', inputs: { name: 'n', value: 'x' } as never }, 'The variable "n" can\'t be counted up or down with "x"; only numbers can.'],
  ];
  for (const [what, step, message] of wrong) it(`fails: ${what}`, async () => {
    const { history } = await ran(steps({ N: { type: 'InitializeVariable', inputs: { variables: [{ name: 'n', type: 'integer', value: 1 }] } }, Wrong: { ...step, after: 'N' } }));
    assert.deepEqual([history.status, stepNamed(history, 'Wrong').error], ['Failed', { code: 'InvalidVariable', message }]);
  });

  it('JSON is parsed, and an answer to nobody is kept', async () => {
    const { history } = await ran(steps({
      Parse: { type: 'ParseJson', inputs: { content: '@triggerBody()', schema: { type: 'object', properties: { a: { type: 'string' } } } } }, Read: { type: 'Compose', after: 'Parse', inputs: '@body(\'Parse\')?[\'a\']' },
      Answer: { type: 'Response', kind: 'PowerApp', after: 'Read', inputs: { statusCode: 200, body: { a: '@outputs(\'Read\')' } } },
    }), '{"a": 1}');
    assert.deepEqual([stepNamed(history, 'Read').outputs, stepNamed(history, 'Answer').outputs], [1, { statusCode: 200, body: { a: 1 } }]);
  });

  it('an answer that is no JSON is text, or content with its type', async () => {
    const texts = await ran(steps({ Get: call('small', 'GetThing', { id: '1' }) }), {}, [answer(200, 'plain', [['Content-Type', 'text/plain']])]);
    assert.equal((stepNamed(texts.history, 'Get').outputs as { body: unknown }).body, '"plain"');
    const bytes = await ran(steps({ Get: call('small', 'GetThing', { id: '1' }) }), {}, [{ status: 200, headers: [['Content-Type', 'image/png']], body: Buffer.from([1, 2, 255]) }]);
    assert.deepEqual((stepNamed(bytes.history, 'Get').outputs as { body: unknown }).body, { '$content-type': 'image/png', $content: 'AQL/' });
  });
});
