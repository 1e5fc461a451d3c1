import assert from 'node:assert/strict';
import fc from 'fast-check';

/** Holds two ways of writing a number against each other, for random numbers of up to 12 digits of which none is a half to be rounded away. */
export function fixedPoint(bothOf: (number: number, digits: number) => readonly (readonly [string, string])[]): void {
  fc.assert(fc.property(fc.integer({ min: -999_999_999_999, max: 999_999_999_999 }), fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 4 }), (digits, scale, decimals) => {
    const number = digits / 10 ** scale;
    fc.pre(number !== 0 && !/5$/.test(String(Math.abs(digits))));
    // A text that says zero has a minus in ECMAScript alone.
    for (const [mine, other] of bothOf(number, decimals)) assert.equal(mine, /[1-9]/.test(other) ? other : other.replace('-', ''), `${number} with ${decimals} digits`);
  }), { numRuns: 1000 });
}
