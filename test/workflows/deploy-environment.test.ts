/** The scripts of the workflow as they stand there, each run in a shell, against an environment that runs here. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parse } from 'yaml';
import { writeEndpoint } from '../../scripts/environment/api-client';
import type { AuthorProject } from '../cli/author-project';
import { shelterModel, shelterProject, shelterYaml } from '../cli/package-project';
import { servedEnvironments, token, type Served } from '../environment/api/served-environment';
import { answer, fakeBackend } from '../environment/small-connector';

const root = resolve(__dirname, '..', '..');
interface Step { readonly name?: string; readonly id?: string; readonly if?: string; readonly env?: Readonly<Record<string, string>>; readonly run?: string }
const workflow = parse(readFileSync(join(root, '.github', 'workflows', 'deploy-environment.yml'), 'utf8')) as { readonly jobs: Readonly<Record<'plan' | 'deploy', { readonly steps: readonly Step[] }>> }; // GitHub's parser has judged its form
const rollbackName = 'Put the version back that was there';

/** A gh that has releases in a folder, and vouches for those that nobody touched. */
const gh = `#!/usr/bin/env bash
case "$1 $2" in
  "release download") test -f "$RELEASES/$3.tar.gz" && cp "$RELEASES/$3.tar.gz" "\${@: -1}/packages.tar.gz" ;;
  "attestation verify") cmp -s "$3" "$RELEASES/\${FROM}.attested" ;;
  *) echo "gh knows no $*" >&2; exit 2 ;;
esac
`;

describe('the workflow that deploys to an environment', function () {
  this.timeout(240_000);
  const { serve } = servedEnvironments();
  let project: AuthorProject;
  let served: Served;
  let runner: string;
  let isDown = false;

  beforeEach(async () => {
    isDown = false;
    runner = mkdtempSync(join(tmpdir(), 'konektor-runner-'));
    mkdirSync(join(runner, 'bin'));
    mkdirSync(join(runner, 'releases'));
    writeFileSync(join(runner, 'bin', 'gh'), gh);
    chmodSync(join(runner, 'bin', 'gh'), 0o755);
    project = shelterProject({ 'konektor.yaml': `${shelterYaml}environments:\n  test:\n    target: local\n    environmentVariables: { shelter_Place: Barn }\n    approvals: { required: true }\n` });
    symlinkSync(join(root, 'scripts'), join(project.directory, 'scripts'));
    served = await serve({ backend: fakeBackend(({ method, uri }) => (isDown ? answer(503, { message: 'Closed today.' }) : method === 'POST' ? answer(201, { id: '1' }, [['Location', `${uri}/1`]]) : answer(200, { id: '1', name: 'Cat' }))) });
  });
  afterEach(() => { project.remove(); rmSync(runner, { recursive: true, force: true }); });

  /** A fresh runner with the checkout, at which the environment can be reached. */
  function freshRunner(): void {
    for (const left of ['.konektor', 'dist', 'before', 'previous']) rmSync(join(project.directory, left), { recursive: true, force: true });
    mkdirSync(join(project.directory, '.konektor'));
    writeEndpoint(join(project.directory, '.konektor'), { address: served.server.origin, token });
  }

  async function released(version: string, description?: string): Promise<void> {
    const model = shelterModel(version, description === undefined ? {} : { description });
    project.write('connector/index.ts', model.replace('  operations: [', `  testConnection: open,\n  operations: [open, `).replace('export default', `const open = action({ operationId: 'IsOpen', summary: 'Is open', description: 'Says whether it is open.', method: 'get', path: '/open', parameters: {} });\n\nexport default`));
    const { code, error } = project.konektor('package', '--replace');
    assert.equal(code, 0, error);
    const file = join(runner, 'releases', `v${version}.tar.gz`);
    assert.equal((await shell('tar -czf "$FILE" -C dist .', { FILE: file })).code, 0);
    writeFileSync(join(runner, 'releases', `v${version}.attested`), readFileSync(file));
    writeFileSync(join(project.directory, 'packages.tar.gz'), readFileSync(file));
  }

  function shell(script: string, variables: Readonly<Record<string, string>>): Promise<{ readonly code: number | null; readonly out: string }> {
    const path = [join(runner, 'bin'), join(process.execPath, '..'), process.env['PATH'] ?? ''].join(delimiter);
    const child = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: project.directory, env: { ...process.env, CI: 'true', GITHUB_ACTIONS: 'true', GITHUB_REPOSITORY: 'owner/name', RELEASES: join(runner, 'releases'), ...variables, PATH: path } });
    let out = '';
    child.stdout.on('data', (piece: Buffer) => { out += piece.toString(); });
    child.stderr.on('data', (piece: Buffer) => { out += piece.toString(); });
    return new Promise(done => { child.once('close', code => { done({ code, out }); }); });
  }

  interface JobEnd { readonly failed: string | undefined; readonly outputs: Readonly<Record<string, string>>; readonly summary: string; readonly out: string }

  /** Runs a job's scripts until one fails; the way back is run after that. `needs` are the outputs of the job before. */
  async function job(name: 'plan' | 'deploy', needs: Readonly<Record<string, string>> = {}, beforeWayBack: () => void = () => undefined): Promise<JobEnd> {
    freshRunner();
    const [output, summary] = [join(runner, 'output'), join(runner, 'summary')];
    for (const file of [output, summary]) writeFileSync(file, '');
    const valueOf = (text: string): string => text.replace(/\$\{\{ (.+?) \}\}/g, (_, expression: string) => {
      if (expression === 'inputs.environment') return 'test';
      if (expression === 'github.token') return 'a-token';
      const value = needs[/^needs\.plan\.outputs\.(\w+)$/.exec(expression)?.[1] ?? ''];
      assert.ok(value !== undefined, `Nothing gives ${expression}.`);
      return value;
    });
    let failed: string | undefined;
    let all = '';
    for (const { name: title, if: condition, env = {}, run } of workflow.jobs[name].steps) {
      if (run === undefined || run.startsWith('npm ci')) continue;
      const isWayBack = title === rollbackName;
      if (isWayBack ? failed === undefined : failed !== undefined || (condition !== undefined && needs['from'] === '')) continue;
      if (isWayBack) beforeWayBack();
      const { code, out } = await shell(run, { ...Object.fromEntries(Object.entries(env).map(([variable, value]) => [variable, valueOf(value)])), GITHUB_OUTPUT: output, GITHUB_STEP_SUMMARY: summary });
      all += `--- ${title ?? run}\n${out}`;
      if (code !== 0) failed = failed === undefined ? title ?? run : `${failed}; ${title ?? run}`;
    }
    const outputs = Object.fromEntries(readFileSync(output, 'utf8').split('\n').filter(line => line !== '').map(line => line.split(/=(.*)/s).slice(0, 2)));
    return { failed, outputs, summary: readFileSync(summary, 'utf8'), out: all };
  }
  const version = async (): Promise<string | undefined> => ((await served.call('listConnectors')).body as { value: { version?: string }[] }).value[0]?.version; // as the contract says
  const areOn = async (): Promise<readonly boolean[]> => ((await served.call('listFlows')).body as { value: { isOn: boolean }[] }).value.map(({ isOn }) => isOn); // as above

  it('only the way back has conditions that this test does not read', () => {
    assert.deepEqual(Object.values(workflow.jobs).flatMap(({ steps }) => steps).flatMap(({ name, if: condition }) => (condition === undefined ? [] : [[name, condition]])), [
      ['Packages of the version that is there now, in case this one fails', 'needs.plan.outputs.from != \'\''], [rollbackName, 'failure() && steps.deploy.outcome == \'failure\''],
    ]);
  });

  it('plans, deploys exactly that, and puts the version before back where a later one fails', async () => {
    await released('1.0.0');
    const first = await job('plan');
    assert.deepEqual([first.failed, first.outputs['from'], /^[0-9a-f]{64}$/.test(first.outputs['digest'] ?? '')], [undefined, '', true], first.out);
    assert.match(first.summary, /^```\nDeploy Example Shelter 1\.0\.0 to test \(local\)\n.*connector +create +Example Shelter 1\.0\.0\n.*\n```\n$/s);
    const deployed = await job('deploy', first.outputs);
    assert.deepEqual([deployed.failed, await version(), await areOn()], [undefined, '1.0.0.0', [true]], deployed.out);

    await released('1.1.0', 'Gets one animal by its id.');
    const second = await job('plan');
    assert.deepEqual([second.failed, second.outputs['from']], [undefined, '1.0.0'], second.out);
    isDown = true;
    const broken = await job('deploy', second.outputs, () => { isDown = false; });
    assert.deepEqual([broken.failed, await version(), await areOn()], ['Deploy and verify', '1.0.0.0', [true]], broken.out);
  });

  it('refuses a plan that is another one by now, and puts nothing back', async () => {
    await released('1.0.0');
    const { outputs } = await job('plan');
    await job('deploy', outputs);
    const late = await job('deploy', { ...outputs, from: '1.0.0' });
    assert.deepEqual([late.failed, late.out.includes('plan is another one than the one that was agreed to'), late.out.includes('::notice::Nothing is put back (nothing begun).')], ['Deploy and verify', true, true], late.out);
  });

  it('does not go on with earlier packages that somebody touched', async () => {
    await released('1.0.0');
    const { outputs } = await job('plan');
    writeFileSync(join(runner, 'releases', 'v1.0.0.attested'), 'other packages');
    const touched = await job('deploy', { ...outputs, from: '1.0.0' });
    assert.deepEqual([touched.failed, await version(), existsSync(join(project.directory, 'previous', 'packages.json'))], ['Packages of the version that is there now, in case this one fails', undefined, false], touched.out);
  });
});
