/** The action for other repositories: its script as it stands there, in the folder of another connector. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { authorProject, connectorModule, plainAction, type AuthorProject } from '../cli/author-project';

const root = resolve(__dirname, '..', '..');
const action = parse(readFileSync(join(root, '.github', 'actions', 'konektor', 'action.yml'), 'utf8')) as { readonly runs: { readonly steps: readonly { readonly name: string; readonly run: string }[] } }; // GitHub's parser has judged its form
const script = action.runs.steps.find(({ name }) => name === 'Run it')?.run ?? assert.fail('the step is there');

describe('the action for other repositories', () => {
  let project: AuthorProject;
  before(() => { project = authorProject({ 'connector/index.ts': connectorModule(plainAction('GetThing', '/thing')) }); });
  after(() => { project.remove(); });

  function run(command: string): { readonly code: number | null; readonly out: string; readonly error: string } {
    const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: project.directory, encoding: 'utf8', env: { ...process.env, TOOL: root, COMMAND: command } });
    return { code: status, out: stdout.replace(/ +\d+ ms$/gm, ' 0 ms'), error: stderr };
  }

  it('runs the command in the folder of the connector', () => {
    assert.deepEqual(run('build --out "my artifacts"'), { code: 0, out: '  build       4 artifacts · 1 operation · 4 written 0 ms\n', error: '' });
    assert.deepEqual(run("build --check --out 'my artifacts'"), { code: 0, out: '  build       4 artifacts · 1 operation · in step 0 ms\n', error: '' });
  });

  it('fails where the command does', () => {
    assert.deepEqual(run('deploy --environment nowhere --dry-run'), { code: 123, out: '', error: 'konektor: There is no environment "nowhere" in konektor.yaml. It names none: write it under environments. Without --environment the local one is meant.\n' });
  });
});
