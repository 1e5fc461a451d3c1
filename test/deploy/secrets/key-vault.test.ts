import assert from 'node:assert/strict';
import { isKeyVaultPath, keyVaultAddress, vaultScope } from '../../../scripts/deploy/secrets/key-vault';

const path = '/subscriptions/0c1a7b1e-9a3f-4f5e-8d5b-2f6d7c1e9a10/resourceGroups/rg-1.(a)/providers/Microsoft.KeyVault/vaults/Contoso-Vault/secrets/my-secret';

describe('references to Key Vault', () => {
  it('addresses are taken as they are, in vaults of all clouds and nowhere else', () => {
    for (const address of ['https://contoso.vault.azure.net/secrets/a', 'https://contoso.vault.usgovcloudapi.net/secrets/a', 'https://contoso.vault.azure.cn/secrets/a', `https://contoso.vault.azure.net/secrets/a/${'0'.repeat(32)}`]) assert.equal(keyVaultAddress(address, 'Public'), address);
    for (const address of [
      'http://contoso.vault.azure.net/secrets/a', 'https://contoso.vault.azure.net.evil.example/secrets/a', 'https://evil.example/https://contoso.vault.azure.net/secrets/a', 'https://me:pw@contoso.vault.azure.net/secrets/a', 'https://contoso.vault.azure.net:444/secrets/a',
      'https://contoso.vault.azure.net/keys/a', 'https://contoso.vault.azure.net/secrets/a?x=1', 'https://contoso.vault.azure.net/secrets/a/../b', 'https://a.vault.azure.net/secrets/a', 'secret', '',
    ]) assert.equal(keyVaultAddress(address, 'Public'), undefined, address);
  });

  it('a full path leads to the vault of its cloud', () => {
    assert.deepEqual((['Public', 'UsGov', 'UsGovHigh', 'UsGovDod', 'China'] as const).map(cloud => keyVaultAddress(path, cloud)), [
      'https://contoso-vault.vault.azure.net/secrets/my-secret', 'https://contoso-vault.vault.azure.net/secrets/my-secret', 'https://contoso-vault.vault.usgovcloudapi.net/secrets/my-secret',
      'https://contoso-vault.vault.usgovcloudapi.net/secrets/my-secret', 'https://contoso-vault.vault.azure.cn/secrets/my-secret',
    ]);
  });

  it('only a full path is one', () => {
    assert.ok(isKeyVaultPath(path));
    assert.ok(isKeyVaultPath(path.replace('Microsoft.KeyVault', 'microsoft.keyvault')));
    for (const other of [`${path}/0123`, path.slice(1), path.replace('/secrets/', '/keys/'), path.replace('rg-1.(a)', ''), `x${path}`, 'https://contoso.vault.azure.net/secrets/a']) assert.ok(!isKeyVaultPath(other), other);
  });

  it('a token is asked for the vaults of the cloud', () => {
    assert.deepEqual(['https://contoso.vault.azure.net/secrets/a', 'https://contoso.vault.usgovcloudapi.net/secrets/a'].map(vaultScope), ['https://vault.azure.net/.default', 'https://vault.usgovcloudapi.net/.default']);
  });
});
