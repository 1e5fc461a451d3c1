/** The artifacts as a build makes them, and the connector installed from them, both once. */
import { loadCustomCode, type RunnableCode } from '../../scripts/environment/gateway/custom-code-runner';
import { installedConnector, type InstalledConnector } from '../../scripts/environment/connectors/installed-connector';
import { generate } from '../../scripts/generate/artifacts';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import connector from '../../connector';
import { sharedHost } from '../support/shared-script-host';

export interface ParsedArtifacts { readonly definition: unknown; readonly properties: unknown; readonly script: string }
let made: ParsedArtifacts | undefined;
export function artifactsOfConnector(): ParsedArtifacts {
  if (!made) {
    const artifacts = generate(connector, placeholderPublisher);
    made = { definition: JSON.parse(artifacts['apiDefinition.swagger.json']), properties: JSON.parse(artifacts['apiProperties.json']), script: artifacts['script.csx'] ?? '' };
  }
  return made;
}

let installing: Promise<{ readonly connector: InstalledConnector; readonly code: RunnableCode }> | undefined;
/** The connector with its custom code on the shared .NET host. */
export function connectorInstalled(): Promise<{ readonly connector: InstalledConnector; readonly code: RunnableCode }> {
  return (installing ??= (async () => {
    const { definition, properties, script } = artifactsOfConnector();
    return { connector: installedConnector({ name: 'customer-insights', definition, properties, script }), code: await loadCustomCode(await sharedHost(), script, { generated: true }) };
  })());
}
