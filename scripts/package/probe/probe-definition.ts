/** The artifacts of the probe: the model's, but for the security list, whose absence is one of the questions. */
import { artifactTexts, documentsOf, type Artifacts } from '../../generate/artifacts';
import type { Publisher } from '../../generate/publisher';
import type { SwaggerDocument } from '../../generate/swagger-extensions';
import { probeConnector, questions } from './probe-connector';
import { probeScript } from './probe-source';

/** Texts as of any connector. Pure but for the script, which is a file of the package. */
export function probeArtifacts(publisher: Publisher): Artifacts & { readonly 'script.csx': string } {
  const documents = documentsOf(probeConnector, publisher);
  const script = probeScript();
  const definition = withoutSecurityList(documents.definition);
  return { ...artifactTexts(probeConnector, publisher, script, { ...documents, definition }), 'script.csx': script };
}

/** Only one operation says how it is secured; of all others the platform has to decide itself. */
export function withoutSecurityList({ security = [], ...definition }: SwaggerDocument): SwaggerDocument {
  const { path, method } = questions.describeSecured;
  const item = definition.paths[path] ?? {};
  const operation = item[method];
  if (!operation) throw new Error('The definition of the probe lacks its secured operation.');
  return { ...definition, paths: { ...definition.paths, [path]: { ...item, [method]: { ...operation, security } } } };
}
