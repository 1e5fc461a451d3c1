/** The secret of the app registration inside connection parameters: put in on the wire only. */
import { isRecord, type JsonRecord } from '../json-record';
import type { Secret } from '../secrets/secret';

/** Where a connector keeps a secret: the OAuth settings of the parameter `token` (paconn's and the portal's own place). */
type Parameters = JsonRecord;

const record = (value: unknown): Parameters | undefined => (isRecord(value) ? value : undefined);

/** Whether people sign in with an app registration of ours: one whose client id stands in the parameter. */
function takesSecret(token: Parameters | undefined): boolean {
  return token?.['type'] === 'oauthSetting' && typeof record(token['oAuthSettings'])?.['clientId'] === 'string';
}

/** Connection parameters with the secret in `token`; undefined where it has no place. */
export function withClientSecret(parameters: unknown, secret: Secret): Parameters | undefined {
  const all = record(parameters);
  const token = record(all?.['token']);
  if (!all || !token || !takesSecret(token)) return undefined;
  return { ...all, token: { ...token, oAuthSettings: { ...record(token['oAuthSettings']), clientSecret: secret.reveal() } } };
}

/** Connection parameter sets with the secret in each set in which people sign in; undefined where there is none. */
export function setsWithClientSecret(sets: unknown, secret: Secret): Parameters | undefined {
  const all = record(sets);
  const values = all?.['values'];
  if (!all || !Array.isArray(values)) return undefined;
  let placed = false;
  const changed = values.map((value: unknown) => {
    const set = record(value);
    const parameters = set && withClientSecret(set['parameters'], secret);
    placed ||= parameters !== undefined;
    return set && parameters ? { ...set, parameters } : value;
  });
  return placed ? { ...all, values: changed } : undefined;
}
