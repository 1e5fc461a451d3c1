/** Access tokens of Microsoft Entra ID by the client credentials grant, with a secret or with the job's own OIDC token. */
import { DeployError } from '../deploy-error';
import { withRetries } from '../http/retries';
import type { DeployPorts } from '../ports';
import type { Credential } from '../request';
import type { Cloud } from '../settings/environment-settings';
import type { AccessTokens } from '../target';
import { entraFailure } from './entra-failure';
import type { Secret } from './secret';

/** Where each cloud signs in (Microsoft identity platform, national clouds). The public cloud's also serves GCC. */
export const loginHosts: Readonly<Record<Cloud, string>> = {
  Public: 'https://login.microsoftonline.com', UsGov: 'https://login.microsoftonline.com',
  UsGovHigh: 'https://login.microsoftonline.us', UsGovDod: 'https://login.microsoftonline.us', China: 'https://login.partner.microsoftonline.cn',
};

/** A token that ends sooner might end on its way. */
const marginMs = 5 * 60_000;
/** RFC 7523: the assertion is a JSON web token. */
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

type Needs = Pick<DeployPorts, 'http' | 'clock' | 'tell' | 'keepSecret'>;

/** `credential` is undefined in a dry run without one: then every token is refused with a sentence. */
export function accessTokens(credential: Credential | undefined, cloud: Cloud, ports: Needs): AccessTokens {
  const kept = new Map<string, { readonly token: Secret; readonly until: number }>();
  return {
    of: async (scope, fresh) => {
      if (!credential) throw new DeployError('credentials-missing', 'There are no credentials, so nobody can be asked. Write "credentials" for the environment in konektor.yaml.');
      const known = kept.get(scope);
      if (known && fresh !== 'fresh' && known.until > ports.clock.now()) return known.token;
      const made = await withRetries(() => requested(credential, scope, loginHosts[cloud], ports), ports.clock.sleep,
        (failure, attempt, afterMs) => ports.tell({ kind: 'retrying', reason: failure.message, attempt, afterMs }));
      kept.set(scope, made);
      return made.token;
    },
  };
}

async function requested(credential: Credential, scope: string, host: string, { http, clock, keepSecret }: Needs): Promise<{ readonly token: Secret; readonly until: number }> {
  const { tenant, applicationId } = credential;
  const proof: Readonly<Record<string, string>> = credential.kind === 'clientSecret' ? { client_secret: credential.secret.reveal() }
    : { client_assertion_type: assertionType, client_assertion: (await credential.assertion()).reveal() };
  let answer: Response;
  try {
    answer = await http(`${host}/${encodeURIComponent(tenant)}/oauth2/v2.0/token`, {
      method: 'POST', redirect: 'error', signal: AbortSignal.timeout(60_000), headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body: new URLSearchParams({ grant_type: 'client_credentials', client_id: applicationId, scope, ...proof }).toString(),
    });
  } catch (error) {
    throw new DeployError('entra-no-answer', `Microsoft Entra ID (${new URL(host).host}) does not answer.`, { kind: 'later' }, error);
  }
  const body = jsonObject(await answer.text());
  if (!answer.ok || typeof body['access_token'] !== 'string') throw entraFailure(answer.status, body, answer.headers.get('retry-after') ?? undefined, credential, clock.now());
  const seconds = Number(body['expires_in']);
  return { token: keepSecret(body['access_token'], `the access token for ${scope}`), until: clock.now() + (Number.isFinite(seconds) ? seconds * 1000 : 0) - marginMs };
}

export function jsonObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value as Readonly<Record<string, unknown>> : {}; // an object; its members are looked at where they are used
  } catch {
    return {};
  }
}
