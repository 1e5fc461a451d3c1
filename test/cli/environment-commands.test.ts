import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { EnvironmentSeam, InvokeRequest, StartRequest } from '../../scripts/cli/environment-seam';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import type { Ports } from '../../scripts/cli/ports';
import { stepLine } from '../../scripts/cli/step-line';
import { authorProject, connectorModule, plainAction, type AuthorProject } from './author-project';
import { recordedPorts } from './recorded-ports';

describe('the commands that need the environment', () => {
  let project: AuthorProject;
  before(() => {
    project = authorProject({
      'connector/index.ts': connectorModule(`${plainAction('GetThing', '/thing')}\n${plainAction('GetOther', '/other')}`),
      'input.json': '{"id":"7"}', 'list.json': '[]', 'broken.json': '{',
    });
  });
  after(() => { project.remove(); });

  /** Runs a command in this process, with the disk of the project and a recorded console. */
  async function run(words: string, seam: Partial<EnvironmentSeam>): Promise<{ code: number; out: string; error: string }> {
    const { ports, printed } = recordedPorts();
    const inProject: Ports = { ...ports, files: processPorts().files, directory: project.directory };
    const unasked = (): never => { throw new Error('The environment was not to be asked.'); };
    const code = await main(words.split(' '), inProject, { startEnvironment: unasked, invokeOperation: unasked, ...seam });
    return { code, ...printed() };
  }

  describe('start', () => {
    const started = (passed: boolean, log: string[], interrupted: Promise<void> = new Promise(() => undefined)): Pick<EnvironmentSeam, 'startEnvironment'> => ({
      startEnvironment: (request: StartRequest) => {
        log.push(`port ${request.port}, speed ${request.speed}, assumptions ${JSON.stringify(request.assumptions)}, ${request.connector.operations.length} operations, ${[request.packages.connector, ...(request.packages.flows ? [request.packages.flows] : [])].map(({ name, bytes }) => `${name} ${Buffer.from(bytes.subarray(0, 2)).toString()}`).join(', ')}`);
        return Promise.resolve({ address: 'http://127.0.0.1:4280', installed: 'Things', playScenario: () => { request.console.out('  scenario\n'); return Promise.resolve(passed); }, serve: () => { log.push('serves'); }, interrupted, close: () => { log.push('closed'); return Promise.resolve(); } });
      },
    });
    // The clock of these tests goes on by 1 ms whenever it is asked, which packaging does for each package.
    const lines = `${stepLine('build', '4 artifacts · 2 operations', 1)}${stepLine('validate', 'certification profile · 2 warnings, 4 placeholders to fill', 1)}${stepLine('package', '3 packages → dist', 7)}${stepLine('environment', 'http://127.0.0.1:4280', 1)}  installed   Things\n  scenario\n`;

    it('--once ends with 0 when all went well', async () => {
      const log: string[] = [];
      assert.deepEqual(await run('start --once --speed 60 --assumptions errorWithoutLocation=reset', started(true, log)), { code: 0, out: lines, error: '' });
      assert.deepEqual(log, ['port 4280, speed 60, assumptions {"errorWithoutLocation":"reset"}, 2 operations, dist/Things.zip PK', 'closed']);
    });

    it('--once ends with 1 when something did not', async () => {
      const log: string[] = [];
      assert.deepEqual(await run('start --once --port 0', started(false, log)), { code: 1, out: lines, error: '' });
      assert.deepEqual(log, ['port 0, speed 1, assumptions {}, 2 operations, dist/Things.zip PK', 'closed']);
    });

    const nextSteps = (store: string, where: string): string => `Serving on http://127.0.0.1:4280 until Ctrl+C; what it keeps is in ${store}.
Its API: http://127.0.0.1:4280/api/v1/openapi.json, with the token in ${store}/environment.api.json.
In another terminal:
  npx konektor connection create${where}            makes a connection
  npx konektor connection list${where}              shows whether it works
  npx konektor invoke <operation> --trace${where}   calls an operation, with every stage
  npx konektor flow list${where}                    the flows, and which are on
`;

    it('without --once it serves until it is interrupted', async () => {
      const log: string[] = [];
      const interrupted = new Promise<void>(resolve => { setTimeout(() => { log.push('interrupted'); resolve(); }, 1); });
      assert.deepEqual(await run('start', started(true, log, interrupted)), { code: 0, out: lines, error: nextSteps('.konektor', '') });
      assert.deepEqual(log.filter(each => !each.startsWith('port')), ['serves', 'interrupted', 'closed']);
    });

    it('goes on with what it kept, and plays nothing again', async () => {
      const log: string[] = [];
      const asked: StartRequest[] = [];
      const seam: Pick<EnvironmentSeam, 'startEnvironment'> = { startEnvironment: async request => { asked.push(request); return { ...await started(false, log, Promise.resolve()).startEnvironment!(request), resumed: '1 connection · 8 flows, 8 on' }; } };
      assert.deepEqual(await run('start --store kept --verbose', seam), { code: 0, out: lines.replace('  scenario\n', '  resumed     1 connection · 8 flows, 8 on\n'), error: nextSteps('kept', ' --store kept') });
      assert.deepEqual(asked.map(({ folder, fresh, verbose }) => ({ folder, fresh, verbose })), [{ folder: join(project.directory, 'kept'), fresh: false, verbose: true }]);
    });

    it('starts over where it is told to, and says where the rest is', async () => {
      const asked: StartRequest[] = [];
      const seam: Pick<EnvironmentSeam, 'startEnvironment'> = { startEnvironment: async request => { asked.push(request); return { ...await started(true, [], new Promise<void>(resolve => { setTimeout(resolve, 1); })).startEnvironment!(request), movedTo: '/kept/former-1' }; } };
      const { code, error } = await run('start --fresh', seam);
      assert.deepEqual([code, error, asked[0]!.fresh], [0, `What was kept is in /kept/former-1 now.\n${nextSteps('.konektor', '')}`, true]);
    });

    it('--once keeps nothing', async () => {
      const asked: StartRequest[] = [];
      await run('start --once', { startEnvironment: request => { asked.push(request); return started(true, []).startEnvironment!(request); } });
      assert.equal('folder' in asked[0]!, false);
    });

    for (const words of ['start', 'start --once']) it(`an interruption during the scenario ends "${words}" at once`, async () => {
      const log: string[] = [];
      const seam: Pick<EnvironmentSeam, 'startEnvironment'> = { startEnvironment: async request => ({ ...await started(true, log, Promise.resolve()).startEnvironment!(request), playScenario: () => new Promise(() => undefined) }) };
      assert.deepEqual(await run(words, seam), { code: 130, out: lines.replace('  scenario\n', ''), error: '' });
      assert.deepEqual(log.slice(1), ['closed']);
    });

    it('closes the environment when the scenario breaks', async () => {
      const log: string[] = [];
      const refused = Object.assign(new Error('Port 4280 is in use: end the other program, or choose another with --port.'), { code: 'port-in-use' });
      const seam: Pick<EnvironmentSeam, 'startEnvironment'> = { startEnvironment: async request => ({ ...await started(true, log).startEnvironment!(request), playScenario: () => Promise.reject(refused) }) };
      assert.deepEqual(await run('start --once', seam), { code: 2, out: lines.replace('  scenario\n', ''), error: 'konektor: Port 4280 is in use: end the other program, or choose another with --port.\n' });
      assert.deepEqual(log.slice(1), ['closed']);
    });

    it('refuses what can not be', async () => {
      assert.deepEqual(await run('start --once --fresh', {}), { code: 2, out: '', error: 'konektor: --once keeps nothing, so that there is nothing to start over with --fresh. Give one of them.\n' });
      assert.deepEqual(await run('start --port 70000', {}), { code: 2, out: '', error: 'konektor: --port can be 65535 at most, and 70000 was given.\n' });
      assert.deepEqual(await run('start --speed 0', {}), { code: 2, out: '', error: 'konektor: --speed must be more than 0: at 0 nothing would ever happen.\n' });
    });
  });

  describe('invoke', () => {
    const answering = (status: number, body: string, asked: InvokeRequest[] = []): Pick<EnvironmentSeam, 'invokeOperation'> => ({ invokeOperation: request => { asked.push(request); return Promise.resolve({ status, headers: [], body, stages: [] }); } });

    it('prints the body and nothing else to standard output', async () => {
      const asked: InvokeRequest[] = [];
      assert.deepEqual(await run('invoke GetThing --input input.json --connection input.json', answering(200, '{"a":1}', asked)), { code: 0, out: '{"a":1}\n', error: 'GetThing: 200\n' });
      assert.deepEqual(asked.map(({ operationId, input, connection }) => ({ operationId, input, connection })), [{ operationId: 'GetThing', input: { id: '7' }, connection: { id: '7' } }]);
    });

    it('ends with 1 when the operation answers with an error', async () => {
      assert.deepEqual(await run('invoke GetThing', answering(404, '')), { code: 1, out: '', error: 'GetThing: 404\n' });
    });

    const bad: readonly (readonly [words: string, message: string])[] = [
      ['invoke GetTing', 'The connector has no operation "GetTing". Did you mean "GetThing"? Its operations: GetThing, GetOther'],
      ['invoke GetThing --input absent.json', '--input: there is no file absent.json.'],
      ['invoke GetThing --input list.json', '--input: list.json must hold a JSON object with values by name, such as {"instanceId": "…"}.'],
    ];
    for (const [words, message] of bad) it(`refuses "${words}"`, async () => { assert.deepEqual(await run(words, {}), { code: 2, out: '', error: `konektor: ${message}\n` }); });
    it('refuses a file that is not JSON', async () => {
      const { code, error } = await run('invoke GetThing --input broken.json', {});
      assert.match(error, /^konektor: --input: broken\.json is not JSON: .+\n$/); // the rest is the engine's own wording
      assert.equal(code, 2);
    });
  });

  it('a mistake of our own keeps its stack', async () => {
    const { code, error } = await run('invoke GetThing', { invokeOperation: () => Promise.reject(new RangeError('no such luck')) });
    assert.deepEqual([code, error.split('\n').slice(0, 2)], [2, ['konektor: an error of Konektor itself, please report it.', 'RangeError: no such luck']]);
  });
});
