import type { HeaderLine } from '../../script-host';

/** A request with an absolute address. Header names keep the spelling they came with and compare without case. */
export interface HttpRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: readonly HeaderLine[];
  readonly body?: Uint8Array;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly HeaderLine[];
  readonly body: Uint8Array;
}

/** The values of a header joined by a comma, as HTTP reads repeated lines; undefined where it is absent. */
export function headerOf(headers: readonly HeaderLine[], name: string): string | undefined {
  const wanted = name.toLowerCase();
  const values = headers.filter(([present]) => present.toLowerCase() === wanted).map(([, value]) => value);
  return values.length > 0 ? values.join(', ') : undefined;
}

/** The headers without all lines of that name. */
export function withoutHeader(headers: readonly HeaderLine[], name: string): readonly HeaderLine[] {
  const unwanted = name.toLowerCase();
  return headers.filter(([present]) => present.toLowerCase() !== unwanted);
}

/** The headers with exactly one line of that name, at the end. */
export function withHeader(headers: readonly HeaderLine[], name: string, value: string): readonly HeaderLine[] {
  return [...withoutHeader(headers, name), [name, value]];
}

/** A JSON answer. */
export function jsonResponse(status: number, value: unknown, headers: readonly HeaderLine[] = []): HttpResponse {
  return { status, headers: [['Content-Type', 'application/json; charset=utf-8'], ...headers], body: Buffer.from(JSON.stringify(value), 'utf8') };
}

/** An error in the form that connectors and flows show: `{error: {code, message}}`. */
export function errorResponse(status: number, code: string, message: string): HttpResponse {
  return jsonResponse(status, { error: { code, message } });
}
