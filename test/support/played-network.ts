/**
 * nock takes over the network as soon as it is imported, with Request and Headers, and what is loaded meanwhile keeps its
 * forms of them for good: servers then fail in files that know nothing of nock. So it is imported here alone, behind the
 * server that does so, and given back at once; whoever plays hosts takes the network with this, for one suite.
 */
import '@hono/node-server';
import nock from 'nock';

nock.restore();

export { nock };

/** In a suite: hosts are played from its first test to its last, what a test plays ends with it, and nothing else is reached. */
export function playNetwork(): void {
  before(() => { nock.activate(); nock.disableNetConnect(); });
  afterEach(() => { nock.cleanAll(); });
  after(() => { nock.enableNetConnect(); nock.restore(); });
}
