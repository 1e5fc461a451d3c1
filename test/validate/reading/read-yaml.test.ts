import assert from 'node:assert/strict';
import { readYaml } from '../../../scripts/validate/reading/read-yaml';

describe('reading YAML', () => {
  it('as plain values, with aliases and merged members', () => {
    assert.deepEqual(readYaml('base: &base {a: 1, b: [true, null, "x"]}\nsame: *base\nmore:\n  <<: *base\n  a: 2\n200: ok\ndate: 2024-01-01\n'), {
      value: { base: { a: 1, b: [true, null, 'x'] }, same: { a: 1, b: [true, null, 'x'] }, more: { a: 2, b: [true, null, 'x'] }, 200: 'ok', date: '2024-01-01' },
      damage: [],
    });
  });

  it('says where a repeated name stands and where it stood first; the last one counts', () => {
    assert.deepEqual(readYaml('a: 1\nb:\n  c: 1\n  "c": 2\na: 3\n'), {
      value: { a: 3, b: { c: 2 } },
      damage: [
        { kind: 'duplicate-key', offset: 17, length: 3, detail: 'c', first: { offset: 10, length: 1 } },
        { kind: 'duplicate-key', offset: 24, length: 1, detail: 'a', first: { offset: 0, length: 1 } },
      ],
    });
  });

  it('says what is no YAML, and reads the rest', () => {
    assert.deepEqual(readYaml('a: [1, 2\nb: 3\n'), { value: { a: [1, 2], b: 3 }, damage: [
      { kind: 'unreadable', offset: 9, length: 1, detail: 'Flow sequence in block collection must be sufficiently indented and end with a ]' }] });
    assert.deepEqual(readYaml('a: "x\n').damage, [{ kind: 'unreadable', offset: 6, length: 0, detail: 'Missing closing "quote' }]);
    assert.deepEqual(readYaml('a: *nope\nb: [&x 1, *x]\nc: *b\n'), { value: { a: null, b: [1, 1], c: null }, damage: [
      { kind: 'unreadable', offset: 3, length: 5, detail: 'there is no &nope before this *nope' }, { kind: 'unreadable', offset: 26, length: 2, detail: 'there is no &b before this *b' }] });
  });

  it('notes a second document and reads the first', () => {
    assert.deepEqual(readYaml('a: 1\n---\nb: 2\n'), { value: { a: 1 }, damage: [{ kind: 'second-document', offset: 5, length: 9, detail: '---' }] });
  });

  it('answers for texts that are made to harm', () => {
    const bomb = ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, index) => `a${index + 1}: &a${index + 1} [*a${index}, *a${index}, *a${index}]`)].join('\n');
    assert.deepEqual(readYaml(bomb), { value: undefined, damage: [{ kind: 'unreadable', offset: 0, length: 0, detail: 'Excessive alias count indicates a resource exhaustion attack' }] });
    assert.deepEqual(readYaml('a: &a [*a, *a]\n'), { value: undefined, damage: [{ kind: 'unreadable', offset: 0, length: 0, detail: 'it is nested too deeply, or contains itself' }] });
    // Each of these takes the parser deeper for every repetition.
    for (const unit of ['[', '- ', '? ', ': ', 'a: ', '{a: ', '[- ', '[&a ', '{? ', '? - ', '- [']) {
      for (const times of [250, 50_000]) {
        assert.deepEqual(readYaml(unit.repeat(times)), { value: undefined, damage: [{ kind: 'unreadable', offset: 0, length: 0, detail: 'it is nested too deeply, or contains itself' }] }, unit);
      }
    }
    const stairs = Array.from({ length: 250 }, (_, index) => `${' '.repeat(index)}a:`).join('\n');
    assert.equal(readYaml(stairs).value, undefined);
  });

  it('does not take length for depth', () => {
    const value = { list: Array.from({ length: 300 }, () => []), text: '- '.repeat(150).trim(), object: { a: '[[['.repeat(100) } };
    const flow = `{ list: [ ${'[] , '.repeat(300)} ], text: "${value.text}", object: { a: '${value.object.a}' } }\n`;
    assert.deepEqual(readYaml(flow), { value, damage: [] });
    const members = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]));
    assert.deepEqual(readYaml(JSON.stringify(members).replaceAll(':', ': ')), { value: members, damage: [] });
    const block = `list:\n${'- [ ]\n'.repeat(300)}text: >-\n  ${value.text}\nobject:\n  a: "${value.object.a}"\n`;
    assert.deepEqual(readYaml(block), { value, damage: [] });
  });

  it('leaves out members whose name is no text', () => {
    assert.deepEqual(readYaml('? [a]\n: 1\nb: 2\n'), { value: { b: 2 }, damage: [{ kind: 'unreadable', offset: 2, length: 3, detail: 'a name has to be a text, and this is a list or an object' }] });
  });

  it('in time, however long it is', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1`).join('\n');
    assert.equal(Object.keys(readYaml(many).value as object).length, 20_000);
  });
});
