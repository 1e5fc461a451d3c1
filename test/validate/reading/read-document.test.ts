import assert from 'node:assert/strict';
import { readDocument } from '../../../scripts/validate/reading/read-document';
import { repaired } from '../../../scripts/validate/reading/repaired';

const value = { title: 'Prüfung – €', mark: '😀' };
const text = JSON.stringify(value, undefined, 2);
const bytesOf = (...bytes: readonly (number | string)[]): Uint8Array => Buffer.concat(bytes.map(each => (typeof each === 'string' ? Buffer.from(each, 'utf8') : Buffer.from([each]))));
const bigEndian = (content: string): Buffer => Buffer.from(content, 'utf16le').swap16();

describe('reading a document', () => {
  it('in UTF-8, JSON unless the name says YAML', () => {
    assert.deepEqual(readDocument('apiDefinition.swagger.json', bytesOf(text)), { file: 'apiDefinition.swagger.json', syntax: 'json', text, bytes: Buffer.byteLength(text), value, damage: [] });
    const yaml = 'title: Prüfung – €\nmark: 😀\n';
    for (const file of ['a.yaml', 'a.YML']) assert.deepEqual(readDocument(file, bytesOf(yaml)), { file, syntax: 'yaml', text: yaml, bytes: Buffer.byteLength(yaml), value, damage: [] });
  });

  it('takes a byte-order mark off and says so', () => {
    const read = readDocument('a.json', bytesOf(0xef, 0xbb, 0xbf, '{"a":1,}'));
    assert.deepEqual(read, { file: 'a.json', syntax: 'json', text: '{"a":1,}', bytes: 11, value: { a: 1 }, damage: [
      { kind: 'byte-order-mark', offset: 0, length: 0, detail: 'UTF-8', repair: '' }, { kind: 'trailing-comma', offset: 6, length: 1, detail: ',', repair: '' }] });
    assert.equal(repaired(read.text!, read.damage), '{"a":1}');
    assert.deepEqual(readDocument('a.yaml', bytesOf(0xef, 0xbb, 0xbf, 'a: 1')).value, { a: 1 });
  });

  it('reads UTF-16, with byte-order mark or without', () => {
    const encodings: readonly (readonly [Uint8Array, string])[] = [
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'UTF-16LE'], [Buffer.from(text, 'utf16le'), 'UTF-16LE'], [bigEndian(`\ufeff${text}`), 'UTF-16BE'], [bigEndian(text), 'UTF-16BE'],
    ];
    for (const [bytes, detail] of encodings) {
      assert.deepEqual(readDocument('a.json', bytes), { file: 'a.json', syntax: 'json', text, bytes: bytes.byteLength, value, damage: [{ kind: 'wrong-encoding', offset: 0, length: 0, detail, repair: '' }] });
    }
  });

  it('takes a zero by itself for what it is, a raw control character', () => {
    for (const content of ['"\0a"', '\0{}', '[\0]']) assert.deepEqual(readDocument('a.json', bytesOf(content)).damage.map(({ kind, detail }) => [kind, detail]), [['control-character', 'U+0000']]);
  });

  it('reads what is no UTF-8 as windows-1252, with a repair where nothing speaks against it', () => {
    const read = readDocument('a.json', bytesOf('{"a":"It', 0x92, 's ', 0xe9, 't', 0xe9, '"}'));
    assert.deepEqual([read.text, read.value, read.damage], ['{"a":"It’s été"}', { a: 'It’s été' }, [{ kind: 'wrong-encoding', offset: 8, length: 1, detail: 'windows-1252', repair: '’' }]]);
    assert.equal(repaired(read.text!, read.damage), read.text);
    const both = readDocument('a.json', bytesOf('{"é":"It', 0x92, 's"}'));
    assert.deepEqual([both.value, both.damage], [{ é: 'It’s' }, [{ kind: 'wrong-encoding', offset: 8, length: 1, detail: 'windows-1252' }]]);
    const neither = readDocument('a.json', bytesOf('["', 0x81, 0xff, '"]'));
    assert.deepEqual([neither.value, neither.damage], [['\ufffdÿ'], [{ kind: 'wrong-encoding', offset: 2, length: 1, detail: 'neither UTF-8 nor windows-1252' }]]);
  });

  it('knows every way in which bytes are no UTF-8', () => {
    const wrong: readonly (readonly [readonly number[], string])[] = [
      [[0x80], '€'], [[0xc0, 0xaf], 'À¯'], [[0xe0, 0x80, 0xaf], 'à€¯'], [[0xed, 0xa0, 0x80], 'í\u00a0€'], [[0xf4, 0x90, 0x80, 0x80], 'ô\ufffd€€'], [[0xf8], 'ø'], [[0xe2, 0x82], 'â‚'],
    ];
    for (const [bytes, expected] of wrong) {
      const { text: decoded, damage } = readDocument('a.json', bytesOf('["', ...bytes, '"]'));
      assert.equal(decoded, `["${expected}"]`);
      assert.deepEqual(damage.map(({ kind, offset }) => [kind, offset]), [['wrong-encoding', 2]]);
    }
    const end = readDocument('a.json', bytesOf('["a"]', 0xe2, 0x82));
    assert.deepEqual(end.value, ['a']);
    assert.deepEqual(end.damage.map(({ kind, offset }) => [kind, offset]), [['wrong-encoding', 5], ['second-document', 5]]);
  });

  it('keeps a replacement character that stands in the file', () => {
    assert.deepEqual(readDocument('a.json', bytesOf('["\ufffd"]')), { file: 'a.json', syntax: 'json', text: '["\ufffd"]', bytes: 7, value: ['\ufffd'], damage: [] });
  });

  it('answers for a file of any bytes', () => {
    for (const bytes of [[], [0], [0, 0], [0xff], [0xff, 0xfe], [0xef, 0xbb, 0xbf], [0x89, 0x50, 0x4e, 0x47]]) {
      for (const file of ['a.json', 'a.yaml']) assert.equal(readDocument(file, Uint8Array.from(bytes)).bytes, bytes.length);
    }
  });

  it('reads from a view into a larger buffer only what belongs to it', () => {
    const buffer = bytesOf('xx', 0xef, 0xbb, 0xbf, '[1]yy');
    assert.deepEqual(readDocument('a.json', new Uint8Array(buffer.buffer, buffer.byteOffset + 2, 6)).text, '[1]');
  });
});
