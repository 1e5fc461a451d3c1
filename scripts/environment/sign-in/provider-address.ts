/** Where the stand-in for all identity providers answers: `/sign-in/at/{host}/{path}`. */
export const standInBase = '/sign-in/at';

/**
 * Where a request to an identity provider really goes: to the stand-in, so that nothing leaves this machine, except for the
 * origins in `contacted`. Undefined where the address can't be read or is none of the web.
 */
export function providerAddress(real: string, standInOrigin: string, contacted: readonly string[]): string | undefined {
  if (!URL.canParse(real)) return undefined;
  const { protocol, origin, host, pathname, search } = new URL(real);
  if (protocol !== 'https:' && protocol !== 'http:') return undefined;
  return contacted.includes(origin) ? real : `${standInOrigin}${standInBase}/${host}${pathname}${search}`;
}
