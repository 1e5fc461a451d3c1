/** Who publishes the connector: data from konektor.yaml, not from the model, so that a fork changes one file. */
export interface Publisher {
  readonly name: string;
  readonly contact: { readonly name: string; readonly email: string; readonly url: string };
  readonly website: string;
  readonly privacyPolicy: string;
  /** Who owns the service behind the connector; the publisher when absent. */
  readonly stackOwner?: string;
  /** The publisher's name inside Dataverse; made from the name when absent. */
  readonly uniqueName?: string;
  /** 2 to 8 letters or digits in front of every name that the publisher makes, the connector's permanent one included. */
  readonly prefix?: string;
  /** 10000 to 99999; made from the prefix when absent. */
  readonly optionValuePrefix?: number;
  /** Whether the publisher owns the service or has rights to it; verified when absent. */
  readonly kind?: 'verified' | 'independent';
}

/**
 * Stands in where konektor.yaml names no publisher. Every value says that it is a placeholder, and the addresses are
 * under the domain that RFC 2606 keeps free, so that nothing made from it passes for the real thing.
 */
export const placeholderPublisher: Publisher = {
  name: 'Placeholder Publisher',
  contact: { name: 'Placeholder Contact', email: 'placeholder@example.com', url: 'https://example.com/placeholder-support' },
  website: 'https://example.com/placeholder-website',
  privacyPolicy: 'https://example.com/placeholder-privacy',
};
