import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { writeEndpoint } from '../../scripts/environment/api-client';
import { servedEnvironments, token, type Served } from '../environment/api/served-environment';
import { answer, fakeBackend } from '../environment/small-connector';
import { shelterModel, shelterProject, shelterYaml } from '../cli/package-project';
import type { AuthorProject } from '../cli/author-project';

/** The whole life of a deployment, for real: the packages of `konektor package`, the commands, the environment's own API. */
describe('the life of a deployment in the local environment', function () {
  this.timeout(240_000);
  const { serve } = servedEnvironments();
  let project: AuthorProject;
  let served: Served;

  beforeEach(async () => {
    project = shelterProject({ 'konektor.yaml': `${shelterYaml}environments:\n  home:\n    target: local\n    environmentVariables: { shelter_Place: Barn }\n` });
    served = await serve({ backend: fakeBackend(({ method, uri }) => (method === 'POST' ? answer(201, { id: '1' }, [['Location', `${uri}/1`]]) : answer(200, { id: '1', name: 'Cat' }))) });
    mkdirSync(join(project.directory, '.konektor'), { recursive: true });
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token });
  });
  afterEach(() => { project.remove(); });

  async function konektor(...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> {
    let [out, error] = ['', ''];
    const ports = processPorts();
    const code = await main(words, { ...ports, directory: project.directory, console: { out: text => { out += text; }, error: text => { error += text; }, colours: false, resultColours: false, progress: () => undefined } });
    return { code, out, error };
  }
  const packaged = (version: string, more: Parameters<typeof shelterModel>[1] = {}): void => {
    project.write('connector/index.ts', shelterModel(version, more));
    const { code, error } = project.konektor('package');
    assert.equal(code, 0, error);
  };
  const flows = async (): Promise<readonly { readonly id: string; readonly isOn: boolean; readonly name: string }[]> => ((await served.call('listFlows')).body as { value: { id: string; isOn: boolean; name: string }[] }).value; // as the contract says
  const version = async (): Promise<string | undefined> => ((await served.call('listConnectors')).body as { value: { version?: string }[] }).value[0]?.version; // as above

  it('deploys, finds nothing to do, deploys a change, finds drift made by hand, and goes back', async () => {
    packaged('1.0.0');
    const dry = await konektor('deploy', '--environment', 'home', '--dry-run');
    assert.deepEqual([dry.code, /connector +create/.test(dry.out), (await flows()).length], [0, true, 0], dry.out + dry.error);

    const first = await konektor('deploy', '--environment', 'home');
    assert.equal(first.code, 0, first.out + first.error);
    assert.match(first.out, /Version 1\.0\.0 is in home\. What is there is what was sent/);
    assert.deepEqual([(await flows()).map(({ isOn, name }) => [name, isOn]), await version()], [[['Look at who arrives', true]], '1.0.0.0']);
    assert.equal((await konektor('drift', '--environment', 'home')).code, 0);

    const again = await konektor('deploy', '--environment', 'home', '--format', 'json');
    const { plan, result } = JSON.parse(again.out) as { plan: { changes: { change: string }[] }; result: { steps: { changed: boolean }[] } }; // our own JSON
    assert.deepEqual([again.code, plan.changes.map(({ change }) => change), result.steps.some(({ changed }) => changed)], [0, ['none', 'none', 'none', 'none'], false], again.out);
    const connections = (await served.call('listConnections')).body as { value: unknown[] }; // as the contract says
    assert.equal(connections.value.length, 1);

    packaged('1.1.0', { description: 'Gets one animal by its id.' });
    const ahead = await konektor('drift', '--environment', 'home');
    assert.deepEqual([ahead.code, /connector, definition .* to be deployed/.test(ahead.out)], [0, true], ahead.out);
    const second = await konektor('deploy', '--environment', 'home');
    assert.equal(second.code, 0, second.out + second.error);
    assert.equal(await version(), '1.1.0.0');

    // By hand, as somebody in the designer: another document, and the flow off.
    const [flow] = await flows();
    const { document } = (await served.call('getFlow', { path: { flow: flow!.id } })).body as { document: { properties: { definition: { actions: Record<string, unknown> } } } }; // as above
    const { actions } = document.properties.definition;
    delete actions[Object.keys(actions).at(-1)!];
    assert.equal((await served.call('changeFlow', { path: { flow: flow!.id }, body: { document } })).status, 200);
    await served.call('turnFlowOff', { path: { flow: flow!.id } });
    const drifted = await konektor('drift', '--environment', 'home');
    assert.equal(drifted.code, 1);
    assert.deepEqual(drifted.out.split('\n').filter(line => line.includes('drifted')).map(line => line.replace(/ {2,}.*/, '')), ['flow, Look at who arrives', 'flow is on, Look at who arrives', 'home has drifted: somebody changed it since 1.1.0 was deployed. Deploy again to put it right, or take the change into the model.']);

    const back = await konektor('rollback', '--environment', 'home');
    assert.equal(back.code, 0, back.out + back.error);
    assert.match(back.out, /Version 1\.0\.0 is back in home/);
    assert.deepEqual([await version(), (await flows()).map(({ isOn }) => isOn)], ['1.0.0.0', [true]]);
    const after = await konektor('drift', '--environment', 'home', '--packages', '.konektor/deploy/home/1.0.0');
    assert.equal(after.code, 0, after.out);
    assert.equal(((await served.call('listConnections')).body as { value: unknown[] }).value.length, 1, 'nothing was made twice'); // as above
  });

  it('refuses a lower version, packages that were changed, and flows whose connector is not there', async () => {
    packaged('1.1.0');
    assert.equal((await konektor('deploy', '--environment', 'home')).code, 0);
    packaged('1.0.0');
    const lower = await konektor('deploy', '--environment', 'home');
    assert.deepEqual([lower.code, /version-lower/.test(lower.out), await version()], [1, true, '1.1.0.0']);
    project.write('dist/ExampleShelter.zip', 'something else');
    const changed = await konektor('deploy', '--environment', 'home');
    assert.deepEqual([changed.code, changed.error], [2, 'konektor: dist/ExampleShelter.zip is not the file that packages.json lists: its SHA-256 is another. Only what was made and tested is deployed; take the packages anew from where they were made.\n']);
    rmSync(join(project.directory, 'dist'), { recursive: true });
    packaged('1.2.0');
    await served.call('deleteFlow', { path: { flow: (await flows())[0]!.id } });
    const [connection] = ((await served.call('listConnections')).body as { value: { id: string; connector: string }[] }).value; // as the contract says
    await served.call('deleteConnection', { path: { connection: connection!.id } });
    await served.call('deleteConnector', { path: { connector: connection!.connector } });
    const alone = await konektor('deploy', '--environment', 'home', '--only', 'flows');
    assert.deepEqual([alone.code, /connector-missing/.test(alone.out)], [1, true], alone.out + alone.error);
  });

  it('says what to start where no environment runs', async () => {
    packaged('1.0.0');
    rmSync(join(project.directory, '.konektor'), { recursive: true });
    assert.deepEqual(await konektor('deploy', '--environment', 'home'), { code: 2, out: '', error: 'konektor: No local environment runs with its store in .konektor. Start one in another terminal: konektor start\n' });
  });
});
