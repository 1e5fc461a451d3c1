import type { Cloud } from '../settings/environment-settings';

/** Where Entra ID sends people back to who sign in to a connection; the address that all connectors once shared (known problems, 620). */
const shared = 'https://global.consent.azure-apim.net/redirect';

/**
 * The address to register with the app registration, from the connection parameters as the target has them. With the mode
 * GlobalPerConnector it ends in the connector's internal id, which every environment gives anew. Undefined where nobody
 * signs in, and in clouds whose address no document tells.
 */
export function redirectUriOf(connectionParameters: readonly string[], internalId: string | undefined, cloud: Cloud): string | undefined {
  const text = connectionParameters.join('\n');
  if (!/"type"\s*:\s*"oauthSetting"/i.test(text) || cloud !== 'Public') return undefined;
  if (!/"redirectMode"\s*:\s*"GlobalPerConnector"/i.test(text)) return shared;
  return internalId === undefined ? undefined : `${shared}/${internalId.replace(/^shared_/, '')}`;
}
