import { retryAfterMs } from '../../environment/gateway/retry-after';
import { DeployError } from '../deploy-error';
import type { Credential } from '../request';

/** What to do about an error of Entra ID, by its number (Microsoft Entra authentication and authorization error codes). */
const advice: Readonly<Record<string, (credential: Credential) => string>> = {
  7000215: () => 'The secret is not one of this application, or has been replaced. Make a new one, and check that it is the secret\'s value and not its id.',
  7000222: () => 'The secret has expired. Make a new one, or use a workload identity, which needs none.',
  700016: ({ applicationId, tenant }) => `There is no application ${applicationId} in the tenant ${tenant}. Check applicationId and tenant in konektor.yaml.`,
  700213: subjectAdvice, 70021: subjectAdvice, 700211: () => 'The application has no federated credential for this issuer. Add one for GitHub Actions (issuer https://token.actions.githubusercontent.com).',
  700212: () => 'The federated credential expects another audience. Set it to api://AzureADTokenExchange.',
  700024: () => 'The job\'s OIDC token is outside of its time. Check the clock of the runner.',
  90002: ({ tenant }) => `There is no tenant ${tenant}, or it is in another cloud. Check tenant and cloud in konektor.yaml.`,
  500011: () => 'The tenant does not know the address as a resource. Check url in konektor.yaml.',
  53003: () => 'A conditional access policy of the tenant blocks the application. Its administrator can exempt workload identities.',
};

function subjectAdvice(): string {
  return 'No federated credential of the application fits this job. For a job with an environment its subject is repo:<owner>/<repository>:environment:<name>, letter by letter.';
}

/** The failure to get a token, with what to do. Throttling and failures of Entra ID itself are tried again. */
export function entraFailure(status: number, body: Readonly<Record<string, unknown>>, retryAfter: string | undefined, credential: Credential, now: number): DeployError {
  const description = typeof body['error_description'] === 'string' ? body['error_description'] : '';
  const number = /AADSTS(\d+)/.exec(description)?.[1] ?? (Array.isArray(body['error_codes']) ? String(body['error_codes'][0]) : undefined);
  if (status === 408 || status === 429 || status >= 500 || (status >= 200 && status < 300)) {
    const afterMs = retryAfterMs(retryAfter, now);
    return new DeployError('entra-busy', `Microsoft Entra ID answered ${status} without a token.`, { kind: 'later', ...(afterMs === undefined ? {} : { afterMs }) });
  }
  const known = number === undefined ? undefined : advice[number];
  // The numbers of this one request would make every failure look like another one.
  const first = (description.split(/\r?\n/)[0] ?? '').replace(/\s*Trace ID:.*$/, '');
  return new DeployError('entra-refused', `Microsoft Entra ID gives no token (${number === undefined ? `status ${status}` : `AADSTS${number}`}). ${known?.(credential) ?? (first === '' ? 'Check applicationId, tenant and credentials in konektor.yaml.' : first)}`);
}
