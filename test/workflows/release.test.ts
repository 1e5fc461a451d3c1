/** The script of the release workflow that publishes, as it stands there, in a shell with a gh that tells what it was asked. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { parse } from 'yaml';

const file = resolve(__dirname, '..', '..', '.github', 'workflows', 'release.yml');
const workflow = parse(readFileSync(file, 'utf8')) as { readonly jobs: { readonly publish: { readonly steps: readonly { readonly name?: string; readonly run?: string }[] } } }; // GitHub's parser has judged its form
const script = workflow.jobs.publish.steps.find(({ name }) => name === 'Release with the changelog of this version')?.run ?? assert.fail('the step is there');

const gh = `#!/usr/bin/env bash
if [ "$2" = view ]; then exit 1; fi
if [ "$2" = create ]; then cat notes.md; fi
echo "$*"
`;

const changelog = `# Changelog

## 1.0.10

- Of the tenth.

## 1.0.1 (unreleased)

- Of the first.

## 1.0.0

- Of the beginning.
`;

describe('the script that publishes a release', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'konektor-release-'));
    mkdirSync(join(folder, 'bin'));
    mkdirSync(join(folder, 'release'));
    writeFileSync(join(folder, 'bin', 'gh'), gh);
    chmodSync(join(folder, 'bin', 'gh'), 0o755);
    writeFileSync(join(folder, 'CHANGELOG.md'), changelog);
    writeFileSync(join(folder, 'release', 'packages.tar.gz'), '');
  });
  after(() => { rmSync(folder, { recursive: true, force: true }); });

  function published(tag: string): { readonly code: number | null; readonly out: string } {
    const { status, stdout } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], { cwd: folder, encoding: 'utf8', env: { ...process.env, TAG: tag, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` } });
    return { code: status, out: stdout };
  }
  const asked = (tag: string): string => `release create ${tag} --verify-tag --title ${tag} --notes-file notes.md\nrelease upload ${tag} --clobber release/packages.tar.gz\n`;

  it('takes the section of the version, and of no other that begins like it', () => {
    assert.deepEqual(published('v1.0.1'), { code: 0, out: `## 1.0.1 (unreleased)\n\n- Of the first.\n\n${asked('v1.0.1')}` });
    assert.deepEqual(published('v1.0.10'), { code: 0, out: `## 1.0.10\n\n- Of the tenth.\n\n${asked('v1.0.10')}` });
  });

  it('stops where the changelog has none', () => {
    assert.deepEqual(published('v1.1.0'), { code: 1, out: '::error::CHANGELOG.md has no section "## 1.1.0".\n' });
  });
});
