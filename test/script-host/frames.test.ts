import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeFrame, type Frame, FrameDecoder } from '../../scripts/script-host/frames';

describe('frames', () => {
  it('put two lengths before header and body', () => {
    assert.deepEqual(encodeFrame({ id: 1 }, Buffer.from([0xff, 0x00])), Buffer.from([0, 0, 0, 8, 0, 0, 0, 2, ...Buffer.from('{"id":1}'), 0xff, 0x00]));
    assert.deepEqual(encodeFrame({ ü: 'é' }), Buffer.concat([Buffer.from([0, 0, 0, 11, 0, 0, 0, 0]), Buffer.from('{"ü":"é"}', 'utf8')]));
  });

  it('decode the same however the stream is cut', () => {
    const header = fc.record({ type: fc.string({ unit: 'grapheme' }), id: fc.nat(), headers: fc.array(fc.tuple(fc.string(), fc.string({ unit: 'grapheme' }))) }, { noNullPrototype: true });
    const frame = fc.record({ header, body: fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes)) }, { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(frame, { maxLength: 6 }), fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 30 }), (frames, cuts) => {
        const stream = Buffer.concat(frames.map(({ header, body }) => encodeFrame(header, body)));
        const decoder = new FrameDecoder<object>();
        const decoded: Frame<object>[] = [];
        let position = 0;
        for (let cut = 0; position < stream.length; cut++) {
          // A cut of 0 is a chunk of one byte, so that the stream always moves on.
          const end = position + Math.max(1, cuts[cut % cuts.length] ?? 1);
          decoded.push(...decoder.push(stream.subarray(position, end)));
          position = end;
        }
        assert.deepEqual(decoded, frames);
      }),
      { seed: 20260401, numRuns: 300 },
    );
  });

  it('refuse a header that is no JSON', () => {
    assert.throws(() => new FrameDecoder().push(Buffer.from([0, 0, 0, 1, 0, 0, 0, 0, 0x7b])), SyntaxError);
  });
});
