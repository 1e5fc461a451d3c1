import assert from 'node:assert/strict';
import { namesAtMost, namesInText, namesInValue } from '../../../scripts/validate/reading/count-names';
import { readJson } from '../../../scripts/validate/reading/read-json';
import { repaired } from '../../../scripts/validate/reading/repaired';
import type { Damage } from '../../../scripts/validate/subject';
import { damagedTexts, type ExpectedDamage } from './damaged-texts';

const row = ({ kind, offset, length, detail, repair }: Damage): ExpectedDamage => (repair === undefined ? [kind, offset, length, detail] : [kind, offset, length, detail, repair]);

describe('reading JSON', () => {
  for (const { what, text, value, damage } of damagedTexts) {
    it(`with ${what}`, () => {
      const read = readJson(text);
      assert.deepEqual(read.damage.map(row), damage);
      assert.deepEqual(read.value, value);
      if (damage.every(([kind, , , , repair]) => kind === 'duplicate-key' || repair !== undefined)) assert.deepEqual(JSON.parse(repaired(text, read.damage)), value);
    });
  }

  it('says where a repeated name stood first, also the third time', () => {
    assert.deepEqual(readJson('{"x":{"a":1, "a":2, "a":3}}').damage, [
      { kind: 'duplicate-key', offset: 13, length: 3, detail: 'a', first: { offset: 6, length: 3 } },
      { kind: 'duplicate-key', offset: 20, length: 3, detail: 'a', first: { offset: 6, length: 3 } },
    ]);
  });

  it('keeps names that objects have from birth', () => {
    const text = '{"__proto__":{"x":1},"constructor":2,"toString":3}';
    const { value, damage } = readJson(text);
    assert.deepEqual(damage, []);
    assert.equal(JSON.stringify(value), text);
    const scanned = readJson(text.replace('}}', '},}').replace('3}', '3,}')).value;
    assert.equal(JSON.stringify(scanned), text);
    assert.equal(Object.getPrototypeOf(scanned), Object.prototype);
  });

  it('gives up on what is no JSON at all', () => {
    const { value, damage } = readJson(`[${'x '.repeat(10_000)}]`);
    assert.deepEqual(value, Array.from({ length: 100 }, () => 'x'));
    assert.deepEqual(damage.filter(each => each.kind === 'unreadable').length, 101);
    assert.deepEqual(damage.at(-1), { kind: 'unreadable', offset: 200, length: 19_802, detail: 'too much is wrong with this text; the rest of it was not read' });
  });

  it('counts names in texts and values', () => {
    const text = '{"a" : 1, "b\\"":{"c"\n:"d:"}, "e":[{"f":"\\\\"}, ":"]}';
    assert.equal(namesInText(text), 5);
    assert.equal(namesInValue(JSON.parse(text)), 5);
    assert.deepEqual([namesInText('1'), namesInValue(1), namesInText('["a'), namesInValue([null])], [0, 0, 0, 0]);
    assert.equal(namesInValue(JSON.parse('['.repeat(501) + ']'.repeat(501))), 'too deep');
  });

  it('counts quickly what is never fewer names than there are', () => {
    assert.deepEqual(['{"a" : 1, "b":{"c"\n:2}}', '{"a":"b: c"}', '[1]', ':'].map(namesAtMost), [3, 1, 0, 0]);
    assert.deepEqual(['{"a":"say \\"b\\": c"}', '[": "]'].map(namesAtMost), [2, 1]); // too many, so that these are counted exactly
    assert.deepEqual(readJson('{"a":"say \\"b\\": c"}'), { value: { a: 'say "b": c' }, damage: [] });
    assert.equal(readJson('{"a":": ","a" :1}').damage[0]?.kind, 'duplicate-key');
  });

  it('puts repairs in their places whatever their order, the first of two that overlap', () => {
    const at = (offset: number, length: number, repair: string): Damage => ({ kind: 'unreadable', offset, length, detail: '', repair });
    assert.equal(repaired('abcdef', [at(4, 1, 'E'), at(2, 2, 'CD'), at(3, 1, 'x'), at(2, 0, '-'), at(0, 0, '>'), at(6, 0, '<')]), '>ab-CDEf<');
  });

  it('leaves what has no repair where it is, and repairs the rest', () => {
    const text = '{"a":1,}\n{"b":2}';
    assert.equal(repaired(text, readJson(text).damage), '{"a":1}\n{"b":2}');
  });
});
