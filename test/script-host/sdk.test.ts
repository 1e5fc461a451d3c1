import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import * as path from 'node:path';
import { findSdk, type Processes } from '../../scripts/script-host';
import { nodeProcesses } from '../../scripts/script-host/processes';
import { cacheDirectory } from '../../scripts/script-host/cache-directory';

const noProcesses: Processes = { start: () => { throw new Error('no process is needed for this layout'); } };
const program = process.platform === 'win32' ? 'dotnet.exe' : 'dotnet';

describe('finding the .NET SDK', () => {
  let root: string;
  beforeEach(() => { root = realpathSync(mkdtempSync(path.join(tmpdir(), 'konektor-sdk-'))); });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function install(folder: string, sdks: Readonly<Record<string, string>>, complete = true): string {
    const installation = path.join(root, folder);
    mkdirSync(installation, { recursive: true });
    writeFileSync(path.join(installation, program), '');
    for (const [version, runtime] of Object.entries(sdks)) {
      const sdk = path.join(installation, 'sdk', version);
      mkdirSync(path.join(sdk, 'Roslyn', 'bincore'), { recursive: true });
      writeFileSync(path.join(sdk, 'dotnet.runtimeconfig.json'), JSON.stringify({ runtimeOptions: { framework: { name: 'Microsoft.NETCore.App', version: runtime } } }));
      if (complete) writeFileSync(path.join(sdk, 'Roslyn', 'bincore', 'csc.dll'), '');
    }
    return installation;
  }

  it('takes the newest release before any preview', async () => {
    const folder = install('a', { '8.0.400': '8.0.8', '10.0.99': '10.0.1', '10.0.100': '10.0.2', '11.0.100-preview.1': '11.0.0-preview.1', '7.0.100': '7.0.0' });
    assert.deepEqual(await findSdk({ PATH: folder }, noProcesses), {
      program: path.join(folder, program), root: folder, directory: path.join(folder, 'sdk', '10.0.100'), version: '10.0.100', runtimeVersion: '10.0.2', major: 10,
    });
  });

  it('takes a preview where nothing else is there', async () => {
    assert.equal((await findSdk({ PATH: install('a', { '11.0.100-preview.1': '11.0.0-preview.1', '7.0.100': '7.0.0' }) }, noProcesses)).major, 11);
  });

  it('asks DOTNET_ROOT first, goes on along the PATH, and follows links', async () => {
    const old = install('old', { '6.0.100': '6.0.0' });
    mkdirSync(path.join(root, program)); // A folder of that name on the PATH is no program.
    const good = install('good', { '8.0.100': '8.0.0' });
    assert.equal((await findSdk({ DOTNET_ROOT: old, PATH: [root, good].join(path.delimiter) }, noProcesses)).root, good);
    if (process.platform === 'win32') return;
    mkdirSync(path.join(root, 'bin'));
    symlinkSync(path.join(good, program), path.join(root, 'bin', program));
    assert.equal((await findSdk({ PATH: path.join(root, 'bin') }, noProcesses)).root, good);
  });

  it('asks dotnet where its folder tells nothing', async () => {
    const wrapper = install('bin', {});
    const real = install('real', { '8.0.100': '8.0.0' });
    const asked: (readonly string[])[] = [];
    const listing = (text: string): Processes => ({
      start: (command, args, environment) => {
        asked.push([command, ...args]);
        return nodeProcesses.start(process.execPath, ['-e', `process.stdout.write(${JSON.stringify(text)})`], environment);
      },
    });
    assert.equal((await findSdk({ PATH: wrapper }, listing(`6.0.100 [${path.join(root, 'gone')}]\n8.0.100 [${path.join(real, 'sdk')}]\n`))).directory, path.join(real, 'sdk', '8.0.100'));
    assert.deepEqual(asked, [[path.join(wrapper, program), '--list-sdks']]);
    await assert.rejects(findSdk({ PATH: wrapper }, listing('')), { code: 'sdk-missing', message: /^Custom code runs on \.NET, and a \.NET runtime is here but no SDK\. Install / });
  });

  it('names what is too old or incomplete', async () => {
    const install8 = "Install the .NET SDK 8 or newer (https://dotnet.microsoft.com/download) and make sure that 'dotnet' is on the PATH or DOTNET_ROOT names its folder.";
    await assert.rejects(findSdk({ PATH: install('old', { '6.0.100': '6.0.0' }) }, noProcesses), { code: 'sdk-missing', message: `Custom code runs on .NET, and the SDK found here is too old or incomplete (6.0.100). ${install8}` });
    await assert.rejects(findSdk({ PATH: install('cut', { '9.0.100': '9.0.0' }, false) }, noProcesses), { code: 'sdk-missing', message: `Custom code runs on .NET, and the SDK found here is too old or incomplete (9.0.100). ${install8}` });
  });
});

describe('the cache folder', () => {
  it('follows the custom of each system and an explicit wish', () => {
    const home = homedir();
    assert.equal(cacheDirectory({}, 'linux'), path.join(home, '.cache', 'konektor'));
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: '/var/cache/me' }, 'linux'), path.join('/var/cache/me', 'konektor'));
    assert.equal(cacheDirectory({ XDG_CACHE_HOME: 'relative' }, 'linux'), path.join(home, '.cache', 'konektor'));
    assert.equal(cacheDirectory({}, 'darwin'), path.join(home, 'Library', 'Caches', 'konektor'));
    assert.equal(cacheDirectory({ LOCALAPPDATA: path.join(home, 'Local') }, 'win32'), path.join(home, 'Local', 'konektor', 'cache'));
    assert.equal(cacheDirectory({ KONEKTOR_CACHE: path.join(home, 'x'), XDG_CACHE_HOME: '/y' }, 'linux'), path.join(home, 'x'));
  });
});
