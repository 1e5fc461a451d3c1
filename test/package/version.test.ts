import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LARGEST_PART, solutionVersion } from '../../scripts/package/version';

const of = (version: string) => solutionVersion({ version, place: undefined });
const said = (version: string): string => { const { finding } = of(version); return finding ? `${finding.what} ${finding.todo}` : ''; };

describe('the version of a solution', () => {
  it('is that of the connector with a fourth number', () => {
    assert.deepEqual(['1.0.0', '0.0.1', '12.34.56', `${LARGEST_PART}.0.0`].map(version => of(version).version), ['1.0.0.0', '0.0.1.0', '12.34.56.0', `${LARGEST_PART}.0.0.0`]);
  });

  it('keeps the order of versions', () => {
    const part = fc.nat({ max: LARGEST_PART });
    const compare = (one: readonly number[], other: readonly number[]): number => one.map((each, index) => Math.sign(each - other[index]!)).find(sign => sign !== 0) ?? 0;
    fc.assert(fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (one, other) => {
      const numbers = [one, other].map(version => of(version.join('.')).version!.split('.').map(Number));
      assert.equal(compare(numbers[0]!, numbers[1]!), compare(one, other));
    }));
  });

  it('refuses what four numbers cannot say, and says why', () => {
    assert.deepEqual(['1.0.0-beta.2', '1.0.0+45', '1.0.0-rc+1', '1.0', '1.0.0.0', '01.0.0', 'v1.0.0', '', '1.0.0-', `0.${LARGEST_PART + 1}.0`].map(said), [
      'The version "1.0.0-beta.2" is a pre-release, and four numbers cannot say that it precedes 1.0.0. Write 1.0.0 and import it where you try things out, or take a lower number for what comes before it.',
      'The version "1.0.0+45" has build metadata, and four numbers have no place for it. Write 1.0.0; raise the last number for another build.',
      'The version "1.0.0-rc+1" is a pre-release, and four numbers cannot say that it precedes 1.0.0. Write 1.0.0 and import it where you try things out, or take a lower number for what comes before it.',
      ...['1.0', '1.0.0.0', '01.0.0', 'v1.0.0', '', '1.0.0-'].map(version => `The version "${version}" is not of the form 1.2.3. Write three whole numbers with full stops between them, without zeros in front.`),
      'The number 2147483648 in the version "0.2147483648.0" is too large. Write numbers of at most 2147483647.',
    ]);
  });

  it('points at the version in the model', () => {
    assert.deepEqual(of('1').finding?.where, { kind: 'model', place: undefined, property: ['version'] });
  });
});
