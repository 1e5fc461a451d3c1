/** What a deployment to the local environment says where a person must act, and where the environment is away. */
import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeEndpoint } from '../../scripts/environment/api-client';
import { targetMakers } from '../../scripts/deploy/targets';
import type { AuthorProject } from '../cli/author-project';
import { contosoYaml, emptyWorld, play, type Outcome } from '../cli/deploying/played-world';
import { shelterModel, shelterProject } from '../cli/package-project';
import { servedEnvironments, token, type Served } from '../environment/api/served-environment';
import { answer, fakeBackend } from '../environment/small-connector';

const withKey = shelterModel('1.0.0').replace('import { action,', 'import { action, connectionSecret,')
  .replace('authentication: { kind: \'none\' }', 'authentication: { kind: \'parameters\', parameters: { api_key: connectionSecret({ title: \'Key\', description: \'Your key.\' }) }, apiKey: { name: \'X-Key\', in: \'header\' } }');
const withSignIn = shelterModel('1.0.0').replace('import { action,', 'import { action, entraUser,')
  .replace('authentication: { kind: \'none\' }', 'authentication: { kind: \'parameters\', parameters: { token: entraUser({ resource: \'https://shelter.contoso.com\', redirectMode: \'GlobalPerConnector\' }) } }');

describe('the target local', function () {
  this.timeout(60_000);
  const { serve } = servedEnvironments();
  let project: AuthorProject;
  let served: Served;
  before(() => {
    project = shelterProject({ 'konektor.yaml': `${contosoYaml}  home:\n    target: local\n    environmentVariables: { cts_Place: Barn }\n  elsewhere:\n    target: local\n    store: ../elsewhere\n` });
    for (const [model, packages] of [[withKey, 'key'], [withSignIn, 'sign-in']] as const) {
      project.write('connector/index.ts', model);
      const { code, error } = project.konektor('package', '--out', packages);
      assert.equal(code, 0, error);
    }
  });
  after(() => { project.remove(); });
  beforeEach(async () => {
    served = await serve({ backend: fakeBackend(({ method, uri }) => (method === 'POST' ? answer(201, { id: '1' }, [['Location', `${uri}/1`]]) : answer(200, { id: '1', name: 'Cat' }))) });
    rmSync(join(project.directory, '.konektor'), { recursive: true, force: true });
    mkdirSync(join(project.directory, '.konektor'));
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token });
  });

  const konektor = (...words: readonly string[]): Promise<Outcome> => play(project, emptyWorld(), words, { targets: targetMakers, http: (address, request) => fetch(address, request), environment: {} });
  /** How it ended: the results after the plan, or the messages where there is no plan. */
  async function ended(...words: readonly string[]): Promise<readonly [number, string]> {
    const { code, out, error } = await konektor(...words);
    return [code, (out === '' ? error : out.slice(out.lastIndexOf('\n\n') + 2)).replaceAll(served.server.origin, '<environment>')];
  }
  const connect = async (id: string, values: Readonly<Record<string, string>>): Promise<void> => { assert.equal((await served.call('createConnection', { body: { connector: 'cts_5Fexample-20shelter', id, values } })).status, 201); };
  const key = ['deploy', '--environment', 'home', '--packages', 'key'] as const;

  it('a connection that only a person can fill in: stops, takes the only one afterwards, and asks which where there are several', async () => {
    assert.deepEqual(await ended(...key), [1, 'Somebody is needed before it goes on. The connector needs a connection, and only you know what to fill in: konektor connection create --value api_key=<value>\nThen: npx konektor deploy --environment home --packages key --connection <id>\n']);
    await connect('one', { api_key: 'key-number-one' });
    await connect('two', { api_key: 'key-number-two' });
    assert.deepEqual(await ended(...key), [1, 'Somebody is needed before it goes on. There are several connections: one, two. Choose one.\nThen: npx konektor deploy --environment home --packages key --connection <id>\n']);
    await served.call('deleteConnection', { path: { connection: 'two' } });
    assert.deepEqual(await ended(...key), [0, 'Version 1.0.0 is in home. What is there is what was sent.\n  The connector names no operation that tests a connection (x-ms-capabilities.testConnection).\n']);
    await connect('three', { api_key: 'key-number-three' });
    assert.deepEqual(await ended(...key), [0, 'home has version 1.0.0, as it had before. What is there is what was sent.\n  The connector names no operation that tests a connection (x-ms-capabilities.testConnection).\n'], 'the one that is bound stays');
    assert.equal((await ended(...key, '--connection', 'three'))[0], 0);
    const { flows } = { flows: (await served.call('listFlows')).body as { readonly value: readonly { readonly connections: readonly { readonly connectionId?: string }[] }[] } }; // as the contract says
    assert.deepEqual(flows.value.map(({ connections }) => connections.map(({ connectionId }) => connectionId)), [['three']]);
  });

  it('a sign-in: stops with its address, and goes on once somebody has signed in', async () => {
    const words = ['deploy', '--environment', 'home', '--packages', 'sign-in'] as const;
    assert.deepEqual(await ended(...words), [1, 'Somebody is needed before it goes on. The connector needs a connection, and only you can sign in: konektor connection create\nThen: npx konektor deploy --environment home --packages sign-in --connection <id>\n']);
    await connect('mine', {});
    const [code, said] = await ended(...words);
    assert.deepEqual([code, said.replace(/(<environment>|https?:\/\/\S+?)\/\S+/, '<page>')], [1, 'Somebody is needed before it goes on. The connection "Example Shelter" (mine) can\'t be used yet. Open the page and sign in.\n  <page>\nThen: npx konektor deploy --environment home --packages sign-in --connection <id>\n']);
  });

  it('where no environment runs, where it has ended, and where another one has taken its place', async () => {
    assert.deepEqual(await ended('deploy', '--environment', 'elsewhere', '--packages', 'key'), [2, 'konektor: No local environment runs with its store in ../elsewhere. Start one in another terminal: konektor start\n']);
    const unreached = await konektor('deploy', '--environment', 'elsewhere', '--packages', 'key', '--dry-run');
    assert.deepEqual([unreached.code, unreached.out.split('\nNot known\n')[1]], [0, '  The environment was not looked at: No local environment runs with its store in ../elsewhere. Start one in another terminal: konektor start\n']);
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token: 'the-token-of-another-start' });
    assert.deepEqual(await ended(...key), [2, 'konektor: The environment that answers is not the one with its store in .konektor: it does not take the token that stands there. Start that one: konektor start\n']);
    writeEndpoint(join(project.directory, '.konektor'), { address: 'http://127.0.0.1:9', token });
    assert.deepEqual(await ended(...key), [2, 'konektor: The environment at http://127.0.0.1:9 does not answer. Start it again: konektor start\n']);
  });
});
