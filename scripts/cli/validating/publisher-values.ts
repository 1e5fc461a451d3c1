/** The values of konektor.yaml that only a publisher can know, and which of them are placeholders. */
import { isPlaceholder } from '../../deploy/checks/placeholders';
import type { Publisher } from '../../generate/publisher';
import type { PublisherValue } from '../../validate/subject';
import type { KonektorYaml } from '../konektor-yaml';

/** One entry for each value that ends in an artifact or a deployment, in the order of the file; one for the publisher where the file names none. */
export function publisherValues(publisher: Publisher, settings: KonektorYaml | undefined): readonly PublisherValue[] {
  const environments = Object.entries(settings?.environments ?? {}).flatMap(([environment, { clientId }]) => (clientId === undefined ? [] : [[`environments.${environment}.clientId`, clientId] as const]));
  const written = [...(settings?.publisher ? ofPublisher(publisher) : [['publisher', publisher.name] as const]), ...environments];
  return written.map(([path, value]) => ({ path, value, placeholder: isPlaceholder(value) }));
}

const ofPublisher = ({ name, contact, website, privacyPolicy, stackOwner, uniqueName, prefix }: Publisher): readonly (readonly [path: string, value: string])[] => [
  ['publisher.name', name],
  ['publisher.contact.name', contact.name], ['publisher.contact.email', contact.email], ['publisher.contact.url', contact.url],
  ['publisher.website', website], ['publisher.privacyPolicy', privacyPolicy],
  ...(stackOwner === undefined ? [] : [['publisher.stackOwner', stackOwner] as const]),
  ...(uniqueName === undefined ? [] : [['publisher.uniqueName', uniqueName] as const]),
  ...(prefix === undefined ? [] : [['publisher.prefix', prefix] as const]),
];
