import { headerOf, type HttpResponse } from '../gateway/http-message';
import type { HeaderLine } from '../../script-host';
import { isJsonObject, jsonOf, type JsonObject, type JsonValue } from '../json';
import type { StepError } from './run-history';

/** The outputs of a step that called an operation: `{statusCode, headers, body}`, the body as JSON where it is JSON. */
export function outputsOf(response: HttpResponse): JsonObject {
  return { statusCode: response.status, headers: headersObject(response.headers), ...(response.body.length === 0 ? {} : { body: contentOf(response) }) };
}

/** Headers by name; repeated ones are joined. Cookies are left out. */
export function headersObject(headers: readonly HeaderLine[]): JsonObject {
  const object: Record<string, JsonValue> = {};
  for (const [name] of headers) if (name.toLowerCase() !== 'set-cookie') object[name] ??= headerOf(headers, name) ?? '';
  return object;
}

/** JSON, text, or for other content the form that workflows use: `{$content-type, $content}` with base64. */
export function contentOf({ headers, body }: Pick<HttpResponse, 'headers' | 'body'>): JsonValue {
  const type = headerOf(headers, 'Content-Type') ?? '';
  const json = /json|^$/i.test(type) ? jsonOf(body) : undefined;
  if (json !== undefined) return json;
  if (/^text\/|json|xml|javascript|^$/i.test(type)) return Buffer.from(body).toString('utf8');
  return { '$content-type': type, $content: Buffer.from(body).toString('base64') };
}

/** What a failed answer says of itself, in the usual forms of an error body; else its status. */
export function errorOfAnswer(response: HttpResponse): StepError {
  const body = jsonOf(response.body);
  const error = isJsonObject(body) && isJsonObject(body['error']) ? body['error'] : body;
  const [code, message] = isJsonObject(error) ? [error['code'], error['message']] : [];
  return {
    code: typeof code === 'string' ? code : String(response.status),
    message: typeof message === 'string' ? message : `The operation answered ${response.status}.`,
  };
}
