/** The values of konektor.yaml that only a publisher can know, and which of them are placeholders. */
import { isPlaceholder } from '../../deploy/checks/placeholders';
import type { Publisher } from '../../generate/publisher';
import type { PublisherValue } from '../../validate/subject';
import type { KonektorYaml } from '../konektor-yaml';

/** One entry for each value that ends in an artifact or a deployment, in the order of the file. */
export function publisherValues(publisher: Publisher, settings: KonektorYaml | undefined): readonly PublisherValue[] {
  const { name, contact, website, privacyPolicy, stackOwner, uniqueName, prefix } = publisher;
  const written: readonly (readonly [string, string])[] = [
    ['publisher.name', name],
    ['publisher.contact.name', contact.name], ['publisher.contact.email', contact.email], ['publisher.contact.url', contact.url],
    ['publisher.website', website], ['publisher.privacyPolicy', privacyPolicy],
    ...(stackOwner === undefined ? [] : [['publisher.stackOwner', stackOwner] as const]),
    ...(uniqueName === undefined ? [] : [['publisher.uniqueName', uniqueName] as const]),
    ...(prefix === undefined ? [] : [['publisher.prefix', prefix] as const]),
    ...Object.entries(settings?.environments ?? {}).flatMap(([environment, values]) => {
      const { clientId } = values;
      return clientId === undefined ? [] : [[`environments.${environment}.clientId`, clientId] as const];
    }),
  ];
  return written.map(([path, value]) => ({ path, value, placeholder: isPlaceholder(value) }));
}
