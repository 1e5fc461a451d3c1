/** Secrets and placeholders told apart, and rules that no document breaks. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { documentOf, inParameter } from '../../scripts/validate/examples/example';
import type { JsonValue } from '../../scripts/validate/json';
import { profiles } from '../../scripts/validate/profile';
import { brandingRules } from '../../scripts/validate/rules/branding';
import { policiesRules } from '../../scripts/validate/rules/policies';
import { propertiesRules } from '../../scripts/validate/rules/properties';
import { isExampleHost, isPlaceholder } from '../../scripts/validate/rules/properties/placeholder-text';
import { anySecret, secretForms, secretIn } from '../../scripts/validate/rules/properties/secret-forms';
import { readmeRules } from '../../scripts/validate/rules/readme';
import { validate } from '../../scripts/validate/validate';

/** One of each form, put together here so that nothing that looks for secrets takes this file for a leak. */
const secrets: Readonly<Record<string, string>> = {
  'a private key': `${'-----BEGIN RSA '}PRIVATE KEY-----\n${'MIIEpAIBAAKCAQEA7bq2'.repeat(4)}`,
  'a JSON Web Token': ['eyJhbGciOiJIUzI1NiJ9', 'eyJ1c2VyIjoic2hlbHRlciJ9', 'pV5lqT9Rj1kZsW8aXc3Yb7Nd0Fg2Hm4K'].join('.'),
  'a client secret of Microsoft Entra ID': ['kZ4', '8Q~', 'pV5lqT9Rj1kZsW8aXc3Yb7Nd0Fg2Hm4K'].join(''),
  'an access key of Azure Storage or Service Bus': `DefaultEndpointsProtocol=https;${'Account'}Key=${'qT9Rj1kZsW8aXc3Yb7Nd'.repeat(3)}==`,
  'a shared access signature of Azure': `https://shelter.blob.core.windows.net/a?sv=2020&${'si'}g=${'qT9Rj1kZsW8aXc3Yb7Nd'.repeat(2)}%3D`,
  'an access key of Amazon Web Services': ['AKIA', 'QX7RT2MNB4KWZP5D'].join(''),
  'a token of GitHub': ['ghp', 'qT9Rj1kZsW8aXc3Yb7NdqT9Rj1kZsW8aXc3Y'].join('_'),
  'a token of GitLab': ['glpat', 'qT9Rj1kZsW8aXc3Yb7Nd'].join('-'),
  'a token of Slack': ['xoxb', '29384756102', 'qT9Rj1kZsW8aXc3Y'].join('-'),
  'a key of Stripe': ['sk', 'live', 'qT9Rj1kZsW8aXc3Yb7Nd'].join('_'),
  'a key of Google': ['AIza', 'qT9Rj1kZsW8aXc3Yb7NdqT9Rj1kZsW8aXc3'].join(''),
  'a key of SendGrid': ['SG', 'qT9Rj1kZsW8aXc3Yb7Ndqq', 'qT9Rj1kZsW8aXc3Yb7NdqT9Rj1kZsW8aXc3Yb7Ndqqq'].join('.'),
  'a password in a connection string': 'Server=tcp:db.shelter.net;User ID=cat;Pass' + 'word=dogs&cats9;',
};

describe('secrets', () => {
  it('of every form are known, in the file and in the value', () => {
    assert.deepEqual(secretForms.map(({ name }) => name), Object.keys(secrets));
    for (const [form, secret] of Object.entries(secrets)) {
      const text = `Use ${secret} for it.`;
      const found = secretIn(text);
      assert.equal(found?.form, form);
      assert.ok(found !== undefined && found.offset >= 0 && text.slice(found.offset, found.offset + found.length).length === found.length);
      assert.ok(anySecret.test(JSON.stringify({ description: text })), `${form} is found by the first look`);
    }
  });

  it('never stand in a finding', () => {
    for (const secret of Object.values(secrets)) {
      const { subject } = inParameter({ name: 'X-API-Key', in: 'header', default: secret });
      const { findings } = validate(subject, { profile: 'certification', rules: propertiesRules });
      const told = findings.filter(({ rule }) => rule.code === 'secret-in-file');
      assert.equal(told.length, 1, secret.slice(0, 12));
      const words = findings.map(({ rule, data }) => JSON.stringify([rule.says(data), data])).join();
      for (let at = 0; at + 8 <= secret.length; at += 1) assert.ok(!words.includes(secret.slice(at, at + 8)), secret.slice(at, at + 8));
    }
  });

  it('are not seen in samples of documentation and in ordinary texts', () => {
    const harmless = [
      ['AKIA', 'IOSFODNN7EXAMPLE'].join(''), 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIiwibmFtZSI6IkpvaG4gRG9lIn0.SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c',
      'sig=<signature>', 'A key such as AIza…', '-----BEGIN PRIVATE KEY-----\n...', 'Server=x;Password=', 'b0e1a4c2-4a3b-4f0e-9d5e-0f1a2b3c4d5e', 'xoxb-your-token', 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
    ];
    assert.deepEqual(harmless.filter(text => secretIn(text) !== undefined), []);
  });
});

describe('placeholders', () => {
  it('are told from values', () => {
    const placeholders = ['', ' ', '<your key>', '{{client id}}', '[[DUMMY]]', 'YOUR_CLIENT_SECRET', 'xxxxxxxx', 'CLIENT_ID', 'clientSecret', 'PLACEHOLDER_API_KEY', '00000000-0000-0000-0000-000000000000', '@connectionParameters(\'key\')', 'Enter your client ID', 'api_key_here'];
    assert.deepEqual(placeholders.filter(text => !isPlaceholder(text)), []);
    assert.deepEqual(['7a0f3193-139f-4c5c-ab5c-bcb06a609ea6', 'k7Gd92ml-Zq81Vb3Tc', 'FJ8aTHhXL1WNBkl3HPsC'].filter(isPlaceholder), []);
  });

  it('are hosts that belong to nobody', () => {
    assert.deepEqual(['example.com', 'www.example.org', 'api.example.com', 'contoso.com', 'api.contoso.com:443', 'tenant.fabrikam.net', 'yourhost.yourdomain.com'].filter(host => !isExampleHost(host)), []);
    assert.deepEqual(['api.shelter.example.com', 'example.company.com', 'mycontoso.com', 'api.shelter.org', 'notexample.com'].filter(isExampleHost), []);
  });
});

describe('rules about properties, policies, branding and readme', () => {
  const rules = [...propertiesRules, ...policiesRules, ...brandingRules, ...readmeRules];

  it('answer whatever the documents hold', () => {
    const value: fc.Arbitrary<JsonValue> = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonValue>; // that is what it makes
    const key = (...names: readonly string[]) => fc.constantFrom(...names);
    const parameter = fc.oneof(value, fc.dictionary(key('type', 'uiDefinition', 'oAuthSettings', 'metadata'), fc.oneof(value, fc.constantFrom('string', 'oauthSetting', 'securestring'), fc.dictionary(key('constraints', 'displayName', 'customParameters', 'redirectUrl', 'clientSecret', 'identityProvider'), value))));
    const policy = fc.oneof(value, fc.dictionary(key('templateId', 'title', 'parameters'), fc.oneof(value, fc.constantFrom('setheader', 'pollingtrigger'), fc.dictionary(key('x-ms-apimTemplateParameter.name', 'x-ms-apimTemplate-operationName', 'x-ms-apimTemplate-policySection', '__proto__x'), value))));
    const properties = fc.dictionary(
      key('connectionParameters', 'connectionParameterSets', 'policyTemplateInstances', 'iconBrandColor', 'capabilities', 'publisher', 'stackOwner', 'constructor'),
      fc.oneof(value, fc.array(policy, { maxLength: 3 }), fc.dictionary(fc.oneof(key('token', 'token:TenantId', 'values', 'uiDefinition'), fc.string()), fc.oneof(parameter, fc.array(parameter, { maxLength: 2 })), { maxKeys: 4 })),
    );
    fc.assert(fc.property(fc.oneof(value, fc.record({ properties })), value, fc.string(), (document, definition, text) => {
      const subject = {
        name: 'any', scripts: [], whole: true, definition: documentOf('apiDefinition.swagger.json', definition), properties: documentOf('apiProperties.json', document as JsonValue), // made of JSON values alone
        readme: { file: 'readme.md', text, bytes: text.length }, intro: { file: 'intro.md', text, bytes: text.length },
      };
      for (const profile of profiles) {
        for (const { rule, data, at } of validate(subject, { profile, rules }).findings) {
          assert.match(rule.says(data).what, /^[^a-z\s].*[.!?]$/s);
          rule.fix?.edits(data, at, subject);
        }
      }
    }), { seed: 7, numRuns: 300 });
  });

  it('look at deep documents without recursion', () => {
    let deep: JsonValue = ['AKIA', 'QX7RT2MNB4KWZP5D'].join('');
    for (let level = 0; level < 20_000; level += 1) deep = [deep];
    const subject = { name: 'deep', scripts: [], whole: false, settings: { file: 'settings.json', syntax: 'json' as const, text: undefined, bytes: 0, value: { deep }, damage: [] } };
    assert.deepEqual(validate(subject, { profile: 'platform', rules }).findings.map(({ rule }) => rule.code), ['secret-in-file']);
  });
});
