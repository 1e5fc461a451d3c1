import assert from 'node:assert/strict';
import { connectionsGiven, environmentsHere, withoutSecrets } from '../../../scripts/cli/deploying/open-deployment';
import { Redactor } from '../../../scripts/deploy/secrets/redactor';
import { recordedPorts } from '../recorded-ports';
import { contosoYaml } from './played-world';

describe('a deployment is opened', () => {
  const here = (text?: string): ReturnType<typeof environmentsHere> => environmentsHere(recordedPorts(text === undefined ? {} : { '/project/konektor.yaml': text }).ports);

  it('with the environments of konektor.yaml; none without the file', () => {
    assert.deepEqual([here(), Object.keys(here(contosoYaml)), here(contosoYaml)['guarded']?.approvals], [{}, ['stage', 'guarded'], { required: true }]);
  });

  it('and a file with mistakes names each with its line', () => {
    assert.throws(() => here(contosoYaml.replace('url: https://contoso.crm', 'rul: https://contoso.crm').replace('target: dataverse', 'target: nothing')),
      { name: 'UserError', message: [
        'konektor.yaml has mistakes. Mend it first:',
        '  Line 13: "environments.stage.target" can\'t be that. Write one of: local, pac, wrapper, dataverse, paconn.',
        '  Line 20: "environments.guarded" has a property "rul" that is not known. Remove it, or write one of: target, id, url, tenant, cloud, clientId, clientSecret, credentials, managed, connectionReferences, environmentVariables, approvals, store.',
      ].join('\n') });
  });

  it('connections are given by id, or by reference and id', () => {
    assert.deepEqual(connectionsGiven(['c1', 'cts_exampleshelter=shared-x_1']), [{ id: 'c1' }, { id: 'shared-x_1', reference: 'cts_exampleshelter' }]);
    for (const wrong of ['', 'a b', '=c1', 'a=', 'a=b=c', '../x', '1a=x', 'x'.repeat(201)]) {
      assert.throws(() => connectionsGiven([wrong]), { name: 'UserError', message: '--connection needs the id of a connection, or reference=id, and something else was given.' }, wrong);
    }
  });

  it('what is thrown has no secret in message and stack, and is the same error', async () => {
    const redactor = new Redactor();
    redactor.keep('planted-secret', 'a secret');
    const thrown = new Error('It said: planted-secret');
    await assert.rejects(withoutSecrets(redactor, () => Promise.reject(thrown)), error => error === thrown);
    assert.deepEqual([thrown.message, thrown.stack?.includes('planted-secret'), thrown.stack?.split('\n')[0]], ['It said: ***', false, 'Error: It said: ***']);
    assert.equal(await withoutSecrets(redactor, () => Promise.resolve(1)), 1);
  });
});
