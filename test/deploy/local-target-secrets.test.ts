/** The local environment holds secrets of connections, and a token of its own: deployments say and keep none of them. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeEndpoint } from '../../scripts/environment/api-client';
import { targetMakers } from '../../scripts/deploy/targets';
import type { AuthorProject } from '../cli/author-project';
import { contosoYaml, emptyWorld, play } from '../cli/deploying/played-world';
import { shelterModel, shelterProject } from '../cli/package-project';
import { servedEnvironments, token, type Served } from '../environment/api/served-environment';
import { answer, fakeBackend } from '../environment/small-connector';
import { givenAway, quotedByService } from './planted/planted';

const key = 'planted-key+of/the=shelter';
const secrets = { key, token };
const model = (version: string): string => shelterModel(version).replace('import { action,', 'import { action, connectionSecret,')
  .replace('authentication: { kind: \'none\' }', 'authentication: { kind: \'parameters\', parameters: { api_key: connectionSecret({ title: \'Key\', description: \'Your key.\' }) }, apiKey: { name: \'X-Key\', in: \'header\' } }, testConnection: getAnimals')
  .replace('const cancel =', `const getAnimals = action({ operationId: 'ListAnimals', summary: 'List animals', description: 'Lists animals.', method: 'get', path: '/animals', parameters: {}, output: Animal });\nconst cancel =`)
  .replace('operations: [arrived, getAnimal, cancel]', 'operations: [arrived, getAnimal, getAnimals, cancel]');

describe('secrets of the local environment', function () {
  this.timeout(60_000);
  const { serve, folder } = servedEnvironments();
  let project: AuthorProject;
  let served: Served;
  /** Whether the service takes the key; it quotes it back in any case. */
  let takesKey: boolean;
  const sent: string[] = [];
  before(() => {
    project = shelterProject({ 'konektor.yaml': `${contosoYaml}  home:\n    target: local\n    environmentVariables: { cts_Place: Barn }\n` });
    for (const [version, packages] of [['1.0.0', 'first'], ['1.1.0', 'second']] as const) {
      project.write('connector/index.ts', model(version));
      const { code, error } = project.konektor('package', '--out', packages);
      assert.equal(code, 0, error);
    }
  });
  after(() => { project.remove(); });
  beforeEach(async () => {
    takesKey = true;
    served = await serve({ backend: fakeBackend(({ method, uri, headers }) => {
      sent.push(JSON.stringify(headers));
      if (!takesKey) return answer(401, { error: { message: `Not the key: ${quotedByService(key)}` } });
      return method === 'POST' ? answer(201, { id: '1' }, [['Location', `${uri}/1`]]) : answer(200, { id: '1', name: quotedByService(key) });
    }) });
    mkdirSync(join(project.directory, '.konektor'), { recursive: true });
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token });
  });

  for (const format of ['text', 'json']) {
    it(`none is said as ${format} or kept, whatever the service does with it`, async () => {
      let said = '';
      const konektor = async (...words: readonly string[]): Promise<number> => {
        const { code, out, error } = await play(project, emptyWorld(), [...words, '--environment', 'home', '--format', format], { targets: targetMakers, http: (address, request) => fetch(address, request), environment: {} });
        said += `$ ${words.join(' ')}\n${out}${error}`;
        return code;
      };
      const first = await konektor('deploy', '--packages', 'first');
      const connector = ((await served.call('listConnectors')).body as { readonly value: readonly { readonly name: string }[] }).value[0]!.name; // as the contract says
      assert.equal((await served.call('createConnection', { body: { connector, id: 'mine', values: { api_key: key } } })).status, 201);
      takesKey = false;
      const refused = await konektor('deploy', '--packages', 'first');
      takesKey = true;
      const codes = [
        await konektor('deploy', '--packages', 'first', '--dry-run'), await konektor('deploy', '--packages', 'first'), await konektor('drift', '--packages', 'first'), await konektor('doctor', '--packages', 'first'),
        await konektor('deploy', '--packages', 'second'), (takesKey = false, await konektor('rollback')), (takesKey = true, await konektor('rollback')),
      ];
      assert.deepEqual([first, refused, codes], [1, 1, [0, 0, 0, 0, 0, 1, 0]], said);
      assert.ok(sent.some(headers => headers.includes(key)), 'the key went to the service');
      assert.deepEqual(givenAway(said, secrets), [], said);
      const kept = (parent: string): readonly (readonly [string, readonly string[]])[] => readdirSync(parent, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
        .map(entry => [entry.name, givenAway(readFileSync(join(entry.parentPath, entry.name), 'latin1'), secrets)] as const).filter(([, found]) => found.length > 0);
      // The token is where commands look for it, for its owner alone; the store has the key in a form that needs another file.
      assert.deepEqual([kept(join(project.directory, '.konektor')), kept(folder()).flatMap(([name, found]) => found.map(each => `${name}: ${each}`))], [[['environment.api.json', ['token']]], []]);
    });
  }
});
