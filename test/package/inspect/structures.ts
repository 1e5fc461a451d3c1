/** Packages for certification whose structure differs from the good one, as they were put before Microsoft's validator. */
import { certification, files, solution, type Certification, type Files } from './good-packages';

/** Changes a good package; `plugin` is what the validator was told. */
export interface Structure { readonly name: string; readonly plugin?: true; readonly change: (good: Certification) => void }

const renamed = (content: Files, from: RegExp, to: string): Files => Object.fromEntries(Object.entries(content).map(([path, each]) => [path.replace(from, to), each]));
const without = (content: Files, ...paths: readonly string[]): Files => Object.fromEntries(Object.entries(content).filter(([path]) => !paths.includes(path)));
const customized = (content: Files, change: (text: string) => string): Files => ({ ...content, 'customizations.xml': change(String(content['customizations.xml'])) });
const put = (good: Certification, name: string, change: (content: Files) => Files): void => { good.assets[name] = change(good.assets[name] ?? {}); };
const withPlugin = (content: Files): Files => ({
  ...customized(content, text => text.replace('  <Languages>', '  <aiplugins><aicopilot_aiplugin name="pets" /></aiplugins>\n  <Languages>')), 'aiplugins/pets/aiplugin.xml': '<aicopilot_aiplugin />', 'aipluginoperations/list/operation.xml': '<operation />',
});
const connectorOnly = (): Files => solution({ connector: true, flows: false });

export const structures: readonly Structure[] = [
  { name: 'good', change: () => undefined },
  { name: 'other names for everything', change: good => { good.folder = 'Stuff'; good.innerName = 'x.pdpkg.zip'; good.outer['other.md'] = good.outer['intro.md'] ?? ''; delete good.outer['intro.md']; } },
  { name: 'a text file beside intro.md', change: good => { good.outer['customProperties.json'] = '{}'; } },
  { name: 'a folder beside intro.md', change: good => { good.outer['images/a.png'] = 'x'; } },
  { name: 'no Markdown file', change: good => { delete good.outer['intro.md']; } },
  { name: 'two Markdown files', change: good => { good.outer['readme.md'] = 'Hello'; } },
  { name: 'no inner zip', change: good => { good.innerName = ''; } },
  { name: 'two inner zips', change: good => { good.outer['more.zip'] = 'x'; } },
  { name: 'files beside the folder of assets', change: good => { good.inner['package.dll'] = 'x'; good.inner['[Content_Types].xml'] = '<Types />'; } },
  { name: 'two folders in the inner zip', change: good => { good.inner['Other/a.txt'] = 'x'; } },
  { name: 'a file beside the solutions', change: good => { good.inner['PkgAssets/ImportConfig.xml'] = '<configdatastorage />'; } },
  { name: 'a folder beside the solutions', change: good => { good.inner['PkgAssets/en-us/a.txt'] = 'x'; } },
  { name: 'one solution', change: good => { delete good.assets['Flows.zip']; } },
  { name: 'three solutions', change: good => { good.assets['More.zip'] = connectorOnly(); } },
  { name: 'solution without content types', change: good => put(good, 'Connector.zip', each => without(each, '[Content_Types].xml')) },
  { name: 'solution without solution.xml', change: good => put(good, 'Flows.zip', each => without(each, 'solution.xml')) },
  { name: 'solution without customizations.xml', change: good => put(good, 'Flows.zip', each => without(each, 'customizations.xml')) },
  { name: 'solution in a folder of its zip', change: good => put(good, 'Connector.zip', each => renamed(each, /^/, 'Solution/')) },
  { name: 'file names in other letters', change: good => put(good, 'Connector.zip', each => renamed(each, /^\[Content_Types\]/, '[content_types]')) },
  { name: 'customizations.xml that is no XML', change: good => put(good, 'Connector.zip', each => customized(each, () => '<ImportExportXml><Connectors>')) },
  { name: 'folder Connectors', change: good => put(good, 'Connector.zip', each => renamed(each, /^Connector\//, 'Connectors/')) },
  { name: 'folder connector in small letters', change: good => put(good, 'Connector.zip', each => renamed(each, /^Connector\//, 'connector/')) },
  { name: 'flows without their folder', change: good => put(good, 'Flows.zip', each => without(each, files.flow)) },
  { name: 'flows without the connector', change: good => { good.assets['Flows.zip'] = solution({ connector: false, flows: true }); } },
  { name: 'two solutions of the connector alone', change: good => { good.assets['Flows.zip'] = connectorOnly(); } },
  { name: 'two solutions with flows', change: good => { good.assets['Connector.zip'] = solution({ connector: true, flows: true }); } },
  { name: 'white space in Workflows', change: good => put(good, 'Connector.zip', each => customized(each, text => text.replace('<Workflows></Workflows>', '<Workflows>\n  </Workflows>'))) },
  { name: 'Workflows closed in itself', change: good => put(good, 'Connector.zip', each => customized(each, text => text.replace('<Workflows></Workflows>', '<Workflows />'))) },
  { name: 'an attribute on empty Workflows', change: good => put(good, 'Connector.zip', each => customized(each, text => text.replace('<Workflows></Workflows>', '<Workflows x="1"></Workflows>'))) },
  { name: 'empty Connector element', change: good => put(good, 'Connector.zip', each => customized(each, text => text.replace(/<Connector>[^]*<\/Connector>/, '<Connector />'))) },
  { name: 'plugin expected, three good solutions', plugin: true, change: good => { good.assets['Plugin.zip'] = withPlugin(connectorOnly()); } },
  { name: 'plugin without the folder of operations', plugin: true, change: good => { good.assets['Plugin.zip'] = without(withPlugin(connectorOnly()), 'aipluginoperations/list/operation.xml'); } },
  { name: 'plugin in place of the flows', plugin: true, change: good => { good.assets['Flows.zip'] = withPlugin(connectorOnly()); } },
  { name: 'plugin with flows in its solution', plugin: true, change: good => { good.assets['Plugin.zip'] = withPlugin(solution({ connector: true, flows: true })); } },
];

export function changed({ change }: Structure): Certification {
  const good = certification();
  change(good);
  return good;
}
