import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import { targetKinds } from '../../../scripts/deploy/settings/environment-settings';
import { environmentNamed, type EnvironmentYaml } from '../../../scripts/deploy/settings/read-environment';

/** "code: sentence" of the refusal. */
function refusal(name: string | undefined, environments: Readonly<Record<string, EnvironmentYaml>>): string {
  try { environmentNamed(name, environments); } catch (error) { if (error instanceof DeployError) return `${error.code}: ${error.message}`; throw error; }
  return 'taken';
}

describe('the settings of an environment', () => {
  it('are the local one\'s where none is named, with or without a file', () => {
    const local = { name: 'local', target: 'local', cloud: 'Public', managed: true, connectionReferences: {}, environmentVariables: {}, approvalRequired: false };
    assert.deepEqual(environmentNamed(undefined, {}), local);
    assert.deepEqual(environmentNamed('local', { test: { target: 'pac' } }), local);
    assert.deepEqual(environmentNamed(undefined, { local: { target: 'local', store: 'other', managed: false } }), { ...local, store: 'other', managed: false });
  });

  it('are all that the file says, values of variables as texts, and the address without a slash', () => {
    const yaml: EnvironmentYaml = {
      target: 'dataverse', url: 'https://contoso.crm.dynamics.com//', id: 'e', tenant: 't', cloud: 'China', clientId: 'c', clientSecret: { env: 'A' }, credentials: { applicationId: 'a', keyVault: 'https://v.vault.azure.net/secrets/s' },
      managed: false, connectionReferences: { a_b: 'x' }, environmentVariables: { a_C: 'text', a_D: 3, a_E: true }, approvals: { required: true }, store: 's',
    };
    assert.deepEqual(environmentNamed('test', { test: yaml }), {
      name: 'test', target: 'dataverse', url: 'https://contoso.crm.dynamics.com', id: 'e', tenant: 't', cloud: 'China', clientId: 'c', clientSecret: { env: 'A' }, credentials: { applicationId: 'a', keyVault: 'https://v.vault.azure.net/secrets/s' },
      managed: false, connectionReferences: { a_b: 'x' }, environmentVariables: { a_C: 'text', a_D: '3', a_E: 'true' }, approvalRequired: true, store: 's',
    });
  });

  it('refuse a name that is not there, and tell those that are', () => {
    assert.equal(refusal('production', { test: { target: 'pac' }, staging: { target: 'pac' } }), 'environment-unknown: There is no environment "production" in konektor.yaml. There are: test, staging. Without --environment the local one is meant.');
    assert.equal(refusal('production', {}), 'environment-unknown: There is no environment "production" in konektor.yaml. It names none: write it under environments. Without --environment the local one is meant.');
    for (const name of ['constructor', '__proto__', 'toString', '../test', '']) assert.match(refusal(name, { test: { target: 'pac' } }), /^environment-unknown: /, name);
  });

  it('refuse one that says not what deploys', () => {
    for (const name of ['test', 'local']) assert.equal(refusal(name, { [name]: {} }), `target-missing: environments.${name} does not say what deploys. Write target: local, pac, wrapper, dataverse or paconn.`);
  });

  it('know the same targets, clouds and names as the schema', () => {
    const schema = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'schemas', 'konektor.schema.json'), 'utf8')) as { readonly definitions: { readonly environment: { readonly properties: Readonly<Record<string, { readonly enum?: readonly string[] }>> } } };
    const { properties } = schema.definitions.environment;
    assert.deepEqual([...targetKinds].sort(), [...properties['target']!.enum!].sort());
    const all: Required<EnvironmentYaml> = { target: 'pac', id: '', url: '', tenant: '', cloud: 'Public', clientId: '', clientSecret: { env: '' }, credentials: { env: '' }, managed: true, connectionReferences: {}, environmentVariables: {}, approvals: {}, store: '' };
    assert.deepEqual(Object.keys(properties).sort(), Object.keys(all).sort());
  });
});
