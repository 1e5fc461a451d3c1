import assert from 'node:assert/strict';
import { languageCode, languageTags } from '../../../scripts/generate/locale/language-codes';
import { entryFor, localizedName, localizedNames } from '../../../scripts/generate/locale/locale';
import { nearestText } from '../../../scripts/generate/locale/nearest-text';
import { madeLocale } from './made-locale';

describe('a language', () => {
  it('has the entry of the narrowest place: the longest pointer, then the parameter, the operation, the connector', () => {
    const text = { text: 'Name', pointer: '/paths/~1a/get/parameters/0/x-ms-summary', scopes: ['Get/name', 'Get'] };
    const places = { '/paths/~1a': { Name: 'path' }, '/paths/~1a/get/parameters/0': { Name: 'pointer' }, 'Get/name': { Name: 'parameter' }, Get: { Name: 'operation' } };
    const left: Record<string, { Name: string }> = { ...places };
    const found: (string | undefined)[] = [];
    for (const place of ['/paths/~1a/get/parameters/0', '/paths/~1a', 'Get/name', 'Get']) {
      found.push(entryFor(madeLocale({ Name: 'connector' }, left), text)?.translation);
      delete left[place];
    }
    found.push(entryFor(madeLocale({ Name: 'connector' }, left), text)?.translation, entryFor(madeLocale({}, left), text)?.translation);
    assert.deepEqual(found, ['pointer', 'path', 'parameter', 'operation', 'connector', undefined]);
  });

  it('takes a place by whole keys: /paths/~1a is not the beginning of /paths/~1ab', () => {
    assert.equal(entryFor(madeLocale({ Name: 'connector' }, { '/paths/~1a': { Name: 'path' } }), { text: 'Name', pointer: '/paths/~1ab/get', scopes: [] })?.translation, 'connector');
  });

  it('gives solutions their names by number, in English first', () => {
    const indonesian = madeLocale({ Flows: 'Alur', Empty: '' });
    const french = madeLocale({ Flows: 'Flux' }, {}, 'fr-FR');
    const british = madeLocale({ Flows: 'Flows, please' }, {}, 'en-US');
    const klingon = madeLocale({ Flows: 'xxx' }, {}, 'tlh-001');
    assert.deepEqual(localizedNames('Flows', [indonesian, french, british, klingon]), { 1033: 'Flows', 1036: 'Flux', 1057: 'Alur' });
    assert.deepEqual([localizedNames('Empty', [indonesian]), localizedNames('Unknown', [indonesian])], [{ 1033: 'Empty' }, { 1033: 'Unknown' }]);
    assert.deepEqual([localizedName(indonesian, 'Flows'), localizedName(indonesian, 'Empty'), localizedName(indonesian, 'Unknown')], ['Alur', undefined, undefined]);
  });

  it('numbers languages as Windows does', () => {
    assert.deepEqual(['id-ID', 'en-US', 'de-DE', 'ja-JP', 'zh-CN', 'pt-BR', 'sr-Latn-CS', 'xx-XX', 'constructor'].map(languageCode), [1057, 1033, 1031, 1041, 2052, 1046, 2074, undefined, undefined]);
    const codes = languageTags.map(languageCode);
    assert.deepEqual([new Set(codes).size, codes.every(Number.isInteger), [...languageTags].sort()], [languageTags.length, true, languageTags]);
  });
});

describe('the nearest text', () => {
  it('shares most words', () => {
    const texts = ['The name of the data source.', 'The name of the segment.', 'When the segment was evaluated.'];
    assert.deepEqual([
      nearestText('The unique name of the segment.', texts), nearestText('When was the segment evaluated?', texts), nearestText('Purple rain', texts), nearestText('', texts), nearestText('Anything', []),
    ], ['The name of the segment.', 'When the segment was evaluated.', undefined, undefined, undefined]);
  });

  it('of two that share as many, the first; half of the words is enough', () => {
    assert.deepEqual([nearestText('red house', ['red car', 'red tree']), nearestText('red house', ['red car here now'])], ['red car', undefined]);
  });
});
