import assert from 'node:assert/strict';
import { DeployError } from '../../../scripts/deploy/deploy-error';
import { forgetPackages, keepPackages, keptFolder } from '../../../scripts/deploy/journal/kept-packages';
import { sha256 } from '../../../scripts/package/packed';
import { Killed, MemoryFiles } from '../memory-files';

/** A folder of packages whose files hold that text. */
function packagesOf(text: string, version = '1.0.0'): Readonly<Record<string, string>> {
  const files: Readonly<Record<string, string>> = { 'connector/apiDefinition.swagger.json': `{"${text}":1}`, 'Pets.zip': `zip of ${text}`, 'Pets_managed.zip': `managed zip of ${text}` };
  const listed = (kind: string, ...paths: readonly string[]): object => ({ package: kind, version, content: 'c', files: paths.map(path => ({ path, sha256: sha256(files[path]!) })) });
  return { ...files, 'packages.json': JSON.stringify({ packages: [listed('folder', 'connector/apiDefinition.swagger.json'), listed('solution', 'Pets.zip', 'Pets_managed.zip')] }) };
}
function filesWith(folder: string, packages: Readonly<Record<string, string>>, files = new MemoryFiles()): MemoryFiles {
  for (const [path, text] of Object.entries(packages)) files.content.set(`${folder}/${path}`, text);
  return files;
}
const kept = keptFolder('/project', 'test', '1.0.0');
const keep = (files: MemoryFiles): void => keepPackages('/project/dist', '/project', 'test', '1.0.0', files);

describe('packages that are kept', () => {
  it('are those that were deployed, and nothing else of their folder', () => {
    const files = filesWith('/project/dist', { ...packagesOf('one'), 'more.txt': 'x' });
    keep(files);
    assert.equal(kept, '/project/.konektor/deploy/test/1.0.0');
    assert.deepEqual(files.under(kept), Object.fromEntries(Object.entries(packagesOf('one')).sort()));
  });

  it('are left alone where they are there already, as after a rollback from there', () => {
    const files = filesWith('/project/dist', packagesOf('one'));
    keep(files);
    const before = files.changes;
    keep(files);
    keepPackages(kept, '/project', 'test', '1.0.0', files);
    assert.equal(files.changes, before);
  });

  it('take the place of other bytes of the same version, and leave nothing beside', () => {
    const files = filesWith('/project/dist', packagesOf('one'));
    keep(files);
    filesWith('/project/dist', packagesOf('two'), files);
    keep(files);
    assert.deepEqual(files.under('/project/.konektor'), Object.fromEntries(Object.entries(packagesOf('two')).sort().map(([path, text]) => [`deploy/test/1.0.0/${path}`, text])));
  });

  it('killed at any change, they are the old ones, the new ones or none, and whole; the next run puts them right', () => {
    for (const isFirst of [true, false]) {
      const start = (): MemoryFiles => { const files = filesWith('/project/dist', packagesOf('two')); return isFirst ? files : filesWith(kept, packagesOf('one'), files); };
      const undisturbed = start();
      keep(undisturbed);
      assert.ok(undisturbed.changes >= 5);
      for (let at = 1; at <= undisturbed.changes; at++) {
        const files = start();
        files.diesAt = at;
        assert.throws(() => { keep(files); }, Killed);
        const found = JSON.stringify(files.under(kept));
        assert.ok([{}, packagesOf('one'), packagesOf('two')].some(each => JSON.stringify(Object.fromEntries(Object.entries(each).sort())) === found), `killed at ${at}: ${found}`);
        files.diesAt = Infinity;
        keep(files);
        assert.deepEqual(Object.fromEntries([...files.content].sort()), Object.fromEntries([...undisturbed.content].sort()), `killed at ${at}`);
      }
    }
  });

  it('are not kept where a file is not the one that was listed', () => {
    const files = filesWith('/project/dist', { ...packagesOf('one'), 'Pets.zip': 'changed by hand' });
    assert.throws(() => { keep(files); }, (error: unknown) => error instanceof DeployError && error.message === '/project/dist/Pets.zip is not the file that packages.json lists: its SHA-256 is another. Only what was made and tested is deployed; take the packages anew from where they were made.');
    assert.deepEqual(files.under(kept), {});
  });

  it('are forgotten by version', () => {
    const files = filesWith('/project/dist', packagesOf('one'));
    keep(files);
    filesWith(keptFolder('/project', 'test', '1.1.0'), packagesOf('two'), files);
    forgetPackages('/project', 'test', '1.0.0', files);
    assert.deepEqual(files.folders().filter(folder => folder.includes('.konektor')), ['/project/.konektor/deploy/test/1.1.0', '/project/.konektor/deploy/test/1.1.0/connector']);
  });
});
