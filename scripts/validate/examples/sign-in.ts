/** Examples about OAuth sign-ins and other connection parameters. */
import type { JsonObject } from '../json';
import { inConnectionParameter, inProperties, type Example } from './example';

/** The settings of a sign-in that has everything; undefined takes a key away. */
export function inSignIn(settings: JsonObject): Example {
  const complete: JsonObject = {
    identityProvider: 'oauth2',
    clientId: '{{client id}}',
    scopes: ['animals.read'],
    redirectMode: 'GlobalPerConnector',
    redirectUrl: 'https://global.consent.azure-apim.net/redirect',
    properties: { IsFirstParty: 'False' },
    customParameters: {
      authorizationUrl: { value: 'https://shelter.example.com/authorize' },
      tokenUrl: { value: 'https://shelter.example.com/token' },
      refreshUrl: { value: 'https://shelter.example.com/token' },
    },
  };
  const given = Object.fromEntries(Object.entries({ ...complete, ...settings }).filter(([, value]) => value !== undefined));
  const example = inConnectionParameter({ type: 'oauthSetting', oAuthSettings: given }, 'token');
  return { ...example, shown: JSON.stringify({ oAuthSettings: given }, undefined, 2), base: `${example.base}/oAuthSettings` };
}

/** Connection parameters beside each other, in place of the small connector's. */
export function inConnectionParameters(parameters: JsonObject): Example {
  const example = inProperties({ connectionParameters: parameters });
  return { ...example, shown: JSON.stringify(parameters, undefined, 2), base: '/properties/connectionParameters' };
}

/** A field that a maker fills in, complete except for what is given; undefined takes a key away. */
export const fieldWith = (uiDefinition: JsonObject, type = 'string'): JsonObject => ({
  type,
  uiDefinition: Object.fromEntries(Object.entries({ displayName: 'Region', description: 'Where your data is kept.', tooltip: 'For instance eu.', ...uiDefinition }).filter(([, value]) => value !== undefined)),
});
