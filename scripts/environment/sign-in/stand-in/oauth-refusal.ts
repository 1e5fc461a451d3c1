/** How a provider words its errors: Microsoft Entra ID with AADSTS numbers, others as RFC 6749 says. */
export type Flavour = 'entra' | 'plain';

/**
 * Why the stand-in refuses. Numbers are those of Microsoft's public list of Entra ID error codes for the same reason; the
 * sentences are our own, for Microsoft's change. An invalid client answers 401, everything else 400 (RFC 6749, 5.2).
 */
const reasons = {
  missingParameter: { error: 'invalid_request', aadsts: 900144, says: 'The request lacks a parameter that it must have.' },
  unsupportedGrant: { error: 'unsupported_grant_type', aadsts: 70003, says: 'This grant type is not supported.' },
  unsupportedResponse: { error: 'unsupported_response_type', aadsts: 70005, says: 'Only the response type "code" is supported.' },
  foreignRedirect: { error: 'invalid_request', aadsts: 50011, says: 'The reply address is not the one of this environment.' },
  unknownApp: { error: 'unauthorized_client', aadsts: 700016, says: 'No application with this client ID is registered in the tenant.' },
  missingSecret: { error: 'invalid_client', aadsts: 7000218, says: 'The request carries no client_secret.' },
  wrongSecret: { error: 'invalid_client', aadsts: 7000215, says: 'The client secret is not the one of this application.' },
  expiredSecret: { error: 'invalid_client', aadsts: 7000222, says: 'The client secret of this application has expired.' },
  wrongTenant: { error: 'invalid_request', aadsts: 90002, says: 'There is no such tenant.' },
  commonTenant: { error: 'invalid_request', aadsts: 9001023, says: 'An application signs in to a tenant of its own, not to the one that all share.' },
  unreadableCode: { error: 'invalid_grant', aadsts: 9002313, says: 'The code was not given out here.' },
  usedCode: { error: 'invalid_grant', aadsts: 54005, says: 'The code was redeemed before.' },
  expiredCode: { error: 'invalid_grant', aadsts: 70008, says: 'The code has expired.' },
  otherRedirect: { error: 'invalid_grant', aadsts: 50011, says: 'The reply address is not the one that the code was asked for with.' },
  wrongVerifier: { error: 'invalid_grant', aadsts: 501481, says: 'The code verifier does not match the code challenge.' },
  invalidRefreshToken: { error: 'invalid_grant', aadsts: 70000, says: 'The refresh token is not valid.' },
  expiredRefreshToken: { error: 'invalid_grant', aadsts: 700082, says: 'The refresh token was not used for too long and has expired.' },
  revoked: { error: 'invalid_grant', aadsts: 50173, says: 'The sign-in was revoked, so the person must sign in again.' },
  declined: { error: 'access_denied', aadsts: 65004, says: 'The person did not consent.' },
} as const satisfies Record<string, { readonly error: string; readonly aadsts: number; readonly says: string }>;

export type RefusalReason = keyof typeof reasons;

/** A request that the stand-in refuses. */
export class OAuthRefusal extends Error {
  override readonly name = 'OAuthRefusal';

  constructor(readonly reason: RefusalReason, readonly parameter?: string) {
    super(reasons[reason].says);
  }

  get error(): string {
    return reasons[this.reason].error;
  }

  get status(): 400 | 401 {
    return this.error === 'invalid_client' ? 401 : 400;
  }

  /** The sentence with the number in front where the provider is Entra ID. */
  description(flavour: Flavour): string {
    const named = this.parameter === undefined ? this.message : `${this.message} It is: '${this.parameter}'.`;
    return flavour === 'entra' ? `AADSTS${reasons[this.reason].aadsts}: ${named}` : named;
  }

  /** The body of a token address that refuses. `now` in milliseconds; `id` names the request. */
  body(flavour: Flavour, now: number, id: string): Readonly<Record<string, unknown>> {
    if (flavour === 'plain') return { error: this.error, error_description: this.description(flavour) };
    const timestamp = new Date(now).toISOString().slice(0, 19).replace('T', ' ') + 'Z';
    return {
      error: this.error, error_description: `${this.description(flavour)}\r\nTrace ID: ${id}\r\nCorrelation ID: ${id}\r\nTimestamp: ${timestamp}`,
      error_codes: [reasons[this.reason].aadsts], timestamp, trace_id: id, correlation_id: id, error_uri: `https://login.microsoftonline.com/error?code=${reasons[this.reason].aadsts}`,
    };
  }
}
