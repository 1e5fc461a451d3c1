import assert from 'node:assert/strict';
import { isPlaceholder, placeholderFindings } from '../../../scripts/deploy/checks/placeholders';
import { requestOf, settings, smallRelease } from '../fake-release';

describe('placeholders', () => {
  it('are values that say so, and addresses under domains for examples', () => {
    for (const value of ['placeholder', 'Placeholder Publisher', 'placeholder-tenant-id', 'placehld', 'PlaceholderPublisher', 'https://example.com', 'https://www.example.org/x', 'a@example.net', 'https://test.example/path', 'me@host.invalid', 'https://contoso.test', 'https://placeholder-test.contoso.com']) assert.ok(isPlaceholder(value), value);
    for (const value of ['Contoso', 'contoso.onmicrosoft.com', 'https://contoso.crm.dynamics.com', 'https://myexample.com', 'https://example.company', 'test', 'a@contoso.com', '6b9e8a52-0000-4000-8000-0123456789ab', '', 'our placeholder']) assert.ok(!isPlaceholder(value), value);
  });

  it('are refused, every one by its place', () => {
    const request = requestOf(smallRelease('1.0.0', { publisher: [{ what: 'publisher.name', value: 'Placeholder Publisher' }, { what: 'publisher.prefix', value: 'placehld' }, { what: 'publisher.website', value: 'https://contoso.com' }] }), {
      environment: {
        ...settings, url: 'https://placeholder-test.example.com', id: 'placeholder-id', tenant: 'placeholder-tenant', clientId: 'placeholder-client', credentials: { applicationId: 'placeholder-application', workloadIdentity: true },
        connectionReferences: { pet_own: 'placeholder-connection', pet_teams: 'placeholder-other' }, environmentVariables: { pet_Place: 'placeholder' },
      },
      connections: { pet_own: 'given-now', pet_teams: 'placeholder-other' },
    });
    assert.deepEqual(placeholderFindings(request), [
      { code: 'placeholder-settings', severity: 'refused', message: 'konektor.yaml has placeholders where only you know the value: environments.test.url, environments.test.id, environments.test.tenant, environments.test.clientId, environments.test.credentials.applicationId, environments.test.connectionReferences.pet_teams, environments.test.environmentVariables.pet_Place. Write the real ones.' },
      { code: 'placeholder-publisher', severity: 'refused', message: 'The packages name a placeholder: publisher.name, publisher.prefix. Write the publisher in konektor.yaml, and package again. The prefix stays in the connector\'s name for ever.' },
    ]);
  });

  it('do no harm in the local environment, and real values have no finding', () => {
    assert.deepEqual(placeholderFindings(requestOf(smallRelease('1.0.0', { publisher: [{ what: 'publisher.prefix', value: 'placehld' }] }), { environment: { ...settings, target: 'local', url: 'https://example.com' } })), []);
    assert.deepEqual(placeholderFindings(requestOf()), []);
  });
});
