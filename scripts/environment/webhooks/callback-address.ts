import { restBelow } from '../gateway/location';
import { isSame, type Sign } from '../gateway/notification-address';
import { decoded, encoded, queryParts, queryValue, splitAddress } from '../gateway/query-string';

/** What a callback address leads to. */
export interface CallbackTarget { readonly flowId: string; readonly subscriptionId: string }

/**
 * The address that a service calls: like the platform's it is long, partly percent-encoded, and carries its only secret, the
 * signature, in its query (facts 3.3). A service that decodes it, or cuts it at the first `&`, is shown up here too.
 */
export function callbackAddress(origin: string, target: CallbackTarget, sign: Sign): string {
  const { flowId, subscriptionId } = target;
  const permission = encoded(`/flows/${flowId}/subscriptions/${subscriptionId}/run`);
  return `${origin}/callbacks/${encoded(flowId)}/${encoded(subscriptionId)}?api-version=2016-06-01&sp=${permission}&sv=1.0&sig=${signatureOf(target, sign)}`;
}

/** What an address below `/callbacks` leads to, and whether its signature is right; undefined for an address of another form. */
export function readCallback(uri: string, origin: string, sign: Sign): (CallbackTarget & { readonly isSigned: boolean }) | undefined {
  const { path, query } = splitAddress(uri);
  const found = /^\/([^/]+)\/([^/]+)$/.exec(restBelow(`${origin}/callbacks`, path) ?? '');
  if (!found) return undefined;
  const target: CallbackTarget = { flowId: decoded(found[1] ?? ''), subscriptionId: decoded(found[2] ?? '') };
  return { ...target, isSigned: isSame(queryValue(queryParts(query), 'sig') ?? '', signatureOf(target, sign)) };
}

/** The address without what makes it work, for everything that is shown. */
export function withoutSignature(text: string): string {
  return text.replace(/(sig(?:=|%3D|%253D))[A-Za-z0-9_-]{43}/gi, '$1***');
}

const signatureOf = ({ flowId, subscriptionId }: CallbackTarget, sign: Sign): string => sign(`callback\n${flowId}\n${subscriptionId}`);
