/** The OIDC token of a job in GitHub Actions, for Entra ID to exchange (workload identity federation). */
import { DeployError } from '../deploy-error';
import { withRetries } from '../http/retries';
import type { DeployPorts } from '../ports';
import { jsonObject } from './access-tokens';
import type { Secret } from './secret';

/** What Entra ID expects as the audience of tokens that it exchanges. */
export const exchangeAudience = 'api://AzureADTokenExchange';
/** Set by GitHub Actions for jobs with `permissions: id-token: write` (About security hardening with OpenID Connect). */
export const requestVariables = { address: 'ACTIONS_ID_TOKEN_REQUEST_URL', token: 'ACTIONS_ID_TOKEN_REQUEST_TOKEN' } as const;

/** Asks for a fresh token at each call; such a token lives for minutes. Throws DeployError outside of such a job. */
export function jobAssertion(ports: Pick<DeployPorts, 'http' | 'clock' | 'tell' | 'keepSecret' | 'variable'>): () => Promise<Secret> {
  const { http, clock, tell, keepSecret, variable } = ports;
  return async () => {
    const [address, token] = [variable(requestVariables.address), variable(requestVariables.token)];
    if (!address || !token) throw new DeployError('workload-identity-missing', 'The credentials say workloadIdentity, but this is no job with an identity. In GitHub Actions, give the job "permissions: id-token: write"; jobs of pull requests from forks get none. Elsewhere, use { env: NAME }.');
    if (!/^https:\/\//.test(address)) throw new DeployError('workload-identity-address', `${requestVariables.address} is no https address. It is set by the runner and by nobody else.`);
    const bearer = keepSecret(token, `the variable ${requestVariables.token}`);
    const target = new URL(address);
    target.searchParams.set('audience', exchangeAudience);
    return withRetries(async () => {
      let answer: Response;
      try {
        answer = await http(target.href, { method: 'GET', redirect: 'error', signal: AbortSignal.timeout(30_000), headers: { Accept: 'application/json', Authorization: `Bearer ${bearer.reveal()}` } });
      } catch (error) {
        throw new DeployError('workload-identity-no-answer', 'The runner\'s token service does not answer.', { kind: 'later' }, error);
      }
      const { value } = jsonObject(await answer.text());
      if (answer.ok && typeof value === 'string') return keepSecret(value, 'the job\'s OIDC token');
      throw new DeployError('workload-identity-refused', `The runner's token service answered ${answer.status} without a token.`, answer.status === 408 || answer.status === 429 || answer.status >= 500 || answer.ok ? { kind: 'later' } : { kind: 'never' });
    }, clock.sleep, (failure, attempt, afterMs) => tell({ kind: 'retrying', reason: failure.message, attempt, afterMs }));
  };
}
