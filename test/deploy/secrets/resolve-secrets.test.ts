import assert from 'node:assert/strict';
import { resolvedSecrets } from '../../../scripts/deploy/secrets/resolve-secrets';
import type { EnvironmentSettings } from '../../../scripts/deploy/settings/environment-settings';
import { settings } from '../fake-release';
import { ending, never } from '../ending';
import { testPorts, type TestPorts } from '../targets/test-ports';

const identity = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.actions.githubusercontent.com/token?x=1', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'planted-runner-token' };
const withSettings = (change: Partial<EnvironmentSettings>): EnvironmentSettings => ({ ...settings, tenant: 't', ...change });

/** A world with these variables, a runner that gives tokens, an Entra ID that exchanges them, and a vault. */
function world(variables: Readonly<Record<string, string>> = {}, vault: () => Response = () => Response.json({ value: 'planted-in-the-vault' })): { readonly ports: TestPorts; readonly asked: readonly string[] } {
  const asked: string[] = [];
  return { asked, ports: testPorts({ variables, http: (address, { headers, body }) => {
    asked.push(`${address} ${(headers as Record<string, string>)['Authorization'] ?? new URLSearchParams(String(body)).get('client_assertion') ?? ''}`);
    return Promise.resolve(address.startsWith('https://runner.') ? Response.json({ value: 'planted-job-token' }) : address.startsWith('https://login.') ? Response.json({ access_token: 'planted-access-token', expires_in: 3600 }) : vault());
  } }) };
}

describe('secrets by reference', () => {
  it('are variables of this process, without the end of a line', async () => {
    const { ports, asked } = world({ A: 'planted-a\n', B: 'planted-b' });
    const { credential, clientSecret } = await resolvedSecrets(withSettings({ credentials: { applicationId: 'app', env: 'A' }, clientSecret: { env: 'B' } }), ports, 'all');
    assert.deepEqual([credential?.kind, credential?.tenant, credential?.applicationId, credential?.kind === 'clientSecret' && credential.secret.reveal(), clientSecret?.reveal()], ['clientSecret', 't', 'app', 'planted-a', 'planted-b']);
    assert.equal(ports.redactor.redact('planted-a planted-b'), '*** ***');
    assert.deepEqual(asked, []);
  });

  it('in Key Vault are read with the deployer\'s own token; the deployer\'s own with the job\'s', async () => {
    const { ports, asked } = world(identity);
    const reference = { keyVault: 'https://contoso.vault.azure.net/secrets/a' };
    const { clientSecret, credential } = await resolvedSecrets(withSettings({ credentials: { applicationId: 'app', ...reference }, clientSecret: reference }), ports, 'all');
    assert.deepEqual([clientSecret?.reveal(), clientSecret?.name, credential?.kind], ['planted-in-the-vault', 'the Key Vault secret of environments.test.clientSecret', 'clientSecret']);
    assert.deepEqual(asked, [
      'https://runner.actions.githubusercontent.com/token?x=1&audience=api%3A%2F%2FAzureADTokenExchange Bearer planted-runner-token', 'https://login.microsoftonline.com/t/oauth2/v2.0/token planted-job-token',
      'https://contoso.vault.azure.net/secrets/a?api-version=7.4 Bearer planted-access-token',
      // The second is read with the secret that the first one is.
      'https://login.microsoftonline.com/t/oauth2/v2.0/token ', 'https://contoso.vault.azure.net/secrets/a?api-version=7.4 Bearer planted-access-token',
    ]);
  });

  it('of a workload identity there are none until a token is wanted', async () => {
    const { ports, asked } = world();
    const { credential } = await resolvedSecrets(withSettings({ credentials: { applicationId: 'app', workloadIdentity: true } }), ports, 'all');
    assert.deepEqual([credential?.kind, asked], ['workloadIdentity', []]);
  });

  it('are not needed where settings name none', async () => { assert.deepEqual(await resolvedSecrets(settings, world().ports, 'all'), {}); });

  const refused: readonly (readonly [string, Partial<EnvironmentSettings>, string])[] = [
    ['no tenant', { credentials: { applicationId: 'app', env: 'A' } }, 'tenant-missing: Whoever signs in needs a tenant: write environments.test.tenant in konektor.yaml.'],
    ['no application', { tenant: 't', credentials: { env: 'A' } }, 'application-missing: environments.test.credentials names no application: write applicationId, the application (client) ID that deploys.'],
    ['a variable that is not set', { tenant: 't', credentials: { applicationId: 'app', env: 'NOT_SET' } }, 'variable-missing: environments.test.credentials refers to the variable NOT_SET, which is not set here.'],
    ['a variable without a value', { clientSecret: { env: 'EMPTY' } }, 'variable-missing: environments.test.clientSecret refers to the variable EMPTY, which is not set here.'],
    ['a variable with too short a value', { clientSecret: { env: 'SHORT' } }, 'secret-too-short: the variable SHORT has fewer than 6 characters, so it can\'t be kept out of what is printed. Put the whole secret there.'],
    ['what is no reference', { clientSecret: { keyVault: 'https://evil.example/secrets/a' } }, 'key-vault-reference: environments.test.clientSecret.keyVault is no reference to a secret. Write https://<vault>.vault.azure.net/secrets/<name>, or the secret\'s full path in Azure Resource Manager.'],
    ['a vault that nobody may open', { clientSecret: { keyVault: 'https://contoso.vault.azure.net/secrets/a' } }, 'credentials-missing: There are no credentials, so nobody can be asked. Write "credentials" for the environment in konektor.yaml.'],
    ['a job without an identity', { tenant: 't', credentials: { applicationId: 'app', keyVault: 'https://contoso.vault.azure.net/secrets/a' } }, 'workload-identity-missing: The credentials say workloadIdentity, but this is no job with an identity. In GitHub Actions, give the job "permissions: id-token: write"; jobs of pull requests from forks get none. Elsewhere, use { env: NAME }.'],
  ];
  for (const [name, change, sentence] of refused) {
    it(`${name}: refused with a sentence; a dry run goes on without`, async () => {
      const { ports, asked } = world({ EMPTY: ' \n', SHORT: '12345' });
      assert.deepEqual(await ending(resolvedSecrets({ ...settings, ...change }, ports, 'all')), { failed: sentence, retry: never });
      assert.deepEqual(await resolvedSecrets({ ...settings, ...change }, ports, 'ifThere'), {});
      assert.deepEqual(asked, []);
    });
  }

  for (const [name, vault, sentence] of [
    ['refuses', () => Response.json({ error: { code: 'Forbidden', message: 'Caller is not authorized.' } }, { status: 403 }), 'http-403: contoso.vault.azure.net answered 403 while reading environments.test.clientSecret from Key Vault: Forbidden: Caller is not authorized.'],
    ['has no value', () => Response.json({ id: 'x' }), 'key-vault-answer: Key Vault gave no value for environments.test.clientSecret.'],
  ] as const) {
    it(`a vault that ${name} is told`, async () => {
      const { ports } = world({ A: 'planted-a' }, vault);
      assert.deepEqual(await ending(resolvedSecrets(withSettings({ credentials: { applicationId: 'app', env: 'A' }, clientSecret: { keyVault: 'https://contoso.vault.azure.net/secrets/a' } }), ports, 'all')), { failed: sentence, retry: never });
    });
  }
});
