import { fail } from '../flow-expression-error';
import { shownValue, type JsonObject } from '../flow-value';
import { example, flowFunction } from './flow-function';

const TEXT = [{ name: 'value', type: 'string' }] as const;
const URI = [{ name: 'uri', type: 'string' }] as const;
const ENCODED = 'https%3A%2F%2Fcontoso.com';
const PLAIN = 'https://contoso.com';
const PAGE = 'https://www.contoso.com/catalog/shownew.htm?date=today';

/** Functions for addresses. Source: functions reference, "URI parsing functions" and "Conversion functions". */
export const uriFunctions = {
  encodeUriComponent: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text as it may stand in an address; uriComponent is the newer name.',
    examples: [example(`encodeUriComponent('${PLAIN}')`, ENCODED), example(`encodeURIComponent('a b')`, 'a%20b')], evaluate: ([text]) => encoded(text),
  }),
  uriComponent: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text as it may stand in an address.',
    examples: [example(`uriComponent('${PLAIN}')`, ENCODED)], evaluate: ([text]) => encoded(text),
  }),
  decodeUriComponent: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text that was encoded for an address.',
    examples: [example(`decodeUriComponent('${ENCODED}')`, PLAIN)], evaluate: ([text]) => decoded('decodeUriComponent', text),
  }),
  uriComponentToString: flowFunction({
    parameters: TEXT, result: 'string', description: 'The text that was encoded for an address.',
    examples: [example(`uriComponentToString('${ENCODED}')`, PLAIN)], evaluate: ([text]) => decoded('uriComponentToString', text),
  }),
  uriComponentToBinary: flowFunction({
    parameters: TEXT, result: 'object', description: 'The text that was encoded for an address, as binary content.',
    examples: [example(`uriComponentToBinary('${ENCODED}')`, { '$content-type': 'application/octet-stream', $content: 'aHR0cHM6Ly9jb250b3NvLmNvbQ==' })],
    evaluate: ([text]): JsonObject => ({ '$content-type': 'application/octet-stream', $content: Buffer.from(decoded('uriComponentToBinary', text), 'utf8').toString('base64') }),
  }),
  uriHost: flowFunction({
    parameters: URI, result: 'string', description: 'The host of an address.',
    examples: [example("uriHost('https://www.localhost.com:8080')", 'www.localhost.com')], evaluate: ([uri]) => addressOf(uri).hostname,
  }),
  uriPath: flowFunction({
    parameters: URI, result: 'string', description: 'The path of an address.',
    examples: [example(`uriPath('${PAGE}')`, '/catalog/shownew.htm')], evaluate: ([uri]) => addressOf(uri).pathname,
  }),
  uriPathAndQuery: flowFunction({
    parameters: URI, result: 'string', description: 'The path and the query of an address.',
    examples: [example(`uriPathAndQuery('${PAGE}')`, '/catalog/shownew.htm?date=today')],
    evaluate: ([uri]) => { const { pathname, search } = addressOf(uri); return pathname + search; },
  }),
  uriPort: flowFunction({
    parameters: URI, result: 'integer', description: 'The port of an address, or the usual one of its scheme.',
    examples: [example("uriPort('https://www.localhost:8080')", 8080), example(`uriPort('${PLAIN}')`, 443)],
    evaluate: ([uri]) => { const { port, protocol } = addressOf(uri); return port !== '' ? Number(port) : USUAL_PORTS.get(protocol) ?? -1; },
  }),
  uriQuery: flowFunction({
    parameters: URI, result: 'string', description: 'The query of an address, with its question mark.',
    examples: [example(`uriQuery('${PAGE}')`, '?date=today')], evaluate: ([uri]) => addressOf(uri).search,
  }),
  uriScheme: flowFunction({
    parameters: URI, result: 'string', description: 'The scheme of an address.',
    examples: [example(`uriScheme('${PAGE}')`, 'https')], evaluate: ([uri]) => addressOf(uri).protocol.slice(0, -1),
  }),
};

const USUAL_PORTS: ReadonlyMap<string, number> = new Map([['https:', 443], ['http:', 80], ['ftp:', 21]]);

const addressOf = (uri: string): URL => URL.canParse(uri) ? new URL(uri) : fail(`${shownValue(uri)} is no address with a scheme and a host.`);

/** As .NET escapes: all but letters, digits and - . _ ~ of RFC 3986. Halves of characters become the replacement character. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

function decoded(name: string, text: string): string {
  try { return decodeURIComponent(text); } catch { return fail(`${name} finds a % that begins no character in ${shownValue(text)}.`); }
}
