import { messageOf } from '../error-message';
import type { BackendHttp } from '../gateway/backend-http';
import type { Clock } from '../clocks/clock';
import type { ConnectionTokens } from '../store/environment-store';
import { providerAddress } from './provider-address';
import type { ProviderRequest } from './provider-requests';
import type { SignInSettings } from './sign-in-settings';
import { type TokenAnswer, tokenAnswer } from './token-answer';

export interface ProvidersOptions {
  /** Sends a request to a provider or its stand-in. */
  readonly http: Pick<BackendHttp, 'send'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly publicOrigin: () => string;
  /** Origins of identity providers that are really contacted; all others are stood in for. */
  readonly contacted: readonly string[];
}

/** The identity providers, each where it is reached. */
export class Providers {
  constructor(private readonly options: ProvidersOptions) {}

  /** The address for a real one; undefined where that is no address of the web. */
  reached(real: string): string | undefined {
    return providerAddress(real, this.options.publicOrigin(), this.options.contacted);
  }

  /** Sends a request for tokens. What goes wrong is an answer, too. `kept`: the tokens that are renewed. */
  async ask(request: ProviderRequest, kept?: ConnectionTokens): Promise<TokenAnswer> {
    if ('problem' in request) return { kind: 'error', says: request.problem };
    const uri = this.reached(request.address);
    if (uri === undefined) return { kind: 'error', says: `"${request.address}" is no address of the web` };
    try {
      const headers = [['Content-Type', 'application/x-www-form-urlencoded'], ['Accept', 'application/json']] as const;
      const { status, body } = await this.options.http.send({ method: 'POST', uri, headers, body: Buffer.from(request.body, 'utf8') });
      return tokenAnswer(status, body, this.options.clock.now(), kept);
    } catch (error) {
      return { kind: 'unavailable', says: `it did not answer: ${messageOf(error)}` };
    }
  }
}

/** The host of a provider's token address, as people know it. */
export function providerName(settings: SignInSettings): string {
  const address = settings.grant === 'notRun' ? '' : settings.token.address;
  return URL.canParse(address) ? new URL(address).host : settings.identityProvider;
}
