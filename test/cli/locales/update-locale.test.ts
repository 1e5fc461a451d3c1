/** Bringing a locale file in step, byte for byte. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLocale } from '../../../scripts/cli/locales/read-locale';
import { newLocale, STALE_MARK, updatedLocale } from '../../../scripts/cli/locales/update-locale';
import type { DisplayText } from '../../../scripts/generate/locale/display-text';
import { missingTexts } from '../../../scripts/generate/locale/check-locale';

const display = (text: string, scopes: readonly string[] = []): DisplayText => ({ text, kind: 'title', part: 'definition', pointer: `/${text.length}`, scopes });
function update(text: string, ...texts: readonly (string | DisplayText)[]): { readonly text: string; readonly added: number; readonly stale: number } {
  const { locale, diagnostics } = readLocale(text, 'id-ID.yaml');
  assert.deepEqual(diagnostics, []);
  return updatedLocale(text, locale!, texts.map(each => (typeof each === 'string' ? display(each) : each)));
}

const file = (texts: string): string => `# glossary\nlanguage: id-ID\nname: Bahasa Indonesia # endonym\n\ntexts:\n${texts}`;

describe('updating a locale file', () => {
  it('changes nothing that is in step, whatever its layout', () => {
    const odd = file('    # first\n    "a":   "satu"   # one\n\n    b:\n      dua\n      lagi\n    c: |-\n      tiga\nplaces: {Get: {a: tunggal}}\n');
    assert.deepEqual(update(odd, display('a', ['Get']), 'a', 'b', 'c'), { text: odd, added: 0, stale: 0 });
  });

  it('adds texts where they belong in the order of the connector, and keeps every comment', () => {
    assert.deepEqual(update(file('  # first\n  b: dua  # two\n\n  # more\n  d:\n    empat\n  e: |-\n    lima\nplaces:\n'), 'a', 'b', 'c', 'c: d', 'd', 'e', 'f', "#g", 'c'), {
      text: file('  # first\n  a: ""\n  b: dua  # two\n  c: ""\n  "c: d": ""\n\n  # more\n  d:\n    empat\n  e: |-\n    lima\n  f: ""\n  "#g": ""\nplaces:\n'), added: 5, stale: 0,
    });
  });

  it('takes the place where a text is met first', () => {
    assert.equal(update(file('  a: satu\n  b: dua\n'), 'a', 'b', 'a', 'c').text, file('  a: satu\n  b: dua\n  c: ""\n'));
  });

  it('fills a file without texts, even without an end of line', () => {
    for (const empty of ['', '  # none yet\n']) assert.equal(update(file(empty), 'a', 'b').text, file(`  a: ""\n  b: ""\n${empty}`));
    assert.equal(update('language: id-ID\nname: x\ntexts: {} # soon', 'a').text, 'language: id-ID\nname: x\ntexts: # soon\n  a: ""\n');
    assert.equal(update('language: id-ID\nname: x\ntexts:', 'a').text, 'language: id-ID\nname: x\ntexts:\n  a: ""\n');
    assert.equal(update('language: id-ID\nname: x\ntexts:\n  a: satu', 'a', 'b').text, 'language: id-ID\nname: x\ntexts:\n  a: satu\n  b: ""\n');
  });

  it('begins a file', () => {
    assert.equal(update(newLocale('de-DE'), 'One', 'Two').text, 'language: de-DE\n# What the language calls itself.\nname: de-DE\n\ntexts:\n  One: ""\n  Two: ""\n');
  });

  it('marks what is stale, once, and takes the mark away when the text is back', () => {
    const before = file('  a: satu\n  # about b\n  b: dua\nplaces:\n  Get:\n    a: tunggal\n');
    const after = file(`  a: satu\n  # about b\n  ${STALE_MARK}\n  b: dua\nplaces:\n  Get:\n    ${STALE_MARK}\n    a: tunggal\n`);
    assert.deepEqual(update(before, 'a'), { text: after, added: 0, stale: 2 });
    assert.deepEqual(update(after, 'a'), { text: after, added: 0, stale: 2 });
    assert.deepEqual(update(after, display('a', ['Get']), 'a', 'b'), { text: before, added: 0, stale: 0 });
  });

  it('puts a new text before the mark of the next entry', () => {
    assert.equal(update(file('  a: satu\n  x: lama\n'), 'a', 'b').text, file(`  a: satu\n  b: ""\n  ${STALE_MARK}\n  x: lama\n`));
    assert.equal(update(file(`  a: satu\n  ${STALE_MARK}\n  x: lama\n`), 'a', 'b', 'x').text, file('  a: satu\n  b: ""\n  x: lama\n'));
  });

  it('keeps texts of several lines, and long ones, readable as they are', () => {
    for (const text of ['two\nlines', ' blank at the edges ', 'x'.repeat(2000), 'true', '42', '~', '- a', '"quoted"', '? key', 'tab\tinside', '{braces}', 'null', '<<']) {
      const { text: made } = update(newLocale('id-ID'), text);
      assert.deepEqual([...readLocale(made, 'f').locale!.texts.values()].map(({ source, translation }) => [source, translation]), [[text, '']], JSON.stringify(text));
    }
  });

  it('ends lines as the file does', () => {
    const windows = (text: string): string => text.replaceAll('\n', '\r\n');
    assert.equal(update(windows(file('  a: satu\n  x: lama\n')), 'a', 'b').text, windows(file(`  a: satu\n  b: ""\n  ${STALE_MARK}\n  x: lama\n`)));
    assert.equal(update(windows(file('')), 'a').text, windows(file('  a: ""\n')));
    const marked = windows(file(`  a: satu\n  ${STALE_MARK}\n  x: lama\n`));
    assert.equal(update(marked, 'a', 'x').text, windows(file('  a: satu\n  x: lama\n')));
  });

  it('refuses texts in braces, which have no lines', () => {
    assert.throws(() => update('language: id-ID\nname: x\ntexts: {a: satu}\n', 'b'), { name: 'UserError', message: 'The texts of this locale file stand in braces. Write each on a line of its own, so that new ones can be put between them.' });
    assert.equal(update('language: id-ID\nname: x\ntexts: {a: satu, b: dua}\n', 'a').stale, 1);
  });

  it('any file and any texts: afterwards nothing is missing, no translation is lost, and a second time changes nothing', () => {
    const texts = fc.uniqueArray(fc.oneof(fc.string({ minLength: 1, maxLength: 12 }), fc.constantFrom('a', 'b', 'c: d', 'e\nf')).filter(text => !/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff\ud800-\udfff\r]/.test(text)), { maxLength: 8 });
    fc.assert(fc.property(texts, texts, (before, after) => {
      const first = update(newLocale('id-ID'), ...before).text.replace(/: ""$/gm, ': x');
      const second = update(first, ...after).text;
      const locale = readLocale(second, 'f').locale!;
      assert.deepEqual(missingTexts(after.map(text => display(text)), locale), []);
      for (const text of before) assert.equal(locale.texts.get(text)?.translation, 'x');
      assert.equal(update(second, ...after).text, second);
    }));
  });
});
