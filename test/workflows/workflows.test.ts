import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { commandNames, commandTable, type CommandName } from '../../scripts/cli/options';

const root = resolve(__dirname, '..', '..');
const folder = join(root, '.github', 'workflows');
const files = readdirSync(folder).sort();
const textOf = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface Step { readonly uses?: string; readonly run?: string; readonly env?: Readonly<Record<string, string>> }
interface Job { readonly permissions?: Readonly<Record<string, string>>; readonly steps?: readonly Step[]; readonly environment?: string; readonly uses?: string; readonly 'timeout-minutes'?: number }
interface Workflow { readonly on: Readonly<Record<string, unknown>>; readonly permissions?: Readonly<Record<string, string>>; readonly jobs: Readonly<Record<string, Job>> }
const workflows = files.map(file => ({ file, text: textOf(file), workflow: parse(textOf(file)) as Workflow })); // GitHub's own parser has judged its form
const actionText = readFileSync(join(root, '.github', 'actions', 'konektor', 'action.yml'), 'utf8');
const steps = workflows.flatMap(({ file, workflow }) => Object.entries(workflow.jobs).flatMap(([job, { steps: own = [] }]) => own.map(step => ({ file, job, step }))));

describe('workflows', () => {
  it('GitHub\'s own parser finds no fault in them, and finds one that is planted', () => {
    const judged = (paths: readonly string[]): Readonly<Record<string, readonly string[]>> => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'parse-workflows.mjs'), ...paths], { encoding: 'utf8', cwd: root });
      assert.equal(status, 0, stderr);
      return JSON.parse(stdout) as Readonly<Record<string, readonly string[]>>; // what parse-workflows.mjs prints
    };
    assert.deepEqual(judged(files.map(file => `.github/workflows/${file}`)), Object.fromEntries(files.map(file => [`.github/workflows/${file}`, []])));
    assert.deepEqual(judged([join('test', 'workflows', 'faulty.yml')]), { [join('test', 'workflows', 'faulty.yml')]: [
      `${join('test', 'workflows', 'faulty.yml')} (Line: 7, Col: 5): Unexpected value 'stepz'`, `${join('test', 'workflows', 'faulty.yml')} (Line: 9, Col: 7): Unexpected value 'content'`,
    ] });
  });

  it('these are there', () => assert.deepEqual(files, ['certify.yml', 'ci.yml', 'deploy-environment.yml', 'deploy.yml', 'release.yml']));

  it('every action is pinned by its commit, with its version beside it', () => {
    const loose = [...workflows.map(({ file, text }) => ({ file, text })), { file: 'action.yml', text: actionText }]
      .flatMap(({ file, text }) => [...text.matchAll(/uses: (.+)$/gm)].map(([, used]) => `${file}: ${used}`))
      .filter(line => !/: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line) && !/: \.\/\.github\/workflows\/[\w-]+\.yml$/.test(line));
    assert.deepEqual(loose, []);
  });

  it('nothing is permitted but what a job names', () => {
    assert.deepEqual(workflows.filter(({ workflow }) => JSON.stringify(workflow.permissions) !== '{}').map(({ file }) => file), []);
    const permitted = workflows.flatMap(({ file, workflow }) => Object.entries(workflow.jobs).map(([job, { permissions = {} }]) => [`${file} ${job}`, permissions] as const));
    assert.deepEqual(Object.fromEntries(permitted), {
      'certify.yml package': { contents: 'read' },
      'ci.yml test': { contents: 'read' },
      'deploy-environment.yml deploy': { contents: 'read', 'id-token': 'write', attestations: 'read' },
      'deploy-environment.yml plan': { contents: 'read', 'id-token': 'write' },
      'deploy.yml packages': { contents: 'read', attestations: 'read' },
      'deploy.yml production': { contents: 'read', 'id-token': 'write', attestations: 'read' },
      'deploy.yml test': { contents: 'read', 'id-token': 'write', attestations: 'read' },
      'release.yml build': { contents: 'read', 'id-token': 'write', attestations: 'write' },
      'release.yml deploy': { contents: 'read', 'id-token': 'write', attestations: 'read' },
      'release.yml publish': { contents: 'write' },
    });
  });

  it('pull requests reach CI alone, and no secret is stored', () => {
    assert.deepEqual(workflows.filter(({ workflow }) => 'pull_request' in workflow.on || 'pull_request_target' in workflow.on).map(({ file }) => file), ['ci.yml']);
    assert.deepEqual([...workflows.map(({ text }) => text), actionText].filter(text => /\bsecrets\./.test(text)), []);
  });

  it('no text of a person is put into a script: values come through variables', () => {
    assert.deepEqual(steps.filter(({ step }) => step.run?.includes('${{')).map(({ file, job }) => `${file} ${job}`), []);
    assert.equal([...actionText.matchAll(/run: (.+)$/gm)].some(([, run]) => run!.includes('${{')), false);
  });

  it('every job ends by itself', () => {
    const endless = workflows.flatMap(({ file, workflow }) => Object.entries(workflow.jobs).filter(([, job]) => job.uses === undefined && job['timeout-minutes'] === undefined).map(([job]) => `${file} ${job}`));
    assert.deepEqual(endless, []);
  });

  it('every konektor command in them exists, with its options', () => {
    const words = steps.flatMap(({ file, step }) => [...(step.run ?? '').matchAll(/konektor\.js ([a-z]+)([^\n|;&]*)/g)].map(([, command, rest]) => ({ file, command: command!, options: [...rest!.matchAll(/--([a-z-]+)/g)].map(([, option]) => option!) })));
    assert.ok(words.length >= 8);
    const wrong = words.filter(({ command, options }) => !commandNames.includes(command as CommandName) || options.some(option => !(option in commandTable[command as CommandName].options)));
    assert.deepEqual(wrong, []);
  });
});
