import assert from 'node:assert/strict';
import { formMismatches } from '../../../scripts/generate/locale/text-form';

const told = (source: string, translation: string): readonly string[] => formMismatches(source, translation).map(({ code, severity, what }) => `${code} ${severity}: ${what}`);

describe('the form of a translation', () => {
  it('is that of the text', () => {
    for (const [source, translation] of [
      ['The {count} members of {segment}.', 'Anggota {segment} yang berjumlah {count}.'], ['Name', 'Nama'], [' two ', ' dua '], ['Ready?', '準備はいいですか？'], ['Done.', '完了。'], ['Done.', 'पूर्ण।'],
      ['One line\nand another', 'Satu baris\ndan satu lagi'], ['The CustomerId of Loyalty_Members.', 'CustomerId dari Loyalty_Members.'], ['A sentence (with a remark)', 'Kalimat (dengan catatan)'],
    ] as const) assert.deepEqual(told(source, translation), [], source);
  });

  it('keeps values in braces', () => {
    assert.deepEqual(told('{a} of {b}', '{b} dari {c}'), ['locale-placeholders error: The text has these values in braces: {a}, {b}. The translation has these: {b}, {c}.']);
    assert.deepEqual(told('{a} and {a}', '{a}'), ['locale-placeholders error: The text has these values in braces: {a}, {a}. The translation has these: {a}.']);
    assert.deepEqual(told('a', '{a}'), ['locale-placeholders error: The text has these values in braces: none. The translation has these: {a}.']);
  });

  it('keeps blanks at the edges and line breaks', () => {
    assert.deepEqual(told('Name', 'Nama '), ['locale-spaces warning: The translation does not begin and end with the same blanks as the text.']);
    assert.deepEqual(told('One\ntwo\nthree', 'Satu'), ['locale-lines warning: The text has 3 lines, the translation has one line.']);
  });

  it('ends with the same sign', () => {
    assert.deepEqual([...told('Done.', 'Selesai'), ...told('Done', 'Selesai.'), ...told('Done?', 'Selesai.'), ...told('Done', '完了。')], [
      'locale-last-sign warning: The text ends with ".", the translation does not.',
      'locale-last-sign warning: The translation ends with ".", the text with no such sign.',
      'locale-last-sign warning: The text ends with "?", the translation with ".".',
      'locale-last-sign warning: The translation ends with ".", the text with no such sign.',
    ]);
  });

  it('keeps names that travel', () => {
    assert.deepEqual(told('The CustomerId, onDemand or Loyalty_Members, and the CustomerId again', 'ID pelanggan'), ['locale-names warning: The translation lacks "CustomerId", "onDemand", "Loyalty_Members".']);
    assert.deepEqual(told('An OData filter for a VIP', 'Filter odata'), []);
  });
});
