/** The extensions that begin with x-ms-, and where each of them has an effect (Microsoft's pages and published schema; seen in published connectors). */
import type { Role } from '../../walk/roles';

const parameter: readonly Role[] = ['parameter'];
const operation: readonly Role[] = ['operation'];
const root: readonly Role[] = ['root'];
const info: readonly Role[] = ['info'];
const schema: readonly Role[] = ['schema'];
const inputs: readonly Role[] = ['parameter', 'schema'];
const described: readonly Role[] = ['parameter', 'bodyParameter', 'schema'];

const places: Readonly<Record<string, readonly Role[]>> = {
  'x-ms-connector-metadata': root, 'x-ms-capabilities': ['root', 'operation', 'schema'], 'x-ms-docs': root, 'x-ms-openai-manifest': root, 'x-ms-openai-data': ['root', 'operation'],
  'x-ms-keywords': info, 'x-ms-deployment-version': info, 'x-ms-openai-published-to-copilots': info,
  'x-ms-api-annotation': ['info', 'operation'],
  'x-ms-notification-content': ['path'],
  'x-ms-trigger': operation, 'x-ms-trigger-hint': operation, 'x-ms-trigger-metadata': operation, 'x-ms-notification': operation, 'x-ms-pageable': operation,
  'x-ms-operation-context': operation, 'x-ms-no-generic-test': operation, 'x-ms-safe-operation': operation, 'x-ms-agentic-protocol': operation,
  'x-ms-url-encoding': parameter,
  'x-ms-trigger-value': parameter,
  'x-ms-dynamic-values': inputs, 'x-ms-dynamic-list': inputs, 'x-ms-dynamic-tree': inputs, 'x-ms-enum-values': inputs, 'x-ms-media-kind': inputs,
  'x-ms-editor': inputs, 'x-ms-editor-options': inputs,
  'x-ms-dynamic-schema': schema, 'x-ms-dynamic-properties': schema, 'x-ms-notification-url': schema, 'x-ms-localizeDefaultValue': schema,
  'x-ms-summary': [...described, 'items'], 'x-ms-visibility': ['operation', ...described, 'items'], 'x-ms-test-value': described,
};

/** Where an extension has an effect; undefined for a name that the platform does not know. */
export const placesOf = (extension: string): readonly Role[] | undefined => (Object.hasOwn(places, extension) ? places[extension] : undefined);

/** The extensions that the platform knows. */
export const knownExtensions: readonly string[] = Object.keys(places);

/** Extensions for generators of clients and of documentation: no mistake, and no effect in the platform. */
export const otherToolsExtensions: ReadonlySet<string> = new Set([
  'x-ms-enum', 'x-ms-parameter-location', 'x-ms-skip-url-encoding', 'x-ms-client-name', 'x-ms-client-flatten', 'x-ms-client-request-id', 'x-ms-client-default',
  'x-ms-identifiers', 'x-ms-examples', 'x-ms-example', 'x-ms-parameterized-host', 'x-ms-long-running-operation', 'x-ms-long-running-operation-options', 'x-ms-mutability',
  'x-ms-azure-resource', 'x-ms-secret', 'x-ms-discriminator-value', 'x-ms-docs-operation-type', 'x-ms-navigationProperty', 'x-ms-paths', 'x-ms-error-response',
  'x-ms-parameter-grouping', 'x-ms-request-id', 'x-ms-request-id-header', 'x-ms-header-collection-prefix', 'x-ms-external', 'x-ms-code-generation-settings', 'x-ms-odata', 'x-ms-arm-id-details',
  'x-ms-permissions', 'x-ms-preview', 'x-ms-original-name', 'x-ms-text', 'x-ms-xml',
]);
