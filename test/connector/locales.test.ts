/** The languages of the connector: complete, and nothing but texts differs from the English build. */
import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import connector from '../../connector';
import { checkedModel } from '../../scripts/cli/building';
import { checkedLocale, localeSource } from '../../scripts/cli/locales/checked-locale';
import { localeFile, localeLanguages } from '../../scripts/cli/locales/locale-files';
import { updatedLocale } from '../../scripts/cli/locales/update-locale';
import { processPorts } from '../../scripts/cli/process-ports';
import { singleSubject } from '../../scripts/cli/validating/file-subject';
import type { Documents } from '../../scripts/generate/artifacts';
import { languageCode, SOURCE_LANGUAGE_CODE } from '../../scripts/generate/locale/language-codes';
import { inLanguage, localizedNames } from '../../scripts/generate/locale/locale';
import { catalogue } from '../../scripts/validate/catalogue';
import { validate } from '../../scripts/validate/validate';
import { diagnosticOf } from '../../scripts/validate/wording';

const root = resolve(__dirname, '..', '..');
const ports = { ...processPorts(), directory: root };
const model = 'connector/index.ts';

/** A string that differs between two documents, or only stands in one: the path to it with both values. */
type Difference = readonly [path: readonly string[], english: unknown, translation: unknown];

/** Every leaf of the two documents side by side; where their shapes differ, the place itself. */
function* leaves(english: unknown, translation: unknown, path: readonly string[] = []): Generator<Difference> {
  const both = [english, translation];
  if (both.every(each => typeof each === 'object' && each !== null)) {
    const [one, other] = both.map(each => Object.keys(each as object)); // both are objects here
    if (JSON.stringify(one) === JSON.stringify(other)) {
      for (const key of one!) yield* leaves((english as Record<string, unknown>)[key], (translation as Record<string, unknown>)[key], [...path, key]);
      return;
    }
  }
  yield [path, english, translation];
}

/** What the platform shows to people, told by the key alone and by where it stands: another way than the walk of the generator. */
const shownKey = /^(summary|description|title|x-ms-summary|x-ms-trigger-hint|displayName|tooltip)$/;
const isShown = (path: readonly string[]): boolean => {
  const [key = '', above = ''] = path.slice().reverse();
  if (path.join('/') === 'info/title' || path.includes('policyTemplateInstances') || path.includes('x-ms-dynamic-values') || path.includes('x-ms-dynamic-list')) return false;
  return (shownKey.test(key) && above !== 'properties') || (key === 'text' && path.includes('allowedValues'));
};

for (const language of localeLanguages(model, ports)) {
  describe(`the connector in ${language}`, () => {
    const file = localeFile(language, model, ports);
    const source = localeSource({ ...checkedModel(model, ports), connector });
    const made = checkedLocale(file, source, 'error', ports);
    const documents = (): Documents => made.documents ?? assert.fail('The locale file can\'t be read.');

    it('has a translation for every text, and nothing is wrong with any', () => {
      assert.deepEqual(made.diagnostics.map(({ code, what, where }) => `${'line' in where ? where.line : ''} ${code}: ${what}`), []);
    });

    it('is in step: an update of the file would change nothing', () => {
      assert.deepEqual(updatedLocale(file.text, file.locale!, source.texts), { text: file.text, added: 0, stale: 0 });
    });

    it('differs from English in texts that people read, and in nothing else', () => {
      const { definition, properties, settings } = documents();
      const differences = [...leaves(source.documents.definition, definition), ...leaves(source.documents.properties, properties)].filter(([, one, other]) => one !== other);
      assert.deepEqual(differences.filter(([path, one, other]) => !isShown(path) || typeof one !== 'string' || typeof other !== 'string').map(([path]) => path.join('/')), []);
      assert.equal(differences.length, source.texts.filter(text => text.part !== 'package' && inLanguage(file.locale!, text) !== text.text).length);
      assert.equal(settings, source.documents.settings);
    });

    it('leaves no English: what is the same in both is a word that both languages have', () => {
      const { definition, properties } = documents();
      const same = [...leaves(source.documents.definition, definition), ...leaves(source.documents.properties, properties)].filter(([path, one, other]) => isShown(path) && one === other).map(([, one]) => one);
      assert.deepEqual([...new Set(same)].sort(), ['ID', 'Item', 'OK', 'Status']);
    });

    it('names solutions, flows and their variables for packages', () => {
      const code = languageCode(language) ?? assert.fail('Dataverse has no such language.');
      const ofPackages = source.texts.filter(text => text.part === 'package');
      const names = ofPackages.map(text => [text.text, localizedNames(text.text, [file.locale!])] as const);
      assert.deepEqual(names.filter(([text, texts]) => texts[SOURCE_LANGUAGE_CODE] !== text || texts[code] === undefined || texts[code] === text), []);
      assert.deepEqual(connector.flows?.filter(({ name }) => !ofPackages.some(text => text.kind === 'name' && text.text === name)), []);
    });

    it('passes the rules of the platform without an error, as it would be read from its files', () => {
      const folder = join(root, 'dist', 'locales', language);
      const { definition, properties } = documents();
      const files: Readonly<Record<string, string>> = { [join(folder, 'apiDefinition.swagger.json')]: JSON.stringify(definition, undefined, 2), [join(folder, 'apiProperties.json')]: JSON.stringify(properties, undefined, 2) };
      const memory = { ...ports.files, read: (name: string) => files[name], readBytes: (name: string) => (files[name] === undefined ? undefined : Buffer.from(files[name])) };
      const found = Object.keys(files).flatMap(name => {
        const subject = singleSubject(name, memory);
        return validate(subject, { profile: 'platform', rules: catalogue }).findings.map(finding => diagnosticOf(finding, subject));
      });
      assert.deepEqual(found.filter(each => each.severity === 'error').map(each => `${each.code}: ${each.what}`), []);
    });
  });
}

describe('the languages of the connector', () => {
  it('are these', () => { assert.deepEqual(localeLanguages(model, ports), ['id-ID']); });
});
