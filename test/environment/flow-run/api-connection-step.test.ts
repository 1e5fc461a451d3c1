import * as assert from 'node:assert/strict';
import type { JsonValue } from '../../../scripts/environment/json';
import { connectionKey } from '../../../scripts/workflow-language/connection-key';
import type { WorkflowAction } from '../../../scripts/workflow-language/workflow-document';
import { answer } from '../small-connector';
import { ran, stepNamed, steps } from './small-flow';

const name = (key: string): string => `@parameters('$connections')['${key}']['connectionId']`;
/** A step of the older form; the inputs of a document are JSON. */
const call = (key: string, more: Readonly<Record<string, JsonValue>>): Omit<WorkflowAction, 'runAfter'> =>
  ({ type: 'ApiConnection', inputs: { host: { connection: { name: name(key) } }, ...more, authentication: '@parameters(\'$authentication\')' } as WorkflowAction['inputs'] & object });

describe('steps of the older form', () => {
  it('call the operation that their method and path belong to', async () => {
    const { history, asked } = await ran(steps({
      Get: call('small', { method: 'get', path: '/things/@{encodeURIComponent(triggerBody()?[\'id\'])}' }),
      Add: { ...call('small', { method: 'POST', path: '/things', body: { name: '@body(\'Get\')?[\'name\']' } }), after: 'Get' },
    }), { id: 'a/7 %' }, [answer(200, { name: 'Loyalty' }, [['Content-Type', 'application/json']])]);
    assert.deepEqual([history.status, asked], ['Succeeded', ['GET https://api.test/v1/things/a%2F7%20%25', 'POST https://api.test/v1/things {"name":"Loyalty"}']]);
    assert.deepEqual(stepNamed(history, 'Add').inputs, { host: { connectionName: 'small' }, method: 'POST', path: '/things', queries: {}, headers: {}, body: { name: 'Loyalty' } });
  });

  const wrong: readonly (readonly [what: string, step: Omit<WorkflowAction, 'runAfter'>, message: string])[] = [
    ['a path of no operation', call('small', { method: 'delete', path: '/things/7' }), 'The connector "Small" has no operation for DELETE /things/7.'],
    ['an input that there is none', call('small', { method: 'get', path: '/things/7', queries: { color: 'red' } }), 'GetThing can\'t be called: It has no input "color"; it has id.'],
    ['a connector that is not installed', call('sharepoint', { method: 'get', path: '/lists' }), 'The connector "shared_sharepointonline" is not run here: it is not installed.'],
    ['an unknown reference', call('nowhere', { method: 'get', path: '/' }), 'The step names no connection reference of the flow: host.connection.name must be @parameters(\'$connections\')[\'<reference>\'][\'connectionId\'].'],
  ];
  for (const [what, step, message] of wrong) it(`fail with a sentence: ${what}`, async () => {
    const { history } = await ran(steps({ Step: step }));
    assert.equal(stepNamed(history, 'Step').error?.message, message);
  });

  it('name their connection by an expression of one form', () => {
    const texts = [name('a b'), '@parameters(\'$connections\')?[\'x\']?[\'connectionId\']', '@parameters(\'$connections\')[\'x\']', '@parameters(\'other\')[\'x\'][\'connectionId\']', '@{parameters(\'$connections\')[\'x\'][\'connectionId\']}', '@parameters(', 'shared_rss', ''];
    assert.deepEqual(texts.map(connectionKey), ['a b', 'x', undefined, undefined, undefined, undefined, undefined, undefined]);
  });
});
