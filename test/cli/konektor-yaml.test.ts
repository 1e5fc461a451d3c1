import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readKonektorYaml } from '../../scripts/cli/konektor-yaml';

const publisher = 'publisher:\n  name: E\n  contact: { name: S, email: s@example.com, url: https://example.com }\n  website: https://example.com\n  privacyPolicy: https://example.com\n';
const guid = '0c1a7b1e-9a3f-4f5e-8d5b-2f6d7c1e9a10';
const withEnvironment = (...lines: readonly string[]): string => `${publisher}environments:\n  test:\n    target: dataverse\n${lines.map(line => `    ${line}\n`).join('')}`;
/** What is printed of a reading: with its place, for a line that is told is a line that is shown. */
const printed = (text: string): string => {
  const { diagnostics } = readKonektorYaml(text, 'konektor.yaml');
  const lines = text.split('\n');
  return diagnostics.map(({ what, why, todo, where }) => `${what} ${why} ${todo} ${where.kind === 'file' && where.line !== undefined ? lines[where.line - 1] : ''}`).join('\n');
};
const secret = 'hunter2Hunter2';

describe('environments in konektor.yaml', () => {
  it('are read with all that they may say', () => {
    const text = withEnvironment(
      'url: https://contoso.crm.dynamics.com', `id: Default-${guid}`, 'tenant: contoso.onmicrosoft.com', 'cloud: UsGov', `clientId: ${guid}`, 'clientSecret: { env: TEST_SECRET }',
      `credentials: { applicationId: ${guid}, workloadIdentity: true }`, 'managed: false', 'connectionReferences: { a_b: 0123abcd }', 'environmentVariables: { a_C: text, a_D: 3, a_E: true }', 'approvals: { required: true }',
    );
    const { data, diagnostics } = readKonektorYaml(text, 'konektor.yaml');
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(data?.environments, { test: {
      target: 'dataverse', url: 'https://contoso.crm.dynamics.com', id: `Default-${guid}`, tenant: 'contoso.onmicrosoft.com', cloud: 'UsGov', clientId: guid, clientSecret: { env: 'TEST_SECRET' },
      credentials: { applicationId: guid, workloadIdentity: true }, managed: false, connectionReferences: { a_b: '0123abcd' }, environmentVariables: { a_C: 'text', a_D: 3, a_E: true }, approvals: { required: true },
    } });
  });

  it('take a secret by reference in each of its forms', () => {
    for (const reference of ['{ env: NAME }', '{ keyVault: "https://vault.vault.azure.net/secrets/name" }', `{ keyVault: "/subscriptions/${guid}/resourceGroups/g/providers/Microsoft.KeyVault/vaults/v/secrets/s" }`]) {
      assert.equal(printed(withEnvironment(`clientSecret: ${reference}`)), '', reference);
    }
  });

  const literal: readonly string[] = [
    `clientSecret: ${secret}`, `clientSecret: "${secret}"`, `clientSecret: [${secret}]`, `clientSecret: { value: ${secret} }`, `clientSecret: { ${secret}: 1 }`, `clientSecret: { env: ${secret} }`, `clientSecret: { env: A, keyVault: ${secret} }`,
    `clientSecret: { keyVault: ${secret} }`, `clientSecret: { keyVault: "https://evil.example.com/secrets/${secret}" }`, `clientSecret: "${secret}`, `clientSecret: *${secret}`, `clientSecret: &${secret}`, `clientSecret: @${secret}`, `clientSecret:\n      ${secret}\n      more: 1`,
    `credentials: ${secret}`, `credentials: { applicationId: ${guid} }`, `credentials: { applicationId: ${guid}, secret: ${secret} }`, `credentials: { applicationId: ${secret}, env: A }`, `credentials: { env: A, workloadIdentity: ${secret} }`,
    `clientId: ${secret}`, `tenant: "${secret} ${secret}"`, `cloud: ${secret}`, `pw: ${secret}`, `url: https://me:${secret}@contoso.com`, `approvals: { required: ${secret} }`, `target: ${secret}`, `clientId: ${guid}\n    clientId: ${secret}`,
  ];
  for (const line of literal) {
    it(`refuse ${line.replaceAll(secret, 'what may be a secret').replaceAll('\n', ' ')}, and don't repeat it`, () => {
      const told = printed(withEnvironment(line));
      assert.notEqual(told, '');
      assert.equal(told.includes(secret), false, told);
      assert.equal(told.includes('konektor.yaml') || told.includes('environments.test'), true);
    });
  }

  it('say where a secret should be', () => {
    assert.deepEqual(readKonektorYaml(withEnvironment(`clientSecret: ${secret}`), 'konektor.yaml').diagnostics, [{
      code: 'konektor-yaml-shape', severity: 'error', what: 'Line 9: "environments.test.clientSecret" does not say where the secret is.',
      why: 'Publisher, contact and environments of the artifacts come from konektor.yaml.',
      todo: 'Write { env: NAME_OF_A_VARIABLE }, in capitals, or { keyVault: <address of the secret> }. A secret itself never stands in this file: if one did, replace it where it was made.',
      where: { kind: 'file', file: 'konektor.yaml' },
    }]);
  });

  it('our own konektor.yaml has no mistake', () => {
    assert.deepEqual(readKonektorYaml(readFileSync(join(__dirname, '..', '..', 'konektor.yaml'), 'utf8'), 'konektor.yaml').diagnostics, []);
  });
});
