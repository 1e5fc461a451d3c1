import assert from 'node:assert/strict';
import { packageTexts } from '../../../scripts/generate/locale/package-texts';
import { flow, on, outlook, text, variable, type Connector } from '../../../scripts/model';
import { polling } from '../connectors';

const owner = variable('Owner', text({ title: 'Order owner', description: 'Who is told.' }));
const untitled = variable('Copy', text());
const told = flow({
  name: 'Tell about an order', description: 'Mails the owner.', trigger: on(polling.operations[0] as never, { shop: 'one' } as never), // a trigger, although the list of operations does not say so
  steps: () => [outlook.sendEmail({ to: owner, subject: untitled, body: owner })],
});
const connector: Pick<Connector, 'title' | 'flows'> = { title: 'Contoso Orders', flows: [told] };
const short = (found: ReturnType<typeof packageTexts>): readonly unknown[] => found.map(({ text: shown, kind, pointer, longest, among }) => [shown, kind, pointer, longest, among]);

describe('texts of packages', () => {
  it('solutions, flows, and each variable once', () => {
    assert.deepEqual(short(packageTexts(connector, [
      { uniqueName: 'ContosoOrders', name: 'Contoso Orders', description: 'Works with orders.' }, { uniqueName: 'ContosoOrdersFlows', name: 'Contoso Orders Flows', description: '' },
    ])), [
      ['Works with orders.', 'description', '/solutions/ContosoOrders/description', 2000, undefined],
      ['Contoso Orders Flows', 'name', '/solutions/ContosoOrdersFlows/name', 256, '/solutions'],
      ['Tell about an order', 'name', '/flows/Tell about an order/name', 100, '/flows'],
      ['Mails the owner.', 'description', '/flows/Tell about an order/description', 100_000, undefined],
      ['Order owner', 'name', '/variables/Owner/name', 100, '/variables'],
      ['Who is told.', 'description', '/variables/Owner/description', 2000, undefined],
      ['Copy', 'name', '/variables/Copy/name', 100, '/variables'],
    ]);
  });

  it('know the line of the flow and of the variable', () => {
    const files = packageTexts(connector, []).map(({ origin }) => (origin?.kind === 'model' ? origin.place?.file.replace(/^.*[\\/]/, '') : undefined));
    assert.deepEqual([files.length, [...new Set(files)]], [5, ['package-texts.test.ts']]);
  });

  it('none without flows and solutions', () => { assert.deepEqual(packageTexts({ title: 'A' }, []), []); });
});
