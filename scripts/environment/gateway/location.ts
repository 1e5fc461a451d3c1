/** The addresses that a Location of one answer is read against. */
export interface LocationBases {
  /** What a relative Location starts from: the address that whoever wrote it was asked at. */
  readonly asked: string;
  /** Origin and base path of the backend, without trailing slash. */
  readonly backend: string;
  /** The connector's own base on the gateway, `…/apim/{connector}/{connectionId}`. */
  readonly gateway: string;
}

/**
 * A Location as the flow engine gets it: absolute, and on the gateway where it named the backend, so that the next call
 * is authenticated again (inferred, facts 3.3; `rewrite` is the assumption `backendLocation`). One that can't be read stays.
 */
export function answeredLocation(location: string, bases: LocationBases, rewrite: 'rewrite' | 'leave'): string {
  const absolute = /^https?:\/\//i.test(location) ? location : URL.canParse(location, bases.asked) ? new URL(location, bases.asked).href : location;
  const rest = rewrite === 'rewrite' ? restBelow(bases.backend, absolute) : undefined;
  return rest === undefined ? absolute : bases.gateway + rest;
}

/** What follows a base in an address: '', or text that starts with `/` or `?`; undefined where the address is not below it. */
export function restBelow(base: string, address: string): string | undefined {
  if (!address.startsWith(base)) return undefined;
  const rest = address.slice(base.length);
  return rest === '' || rest.startsWith('/') || rest.startsWith('?') ? rest : undefined;
}
