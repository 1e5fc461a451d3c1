import type { HttpRequest } from './http-message';

/** The limits of the connector gateway with where they are said (facts 6 and 3.4). They are numbers of a time: each can be given another value. */
const table = {
  callsPerMinute: { value: 500, about: 'Calls a minute of one connection. Beyond it the answer is 429; that it carries Retry-After is inferred. How the minute is counted is the assumption rateWindow.' },
  requestBodyBytes: { value: 3_182_218, about: 'Bytes of a request\'s body. Beyond it the answer is 413.' },
  answerBytes: { value: 104_857_600, about: 'Bytes of an answer: the documented 100 MB of a message. Beyond it the answer is 502.' },
  addressCharacters: { value: 16_384, about: 'Characters of an address. Beyond it the answer is 414.' },
} as const satisfies Record<string, { readonly value: number; readonly about: string }>;

export type GatewayLimitName = keyof typeof table;
export type GatewayLimits = { readonly [Name in GatewayLimitName]: number };

/** Every limit with its value and what it is about. */
export const gatewayLimitTable: Readonly<Record<GatewayLimitName, { readonly value: number; readonly about: string }>> = table;

/** The limits with the given ones changed; Infinity lifts one. */
export function gatewayLimits(changed: Partial<GatewayLimits> = {}): GatewayLimits {
  const { callsPerMinute, requestBodyBytes, answerBytes, addressCharacters } = table;
  return { callsPerMinute: callsPerMinute.value, requestBodyBytes: requestBodyBytes.value, answerBytes: answerBytes.value, addressCharacters: addressCharacters.value, ...changed };
}

/** Status, code and sentence for a request that is larger than the gateway takes; undefined for one that is not. */
export function tooLarge({ uri, body }: Pick<HttpRequest, 'uri' | 'body'>, { addressCharacters, requestBodyBytes }: GatewayLimits): readonly [status: number, code: string, message: string] | undefined {
  if (uri.length > addressCharacters) return [414, 'AddressTooLong', `The address has ${uri.length} characters; the gateway takes ${addressCharacters} at most.`];
  const size = body?.length ?? 0;
  return size > requestBodyBytes ? [413, 'RequestTooLarge', `The request's body has ${size} bytes; the gateway takes ${requestBodyBytes} at most.`] : undefined;
}
