import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readLocale } from '../../../scripts/cli/locales/read-locale';

const read = (text: string) => readLocale(text, 'id-ID.yaml');
const at = (line: number, column: number) => ({ kind: 'file', file: 'id-ID.yaml', line, column });
const header = 'language: id-ID\nname: Bahasa Indonesia\n';
/** What is wrong, in short: line and column, code, the sentence. */
const told = (text: string): readonly string[] => {
  const { locale, diagnostics } = read(text);
  assert.equal(locale, undefined);
  return diagnostics.map(({ code, severity, what, where }) => `${'line' in where ? `${where.line}:${where.column}` : '-'} ${code} ${severity}: ${what}`);
};

describe('reading a locale file', () => {
  it('gives texts and places with their lines', () => {
    assert.deepEqual(read(`${header}# a comment
texts:
  Segment: Segmen
  "Yes: of course":
    Ya
  Later:
  Much longer text:
    teks yang
    lebih panjang
places:
  OnFailure/mode:
    Report: Laporkan
`), { diagnostics: [], locale: {
      language: 'id-ID', name: 'Bahasa Indonesia', where: { language: at(1, 11), texts: at(4, 1) },
      texts: new Map([
        ['Segment', { source: 'Segment', translation: 'Segmen', where: at(5, 3) }],
        ['Yes: of course', { source: 'Yes: of course', translation: 'Ya', where: at(6, 3) }],
        ['Later', { source: 'Later', translation: '', where: at(8, 3) }],
        ['Much longer text', { source: 'Much longer text', translation: 'teks yang lebih panjang', where: at(9, 3) }],
      ]),
      places: new Map([['OnFailure/mode', new Map([['Report', { source: 'Report', translation: 'Laporkan', where: at(14, 5) }]])]]),
    } });
  });

  it('takes a file without texts yet', () => {
    assert.deepEqual(read(`${header}texts:\nplaces:\n`), { diagnostics: [], locale: { language: 'id-ID', name: 'Bahasa Indonesia', where: { language: at(1, 11), texts: at(3, 1) }, texts: new Map(), places: new Map() } });
  });

  it('says a mistake whole', () => {
    assert.deepEqual(read(`${header}texts:\n  a: {b}\n`).diagnostics, [{
      code: 'locale-shape', severity: 'error', what: 'Here belongs one text.', why: 'A locale file holds the language, what it calls itself, and a translation for each text.',
      todo: 'Write the text, in quotes where it has a colon and a blank.', where: at(4, 6),
    }]);
  });

  it('tells of what is no YAML, and of a text that stands there twice', () => {
    assert.deepEqual(told(`${header}texts:\n  a: b: c\n`), ['4:6 locale-syntax error: This is not YAML: Nested mappings are not allowed in compact mappings.']);
    assert.deepEqual(told(`${header}texts:\n  a: b\n  a: c\n`), ['5:3 locale-entry-twice error: This text stands in the file twice.']);
    assert.deepEqual(told(`${header}texts:\n  a: b\n---\nx: y\n`).map(each => each.split(' ')[1]), ['locale-syntax']);
  });

  it('never fails on a text, whatever it holds: a locale, or findings with places', () => {
    const piece = fc.constantFrom('language: id-ID\n', 'name: x\n', 'texts:\n', '  a: b\n', '  ? [x]\n  : y\n', '  ? {p: q}\n  : y\n', 'places:\n', '  Get:\n', '    a: b\n', '*x', '&x', '- ', '? ', ': ', '{', ']', '|\n', '---\n', '%YAML 1.2\n', '!!int 3\n', '\t', '\r\n', '<<: *x\n', '"', '\ufeff');
    fc.assert(fc.property(fc.oneof(fc.array(piece, { maxLength: 14 }).map(parts => parts.join('')), fc.string()), text => {
      const { locale, diagnostics } = read(text);
      assert.equal(locale === undefined, diagnostics.length > 0);
    }), { numRuns: 1000 });
  });

  it('tells of every other form', () => {
    assert.deepEqual(told(''), ['- locale-shape error: The file is no list of names and values.']);
    assert.deepEqual(told('- a\n'), ['1:1 locale-shape error: The file is no list of names and values.']);
    assert.deepEqual(told(`${header}text:\n  a: b\n`), ['3:1 locale-shape error: A locale file has no "text". Did you mean "texts"?', '1:1 locale-shape error: The file has no texts.']);
    assert.deepEqual(told('name: Bahasa\ntexts:\n'), ['1:1 locale-shape error: The file does not say its language.']);
    assert.deepEqual(told('language: id-ID\nname:\ntexts:\n'), ['2:1 locale-shape error: The file does not say its name.']);
    assert.deepEqual(told('language: indonesian\nname: x\ntexts:\n'), ['1:11 locale-shape error: "indonesian" is no language with its region.']);
    assert.deepEqual(told(`${header}texts: none\n`), ['3:1 locale-shape error: Here belong texts with their translations.']);
    assert.deepEqual(told(`${header}texts:\n  Count: 42\n  true: ya\n`), ['4:10 locale-shape error: 42 is no text in YAML.', '5:3 locale-shape error: true is no text in YAML.']);
    assert.deepEqual(told(`${header}texts:\n  ? [a]\n  : b\n`), ['4:5 locale-shape error: Here belongs one text.']);
    assert.deepEqual(told(`${header}texts:\n  a: &x b\n  c: *x\n`), ['5:6 locale-shape error: An alias is no text.']);
    assert.deepEqual(told(`${header}texts:\nplaces: OnFailure\n`), ['4:1 locale-shape error: "places" is no list of places.']);
    assert.deepEqual(told(`${header}texts:\nplaces:\n  OnFailure: Laporkan\n`), ['5:3 locale-shape error: Here belong texts with their translations.']);
  });
});
