import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorProject, connectorModule, plainAction, type AuthorProject } from './author-project';

describe('konektor build', function () {
  this.timeout(60_000);
  let project: AuthorProject;
  const generated = (file: string): string => join(project.directory, 'connector', 'generated', file);
  before(() => { project = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/things')) }); });
  after(() => { project.remove(); });

  it('writes the artifacts and says what happened in one line', () => {
    assert.deepEqual(project.konektor('build'), { code: 0, out: '  build       4 artifacts · 1 operation · 4 written 0 ms\n', error: '' });
    assert.deepEqual(readdirSync(join(project.directory, 'connector', 'generated')).sort(), ['README.md', 'apiDefinition.swagger.json', 'apiProperties.json', 'settings.json']);
  });

  it('leaves files alone that are in step', () => {
    const before = statSync(generated('README.md')).mtimeMs;
    assert.deepEqual(project.konektor('build'), { code: 0, out: '  build       4 artifacts · 1 operation · in step 0 ms\n', error: '' });
    assert.equal(statSync(generated('README.md')).mtimeMs, before);
  });

  it('--check shows a diff, writes nothing and ends with 1', () => {
    const fresh = readFileSync(generated('settings.json'), 'utf8');
    writeFileSync(generated('settings.json'), fresh.replace('icon.png', 'logo.png'));
    assert.deepEqual(project.konektor('build', '--check'), {
      code: 1,
      out: `--- connector/generated/settings.json
+++ connector/generated/settings.json (fresh build)
@@ -1,5 +1,5 @@
 {
   "apiDefinition": "apiDefinition.swagger.json",
   "apiProperties": "apiProperties.json",
-  "icon": "logo.png"
+  "icon": "icon.png"
 }
`,
      error: '1 file differs from a fresh build. Run "konektor build" and commit connector/generated.\n',
    });
    assert.equal(readFileSync(generated('settings.json'), 'utf8'), fresh.replace('icon.png', 'logo.png'));
  });

  it('writes only what changed, removes what is left over, keeps what it did not make', () => {
    writeFileSync(generated('script.csx'), '// from a build with custom code\n');
    writeFileSync(generated('icon.png'), 'made by a person');
    assert.deepEqual(project.konektor('build'), { code: 0, out: '  build       4 artifacts · 1 operation · 1 written, 1 removed 0 ms\n', error: '' });
    assert.equal(existsSync(generated('script.csx')), false);
    assert.deepEqual(readdirSync(join(project.directory, 'connector', 'generated')).sort(), ['README.md', 'apiDefinition.swagger.json', 'apiProperties.json', 'icon.png', 'settings.json']);
    assert.deepEqual(project.konektor('build', '--check'), { code: 0, out: '  build       4 artifacts · 1 operation · in step 0 ms\n', error: '' });
  });

  it('findings as JSON for programs', () => {
    project.write('connector/twice.ts', connectorModule(`${plainAction('GetThing', '/one')}\n${plainAction('GetThing', '/two')}`));
    const { code, out, error } = project.konektor('build', '--model', 'connector/twice.ts', '--format', 'json');
    assert.deepEqual({ code, out, findings: JSON.parse(error) as unknown }, {
      code: 1, out: '',
      findings: [{
        code: 'operation-id-repeated', severity: 'error', file: 'connector/twice.ts', line: 9, column: 27, length: 10,
        what: 'The operation id GetThing is used twice.',
        why: 'Flows and the custom code find an operation by its id; with two of them the platform refuses the definition.',
        todo: 'Give one of them another id. An id that was released must stay, so rename the newer one.',
        related: [{ file: 'connector/twice.ts', line: 8, column: 27, length: 10, what: 'The first use.' }],
      }],
    });
  });

  it('warns about a missing publisher and goes on', () => {
    const other = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/things')), 'konektor.yaml': '' });
    try {
      assert.deepEqual(other.konektor('build'), { code: 0, out: '  build       4 artifacts · 1 operation · 4 written 0 ms\n', error: `konektor.yaml  warning  publisher-missing
   There is no konektor.yaml here, and the artifacts name a placeholder as publisher. Makers see the
   publisher and the contact, and certification checks them.
   Do: Write konektor.yaml with publisher: name, contact (name, email, url), website and
   privacyPolicy.

1 warning
` });
    } finally { other.remove(); }
  });
});
