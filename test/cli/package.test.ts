import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { launcher, type AuthorProject } from './author-project';
import { filesBelow, shelterModel, shelterProject, shelterYaml } from './package-project';
import { recordedPorts } from './recorded-ports';

interface Listed { readonly packages: readonly { readonly package: string; readonly version: string; readonly profile?: string; readonly content: string; readonly files: readonly { readonly path: string; readonly size: number; readonly sha256: string }[] }[] }

describe('konektor package', () => {
  let project: AuthorProject;
  beforeEach(() => { project = shelterProject(); });
  afterEach(() => { project.remove(); });
  const dist = (...path: readonly string[]): string => join(project.directory, 'dist', ...path);
  const listed = (): Listed => JSON.parse(readFileSync(dist('packages.json'), 'utf8')) as Listed;
  const contents = (): Readonly<Record<string, string>> => Object.fromEntries(listed().packages.map(each => [each.package, each.content]));
  /** In this process, which spares the start of another one; the model is read anew. */
  const run = async (...words: readonly string[]): Promise<{ readonly code: number; readonly out: string; readonly error: string }> => {
    delete require.cache[join(project.directory, 'connector', 'index.ts')];
    const { ports: { console }, printed } = recordedPorts();
    const code = await main(['package', ...words], { ...processPorts(), console, directory: project.directory });
    const { out, error } = printed();
    return { code, out: out.replace(/ +\d+(\.\d+)? m?s$/gm, ' 0 ms'), error: error.replace(/\d+ ms$/m, '0 ms') };
  };

  it('makes all packages, says in a line what each is, and lists every file with its sum', async () => {
    assert.deepEqual(await run('--unpacked'), {
      code: 0,
      out: `  folder      connector · 7 files 0 ms
  solution    ExampleShelter.zip · also managed 0 ms
    unpacked  unpacked/ExampleShelter · 7 files 0 ms
  flows       ExampleShelterFlows.zip · also managed 0 ms
    unpacked  unpacked/ExampleShelterFlows · 5 files 0 ms
  submission  certification · 1 zip · 3 files 0 ms
`,
      error: `Who submits as a verified publisher owns the service or shows rights to its API.
Ready for certification means ready mechanically: package, files and texts have the form that is checked.
4 placeholders in konektor.yaml: replace them before you publish or deploy.
6 packages → dist · version 1.0.0 · 0 ms
`,
    });
    const { 'packages.json': list, ...files } = filesBelow(dist());
    assert.ok(list);
    const said = listed().packages.flatMap(each => each.files.map(({ path, size, sha256 }) => [path, { size, sha256 }] as const));
    assert.deepEqual(Object.fromEntries(said), Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, { size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }])));
    assert.equal(said.length, Object.keys(files).length);
  });

  it('makes one alone and leaves the others of the version, those of another version go', async () => {
    await run();
    const before = filesBelow(dist());
    assert.equal((await run('--only', 'folder')).code, 0);
    assert.deepEqual(Object.keys(filesBelow(dist())), Object.keys(before));
    project.write('connector/index.ts', shelterModel('1.1.0'));
    const { code, error } = await run('--only', 'folder');
    assert.deepEqual([code, error.split('\n')[1]], [0, 'Removed packages of another version: solution 1.0.0, flows 1.0.0, certification 1.0.0.']);
    assert.deepEqual([...new Set(Object.keys(filesBelow(dist())).map(path => path.split('/')[0]))], ['connector', 'packages.json']);
  });

  it('makes the probe when it is named', async () => {
    const { code, out } = await run('--only', 'probe');
    assert.deepEqual([code, out.trim().split(/ +/)[0], listed().packages.map(each => each.package), readdirSync(dist())], [0, 'probe', ['probe'], ['packages.json', 'probe']]);
    assert.ok(readdirSync(dist('probe')).some(name => name.endsWith('.zip')));
  });

  it('without flows there is no package of flows, and certification lacks one', async () => {
    project.write('connector/index.ts', shelterModel('1.0.0', { flow: false }));
    const { code, out, error } = await run();
    assert.equal(code, 0);
    assert.deepEqual(out.split('\n').map(line => line.trim().split(' ')[0]), ['folder', 'solution', 'submission', '']);
    assert.match(error, /The submission lacks a flow that uses the connector, which certification demands \(5000\.1\.1\.6\)\./);
    assert.deepEqual(await run('--only', 'flows'), { code: 2, out: '', error: 'konektor: The connector has no flows, so there is no package of flows.\n' });
  });

  describe('for an independent publisher', () => {
    it('has the colour of all of them and the service\'s owner, and another folder for the pull request', async () => {
      await run();
      const properties = (folder: string): Readonly<Record<string, unknown>> => (JSON.parse(readFileSync(dist('certification', folder, 'Example Shelter', 'apiProperties.json'), 'utf8')) as { properties: Record<string, unknown> }).properties;
      const picked = ({ iconBrandColor, publisher, stackOwner }: Readonly<Record<string, unknown>>) => ({ iconBrandColor, publisher, stackOwner });
      assert.deepEqual(picked(properties('certified-connectors')), { iconBrandColor: '#112233', publisher: 'Example Publisher', stackOwner: 'Example Publisher' });
      project.write('konektor.yaml', shelterYaml.replace('prefix: shelter', 'prefix: shelter\n  kind: independent\n  stackOwner: Example Service'));
      assert.equal((await run('--replace')).code, 0);
      assert.deepEqual(picked(properties('independent-publisher-connectors')), { iconBrandColor: '#da3b01', publisher: 'Example Publisher', stackOwner: 'Example Service' });
      assert.ok(!existsSync(dist('certification', 'certified-connectors')));
    });

    it('says that a placeholder stands for the owner who is not named, and that what exists can\'t be built again', async () => {
      project.write('konektor.yaml', `${shelterYaml}certification:\n  existingConnector: shared_shelter\n`);
      const { error } = await run('--profile', 'independent', '--only', 'certification');
      assert.deepEqual(error.split('\n').slice(0, 4), [
        'The platform already lists a connector for this service (shared_shelter).',
        'The Independent Publisher program takes no connector that already exists, so this one can\'t be submitted there.',
        'Ready for certification means ready mechanically: files and texts have the form that is checked.',
        'The submission names "Placeholder Stack Owner" as the owner of the service: write publisher.stackOwner in konektor.yaml.',
      ]);
    });
  });

  describe('a version', () => {
    it('keeps its content: packaging it again is fine, another content is an error that names the files', async () => {
      await run();
      const before = filesBelow(dist());
      assert.equal((await run()).code, 0);
      project.write('connector/index.ts', shelterModel('1.0.0', { description: 'Gets an animal.' }));
      const { code, out, error } = await run('--format', 'json', '--only', 'solution');
      assert.deepEqual([code, out], [1, '']);
      assert.match(error, /"code": ?"version-unchanged".*Version 1\.0\.0 was packaged before, and its solution package now has another content: ExampleShelter\.zip\/Connector\/shelter_5Fexample-20shelter_openapidefinition\.json\./s);
      assert.deepEqual(filesBelow(dist()), before);
      assert.equal((await run('--replace')).code, 0);
      project.write('connector/index.ts', shelterModel('1.0.1'));
      assert.equal((await run()).code, 0);
    });

    it('that was released is an error everywhere, and nothing but another version helps', async () => {
      assert.match((await run('--release')).error, /version 1\.0\.0, recorded as released/);
      const { folder, solution, flows } = contents();
      const record = readFileSync(join(project.directory, 'connector', 'releases.json'), 'utf8');
      assert.deepEqual(JSON.parse(record), { releases: [{ publisher: 'ExamplePublisher', version: '1.0.0', content: { folder, solution, flows } }] });
      rmSync(dist(), { recursive: true });
      project.write('connector/index.ts', shelterModel('1.0.0', { description: 'Gets an animal.' }));
      for (const words of [[], ['--replace'], ['--release'], ['--replace', '--only', 'solution'], ['--only', 'folder']]) {
        const { code, error } = await run(...words);
        assert.deepEqual([code, /version-released/.test(error), existsSync(dist())], [1, true, false], words.join(' '));
      }
      project.write('connector/index.ts', shelterModel('1.0.1', { description: 'Gets an animal.' }));
      assert.equal((await run('--release')).code, 0);
      assert.deepEqual((JSON.parse(readFileSync(join(project.directory, 'connector', 'releases.json'), 'utf8')) as { releases: readonly { version: string }[] }).releases.map(each => each.version), ['1.0.0', '1.0.1']);
    });

    it('that is a pre-release is refused', async () => {
      project.write('connector/index.ts', shelterModel('2.0.0-beta.1'));
      const { code, error } = await run();
      assert.deepEqual([code, /index\.ts:\d+:\d+ {2}error {2}version-form/.test(error), existsSync(dist())], [1, true, false]);
    });
  });

  it('stops at what the platform refuses, and writes nothing', async () => {
    project.write('connector/index.ts', shelterModel('1.0.0').replace('\'#112233\'', '\'teal\' as never'));
    const { code, error } = await run();
    assert.deepEqual([code, /error {2}brand-color/.test(error), existsSync(dist())], [1, true, false]);
  });

  it('warns where there is no prefix, and takes one that says that it is a placeholder', async () => {
    project.write('konektor.yaml', shelterYaml.replace('  prefix: shelter\n', ''));
    const { code, error } = await run('--only', 'solution', '--unpacked');
    assert.equal(code, 0);
    assert.match(error, /konektor\.yaml {2}warning {2}publisher-prefix-missing/);
    assert.ok(existsSync(dist('unpacked', 'ExampleShelter', 'Connectors', 'placehld_5Fexample-20shelter.xml')));
  });

  it('a wrong prefix or number in konektor.yaml is a finding that says what is right', async () => {
    for (const [written, said] of [['prefix: mscrmx', 'can\'t be "mscrmx"'], ['prefix: a', 'can\'t be "a"'], ['prefix: toolonger', 'can\'t be "toolonger"'], ['prefix: fine\n  optionValuePrefix: 9999', 'must be >= 10000'], ['prefix: fine\n  uniqueName: two words', 'can\'t be "two words"']] as const) {
      project.write('konektor.yaml', shelterYaml.replace('prefix: shelter', written));
      const { code, error } = await run();
      assert.deepEqual([code, error.replace(/\s+/g, ' ').includes(said)], [1, true], `${written}\n${error}`);
    }
  });

  describe('the folder', () => {
    it('that others filled is left alone', async () => {
      mkdirSync(dist());
      writeFileSync(dist('thesis.txt'), 'Four years of work.');
      assert.deepEqual(await run(), { code: 2, out: '', error: (await run()).error });
      assert.match((await run()).error, /dist holds files that Konektor did not make/);
      assert.equal((await run('--out', '.')).code, 2);
      assert.deepEqual(Object.keys(filesBelow(dist())), ['thesis.txt']);
    });

    it('keeps what others put beside the packages', async () => {
      await run();
      writeFileSync(dist('notes.txt'), 'Sent on Monday.');
      assert.equal((await run('--replace')).code, 0);
      assert.equal(readFileSync(dist('notes.txt'), 'utf8'), 'Sent on Monday.');
    });

    it('comes back where a process died between its renames', async () => {
      await run();
      const before = filesBelow(dist());
      mkdirSync(join(project.directory, '.konektor-abc'));
      renameSync(dist(), join(project.directory, '.konektor-abc', 'previous-dist'));
      project.write('connector/index.ts', shelterModel('1.0.0', { description: 'Gets an animal.' }));
      assert.equal((await run('--only', 'solution')).code, 1, 'the version is known again');
      assert.deepEqual(filesBelow(dist()), before);
    });

    it('is whole after a kill at any moment, the old set or the new one', async function () {
      this.timeout(120_000);
      await run();
      const whole = performance.now();
      await new Promise(resolve => { spawn(process.execPath, [launcher, 'package', '--replace'], { cwd: project.directory, stdio: 'ignore' }).once('exit', resolve); });
      const length = performance.now() - whole;
      const seen = new Set<string>();
      for (let moment = 1; moment <= 10; moment++) {
        const delay = Math.round(length * moment / 10);
        const description = `Gets one animal, after ${delay} ms.`;
        project.write('connector/index.ts', shelterModel('1.0.0', { description }));
        const child = spawn(process.execPath, [launcher, 'package', '--replace'], { cwd: project.directory, stdio: 'ignore' });
        const ended = new Promise<NodeJS.Signals | null>(resolve => { child.once('exit', (_, signal) => { resolve(signal); }); });
        await after(delay);
        child.kill('SIGKILL');
        seen.add(await ended === null ? 'ended' : 'killed');
        const files = filesBelow(dist());
        for (const { path, sha256 } of listed().packages.flatMap(each => each.files)) assert.equal(createHash('sha256').update(files[path] ?? '').digest('hex'), sha256, `${path} after ${delay} ms`);
      }
      assert.ok(seen.has('killed'));
    });
  });

  it('refuses a release of one package, and an unknown package', async () => {
    assert.deepEqual(await run('--release', '--only', 'flows'), { code: 2, out: '', error: 'konektor: --release records all packages of a version: leave out --only.\n' });
    assert.equal((await run('--only', 'solutoin')).code, 2);
  });
});
