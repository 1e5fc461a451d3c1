/** Values that stand for ones that nobody has given yet. They are fine in a clone, and nothing to publish. */
import { refused, type Finding } from '../plan';
import type { DeploymentRequest } from '../request';

/** A value that says so itself, or an address under a domain that is kept free for examples (RFC 2606). */
export const isPlaceholder = (value: string): boolean =>
  /^placeho?ld/i.test(value) || /(^|[/.@])example\.(com|org|net)([/:?#]|$)/i.test(value) || /(^|[/.@])[a-z0-9-]+\.(example|invalid|test)([/:?#]|$)/i.test(value) || /(^|[/.@])placeholder-/i.test(value);

/** One finding for the environment's settings, one for the publisher in the packages. The local environment is nobody's: none there. */
export function placeholderFindings({ environment, release, connections }: DeploymentRequest): readonly Finding[] {
  if (environment.target === 'local') return [];
  const { name, url, id, tenant, clientId, clientSecret, credentials, connectionReferences, environmentVariables } = environment;
  const settings: readonly (readonly [string, string | undefined])[] = [
    ['url', url], ['id', id], ['tenant', tenant], ['clientId', clientId], ['credentials.applicationId', credentials?.applicationId],
    ['clientSecret.keyVault', vaultOf(clientSecret)], ['credentials.keyVault', vaultOf(credentials)],
    // One that was given for this deployment takes the place of the one in the file.
    ...Object.entries(connectionReferences).map(([reference, connection]) => [`connectionReferences.${reference}`, connections[reference] ?? connection] as const),
    ...Object.entries(environmentVariables).map(([variable, value]) => [`environmentVariables.${variable}`, value] as const),
  ];
  const ofSettings = settings.filter(([, value]) => value !== undefined && isPlaceholder(value)).map(([path]) => `environments.${name}.${path}`);
  const ofPublisher = release.publisher.filter(({ value }) => isPlaceholder(value)).map(({ what }) => what);
  return [
    ...(ofSettings.length === 0 ? [] : [refused('placeholder-settings', `konektor.yaml has placeholders where only you know the value: ${ofSettings.join(', ')}. Write the real ones.`)]),
    ...(ofPublisher.length === 0 ? [] : [refused('placeholder-publisher', `The packages name a placeholder: ${ofPublisher.join(', ')}. Write the publisher in konektor.yaml, and package again. The prefix stays in the connector's name for ever.`)]),
  ];
}

const vaultOf = (reference: object | undefined): string | undefined => (reference && 'keyVault' in reference && typeof reference.keyVault === 'string' ? reference.keyVault : undefined);
