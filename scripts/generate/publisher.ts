/** Who publishes the connector: data from konektor.yaml, not from the model, so that a fork changes one file. */
export interface Publisher {
  readonly name: string;
  readonly contact: { readonly name: string; readonly email: string; readonly url: string };
  readonly website: string;
  readonly privacyPolicy: string;
  /** Who owns the service behind the connector; the publisher when absent. */
  readonly stackOwner?: string;
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
