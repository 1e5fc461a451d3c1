import * as assert from 'node:assert/strict';
import type { JsonValue } from '../../../scripts/environment/json';
import type { WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { ran, statusesOf, stepNamed, steps } from './small-flow';

const people: JsonValue = [{ name: 'Ann', city: 'Oslo', age: 41 }, { name: 'Bo', city: 'Bergen', age: 17 }, { name: 'Cy', city: 'Oslo', age: 20 }];

/** What one step makes of the trigger body: its outputs, or its error. */
async function made(type: string, inputs: JsonValue, body: JsonValue = people): Promise<unknown> {
  const { history } = await ran(steps({ Step: { type, inputs: inputs as WorkflowAction['inputs'] & object } }), body);
  const { outputs, error } = stepNamed(history, 'Step');
  return error ?? outputs;
}

describe('select', () => {
  const cases: readonly (readonly [what: string, inputs: JsonValue, body: JsonValue])[] = [
    ['a map of names', { from: '@triggerBody()', select: { Who: '@item()?[\'name\']', '@{item()?[\'city\']}': '@{item()[\'age\']} years' } }, [{ Who: 'Ann', Oslo: '41 years' }, { Who: 'Bo', Bergen: '17 years' }, { Who: 'Cy', Oslo: '20 years' }]],
    ['one value', { from: '@triggerBody()', select: '@item()[\'age\']' }, [41, 17, 20]],
    ['no items', { from: [], select: '@item()[\'age\']' }, []],
    ['a list in the document', { from: [1, '@length(triggerBody())'], select: { number: '@item()' } }, [{ number: 1 }, { number: 3 }]],
  ];
  for (const [what, inputs, body] of cases) it(what, async () => assert.deepEqual(await made('Select', inputs), { body }));

  it('inside a loop item() is the item of the list, and items() that of the loop', async () => {
    const { history } = await ran(steps({
      Each: { type: 'Foreach', foreach: ['a', 'b'], actions: steps({ Pairs: { type: 'Select', inputs: { from: [1, 2], select: '@concat(items(\'Each\'), item())' } } }) },
      All: { type: 'Compose', after: 'Each', inputs: '@body(\'Pairs\')' },
    }));
    assert.deepEqual(stepNamed(history, 'All').outputs, [['a1', 'a2'], ['b1', 'b2']]);
  });

  it('fails without a list or a map, and where an item can\'t be made', async () => {
    assert.deepEqual(await made('Select', { from: '@triggerBody()', select: '@item()' }, { a: 1 }), { code: 'BadRequest', message: '"from" must give a list, and it gave {"a":1}.' });
    assert.deepEqual(await made('Select', { from: [] }), { code: 'InvalidTemplate', message: 'The step has no "select", which says what becomes of each item.' });
    assert.deepEqual(await made('Select', { from: ['x'], select: '@int(item())' }), { code: 'InvalidTemplate', message: 'int reads a whole number from a text, but it is a text (\'x\'). In: int(item())' });
  });
});

describe('filter array', () => {
  const cases: readonly (readonly [what: string, where: JsonValue, names: readonly string[]])[] = [
    ['a text', '@equals(item()?[\'city\'], \'Oslo\')', ['Ann', 'Cy']],
    ['several conditions', '@and(greater(item()?[\'age\'], 18), not(equals(item()?[\'name\'], \'Cy\')))', ['Ann']],
    ['a tree', { or: [{ less: ['@item()?[\'age\']', 18] }, { equals: ['@item()?[\'name\']', 'Cy'] }] }, ['Bo', 'Cy']],
    ['none', '@equals(item()?[\'nothing\'], 1)', []],
  ];
  for (const [what, where, names] of cases) it(what, async () => {
    const { body } = await made('Query', { from: '@triggerBody()', where }) as { readonly body: readonly { readonly name: string }[] };
    assert.deepEqual(body.map(({ name }) => name), names);
  });

  it('fails without a condition, and for one that is neither true nor false', async () => {
    assert.deepEqual(await made('Query', { from: [1] }), { code: 'InvalidTemplate', message: 'The step has no "where", which says which items it keeps.' });
    assert.deepEqual(await made('Query', { from: [1], where: '@item()' }), { code: 'InvalidTemplate', message: 'A condition is true or false, but this one is a number (1). In: @item()' });
  });
});

describe('join', () => {
  const cases: readonly (readonly [from: JsonValue, joinWith: JsonValue, text: string])[] = [
    [['a', 'b', 'c'], ', ', 'a, b, c'], [[1, true, null, { a: 1 }], ';', '1;True;;{"a":1}'], [[], ',', ''], [['a', 'b'], '@decodeUriComponent(\'%0A\')', 'a\nb'],
  ];
  for (const [from, joinWith, text] of cases) it(JSON.stringify([from, joinWith]), async () => assert.deepEqual(await made('Join', { from, joinWith }), { body: text }));
});

describe('tables', () => {
  const columns = [{ header: 'Who', value: '@item()?[\'name\']' }, { header: '@concat(\'To\', \'wn\')', value: '@toUpper(item()?[\'city\'])' }];
  const cases: readonly (readonly [what: string, inputs: JsonValue, body: string])[] = [
    ['CSV of all properties', { from: '@triggerBody()', format: 'CSV' }, 'name,city,age\r\nAnn,Oslo,41\r\nBo,Bergen,17\r\nCy,Oslo,20\r\n'],
    ['CSV of columns', { from: '@triggerBody()', format: 'CSV', columns }, 'Who,Town\r\nAnn,OSLO\r\nBo,BERGEN\r\nCy,OSLO\r\n'],
    ['CSV that needs quotes', { from: [{ a: 'x, "y"', b: 'two\nlines', c: null }], format: 'csv' }, 'a,b,c\r\n"x, ""y""","two\nlines",\r\n'],
    ['CSV without headers', { from: [1, 2], format: 'CSV', columns: [{ header: '', value: '@item()' }, { value: '@mul(item(), 2)' }] }, '1,2\r\n2,4\r\n'],
    ['CSV of nothing', { from: [], format: 'CSV' }, ''],
    ['HTML', { from: '@take(triggerBody(), 1)', format: 'HTML' }, '<table><thead><tr><th>name</th><th>city</th><th>age</th></tr></thead><tbody><tr><td>Ann</td><td>Oslo</td><td>41</td></tr></tbody></table>'],
    ['HTML that needs escapes', { from: [{ link: '<a href="x">it\'s & so</a>' }], format: 'HTML' }, '<table><thead><tr><th>link</th></tr></thead><tbody><tr><td>&lt;a href=&quot;x&quot;&gt;it&#39;s &amp; so&lt;/a&gt;</td></tr></tbody></table>'],
    ['properties that the first item lacks have no column, those that others lack are empty', { from: [{ a: 1, b: 2 }, { a: 3, c: 4 }], format: 'CSV' }, 'a,b\r\n1,2\r\n3,\r\n'],
  ];
  for (const [what, inputs, body] of cases) it(what, async () => assert.deepEqual(await made('Table', inputs), { body }));

  it('fails for another format, and for items that have no properties', async () => {
    assert.deepEqual(await made('Table', { from: [], format: 'XML' }), { code: 'InvalidTemplate', message: 'The format of the table is "XML"; it is CSV or HTML.' });
    assert.deepEqual(await made('Table', { from: [1], format: 'CSV' }), { code: 'BadRequest', message: 'The items are not all objects, so that their properties can\'t be the columns. Give the columns with "header" and "value".' });
  });
});

describe('what a loop left', () => {
  it('is a list behind it, of each step at any depth, and the last value inside', async () => {
    const { history } = await ran(steps({
      Each: { type: 'Foreach', foreach: '@triggerBody()', actions: steps({
        Row: { type: 'Compose', inputs: '<p>@{item()[\'name\']}</p>' },
        If: { type: 'If', after: 'Row', expression: '@greater(item()[\'age\'], 18)' as never, actions: steps({ Adult: { type: 'Compose', inputs: '@item()[\'name\']' } }), else: { actions: {} } },
      }) },
      Rows: { type: 'Compose', after: 'Each', inputs: '@join(outputs(\'Row\'), \'\')' }, Adults: { type: 'Compose', after: 'Each', inputs: '@outputs(\'Adult\')' }, Last: { type: 'Compose', after: 'Each', inputs: '@actions(\'Row\')?[\'status\']' },
    }), people);
    assert.deepEqual(['Rows', 'Adults', 'Last'].map(name => stepNamed(history, name).outputs), ['<p>Ann</p><p>Bo</p><p>Cy</p>', ['Ann', null, 'Cy'], 'Succeeded']);
  });

  it('steps that are not run here are told by their type, each at its place', async () => {
    const { history } = await ran(steps({ Call: { type: 'Http', inputs: { method: 'GET', uri: 'https://api.example' } }, Child: { type: 'Workflow', inputs: {} }, Fine: { type: 'Compose', inputs: 1 } }));
    assert.deepEqual(statusesOf(history.steps), { Call: 'Failed', Child: 'Failed', Fine: 'Succeeded' });
    assert.deepEqual(['Call', 'Child'].map(name => stepNamed(history, name).error?.code), ['ActionTypeNotRun', 'ActionTypeNotRun']);
  });
});
