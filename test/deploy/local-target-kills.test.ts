/** `konektor deploy` as a process of its own against the API of a local environment: killed anywhere, and started again. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { writeEndpoint } from '../../scripts/environment/api-client';
import { launcher, type AuthorProject } from '../cli/author-project';
import { filesBelow, shelterModel, shelterProject, shelterYaml } from '../cli/package-project';
import { servedEnvironments, token, type Served } from '../environment/api/served-environment';
import { answer, fakeBackend } from '../environment/small-connector';

const seed = Number(process.env['KONEKTOR_SEED'] ?? 20261129);
/** Given by `npm run soak`: then many die, and figures are printed. */
const asked = process.env['KONEKTOR_KILLS'];
const isSoak = asked !== undefined;
const kills = Number(asked ?? 2);
const steps = 7;

/** Mulberry32: the same numbers from the same seed. */
function randoms(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many milliseconds after a step has begun. */
interface Death { readonly step: number; readonly milliseconds: number; readonly signal: 'SIGKILL' | 'SIGINT' }
interface Ended { readonly code: number | null; readonly signal: string | null; readonly out: string; readonly error: string }

describe('a deployment to the local environment that is killed', function () {
  this.timeout(isSoak ? 3_600_000 : 120_000);
  const { serve, end, folder } = servedEnvironments();
  let project: AuthorProject;
  let served: Served | undefined;
  let subscriptions: Set<string>;
  before(function () {
    if (process.platform === 'win32') this.skip(); // there a signal ends a process at once, whatever it is
    project = shelterProject({ 'konektor.yaml': `${shelterYaml}environments:\n  home:\n    target: local\n    environmentVariables: { shelter_Place: Barn }\n` });
    for (const version of ['1.0.0', '1.1.0']) {
      project.write('connector/index.ts', shelterModel(version, { description: `Gets one animal, since ${version}.` }));
      const { code, error } = project.konektor('package', '--out', version);
      assert.equal(code, 0, error);
    }
  });
  after(() => { project.remove(); });
  beforeEach(() => { served = undefined; });

  /** A new environment, whose service counts who has subscribed. */
  async function fresh(): Promise<void> {
    if (served) await end(served);
    rmSync(join(folder(), '.konektor'), { recursive: true, force: true });
    let ids = 0;
    const there = subscriptions = new Set<string>();
    served = await serve({
      backend: fakeBackend(({ method, uri }) => {
        if (method === 'POST') { there.add(String(++ids)); return answer(201, { id: String(ids) }, [['Location', `${uri}/${ids}`]]); }
        if (method === 'DELETE') { there.delete(uri.slice(uri.lastIndexOf('/') + 1)); return answer(204); }
        return answer(200, { id: '1', name: 'Cat' });
      }),
    });
    rmSync(join(project.directory, '.konektor'), { recursive: true, force: true });
    mkdirSync(join(project.directory, '.konektor'));
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token });
  }

  function konektor(words: readonly string[], death?: Death): Promise<Ended> {
    const child = spawn(process.execPath, [launcher, ...words], { cwd: project.directory, stdio: ['ignore', 'pipe', 'pipe'] });
    let [out, error, dying] = ['', '', false];
    child.stdout.on('data', (data: Buffer) => { out += data.toString(); });
    child.stderr.on('data', (data: Buffer) => {
      error += data.toString();
      if (death && !dying && error.includes(`  ${death.step}/${steps} `)) { dying = true; setTimeout(() => child.kill(death.signal), death.milliseconds); }
    });
    return new Promise(resolve => { child.once('close', (code, signal) => { resolve({ code, signal, out, error }); }); });
  }
  const words = (version: string): readonly string[] => ['deploy', '--environment', 'home', '--packages', version];
  const deploy = (version: string, death?: Death): Promise<Ended> => konektor(words(version), death);
  /** The same in this process, which nobody kills: it starts faster. */
  async function undisturbed(version: string): Promise<void> {
    let said = '';
    const console = { out: (text: string) => { said += text; }, error: (text: string) => { said += text; }, colours: false, resultColours: false, progress: () => undefined };
    assert.equal(await main(words(version), { ...processPorts(), directory: project.directory, console }), 0, said);
  }

  /** What is there, but for times and for numbers that the service gives. */
  async function state(): Promise<unknown> {
    const read = async (name: Parameters<Served['call']>[0], path = {}): Promise<Record<string, unknown>> => (await served!.call(name, { path })).body as Record<string, unknown>; // as the contract says
    const [connectors, connections, flows] = [await read('listConnectors'), await read('listConnections'), await read('listFlows')].map(({ value }) => value as readonly Record<string, string>[]);
    return {
      connectors: await Promise.all(connectors!.map(async ({ name, version }) => ({ name, version, files: (await read('getConnectorFiles', { connector: name }))['files'] }))),
      connections: connections!.map(({ id, connector, status }) => ({ id, connector, status })),
      flows: await Promise.all(flows!.map(async ({ id, name, isOn, connections: bound, variables }) => ({ id, name, isOn, bound, variables, document: (await read('getFlow', { flow: id }))['document'] }))),
      subscriptions: subscriptions.size,
      journal: goodInJournal(), kept: Object.fromEntries(Object.entries(filesBelow(join(project.directory, '.konektor', 'deploy', 'home'))).map(([path, bytes]) => [path, bytes.toString('base64')])),
    };
  }
  /** The journal can be read at any time; what was good has no time. */
  function goodInJournal(): unknown {
    const file = join(project.directory, '.konektor', 'deploy', 'home.json');
    if (!existsSync(file)) return [];
    const { good, last } = JSON.parse(readFileSync(file, 'utf8')) as { readonly good: readonly Record<string, unknown>[]; readonly last: { readonly state: string; readonly version: string } }; // as we write it
    assert.match(last.state, /^(running|done)$/);
    return good.map(({ at: _, ...release }) => release);
  }

  it(`${kills} kills at random places in a first deployment and an update: the same end as without, and nothing twice (seed ${seed})`, async () => {
    const began = Date.now();
    const ends: unknown[] = [];
    await fresh();
    for (const version of ['1.0.0', '1.1.0']) {
      await undisturbed(version);
      ends.push(await state());
    }
    const random = randoms(seed);
    let [died, lives] = [0, 0];
    while (died < kills) {
      await fresh();
      for (const [index, version] of ['1.0.0', '1.1.0'].entries()) {
        // Once it is done every further one finds nothing to do: so a few die for each, and one lives.
        for (let left = Math.min(kills - died, isSoak ? 4 : index + 1); left > 0; left--) {
          const { signal, code, error } = await deploy(version, { step: 1 + Math.floor(random() * steps), milliseconds: Math.floor(random() * 250), signal: 'SIGKILL' });
          assert.ok(signal === 'SIGKILL' || code === 0, error);
          lives++;
          if (signal === 'SIGKILL') died++;
          goodInJournal();
        }
        const { code, error } = await deploy(version);
        assert.equal(code, 0, error);
        assert.deepEqual(await state(), ends[index]);
      }
    }
    if (isSoak) console.log(`      ${died} of ${lives} deployments killed: 0 other ends, nothing twice; ${Math.round((Date.now() - began) / 1000)} s`);
  });

  it('Ctrl+C ends it with 130, says how to go on, and that goes on', async () => {
    await fresh();
    const { code, signal, error } = await deploy('1.0.0', { step: 2, milliseconds: 0, signal: 'SIGINT' });
    assert.deepEqual([code, signal, error.split('\n').slice(-2)], [130, null, ['Interrupted. What was done before stays. Go on with: npx konektor deploy --environment home --packages 1.0.0', '']], error);
    await undisturbed('1.0.0');
  });
});
