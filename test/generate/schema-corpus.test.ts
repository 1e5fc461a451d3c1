/** The JSON Schemas against what was published: they take it, and still refuse wrong shapes. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { schemaCheck, type SchemaName } from './schema-check';

const corpus = path.resolve(__dirname, '../../../shared/corpus');

/** Published, yet refused, with what is wrong in each; never a certified one. */
const refused: Readonly<Record<string, string>> = {
  'independent-publisher-connectors/Fitbit/apiProperties.json': 'sign-in with oauth2 without any address, which no certified connector has',
};
/** Not JSON at all. */
const unreadable = ['independent-publisher-connectors/StabilityAI/apiDefinition.swagger.json'];

function* published(): Iterable<{ readonly file: string; readonly schema: SchemaName }> {
  for (const kind of readdirSync(corpus).sort()) {
    for (const connector of readdirSync(path.join(corpus, kind)).sort()) {
      for (const file of readdirSync(path.join(corpus, kind, connector)).sort()) {
        yield { file: `${kind}/${connector}/${file}`, schema: file.toLowerCase().startsWith('apidefinition') ? 'apiDefinition' : 'apiProperties' };
      }
    }
  }
}

const parsed = (file: string): unknown => {
  try { return JSON.parse(readFileSync(path.join(corpus, file), 'utf8').replace(/^\uFEFF/, '')); } catch { return undefined; }
};

describe('JSON Schemas and published connectors', () => {
  it('take every published file but the listed ones', function () {
    if (!existsSync(corpus)) { console.log('      ../shared/corpus is not here; skipped'); this.skip(); }
    const seen = { read: 0, unreadable: [] as string[], refused: [] as string[] };
    for (const { file, schema } of published()) {
      const value = parsed(file);
      if (value === undefined) { seen.unreadable.push(file); continue; }
      seen.read += 1;
      if (schemaCheck(schema)(value).length > 0) seen.refused.push(file);
    }
    console.log(`      ${seen.read - seen.refused.length} of ${seen.read} files that are JSON pass (${(100 * (seen.read - seen.refused.length) / seen.read).toFixed(1)} %)`);
    assert.ok(seen.read > 500, `only ${seen.read} files were read`);
    assert.deepEqual(seen.unreadable, unreadable);
    assert.deepEqual(seen.refused.sort(), Object.keys(refused).sort());
    assert.deepEqual(Object.keys(refused).filter(file => file.startsWith('certified-connectors/')), [], 'what Microsoft certified is never refused');
  });
});
