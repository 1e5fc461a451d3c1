/** What was there at a commit, from a real repository. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { processPorts } from '../../scripts/cli/process-ports';
import { UserError } from '../../scripts/cli/user-error';
import { folderSubject, type AnalyseScript } from '../../scripts/cli/validating/file-subject';
import { since } from '../../scripts/cli/validating/since';
import { filesAtRef, processGit, type Git } from '../../scripts/cli/validating/since-git';
import type { Subject } from '../../scripts/validate/subject';

const nothing: ScriptAnalysis = { diagnostics: [], classes: [], namespaceBlocks: [], directives: [], usings: [], forbidden: [], httpClients: [], synchronousWaits: [], operationIds: [], clockReads: [], cultureDependent: [], queryPrinting: [], ambiguousFormatting: [] };
type ScriptAnalysis = Exclude<Awaited<ReturnType<AnalyseScript>>, { readonly notRun: string }>;

describe('since a commit', function () {
  this.timeout(120_000);
  let directory: string;
  const write = (file: string, text: string | Uint8Array): void => {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), text);
  };
  // Settings of this machine, such as hooks and signing, stay out of it.
  const git = (...words: readonly string[]): string => execFileSync('git', ['-c', 'user.name=Test', '-c', 'user.email=test@example.com', '-c', 'commit.gpgsign=false', '-c', 'core.hooksPath=/nowhere', '-c', 'init.defaultBranch=main', ...words], { cwd: directory, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, GIT_CONFIG_GLOBAL: '/nowhere', GIT_CONFIG_SYSTEM: '/nowhere' } }).trim();
  const yaml = (name: string): string => `publisher: { name: ${name}, contact: { name: Support, email: support@contoso.com, url: https://contoso.com/support }, website: https://contoso.com, privacyPolicy: https://contoso.com/privacy }\n`;

  before(() => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'konektor-since-')));
    git('init', '-q');
    write('one/apiDefinition.swagger.json', '{ "swagger": "2.0", "info": { "title": "Before" } }\n');
    write('one/apiProperties.json', '{ "properties": {} }\n');
    write('one/script.csx', 'class Script { }\n');
    write('zoo \u00e4/apiDefinition.swagger.json', '{ "info": { "title": "Umlaut" } }\n');
    write('connector/generated/apiDefinition.swagger.json', '{ "info": { "title": "Model" } }\n');
    write('connector/generated/script.csx', 'class Script { /* generated */ }\n');
    write('connector/assets/icon.png', Uint8Array.from([0x89, 0x50, 0, 255]));
    write('konektor.yaml', yaml('Placeholder'));
    git('add', '.');
    git('commit', '-q', '-m', 'first');
    write('one/apiDefinition.swagger.json', '{ "swagger": "2.0", "info": { "title": "After" } }\n');
    write('one/script.csx', 'class Script { /* new */ }\n');
    write('connector/generated/apiDefinition.swagger.json', '{ "info": { "title": "Model after" } }\n');
    write('connector/assets/icon.png', Uint8Array.from([1]));
    write('konektor.yaml', yaml('Contoso'));
    git('add', '.');
    git('commit', '-q', '-m', 'second');
    write('two/apiDefinition.swagger.json', '{ "info": { "title": "New" } }\n');
    write('one/apiProperties.json', '{ "properties": { "capabilities": [] } }\n');
  });
  after(() => { rmSync(directory, { recursive: true, force: true }); });

  const ports = () => ({ files: processPorts().files, directory });
  const title = (subject: Subject | undefined): unknown => (subject?.definition?.value as { readonly info: { readonly title: string } } | undefined)?.info.title; // as written above
  const never: AnalyseScript = () => { throw new Error('No script needs to be looked at.'); };
  const folder = async (name: string, analyse: AnalyseScript = never): Promise<Subject> => folderSubject(join(directory, name), processPorts().files, analyse);
  const analysed: AnalyseScript = () => Promise.resolve(nothing);

  it('a folder has the files of then, changed ones and others', async () => {
    const now = await folder('one', analysed);
    const texts: string[] = [];
    const before = await since('HEAD~1', ports()).subjectOf({ kind: 'folder', folder: join(directory, 'one') }, now, (text, options) => { texts.push(`${text.trim()} ${options.generated}`); return analysed(text, options); });
    assert.equal(title(before), 'Before');
    assert.deepEqual(before?.properties?.value, { properties: {} });
    assert.equal(before?.definition?.file, now.definition?.file);
    assert.deepEqual(texts, ['class Script { } false']);
  });

  it('custom code that did not change is not looked at again', async () => {
    const now = await folder('one', analysed);
    const before = await since('HEAD', ports()).subjectOf({ kind: 'folder', folder: join(directory, 'one') }, now, never);
    assert.equal(before?.scripts[0]?.analysis, nothing);
    assert.equal(title(before), 'After');
  });

  it('a folder that was not there yet has no past, a single file may have one', async () => {
    const { subjectOf } = since('HEAD', ports());
    const now = await folder('two');
    assert.equal(await subjectOf({ kind: 'folder', folder: join(directory, 'two') }, now, never), undefined);
    assert.equal(await subjectOf({ kind: 'file', file: join(directory, 'two', 'apiDefinition.swagger.json') }, now, never), undefined);
    assert.equal(title(await subjectOf({ kind: 'file', file: join(directory, 'zoo \u00e4', 'apiDefinition.swagger.json') }, now, never)), 'Umlaut');
  });

  it('a model has the artifacts of then, the icon and the publisher', async () => {
    const model = join(directory, 'connector', 'index.ts');
    const icon = { file: join(directory, 'connector', 'assets', 'icon.png'), bytes: Uint8Array.from([1]) };
    const now: Subject = { ...await folder('connector/generated', analysed), name: model, icon };
    const asked: boolean[] = [];
    const before = await since('HEAD~1', ports()).subjectOf({ kind: 'model', file: model }, { ...now, scripts: [] }, (text, options) => { asked.push(options.generated); return analysed(text, options); });
    assert.equal(title(before), 'Model');
    assert.equal(before?.name, model);
    assert.deepEqual(before.scripts.map(({ generated, text }) => ({ generated, text })), [{ generated: true, text: 'class Script { /* generated */ }\n' }]);
    assert.deepEqual(asked, [true]);
    assert.deepEqual([...before.icon?.bytes ?? []], [0x89, 0x50, 0, 255]);
    assert.deepEqual(before.publisher?.values[0], { path: 'publisher.name', value: 'Placeholder', placeholder: true });
  });

  it('works from a folder below the top, and for a tag and a short id', async () => {
    git('tag', 'v1', 'HEAD~1');
    const below = { files: processPorts().files, directory: join(directory, 'one') };
    for (const ref of ['v1', git('rev-parse', '--short', 'HEAD~1'), 'main~1']) {
      assert.equal(title(await since(ref, below).subjectOf({ kind: 'folder', folder: join(directory, 'one') }, await folder('one', analysed), analysed)), 'Before', ref);
    }
  });

  const refusal = (run: () => unknown): string => {
    try { run(); } catch (error) {
      assert.ok(error instanceof UserError, String(error));
      return error.message;
    }
    return 'nothing was refused';
  };

  it('says that a ref is not known, also one that would be an option', () => {
    for (const ref of ['no-such-branch', '--output=made', '-h', 'HEAD:one', '']) {
      assert.equal(refusal(() => since(ref, ports())), `git knows no commit, branch or tag "${ref}" here. In a shallow clone fetch it first: git fetch origin ${ref}`);
    }
  });

  it('says that there is no repository, and that there is no git', () => {
    const outside: Git = () => ({ code: 128, out: Buffer.alloc(0), error: 'fatal: not a git repository' });
    assert.equal(refusal(() => since('HEAD', { ...ports(), directory: '/project' }, outside)), '--since needs a git repository, and /project is in none (git: fatal: not a git repository). Use --baseline there.');
    const none: Git = () => ({ missing: true, code: 1, out: Buffer.alloc(0), error: 'ENOENT' });
    assert.equal(refusal(() => since('HEAD', ports(), none)), '--since needs git, and there is none on the path. Install git, or use --baseline.');
  });

  it('does not write into the past', () => {
    const past = filesAtRef('HEAD', directory, processPorts().files, processGit);
    assert.throws(() => past.write(join(directory, 'x'), ''), /can not be written/);
    assert.deepEqual(past.list(join(directory, 'connector')), [{ name: 'assets', kind: 'folder' }, { name: 'generated', kind: 'folder' }]);
    assert.equal(past.list(join(directory, 'two')), undefined);
    assert.equal(past.read(join(directory, '..', 'elsewhere')), undefined);
  });
});
