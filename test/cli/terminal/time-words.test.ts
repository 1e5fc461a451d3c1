import assert from 'node:assert/strict';
import fc from 'fast-check';
import { instantInWords, spanInWords, spanOf } from '../../../scripts/cli/terminal/time-words';
import { UserError } from '../../../scripts/cli/user-error';

describe('time in words', () => {
  const read: readonly (readonly [written: string, milliseconds: number])[] = [['15m', 900_000], ['2h', 7_200_000], ['3d', 259_200_000], ['1d12h', 129_600_000], ['90s', 90_000], ['1.5h', 5_400_000], ['2 H 30 M', 9_000_000], ['1w', 604_800_000], ['0m', 0]];
  for (const [written, milliseconds] of read) it(`reads ${written}`, () => { assert.equal(spanOf(written), milliseconds); });
  for (const written of ['', 'soon', '15', 'm', '-1h', '1h-', '1y', '1h2', '1,5h']) it(`refuses "${written}"`, () => {
    assert.throws(() => spanOf(written), new UserError(`"${written}" is no span of time. Write a number and s, m, h, d or w, such as 15m, 2h, 3d or 1d12h.`));
  });

  const written: readonly (readonly [milliseconds: number, words: string])[] = [[0, '0 ms'], [45.4, '45 ms'], [1_000, '1 s'], [1_249, '1.2 s'], [9_999, '9.9 s'], [59_999, '59 s'], [60_000, '1 m'], [900_000, '15 m'], [9_000_000, '2 h 30 m'], [90_061_000, '1 d 1 h'], [86_400_000, '1 d'], [86_460_000, '1 d']];
  for (const [milliseconds, words] of written) it(`writes ${milliseconds} ms as ${words}`, () => { assert.equal(spanInWords(milliseconds), words); });

  it('reads back what it wrote, as far as two units go', () => {
    fc.assert(fc.property(fc.integer({ min: 10_000, max: 400 * 86_400_000 }), milliseconds => {
      const back = spanOf(spanInWords(milliseconds));
      const unit = [86_400_000, 3_600_000, 60_000, 1_000].find(size => milliseconds >= size)!;
      const second = { 86400000: 3_600_000, 3600000: 60_000, 60000: 1_000, 1000: 1_000 }[unit]!;
      assert.ok(back <= milliseconds && milliseconds - back < second);
    }));
  });

  it('writes an instant to the second', () => { assert.equal(instantInWords('2026-03-02T07:15:04.123Z'), '2026-03-02 07:15:04'); });
});
