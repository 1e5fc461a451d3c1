import * as assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { EnvironmentError, installedConnector, type InstalledConnector } from '../../scripts/environment';
import { expand, ExpressionFailure } from '../../scripts/environment/policy-expression';
import { policiesOf, runTemplates } from '../../scripts/environment/policy-instance';

const corpus = path.resolve(__dirname, '../../../shared/corpus');

/** Published connectors whose artifacts can be read, and the names of the refused with the reason. */
function published(): { readonly installed: readonly InstalledConnector[]; readonly refused: readonly string[] } {
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

describe('published connectors', function () {
  this.timeout(60_000);
  before(function () {
    if (!existsSync(corpus)) {
      console.log('    ../shared/corpus is absent, so no published connector was tried.');
      this.skip();
    }
  });

  it('install, or say why not', () => {
    const { installed, refused } = published();
    assert.ok(installed.length > 100, `only ${installed.length} installed`);
    // Its apiProperties.json is no JSON.
    assert.deepEqual(refused, ['StabilityAI: SyntaxError']);
  });

  it('have policies whose expressions are read, or that are reported by name', () => {
    const failures: string[] = [];
    let expanded = 0;
    const scope = { connectionParameter: () => 'c', header: () => 'h', queryParameter: () => 'q', body: () => ({}) };
    for (const connector of published().installed) {
      for (const policy of policiesOf(connector)) {
        if (!runTemplates.has(policy.templateId)) continue;
        for (const value of Object.values(policy.parameters)) {
          if (typeof value !== 'string' || value.startsWith('@Request.')) continue;
          try {
            assert.equal(/@\{?[A-Za-z]+\(/.test(expand(value, scope, 'refuse')), false, value);
            expanded++;
          } catch (error) {
            if (!(error instanceof ExpressionFailure)) throw error;
            failures.push(`${connector.name}: ${error.message}`);
          }
        }
      }
    }
    assert.ok(expanded > 100, `only ${expanded} parameters`);
    assert.deepEqual(failures, []);
  });
});
