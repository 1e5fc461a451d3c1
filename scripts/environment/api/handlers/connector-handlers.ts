import type { PackageFile } from '../../../package/package-file';
import { operationById } from '../../connectors/installed-connector';
import { operationCard } from '../../operation-card/operation-card';
import { ApiError } from '../api-error';
import type { Wire } from '../contract/shapes';
import type { HandlersOf } from '../handler';
import { connectorDetails, connectorFiles, connectorView } from '../views/connector-views';

export const connectorHandlers: HandlersOf<'installPackage' | 'listConnectors' | 'getConnector' | 'getConnectorFiles' | 'deleteConnector' | 'getOperation'> = {
  installPackage: (environment, { query, body, zip }) => (zip ? environment.installZip(query.name ?? 'The package', zip) : environment.installFiles(body.name, filesOf(body))),
  // What is kept and can't be run is told by an event, and has nothing to show.
  listConnectors: environment => ({ value: environment.connectors.list().map(({ name }) => connectorView(environment, name)) }),
  getConnector: (environment, { path }) => connectorDetails(environment, path.connector),
  getConnectorFiles: (environment, { path }) => connectorFiles(environment, path.connector),
  deleteConnector: (environment, { path }) => environment.connectors.remove(path.connector),
  getOperation: (environment, { path }) => {
    const { connector } = environment.connectors.get(path.connector);
    return operationCard(connector, operationById(connector, path.operation));
  },
};

/** Paths as in a zip. Throws ApiError for one that leads outside, or a file that is there twice. */
function filesOf({ files }: Wire<'PackageFiles'>): readonly PackageFile[] {
  const seen = new Set<string>();
  return files.map(({ path, text, base64 }) => {
    if (path.startsWith('/') || /[\\:\0]/.test(path) || path.split('/').some(part => part === '' || part === '.' || part === '..')) throw new ApiError(400, 'BodyRefused', `The file path "${path}" does not stay inside its package. Paths are relative, with slashes.`);
    if (seen.has(path.toLowerCase())) throw new ApiError(400, 'BodyRefused', `The file "${path}" is there twice.`);
    seen.add(path.toLowerCase());
    const bytes = base64 === undefined ? Buffer.from(text ?? '', 'utf8') : Buffer.from(base64, 'base64');
    return { path, read: () => Promise.resolve(bytes) };
  });
}
