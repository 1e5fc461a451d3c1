import assert from 'node:assert/strict';
import { findingsBefore } from '../../../scripts/deploy/checks';
import type { Finding } from '../../../scripts/deploy/plan';
import type { EnvironmentSettings } from '../../../scripts/deploy/settings/environment-settings';
import { emptyWorld, fakeTarget, requestOf, settings, smallRelease } from '../fake-release';

describe('findings before anybody is asked', () => {
  const ofTarget: readonly Finding[] = ['url-form', 'environment-id-form', 'url-missing'].map(code => ({ code, severity: 'refused', message: code }));
  const codes = (change: Partial<EnvironmentSettings>): readonly string[] =>
    findingsBefore(requestOf(smallRelease(), { environment: { ...settings, ...change } }), { ...fakeTarget(emptyWorld()), check: () => ofTarget }).map(({ code }) => code).filter(code => /^(url|environment|placeholder)-/.test(code));

  it('are the core\'s and the target\'s', () => { assert.deepEqual(codes({ url: 'https://contoso.com', id: 'x' }), ['url-form', 'environment-id-form', 'url-missing']); });

  it('say of a placeholder that it is one, and not also that it has the wrong form', () => {
    assert.deepEqual(codes({ url: 'https://placeholder-test.example.com', id: 'x' }), ['placeholder-settings', 'environment-id-form', 'url-missing']);
    assert.deepEqual(codes({ url: 'https://contoso.com', id: 'placeholder-id' }), ['placeholder-settings', 'url-form', 'url-missing']);
  });
});
