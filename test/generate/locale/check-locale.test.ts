/** What is wrong with a language: each finding whole. */
import assert from 'node:assert/strict';
import { inModel, type Diagnostic } from '../../../scripts/diagnostics/diagnostic';
import { checkLocale, type LocaleCheck } from '../../../scripts/generate/locale/check-locale';
import type { DisplayText } from '../../../scripts/generate/locale/display-text';
import type { Locale } from '../../../scripts/generate/locale/locale';
import { at, madeLocale } from './made-locale';

const title = (text: string, pointer = '/a', scopes: readonly string[] = [], among?: string): DisplayText => ({ text, kind: 'title', part: 'definition', pointer, scopes, ...(among === undefined ? {} : { among }) });
const check = (texts: readonly DisplayText[], locale: Locale, how: LocaleCheck = { missing: 'error' }): readonly Diagnostic[] => checkLocale(texts, locale, how);
const codes = (found: readonly Diagnostic[]): readonly string[] => found.map(each => each.code);

const readEnglish = 'Makers who work in this language would read English between their own words.';

describe('checking a language', () => {
  it('finds nothing where every text has one translation', () => {
    assert.deepEqual(check([title('Segment'), title('Measure'), title('Segment', '/b')], madeLocale({ Segment: 'Segmen', Measure: 'Ukuran' })), []);
  });

  it('a text without entry, once, with its place in the model', () => {
    const origin = inModel({ file: 'a.ts', line: 3, column: 1 }, 'summary');
    assert.deepEqual(check([title('Segment', '/a', ['GetThing/segment', 'GetThing']), title('Segment', '/b')], madeLocale({}), { missing: 'warning', originOf: () => origin }), [{
      code: 'locale-text-missing', severity: 'warning', what: 'The title "Segment" has no translation (GetThing/segment).', why: readEnglish,
      todo: 'Translate it under texts. "konektor locale --update" adds what is missing.', where: at(4), related: [{ where: origin, what: 'The text.' }],
    }]);
  });

  it('an empty translation, at its line', () => {
    assert.deepEqual(check([title('Segment')], madeLocale({ Segment: '' })), [{
      code: 'locale-text-empty', severity: 'error', what: 'The translation of "Segment" is empty.', why: readEnglish, todo: 'Write the translation.', where: at(10),
    }]);
  });

  it('of more than five texts without translation tells five, and how many more', () => {
    const texts = Array.from({ length: 30 }, (_, n) => title(`Text ${n}`));
    const found = check(texts, madeLocale(Object.fromEntries(texts.slice(0, 3).map(({ text }) => [text, '']))));
    assert.deepEqual([found.length, found[4]?.code, found[5]], [6, 'locale-text-missing', {
      code: 'locale-text-missing', severity: 'error', what: '25 more texts have no translation.', why: readEnglish,
      todo: 'Translate them. "konektor locale --update" adds to the file what is not there yet.', where: at(10),
    }]);
    assert.deepEqual(codes(check(texts.slice(0, 6), madeLocale({}))).length, 6);
    assert.equal(check(texts.slice(0, 6), madeLocale({}))[5]?.what, '1 more text has no translation.');
  });

  it('an entry whose text was changed, with the text that it became', () => {
    const found = check([title('The name of the big segment.'), title('Something else')], madeLocale({ 'The name of the segment.': 'Nama segmen.', 'Something else': 'Hal lain' }));
    assert.deepEqual(found.filter(each => each.code === 'locale-entry-stale'), [{
      code: 'locale-entry-stale', severity: 'warning',
      what: 'No text reads "The name of the segment." any more. "The name of the big segment." may be what became of it.',
      why: 'An entry is found by its English text; this one is never shown.',
      todo: 'Write the new text in its place, and look whether the translation still says the same.', where: at(10),
    }]);
    assert.deepEqual(codes(found), ['locale-text-missing', 'locale-entry-stale']);
  });

  it('an entry whose text is gone for good, even an empty one', () => {
    assert.deepEqual(check([], madeLocale({ 'Purple rain': '' })), [{
      code: 'locale-entry-stale', severity: 'warning', what: 'No text reads "Purple rain" any more.', why: 'An entry is found by its English text; this one is never shown.', todo: 'Remove the entry.', where: at(10),
    }]);
  });

  it('a place that no such text is in; a place that is used is none', () => {
    const texts = [title('Report', '/a', ['OnFailure/mode', 'OnFailure'])];
    assert.deepEqual(check(texts, madeLocale({ Report: 'Laporan' }, { OnFailure: { Report: 'Laporkan' } })), []);
    assert.deepEqual(check(texts, madeLocale({ Report: 'Laporan' }, { OnSuccess: { Report: 'Laporkan' } })), [{
      code: 'locale-entry-stale', severity: 'warning', what: 'In the place "OnSuccess" no text reads "Report".', why: 'An entry is found by its English text; this one is never shown.', todo: 'Remove the entry.', where: at(100),
    }]);
  });

  it('a place alone is enough for a text that stands nowhere else', () => {
    assert.deepEqual(check([title('Report', '/a', ['OnFailure'])], madeLocale({}, { OnFailure: { Report: 'Laporkan' } })), []);
    assert.deepEqual(codes(check([title('Report', '/a', ['OnFailure']), title('Report', '/b')], madeLocale({}, { OnFailure: { Report: 'Laporkan' } }))), ['locale-text-missing']);
  });

  it('the English text as its own translation, where that is no single word', () => {
    const told = (source: string, language = 'id-ID'): readonly Diagnostic[] => check([title(source)], madeLocale({ [source]: source }, {}, language));
    assert.deepEqual(told('The name of the segment'), [{
      code: 'locale-text-same', severity: 'information', what: 'The translation of "The name of the segment" is the English text.', why: 'It may have been left for later.',
      todo: 'Translate it, unless it is a name.', where: at(10),
    }]);
    assert.deepEqual([...told('Status'), ...told('ID'), ...told('Microsoft Entra'), ...told('The name of the segment', 'en-GB')], []);
  });

  it('two texts side by side that read the same in the language, however they are written', () => {
    const texts = [title('State', '/p/a/title', [], '/p'), title('Status', '/p/b/title', [], '/p'), title('Condition', '/q/a/title', [], '/q'), title('status', '/p/c/title', [], '/p')];
    assert.deepEqual(check(texts, madeLocale({ State: 'Status', Status: 'status', Condition: 'Status', status: 'Status' })), [{
      code: 'locale-collision', severity: 'error', what: '"State" and "Status" are both "status", and makers have to tell the two values apart.',
      why: 'Makers choose by the name; of two with the same name they take the wrong one.', todo: 'Translate one of them otherwise; if that is right in this place alone, under places, /p/b/title.',
      where: at(11), related: [{ where: at(10), what: 'The other translation.' }],
    }, {
      code: 'locale-collision', severity: 'error', what: '"State" and "status" are both "Status", and makers have to tell the two values apart.',
      why: 'Makers choose by the name; of two with the same name they take the wrong one.', todo: 'Translate one of them otherwise; if that is right in this place alone, under places, /p/c/title.',
      where: at(13), related: [{ where: at(10), what: 'The other translation.' }],
    }]);
  });

  it('no collision where English has the same words, where one is empty, or where a place tells them apart', () => {
    const texts = [title('Report', '/p/a', ['One'], '/p'), title('Report', '/p/b', ['Two'], '/p'), title('Message', '/p/c', ['Three'], '/p')];
    assert.deepEqual(check(texts, madeLocale({ Report: 'Laporan', Message: 'Laporan' }, { Three: { Message: 'Pesan' } })), []);
    assert.deepEqual(codes(check(texts, madeLocale({ Report: '', Message: '' }))), ['locale-text-empty', 'locale-text-empty']);
  });

  it('operations and choices are called so', () => {
    const texts: readonly DisplayText[] = [
      { ...title('One', '/1', ['GetOne'], '/paths'), kind: 'summary' }, { ...title('Two', '/2', ['GetTwo'], '/paths'), kind: 'summary' },
      { ...title('Red', '/3', [], '/e'), kind: 'choice' }, { ...title('Pink', '/4', [], '/e'), kind: 'choice' },
    ];
    assert.deepEqual(check(texts, madeLocale({ One: 'Satu', Two: 'Satu', Red: 'Merah', Pink: 'Merah' })).map(({ what, todo }) => [what, todo]), [
      ['"One" and "Two" are both "Satu", and makers have to tell the two operations apart.', 'Translate one of them otherwise; if that is right in this place alone, under places, GetTwo.'],
      ['"Red" and "Pink" are both "Merah", and makers have to tell the two choices apart.', 'Translate one of them otherwise; if that is right in this place alone, under places, /4.'],
    ]);
  });

  it('a language that Dataverse has no number for', () => {
    assert.deepEqual(check([], madeLocale({}, {}, 'id-IN')), [{
      code: 'locale-language', severity: 'warning', what: 'Dataverse has no language "id-IN". Did you mean "id-ID"?', why: 'Solutions name their languages by numbers, and this one has none: names of solutions and flows stay in English.',
      todo: 'Write the tag with its region, such as id-ID.', where: at(1),
    }]);
    assert.equal(check([], madeLocale({}, {}, 'tlh-001'))[0]?.what, 'Dataverse has no language "tlh-001".');
  });

  it('a name that Dataverse refuses, once an entry', () => {
    const name = (pointer: string): DisplayText => ({ text: 'Flow', kind: 'name', part: 'package', pointer, scopes: [], longest: 10 });
    assert.deepEqual(check([name('/flows/a/name'), name('/flows/b/name'), title('Flow')], madeLocale({ Flow: 'Alur yang panjang' })), [{
      code: 'locale-too-long', severity: 'error', what: 'The translation of "Flow" has 17 characters, and a name of this kind has at most 10.',
      why: 'Dataverse refuses a longer one when the solution is imported.', todo: 'Say it in fewer words.', where: at(10),
    }]);
    assert.deepEqual(check([name('/flows/a/name')], madeLocale({ Flow: '0123456789' })), []);
  });

  it('findings follow the lines of the file', () => {
    const texts = [title('First.'), title('Second.'), title('Third.')];
    assert.deepEqual(check(texts, madeLocale({ 'First.': 'Pertama', 'Gone.': 'x', 'Second.': '', 'Third.': 'Ketiga' })).map(({ code, where }) => [code, 'line' in where && where.line]), [
      ['locale-last-sign', 10], ['locale-entry-stale', 11], ['locale-text-empty', 12], ['locale-last-sign', 13],
    ]);
  });
});
