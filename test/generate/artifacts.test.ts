/** The artifacts as texts. */
import assert from 'node:assert/strict';
import { artifactTexts, generate } from '../../scripts/generate/artifacts';
import { apiDefinition } from '../../scripts/generate/definition';
import { apiProperties } from '../../scripts/generate/properties';
import { all, dynamic, kinds, publisher } from './connectors';

describe('artifacts', () => {
  it('are these files, the script only with custom code', () => {
    assert.deepEqual(Object.keys(generate(kinds, publisher)), ['apiDefinition.swagger.json', 'apiProperties.json', 'settings.json', 'README.md']);
    assert.deepEqual(Object.keys(generate(dynamic, publisher)), ['apiDefinition.swagger.json', 'apiProperties.json', 'script.csx', 'settings.json', 'README.md']);
  });

  it('hold the documents, indented by two', () => {
    const texts = artifactTexts(dynamic, publisher, '// one\r\n// two');
    assert.equal(texts['apiDefinition.swagger.json'], `${JSON.stringify(apiDefinition(dynamic, publisher), undefined, 2)}\n`);
    assert.equal(texts['apiProperties.json'], `${JSON.stringify(apiProperties(dynamic, publisher), undefined, 2)}\n`);
    assert.equal(texts['settings.json'], '{\n  "apiDefinition": "apiDefinition.swagger.json",\n  "apiProperties": "apiProperties.json",\n  "icon": "icon.png",\n  "script": "script.csx"\n}\n');
    assert.equal(texts['script.csx'], '// one\n// two\n');
  });

  for (const [name, connector] of Object.entries(all)) {
    it(`of "${name}" are the same each time, end with one line feed, and name no file of the author`, () => {
      const first = generate(connector, publisher);
      assert.deepEqual(generate(connector, publisher), first);
      for (const [file, text] of Object.entries(first) as [string, string][]) { // the optional script is absent or a text
        assert.ok(text.endsWith('\n') && !text.endsWith('\n\n') && !text.includes('\r'), file);
        assert.ok(!text.includes(__dirname) && !text.includes('connectors.ts'), file);
      }
    });
  }
});
