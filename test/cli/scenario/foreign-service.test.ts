/** A connector of a service that there is no stand-in of: its calls go to the service itself, in the real time. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { journalFile } from '../../../scripts/cli/keeping/kept-journal';
import { openKeptEnvironment } from '../../../scripts/cli/scenario/kept-environment';
import { stoodIn } from '../../../scripts/cli/scenario/stood-in';
import { processPorts } from '../../../scripts/cli/process-ports';
import { main } from '../../../scripts/cli/main';
import { nock, playNetwork } from '../../support/played-network';
import { authorProject, connectorModule, plainAction, type AuthorProject } from '../author-project';
import { recordedPorts } from '../recorded-ports';

describe('a connector of a service without a stand-in', () => {
  let project: AuthorProject;
  before(() => { project = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/thing')) }); });
  after(() => { project.remove(); });

  /** Runs a command in this process, with the real environment behind it. */
  async function run(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    const { ports, printed } = recordedPorts();
    const code = await main(words, { ...ports, files: processPorts().files, directory: project.directory });
    const { out, error } = printed();
    return { code, out, error };
  }

  it('only Customer Insights is stood in for', () => {
    assert.deepEqual([stoodIn({ host: 'api.ci.ai.dynamics.com' }), stoodIn({ host: 'api.example.com' })], ['https://api.ci.ai.dynamics.com', undefined]);
  });

  describe('that is played', () => {
    playNetwork();
    it('invoke calls it where no environment runs', async () => {
      const service = nock('https://api.example.com').get('/thing').reply(200, { name: 'A thing' });
      assert.deepEqual(await run('invoke', 'GetThing'), { code: 0, out: '{"name":"A thing"}\n', error: 'GetThing: 200\n' });
      assert.equal(service.isDone(), true);
    });
  });

  it('start --once installs it, says that there is nothing to play and calls nobody', async () => {
    const { code, out, error } = await run('start', '--once', '--port', '0');
    assert.deepEqual([code, out.trimEnd().split('\n').at(-1), error], [
      0, '  installed   Things', '  scenario    none for this connector: the stand-in plays Customer Insights only. Nothing is called\n',
    ]);
  });

  it('an environment without the stand-in begins at the real time, keeps no journal of it and offers no control of it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'konektor-bare-'));
    try {
      const before = Date.now();
      const { environment, service, endpoint, close } = await openKeptEnvironment({ folder, port: 0, speed: 1, assumptions: {}, version: '0.0.0', otherServices: 'send', report: line => assert.fail(line) });
      const isLater = environment.now >= before;
      await close();
      assert.deepEqual([isLater, service, endpoint.service, existsSync(journalFile(folder))], [true, undefined, undefined, false]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
