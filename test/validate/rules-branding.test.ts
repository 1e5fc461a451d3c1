/** Icons of all kinds that a PNG can have, and titles that are taken. */
import assert from 'node:assert/strict';
import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { chunk, pngOf, smallIcon } from '../../scripts/validate/examples/icon';
import { inInfo, subjectOf } from '../../scripts/validate/examples/example';
import { smallDefinition, smallProperties } from '../../scripts/validate/examples/small-connector';
import { brandingRules } from '../../scripts/validate/rules/branding';
import { readIcon } from '../../scripts/validate/rules/branding/png';
import { titleUnique } from '../../scripts/validate/rules/branding/title-unique.rule';
import { validate } from '../../scripts/validate/validate';

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

interface Written { readonly width: number; readonly height: number; readonly depth: number; readonly colourType: number; readonly interlaced?: boolean; readonly rows: readonly (readonly number[])[]; readonly palette?: readonly number[]; readonly transparency?: readonly number[] }

/** A PNG written by hand; each row begins with its filter. */
function written({ width, height, depth, colourType, interlaced, rows, palette, transparency }: Written): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourType, 0, 0, interlaced === true ? 1 : 0], 8);
  return Buffer.concat([
    signature, chunk('IHDR', header),
    ...(palette ? [chunk('PLTE', Uint8Array.from(palette))] : []), ...(transparency ? [chunk('tRNS', Uint8Array.from(transparency))] : []),
    chunk('IDAT', deflateSync(Uint8Array.from(rows.flat()))), chunk('IEND', Buffer.alloc(0)),
  ]);
}

const corners = (bytes: Uint8Array): unknown => {
  const icon = readIcon(bytes);
  return icon.kind === 'png' ? icon.corners?.map(({ red, green, blue, alpha }) => [red, green, blue, alpha]) ?? icon.undecided : icon;
};

describe('icons', () => {
  it('of every colour type have their corners read', () => {
    const two = { width: 2, height: 2 };
    assert.deepEqual(corners(written({ ...two, depth: 8, colourType: 2, rows: [[0, 1, 2, 3, 4, 5, 6], [0, 7, 8, 9, 10, 11, 12]] })), [[1, 2, 3, 255], [4, 5, 6, 255], [7, 8, 9, 255], [10, 11, 12, 255]]);
    assert.deepEqual(corners(written({ ...two, depth: 8, colourType: 6, rows: [[0, 1, 2, 3, 4, 5, 6, 7, 8], [0, 9, 9, 9, 9, 8, 8, 8, 8]] })), [[1, 2, 3, 4], [5, 6, 7, 8], [9, 9, 9, 9], [8, 8, 8, 8]]);
    assert.deepEqual(corners(written({ ...two, depth: 8, colourType: 4, rows: [[0, 100, 255, 50, 0], [0, 1, 2, 3, 4]] })), [[100, 100, 100, 255], [50, 50, 50, 0], [1, 1, 1, 2], [3, 3, 3, 4]]);
    assert.deepEqual(corners(written({ ...two, depth: 16, colourType: 0, rows: [[0, 200, 1, 100, 2], [0, 50, 3, 25, 4]] })), [[200, 200, 200, 255], [100, 100, 100, 255], [50, 50, 50, 255], [25, 25, 25, 255]]);
    assert.deepEqual(corners(written({ ...two, depth: 1, colourType: 0, rows: [[0, 0b10000000], [0, 0b01000000]] })), [[255, 255, 255, 255], [0, 0, 0, 255], [0, 0, 0, 255], [255, 255, 255, 255]]);
    assert.deepEqual(corners(written({ ...two, depth: 4, colourType: 3, rows: [[0, 0x01], [0, 0x10]], palette: [1, 2, 3, 4, 5, 6], transparency: [0] })), [[1, 2, 3, 0], [4, 5, 6, 255], [4, 5, 6, 255], [1, 2, 3, 0]]);
    assert.deepEqual(corners(written({ width: 1, height: 1, depth: 8, colourType: 2, rows: [[0, 7, 8, 9]], transparency: [0, 7, 0, 8, 0, 9] })), [[7, 8, 9, 0], [7, 8, 9, 0], [7, 8, 9, 0], [7, 8, 9, 0]]);
    assert.equal(corners(written({ ...two, depth: 8, colourType: 2, interlaced: true, rows: [[0, 1, 2, 3, 4, 5, 6], [0, 7, 8, 9, 10, 11, 12]] })), 'it is interlaced');
  });

  it('have their filters taken back', () => {
    // The same four grey rows, each written with another filter as the standard defines them.
    const plain = [[10, 20, 30], [40, 60, 90], [15, 25, 80], [200, 10, 7], [1, 2, 3]];
    const filtered = plain.map((row, y) => {
      const above = plain[y - 1] ?? [0, 0, 0];
      const stored = row.map((value, x) => {
        const [left, up, corner] = [x > 0 ? row[x - 1]! : 0, above[x]!, x > 0 ? above[x - 1]! : 0];
        const estimate = left + up - corner;
        const nearest = [left, up, corner].reduce((best, each) => (Math.abs(estimate - each) < Math.abs(estimate - best) ? each : best));
        return (value - [0, left, up, Math.floor((left + up) / 2), nearest][y]! + 256) % 256;
      });
      return [y, ...stored];
    });
    for (let height = 1; height <= plain.length; height += 1) {
      const grey = (value: number) => [value, value, value, 255];
      const last = plain[height - 1]!;
      assert.deepEqual(corners(written({ width: 3, height, depth: 8, colourType: 0, rows: filtered.slice(0, height) })), [grey(10), grey(30), grey(last[0]!), grey(last[2]!)]);
    }
  });

  it('that are damaged are said to be', () => {
    const icon = Buffer.from(smallIcon().bytes);
    assert.deepEqual(readIcon(new Uint8Array()), { kind: 'other', what: 'an empty file' });
    assert.deepEqual(readIcon(icon.subarray(0, 8)), { kind: 'damaged', what: 'it has no header' });
    assert.deepEqual(readIcon(icon.subarray(0, 33)), { kind: 'damaged', what: 'it has no pixels' });
    assert.deepEqual(readIcon(icon.subarray(0, 60)), { kind: 'damaged', what: 'it is cut off' });
    assert.equal(corners(written({ width: 20, height: 20, depth: 8, colourType: 2, rows: [[0, 1, 2, 3]] })), 'its pixels can\'t be unpacked');
    assert.equal(corners(written({ width: 65535, height: 65535, depth: 8, colourType: 2, rows: [[0]] })), 'it is too large');
  });

  it('never break the rules, whatever their bytes', () => {
    const icon = Buffer.from(pngOf({ width: 8, height: 8, background: [1, 2, 3, 0] }));
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(icon.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(icon.length), (changes, length) => {
      const bytes = Buffer.from(icon);
      for (const [position, value] of changes) bytes[position] = value;
      const subject = subjectOf({ definition: smallDefinition(), properties: smallProperties(), icon: { file: 'icon.png', bytes: bytes.subarray(0, length) } });
      for (const { rule, data } of validate(subject, { profile: 'certification', rules: brandingRules }).findings) assert.match(rule.says(data).what, /\.$/);
    }), { seed: 3, numRuns: 400 });
  });
});

describe('titles', () => {
  const findings = (title: string, host: string, publisher: string): number => {
    const { subject } = inInfo({ title });
    const definition = { ...subject.definition, value: { ...subject.definition?.value as object, host } }; // made of an object
    const properties = { ...subject.properties, value: { properties: { publisher } } };
    return validate({ ...subject, definition, properties } as typeof subject, { profile: 'certification', rules: [titleUnique] }).findings.length;
  };

  it('of published connectors are taken, unless it is the connector itself', () => {
    assert.equal(findings('ActiveCampaign', 'api.shelter.example.com', 'Example Shelter'), 1);
    assert.equal(findings('Active Campaign (Preview)', 'api.shelter.example.com', 'Example Shelter'), 1);
    assert.equal(findings('SharePoint', 'api.shelter.example.com', 'microsoft'), 0);
    assert.equal(findings('ActiveCampaigns', 'api.shelter.example.com', 'Example Shelter'), 0);
  });
});
