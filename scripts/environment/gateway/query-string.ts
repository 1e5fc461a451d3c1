/** One part of a query as it stands in the address, still encoded; `value` is absent where there was no `=`. */
export interface QueryPart { readonly name: string; readonly value?: string }

/** Splits a raw query (without `?`) into its parts. Nothing is decoded, so that what passes through stays as it was written. */
export function queryParts(query: string): readonly QueryPart[] {
  return query.split('&').filter(part => part !== '').map(part => {
    const equals = part.indexOf('=');
    return equals < 0 ? { name: part } : { name: part.slice(0, equals), value: part.slice(equals + 1) };
  });
}

/** The parts joined again, without `?`. */
export function queryText(parts: readonly QueryPart[]): string {
  return parts.map(({ name, value }) => (value === undefined ? name : `${name}=${value}`)).join('&');
}

/** A path with its query, which may be empty. */
export function withQuery(path: string, parts: readonly QueryPart[]): string {
  const query = queryText(parts);
  return query === '' ? path : `${path}?${query}`;
}

/** Percent-decodes; malformed escapes stay as they are, for backends see them so too. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Percent-encodes everything but RFC 3986's unreserved characters, as .NET's Uri.EscapeDataString does. */
export function encoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The decoded value of the first part with that (decoded) name; undefined where there is none. */
export function queryValue(parts: readonly QueryPart[], name: string): string | undefined {
  const part = parts.find(candidate => decoded(candidate.name) === name);
  return part && decoded(part.value ?? '');
}

/** Splits an absolute or relative address at its first `?`; a fragment is dropped. */
export function splitAddress(address: string): { readonly path: string; readonly query: string } {
  const withoutFragment = address.split('#', 1)[0] ?? '';
  const mark = withoutFragment.indexOf('?');
  return mark < 0 ? { path: withoutFragment, query: '' } : { path: withoutFragment.slice(0, mark), query: withoutFragment.slice(mark + 1) };
}
