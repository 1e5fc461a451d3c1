import { timingSafeEqual } from 'node:crypto';
import { restBelow } from './location';

/** Signs a text; see Gateway.signature. */
export type Sign = (text: string) => string;

/**
 * What Context.CreateNotificationUri makes addresses from (facts 1.2). The script appends the path of an operation and whatever
 * it wants to be told again, so the signature stands before them; it covers connector and connection.
 */
export function notificationBase(origin: string, connector: string, connectionId: string, sign: Sign): string {
  return `${origin}/notifications/${signatureOf(connector, connectionId, sign)}/${connector}/${connectionId}`;
}

export function isNotification(uri: string, origin: string): boolean {
  return restBelow(`${origin}/notifications`, uri) !== undefined;
}

/** What such an address leads to, as an address below `/apim`, and whether its signature is right; undefined for another form. */
export function readNotification(uri: string, origin: string, sign: Sign): { readonly rest: string; readonly isSigned: boolean } | undefined {
  const found = /^\/([^/]+)\/([^/?]+)\/([^/?]+)(.*)$/s.exec(restBelow(`${origin}/notifications`, uri) ?? '');
  if (!found) return undefined;
  const [, signature = '', connector = '', connectionId = '', rest = ''] = found;
  return { rest: `/apim/${connector}/${connectionId}${rest}`, isSigned: isSame(signature, signatureOf(connector, connectionId, sign)) };
}

/** Compares without telling by its time where two texts differ. */
export function isSame(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

const signatureOf = (connector: string, connectionId: string, sign: Sign): string => sign(`notification\n${connector}\n${connectionId}`);
