import assert from 'node:assert/strict';
import { jobAssertion } from '../../../scripts/deploy/secrets/workload-identity';
import { ending, never } from '../ending';
import { testPorts, type TestPorts } from '../targets/test-ports';

const variables = { ACTIONS_ID_TOKEN_REQUEST_URL: 'https://runner.actions.githubusercontent.com/token?api-version=2.0', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'planted-runner-token' };

/** A runner with these answers one after the other; the last one for ever. */
function runner(replies: readonly (() => Response | Promise<Response>)[], given: Readonly<Record<string, string>> = variables): { readonly ports: TestPorts; readonly asked: readonly string[] } {
  const asked: string[] = [];
  return { asked, ports: testPorts({ variables: given, http: async (address, { headers }) => { asked.push(`${address} ${(headers as Record<string, string>)['Authorization'] ?? ''}`); return (replies[asked.length - 1] ?? replies.at(-1)!)(); } }) };
}
const given = (): Response => Response.json({ value: 'planted-job-token' });

describe('the identity of a job', () => {
  it('is a token for Entra ID, asked for anew each time', async () => {
    const { ports, asked } = runner([given]);
    const assertion = jobAssertion(ports);
    assert.deepEqual([(await assertion()).reveal(), (await assertion()).name], ['planted-job-token', 'the job\'s OIDC token']);
    const request = 'https://runner.actions.githubusercontent.com/token?api-version=2.0&audience=api%3A%2F%2FAzureADTokenExchange Bearer planted-runner-token';
    assert.deepEqual(asked, [request, request]);
    assert.equal(ports.redactor.redact('planted-job-token planted-runner-token'), '*** ***');
  });

  it('is missing outside of such a job, and asked of nobody but over https', async () => {
    const missing = { failed: 'workload-identity-missing: The credentials say workloadIdentity, but this is no job with an identity. In GitHub Actions, give the job "permissions: id-token: write"; jobs of pull requests from forks get none. Elsewhere, use { env: NAME }.', retry: never };
    for (const name of Object.keys(variables)) assert.deepEqual(await ending(jobAssertion(runner([given], { ...variables, [name]: '' }).ports)()), missing, name);
    const { ports, asked } = runner([given], { ...variables, ACTIONS_ID_TOKEN_REQUEST_URL: 'http://runner.example/token' });
    assert.deepEqual(await ending(jobAssertion(ports)()), { failed: 'workload-identity-address: ACTIONS_ID_TOKEN_REQUEST_URL is no https address. It is set by the runner and by nobody else.', retry: never });
    assert.deepEqual(asked, []);
  });

  it('is waited for where the runner is busy, and not where it refuses', async () => {
    const { ports } = runner([() => new Response('', { status: 408 }), () => new Response('', { status: 429 }), () => new Response('<html>', { status: 502 }), () => Promise.reject(new TypeError('fetch failed')), given]);
    assert.equal((await jobAssertion(ports)()).reveal(), 'planted-job-token');
    assert.deepEqual(ports.events.map(event => event.kind === 'retrying' && event.reason), [
      ...[408, 429, 502].map(status => `The runner's token service answered ${status} without a token.`), 'The runner\'s token service does not answer.',
    ]);
    const refusing = runner([() => Response.json({ message: 'no' }, { status: 403 })]);
    assert.deepEqual(await ending(jobAssertion(refusing.ports)()), { failed: 'workload-identity-refused: The runner\'s token service answered 403 without a token.', retry: never });
    assert.equal(refusing.asked.length, 1);
  });
});
