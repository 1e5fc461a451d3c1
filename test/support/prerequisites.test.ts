import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Plain JavaScript, because it runs before anything is installed; it has no types of its own.
const { missing } = require('./prerequisites.js') as { readonly missing: (nodeVersion: string, sdks: string | undefined) => readonly string[] };

const node = (found: string): string => `Node 20.19 or newer is needed, and this is Node ${found}: install it from https://nodejs.org.`;
const noDotnet = 'The .NET SDK 8 or newer is needed, because the custom code runs on real .NET, and no "dotnet" was found on the PATH or in DOTNET_ROOT: install it from https://dotnet.microsoft.com/download.';

describe('prerequisites', () => {
  const cases: readonly (readonly [nodeVersion: string, sdks: string | undefined, sentences: readonly string[]])[] = [
    ['20.19.0', '8.0.100 [/usr/share/dotnet/sdk]\n', []],
    ['22.1.0', '6.0.428 [/a]\n10.0.100 [/a]\n', []],
    ['20.18.3', '8.0.100 [/a]\n', [node('20.18.3')]],
    ['18.20.0', undefined, [node('18.20.0'), noDotnet]],
    ['20.19.0', '', ['The .NET SDK 8 or newer is needed, and only a .NET runtime is here: install it from https://dotnet.microsoft.com/download.']],
    ['20.19.0', '6.0.428 [/a]\n7.0.410 [/a]\n', ['The .NET SDK 8 or newer is needed, and the newest here is 7.0.410: install it from https://dotnet.microsoft.com/download.']],
  ];
  for (const [version, sdks, sentences] of cases) it(`Node ${version}, SDKs ${JSON.stringify(sdks)}`, () => { assert.deepEqual(missing(version, sdks), sentences); });

  it('ends with 2 and one sentence when there is no dotnet', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(__dirname, 'prerequisites.js')], { encoding: 'utf8', env: { PATH: '' } });
    assert.deepEqual({ status, stdout, stderr }, { status: 2, stdout: '', stderr: `${noDotnet}\n` });
  });
});
