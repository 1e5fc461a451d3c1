/**
 * nock takes over the network as soon as it is imported, and every test file is loaded before the first test runs: whoever
 * plays hosts of the network takes it with this, for one suite, and the others have the real one.
 */
import nock from 'nock';

nock.restore();

/** In a suite: hosts are played from its first test to its last, what a test plays ends with it, and nothing else is reached. */
export function playNetwork(): void {
  before(() => { nock.activate(); nock.disableNetConnect(); });
  afterEach(() => { nock.cleanAll(); });
  after(() => { nock.enableNetConnect(); nock.restore(); });
}
