import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scanJson } from '../../../scripts/diagnostics/json/json-scan';
import { valueBuilder } from '../../../scripts/validate/reading/build-value';
import { readJson } from '../../../scripts/validate/reading/read-json';
import { repaired } from '../../../scripts/validate/reading/repaired';
import { repairableJson, soundJson } from './printed-json';

const settings = { seed: 20_240_817, numRuns: 600 };

describe('reading JSON, for any value', () => {
  it('a sound text gives what JSON.parse gives and no damage, scanned or not', () => {
    fc.assert(fc.property(soundJson, ({ text }) => {
      const value: unknown = JSON.parse(text);
      assert.deepEqual(readJson(text), { value, damage: [] });
      const builder = valueBuilder();
      assert.deepEqual(scanJson(text, builder), []);
      assert.deepEqual(builder.value(), value);
      assert.deepEqual(builder.duplicates, []);
    }), settings);
  });

  it('a damaged text gives the value that was meant, and strict JSON with that value once it is repaired', () => {
    let damaged = 0;
    fc.assert(fc.property(repairableJson, ({ value, text }) => {
      const read = readJson(text);
      assert.deepEqual(read.value, value);
      assert.deepEqual(JSON.parse(repaired(text, read.damage)), value);
      if (read.damage.length > 0) damaged++;
    }), settings);
    assert.ok(damaged > settings.numRuns / 2, `only ${damaged} of the texts were damaged`);
  });

  it('every name that is repeated is noticed', () => {
    const name = fc.constantFrom('a', 'b', 'c', '"', '\\', '__proto__', ':');
    type Members = readonly (readonly [string, Members | number])[];
    const members: fc.Arbitrary<Members> = fc.letrec<{ members: Members }>(tie => ({
      members: fc.array(fc.tuple(name, fc.oneof({ maxDepth: 3 }, fc.integer(), tie('members'))), { maxLength: 4 }),
    })).members;
    const printed = (each: Members | number): string => (typeof each === 'number' ? String(each) : `{${each.map(([key, value]) => `${JSON.stringify(key)} : ${printed(value)}`).join(',')}}`);
    const repeatedIn = (each: Members): readonly string[] => each.flatMap(([key, value], index) => [...(each.findIndex(([other]) => other === key) < index ? [key] : []), ...(typeof value === 'number' ? [] : repeatedIn(value))]);
    fc.assert(fc.property(members, each => {
      const text = printed(each);
      const { value, damage } = readJson(text);
      assert.deepEqual(value, JSON.parse(text));
      assert.deepEqual(damage.map(({ kind, detail }) => [kind, detail]), repeatedIn(each).map(key => ['duplicate-key', key]));
      for (const { offset, length, detail, first } of damage) {
        assert.equal(JSON.parse(text.slice(offset, offset + length)), detail);
        assert.equal(JSON.parse(text.slice(first!.offset, first!.offset + first!.length)), detail);
        assert.ok(first!.offset < offset);
      }
    }), settings);
  });
});
