/** The settings of OAuth sign-ins, found once for the rules about them. */
import { entriesAt, isObject, member, objectAt, textAt, type JsonObject } from '../../json';
import type { Spot } from '../../spot';
import type { Visitors } from '../../visitors';
import type { ConnectionParameterNode } from '../../walk/properties-index';

export interface SignIn {
  readonly parameter: ConnectionParameterNode;
  readonly settings: JsonObject;
  readonly spot: Spot;
  /** In small letters; undefined where it is missing. */
  readonly provider: string | undefined;
  /** True where an application signs in without a person, so that nothing is redirected. */
  readonly withoutPerson: boolean;
}

/** True for a parameter that is a sign-in, however its type is written. */
export const isSignIn = ({ type }: ConnectionParameterNode): boolean => type !== undefined && type.toLowerCase() === 'oauthsetting';

/** The settings of a sign-in; undefined where there are none. Both spellings of the key are published. */
export function signInOf(parameter: ConnectionParameterNode): SignIn | undefined {
  if (!isSignIn(parameter)) return undefined;
  const key = ['oAuthSettings', 'oauthSettings'].find(each => isObject(member(parameter.parameter, each)));
  const settings = key === undefined ? undefined : objectAt(parameter.parameter, key);
  if (key === undefined || !settings) return undefined;
  const provider = textAt(settings, 'identityProvider')?.trim().toLowerCase();
  return {
    parameter, settings, spot: parameter.spot.at(key),
    provider: provider === '' ? undefined : provider,
    withoutPerson: customValue(settings, 'grantType') === 'client_credentials',
  };
}

/** True where `customParameters` has a key, in any letter case: published connectors write both. */
export const hasCustomParameter = (settings: JsonObject, name: string): boolean =>
  entriesAt(settings, 'customParameters').some(([key]) => key.toLowerCase() === name.toLowerCase());

/** The text that `customParameters` gives to a key. */
function customValue(settings: JsonObject, name: string): string | undefined {
  const found = entriesAt(settings, 'customParameters').find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return isObject(found) ? textAt(found, 'value') : undefined;
}

/** Visits each sign-in that has settings. */
export const eachSignIn = (look: (signIn: SignIn) => void): Visitors => ({
  connectionParameter(parameter) {
    const found = signInOf(parameter);
    if (found) look(found);
  },
});
