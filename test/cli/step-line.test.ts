import assert from 'node:assert/strict';
import { stepLine } from '../../scripts/cli/step-line';

describe('a line of what happened', () => {
  it('is aligned, durations to the right', () => {
    assert.equal([
      stepLine('build', '3 artifacts · 31 operations', 38.4), stepLine('package', '6 packages', 140), stepLine('environment', 'http://127.0.0.1:4280', 940.2), stepLine('scenario', 'x'.repeat(60), 12_345),
    ].join(''), `  build       3 artifacts · 31 operations                          38 ms
  package     6 packages                                          140 ms
  environment http://127.0.0.1:4280                               940 ms
  scenario    ${'x'.repeat(60)}  12.3 s
`);
  });
});
