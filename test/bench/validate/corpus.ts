/** The connectors that the validators are measured on. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { catalogue } from '../../../scripts/validate/catalogue';

const root = resolve(__dirname, '..', '..', '..');

export interface ConnectorFiles { readonly definition: string; readonly properties?: string }

export interface Corpus {
  /** What it is, for the table. */
  readonly what: string;
  readonly connectors: readonly ConnectorFiles[];
  /** Of all files together. */
  readonly bytes: number;
}

/**
 * The connectors below a folder: every apiDefinition….json with the apiProperties….json beside it, in byte order of the
 * paths. Without a folder the published ones where they are at hand, else what the rules have as examples, written to
 * `scratch`. Throws where a folder holds none.
 */
export function corpusOf(folder: string | undefined, scratch: string): Corpus {
  const published = resolve(root, '..', 'shared', 'corpus');
  if (folder !== undefined) return corpusBelow(resolve(folder), folder);
  if (existsSync(published)) return corpusBelow(published, 'published connectors');
  writeExamples(scratch);
  return corpusBelow(scratch, 'examples of the rules, no published connectors');
}

function corpusBelow(folder: string, what: string): Corpus {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map(name => join(folder, name));
  const properties = new Map(files.filter(file => /[\\/]apiproperties[^\\/]*\.json$/i.test(file)).map(file => [dirname(file), file]));
  const connectors = files.filter(file => /[\\/]apidefinition[^\\/]*\.json$/i.test(file)).map((definition): ConnectorFiles => {
    const beside = properties.get(dirname(definition));
    return beside === undefined ? { definition } : { definition, properties: beside };
  });
  if (connectors.length === 0) throw new Error(`${folder} holds no connector: no file in it is called apiDefinition….json.`);
  return { what, connectors, bytes: sizeOf(connectors) };
}

const sizeOf = (connectors: readonly ConnectorFiles[]): number =>
  connectors.flatMap(({ definition, properties }) => (properties === undefined ? [definition] : [definition, properties])).reduce((sum, file) => sum + statSync(file).size, 0);

/** Our own connector among them, so that one is of a real size. */
function writeExamples(folder: string): void {
  const examples = catalogue.flatMap(({ code, examples: of }) => [...of().good, ...of().bad.map(each => each.example)].map((example, index) => [`${code}-${index}`, example.subject] as const));
  for (const [name, { definition, properties }] of examples) {
    if (definition?.text !== undefined) writeConnector(join(folder, name), definition.text, properties?.text);
  }
  const generated = join(root, 'connector', 'generated');
  for (const file of ['apiDefinition.swagger.json', 'apiProperties.json']) {
    mkdirSync(join(folder, 'generated'), { recursive: true });
    copyFileSync(join(generated, file), join(folder, 'generated', file));
  }
}

function writeConnector(folder: string, definition: string, properties: string | undefined): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'apiDefinition.swagger.json'), definition);
  if (properties !== undefined) writeFileSync(join(folder, 'apiProperties.json'), properties);
}

/** The connector whose definition is nearest to so many bytes. */
export function nearestInSize({ connectors }: Corpus, bytes: number): ConnectorFiles {
  const distance = ({ definition }: ConnectorFiles): number => Math.abs(statSync(definition).size - bytes);
  return connectors.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}
