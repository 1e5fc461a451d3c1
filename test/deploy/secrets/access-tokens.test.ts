import assert from 'node:assert/strict';
import type { Credential } from '../../../scripts/deploy/request';
import { accessTokens, loginHosts } from '../../../scripts/deploy/secrets/access-tokens';
import { ending, never } from '../ending';
import { testPorts, sleepingClock, type TestPorts } from '../targets/test-ports';

interface Asked { readonly address: string; readonly form: Readonly<Record<string, string>>; readonly redirect: string | undefined }
type Reply = () => Response | Promise<Response>;

/** Entra ID, with these answers one after the other; the last one for ever. */
function entra(...replies: readonly Reply[]): { readonly ports: TestPorts; readonly asked: readonly Asked[]; readonly clock: TestPorts['clock'] } {
  const asked: Asked[] = [];
  const clock = sleepingClock();
  const ports = testPorts({ clock, http: async (address, { body, redirect }) => {
    asked.push({ address, form: Object.fromEntries(new URLSearchParams(String(body))), redirect });
    return (replies[asked.length - 1] ?? replies.at(-1)!)();
  } });
  return { ports, asked, clock };
}
const token = (value: string, seconds: unknown = 3600): Reply => () => Response.json({ token_type: 'Bearer', access_token: value, expires_in: seconds });
const refusal = (status: number, description: string, headers: Readonly<Record<string, string>> = {}): Reply => () => Response.json({ error: 'invalid_client', error_description: description }, { status, headers });
const scope = 'https://contoso.crm.dynamics.com/.default';
const secretCredential = ({ keepSecret }: TestPorts): Credential => ({ kind: 'clientSecret', tenant: 'contoso.onmicrosoft.com', applicationId: 'app', secret: keepSecret('planted-secret', 'it') });

describe('access tokens', () => {
  it('are asked for with the secret, of the tenant, where the cloud signs in', async () => {
    const { ports, asked } = entra(token('token-number-1'));
    const made = await accessTokens(secretCredential(ports), 'UsGovHigh', ports).of(scope);
    assert.equal(made.reveal(), 'token-number-1');
    assert.deepEqual(asked, [{ address: 'https://login.microsoftonline.us/contoso.onmicrosoft.com/oauth2/v2.0/token', redirect: 'error', form: { grant_type: 'client_credentials', client_id: 'app', scope, client_secret: 'planted-secret' } }]);
    assert.equal(ports.redactor.redact('token-number-1'), '***');
    assert.deepEqual(Object.values(loginHosts).every(host => host.startsWith('https://login.')), true);
  });

  it('are asked for with the job\'s own token, a fresh one each time', async () => {
    let assertions = 0;
    const { ports, asked } = entra(token('token-number-1'));
    const tokens = accessTokens({ kind: 'workloadIdentity', tenant: 't', applicationId: 'app', assertion: () => Promise.resolve(ports.keepSecret(`assertion-${++assertions}`, 'it')) }, 'Public', ports);
    await tokens.of(scope);
    await tokens.of(scope, 'fresh');
    assert.deepEqual(asked.map(({ form }) => form), [1, 2].map(number => ({ grant_type: 'client_credentials', client_id: 'app', scope, client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer', client_assertion: `assertion-${number}` })));
  });

  it('are kept by scope until five minutes before they end, and not when a fresh one is wanted', async () => {
    const { ports, asked, clock } = entra(token('token-number-1'), token('token-number-2'), token('token-number-3'), token('token-number-4'));
    const tokens = accessTokens(secretCredential(ports), 'Public', ports);
    const numbers: string[] = [];
    const ask = async (of = scope, fresh?: 'fresh'): Promise<void> => { numbers.push((await tokens.of(of, fresh)).reveal().slice(-1)); };
    await ask();
    await clock.sleep(3600_000 - 5 * 60_000 - 1);
    await ask();
    await clock.sleep(1);
    await ask();
    await ask('https://vault.azure.net/.default');
    await ask();
    await ask(scope, 'fresh');
    assert.deepEqual([numbers.join(''), asked.length], ['112324', 4]);
  });

  it('without an end they are used once', async () => {
    const { ports, asked } = entra(token('token-number-1', 'soon'));
    const tokens = accessTokens(secretCredential(ports), 'Public', ports);
    await tokens.of(scope);
    await tokens.of(scope);
    assert.equal(asked.length, 2);
  });

  it('without credentials they are refused with a sentence', async () => {
    const { ports, asked } = entra(token('token-number-1'));
    assert.deepEqual(await ending(accessTokens(undefined, 'Public', ports).of(scope)), { failed: 'credentials-missing: There are no credentials, so nobody can be asked. Write "credentials" for the environment in konektor.yaml.', retry: never });
    assert.deepEqual(asked, []);
  });

  const told: readonly (readonly [string, Reply, string])[] = [
    ['a wrong secret', refusal(401, 'AADSTS7000215: Invalid client secret provided.\r\nTrace ID: 1'), 'AADSTS7000215). The secret is not one of this application, or has been replaced. Make a new one, and check that it is the secret\'s value and not its id.'],
    ['an expired one', refusal(401, 'AADSTS7000222: The provided client secret keys are expired.'), 'AADSTS7000222). The secret has expired. Make a new one, or use a workload identity, which needs none.'],
    ['an unknown application', refusal(400, 'AADSTS700016: Application with identifier was not found.'), 'AADSTS700016). There is no application app in the tenant contoso.onmicrosoft.com. Check applicationId and tenant in konektor.yaml.'],
    ['an unknown tenant', refusal(400, 'AADSTS90002: Tenant not found.'), 'AADSTS90002). There is no tenant contoso.onmicrosoft.com, or it is in another cloud. Check tenant and cloud in konektor.yaml.'],
    ['a resource that the tenant does not know', refusal(400, 'AADSTS500011: The resource principal was not found.'), 'AADSTS500011). The tenant does not know the address as a resource. Check url in konektor.yaml.'],
    ['a subject that fits no credential', refusal(401, 'AADSTS700213: No matching federated identity record found.'), 'AADSTS700213). No federated credential of the application fits this job. For a job with an environment its subject is repo:<owner>/<repository>:environment:<name>, letter by letter.'],
    ['a policy', refusal(400, 'AADSTS53003: Access has been blocked.'), 'AADSTS53003). A conditional access policy of the tenant blocks the application. Its administrator can exempt workload identities.'],
    ['what is not known, without the numbers of this one request', refusal(400, 'AADSTS123456: Something else. Trace ID: 11-22 Correlation ID: 33 Timestamp: 2026-11-29 06:00:00Z'), 'AADSTS123456). AADSTS123456: Something else.'],
    ['an answer of another form', () => new Response('<html>no</html>', { status: 403 }), 'status 403). Check applicationId, tenant and credentials in konektor.yaml.'],
    ['a number alone', () => Response.json({ error_codes: [7000222] }, { status: 401 }), 'AADSTS7000222). The secret has expired. Make a new one, or use a workload identity, which needs none.'],
  ];
  for (const [name, reply, sentence] of told) {
    it(`refused for ${name}, once`, async () => {
      const { ports, asked } = entra(reply);
      assert.deepEqual(await ending(accessTokens(secretCredential(ports), 'Public', ports).of(scope)), { failed: `entra-refused: Microsoft Entra ID gives no token (${sentence}`, retry: never });
      assert.equal(asked.length, 1);
    });
  }

  it('wait for an Entra ID that is busy, away, or answers without a token', async () => {
    const { ports } = entra(refusal(429, 'throttled', { 'Retry-After': '17' }), refusal(503, 'busy'), () => Promise.reject(new TypeError('fetch failed')), () => new Response('<html>', { status: 200 }), token('token-number-1'));
    assert.equal((await accessTokens(secretCredential(ports), 'Public', ports).of(scope)).reveal(), 'token-number-1');
    assert.deepEqual(ports.events.map(event => event.kind === 'retrying' && [event.reason, event.afterMs]), [
      ['Microsoft Entra ID answered 429 without a token.', 17_000], ['Microsoft Entra ID answered 503 without a token.', 2_000],
      ['Microsoft Entra ID (login.microsoftonline.com) does not answer.', 4_000], ['Microsoft Entra ID answered 200 without a token.', 8_000],
    ]);
  });

  it('give up on one that stays away', async () => {
    const { ports, asked } = entra(refusal(503, 'busy'));
    assert.deepEqual(await ending(accessTokens(secretCredential(ports), 'Public', ports).of(scope)), { failed: 'entra-busy: Microsoft Entra ID answered 503 without a token. Tried 6 times.', retry: never });
    assert.equal(asked.length, 6);
  });
});
