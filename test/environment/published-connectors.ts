/** Published connectors, where they are at hand: artifacts in ../shared/corpus, which is not part of the project. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { EnvironmentError, installedConnector, type InstalledConnector } from '../../scripts/environment';

const corpus = path.resolve(__dirname, '../../../shared/corpus');

/** Those that install, and the names of the others with the reason. */
export function published(): { readonly installed: readonly InstalledConnector[]; readonly refused: readonly string[] } {
  const installed: InstalledConnector[] = [];
  const refused: string[] = [];
  for (const folder of ['certified-connectors', 'custom-connectors', 'independent-publisher-connectors']) {
    for (const name of readdirSync(path.join(corpus, folder)).sort()) {
      const file = (leaf: string): string => path.join(corpus, folder, name, leaf);
      if (!existsSync(file('apiDefinition.swagger.json'))) continue;
      const parsed = (leaf: string): unknown => (existsSync(file(leaf)) ? JSON.parse(readFileSync(file(leaf), 'utf8').replace(/^\uFEFF/, '')) : undefined);
      try {
        installed.push(installedConnector({ name, definition: parsed('apiDefinition.swagger.json'), properties: parsed('apiProperties.json') }));
      } catch (error) {
        if (!(error instanceof EnvironmentError) && !(error instanceof SyntaxError)) throw error;
        refused.push(`${name}: ${error.name}`);
      }
    }
  }
  return { installed, refused };
}

/** Skips a suite, and says so, where they are absent. */
export function skipWithoutPublished(this: Mocha.Context): void {
  if (existsSync(corpus)) return;
  console.log('    ../shared/corpus is absent, so no published connector was tried.');
  this.skip();
}
