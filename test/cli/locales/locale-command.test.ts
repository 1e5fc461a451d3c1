/** Languages on the command line: konektor locale, build --locale, and what validate says in passing. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { rulesForTranslations } from '../../../scripts/cli/locales/rules-for-translations';
import { catalogue } from '../../../scripts/validate/catalogue';
import { authorProject, connectorModule, plainAction, type AuthorProject } from '../author-project';

const locale = (texts: string): string => `language: id-ID\nname: Bahasa Indonesia\ntexts:\n${texts}`;
const description = '  Works with things of the example service, as far as a test needs them.: Bekerja dengan hal dari layanan contoh sejauh yang diperlukan pengujian.\n';
const complete = `${description}  Get one: Dapatkan satu\n  Gets one.: Mendapatkan satu.\n  Get two: Dapatkan dua\n  No Content: Tidak Ada Konten\n`;

describe('konektor locale', function () {
  this.timeout(120_000);
  let project: AuthorProject;
  const file = 'connector/locales/id-ID.yaml';
  const read = (name: string): string => readFileSync(join(project.directory, name), 'utf8');
  before(() => { project = authorProject({ 'connector/index.ts': connectorModule(`${plainAction('GetOne', '/one')}\n${plainAction('GetTwo', '/two')}`) }); });
  after(() => { project.remove(); });
  beforeEach(() => { rmSync(join(project.directory, 'connector', 'locales'), { recursive: true, force: true }); });

  it('begins a language, and says how much is translated', () => {
    assert.deepEqual(project.konektor('locale'), { code: 2, out: '', error: 'konektor: There are no locale files yet. Begin one: konektor locale <language> --update, with a language such as id-ID.\n' });
    assert.deepEqual(project.konektor('locale', 'id-ID'), { code: 2, out: '', error: 'konektor: There is no connector/locales/id-ID.yaml. Begin one: konektor locale <language> --update\n' });
    const begun = project.konektor('locale', 'id-ID', '--update');
    assert.deepEqual([begun.code, begun.out, begun.error.split('\n')[0], begun.error.trimEnd().split('\n').at(-1)], [1, `${file}: 0 of 5 texts translated\n`, `${file}: 5 added, 0 stale.`, '5 errors']);
    assert.equal(read(file), 'language: id-ID\n# What the language calls itself.\nname: id-ID\n\ntexts:\n  Works with things of the example service, as far as a test needs them.: ""\n  Get one: ""\n  Gets one.: ""\n  No Content: ""\n  Get two: ""\n');
    assert.deepEqual(readdirSync(join(project.directory, 'connector', 'locales')), ['id-ID.yaml']);
  });

  it('is content with a complete one, and writes nothing then', () => {
    project.write(file, locale(complete));
    assert.deepEqual(project.konektor('locale'), { code: 0, out: `${file}: 5 texts, all translated\n`, error: '' });
    assert.deepEqual(project.konektor('locale', '--update'), { code: 0, out: `${file}: 5 texts, all translated\n`, error: `${file}: 0 added, 0 stale, nothing to write.\n` });
    assert.equal(read(file), locale(complete));
  });

  it('points at the line of the file and at the text in the model', () => {
    project.write(file, locale(complete.replace('  Get two: Dapatkan dua\n', '  Get both: Dapatkan keduanya\n')));
    assert.deepEqual(project.konektor('locale'), { code: 1, out: `${file}: 4 of 5 texts translated\n`, error: `${file}:3:1  error  locale-text-missing
   3 │ texts:
     │ ^
   The summary "Get two" has no translation (GetTwo). Makers who work in this language would read
   English between their own words.
   Do: Translate it under texts. "konektor locale --update" adds what is missing.
   See: connector/index.ts:9:46  The text.

${file}:7:3  warning  locale-entry-stale
   7 │   Get both: Dapatkan keduanya
     │   ^
   No text reads "Get both" any more. "Get two" may be what became of it. An entry is found by its
   English text; this one is never shown.
   Do: Write the new text in its place, and look whether the translation still says the same.

1 error, 1 warning
` });
  });

  it('holds a translation to the limits and signs of the platform', () => {
    project.write(file, locale(complete.replace('Dapatkan dua', `Dapatkan dua/${'x'.repeat(80)}`).replace('Mendapatkan satu.', 'Lihat https://example.com.')));
    const { code, error } = project.konektor('locale', '--format', 'json');
    assert.deepEqual([code, (JSON.parse(error) as { code: string; line: number; severity: string }[]).map(each => [each.code, each.line, each.severity])], [1, [
      ['description-no-url', 6, 'error'], ['op-summary-characters', 7, 'error'], ['op-summary-max-80', 7, 'warning'],
    ]]);
    project.write('konektor.yaml', `${read('konektor.yaml')}rules:\n  description-no-url:\n    severity: off\n    reason: The address is the name of the product.\n`);
    assert.deepEqual((JSON.parse(project.konektor('locale', '--format', 'json').error) as { code: string }[]).map(each => each.code), ['op-summary-characters', 'op-summary-max-80']);
  });

  it('the rules for translations are rules', () => {
    assert.deepEqual(rulesForTranslations.filter(code => !catalogue.some(rule => rule.code === code)), []);
  });

  it('wants a file to be called as its language, and a language to be one', () => {
    project.write('connector/locales/ms-MY.yaml', locale(complete));
    assert.deepEqual(project.konektor('locale', 'ms-MY'), { code: 1, out: '', error: `connector/locales/ms-MY.yaml:1:11  error  locale-file-name
   1 │ language: id-ID
     │           ^
   The file is called ms-MY.yaml and says that its language is id-ID. A language is asked for by the
   name of its file.
   Do: Call the file id-ID.yaml, or write language: ms-MY.

1 error
` });
    assert.deepEqual(project.konektor('locale', 'ms-MX'), { code: 2, out: '', error: 'konektor: There is no connector/locales/ms-MX.yaml. Did you mean "ms-MY"? The languages: ms-MY.\n' });
    assert.deepEqual(project.konektor('locale', '../x', '--update'), { code: 2, out: '', error: 'konektor: "../x" is no language. Write one such as id-ID.\n' });
  });

  it('leaves a file alone that can\'t be read', () => {
    const broken = 'language: id-ID\nname: [\n';
    project.write(file, broken);
    const { code, error } = project.konektor('locale', '--update', '--format', 'json');
    assert.deepEqual([code, (JSON.parse(error) as { code: string }[])[0]?.code, read(file)], [1, 'locale-syntax', broken]);
  });

  it('build --locale writes the documents of the language into a folder of its own', () => {
    project.write(file, locale(complete));
    assert.equal(project.konektor('build').code, 0);
    const inEnglish = read('connector/generated/apiDefinition.swagger.json');
    assert.deepEqual(project.konektor('build', '--locale', 'id-ID'), { code: 0, out: '  build       4 artifacts · 2 operations · 4 written 0 ms\n', error: '' });
    assert.equal(read('connector/generated/apiDefinition.swagger.json'), inEnglish);
    assert.equal(read('dist/locales/id-ID/apiDefinition.swagger.json'), inEnglish
      .replace('"Works with things of the example service, as far as a test needs them."', '"Bekerja dengan hal dari layanan contoh sejauh yang diperlukan pengujian."')
      .replace('"Get one"', '"Dapatkan satu"').replace('"Get two"', '"Dapatkan dua"').replaceAll('"Gets one."', '"Mendapatkan satu."').replaceAll('"No Content"', '"Tidak Ada Konten"'));
    for (const same of ['README.md', 'settings.json', 'apiProperties.json']) assert.equal(read(`dist/locales/id-ID/${same}`), read(`connector/generated/${same}`), same);
    assert.deepEqual(project.konektor('build', '--locale', 'id-ID', '--check'), { code: 0, out: '  build       4 artifacts · 2 operations · in step 0 ms\n', error: '' });
    const { code, error } = project.konektor('build', '--locale', 'id-ID', '--check', '--out', 'elsewhere');
    assert.deepEqual([code, error], [1, '4 files differ from a fresh build. Run "konektor build --locale id-ID".\n']);
  });

  it('build --locale refuses a language that lacks a text, and build does not look at it', () => {
    project.write(file, locale(description));
    assert.equal(project.konektor('build').code, 0);
    const { code, out, error } = project.konektor('build', '--locale', 'id-ID', '--out', 'refused', '--format', 'json');
    assert.deepEqual([code, out, (JSON.parse(error) as { code: string; severity: string }[]).map(each => [each.code, each.severity]), existsSync(join(project.directory, 'refused'))], [
      1, '', Array.from({ length: 4 }, () => ['locale-text-missing', 'error']), false,
    ]);
    assert.deepEqual(project.konektor('build', '--locale', 'de-DE'), { code: 2, out: '', error: 'konektor: There is no connector/locales/de-DE.yaml. The languages: id-ID.\n' });
  });

  it('validate warns of what a language lacks, and errs only where it can\'t be used', () => {
    project.write(file, locale(complete.replace('  Get two: Dapatkan dua\n', '  Get two: Dapatkan satu\n').replace('  No Content: Tidak Ada Konten\n', '')));
    const { out } = project.konektor('validate', '--skip-code', '--format', 'json', '--profile', 'platform');
    const list = (JSON.parse(out) as { connectors: { findings: { code: string; severity: string }[] }[] }).connectors.flatMap(each => each.findings);
    assert.deepEqual(list.filter(each => each.code.startsWith('locale-')).map(each => [each.code, each.severity]), [['locale-text-missing', 'warning'], ['locale-collision', 'error']]);
  });
});
