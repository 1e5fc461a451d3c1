/** The artifacts as a build makes them, once. */
import { generate } from '../../scripts/generate/artifacts';
import { placeholderPublisher } from '../../scripts/generate/publisher';
import connector from '../../connector';

export interface ParsedArtifacts { readonly definition: unknown; readonly properties: unknown; readonly script: string }
let made: ParsedArtifacts | undefined;
export function artifactsOfConnector(): ParsedArtifacts {
  if (!made) {
    const artifacts = generate(connector, placeholderPublisher);
    made = { definition: JSON.parse(artifacts['apiDefinition.swagger.json']), properties: JSON.parse(artifacts['apiProperties.json']), script: artifacts['script.csx'] ?? '' };
  }
  return made;
}
