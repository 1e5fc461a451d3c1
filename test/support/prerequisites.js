'use strict';
// Runs before anything else, on plain Node without dependencies: a missing prerequisite is named in one sentence.
const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const OLDEST_NODE = [20, 19];
const OLDEST_SDK = 8;

/** The sentences about what is missing, none when all is there. `sdks` is what `dotnet --list-sdks` prints, undefined without a `dotnet`. */
function missing(nodeVersion, sdks) {
  const [major, minor] = nodeVersion.split('.').map(Number);
  const oldNode = major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
  const node = oldNode ? [`Node ${OLDEST_NODE.join('.')} or newer is needed, and this is Node ${nodeVersion}: install it from https://nodejs.org.`] : [];
  return [...node, ...missingSdk(sdks)];
}

function missingSdk(sdks) {
  const install = 'install it from https://dotnet.microsoft.com/download.';
  if (sdks === undefined) return [`The .NET SDK ${OLDEST_SDK} or newer is needed, because the custom code runs on real .NET, and no "dotnet" was found on the PATH or in DOTNET_ROOT: ${install}`];
  const versions = sdks.split('\n').map(line => line.split(' ')[0]).filter(version => /^\d/.test(version));
  if (versions.some(version => Number(version.split('.')[0]) >= OLDEST_SDK)) return [];
  return [`The .NET SDK ${OLDEST_SDK} or newer is needed, and ${versions.length === 0 ? 'only a .NET runtime is here' : `the newest here is ${versions.at(-1)}`}: ${install}`];
}

function listedSdks() {
  const root = process.env.DOTNET_ROOT;
  const program = root && existsSync(join(root, 'dotnet')) ? join(root, 'dotnet') : 'dotnet';
  const { status, stdout } = spawnSync(program, ['--list-sdks'], { encoding: 'utf8' });
  return status === 0 ? stdout : undefined;
}

module.exports = { missing };
if (require.main === module) {
  const sentences = missing(process.versions.node, listedSdks());
  for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
  process.exitCode = sentences.length > 0 ? 2 : 0;
}
