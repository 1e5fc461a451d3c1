'use strict';
// Loads TypeScript sources through ts-node with swc (types are checked by `tsc`, never here), and resolves the
// specifier `konektor` to the running instance, so that one process never holds a second copy of the model.
const Module = require('node:module');
const path = require('node:path');

const root = path.resolve(__dirname, '..');
let door = path.join(root, require('node:fs').existsSync(path.join(__dirname, 'cli', 'main.ts')) ? 'scripts' : 'build/scripts', 'index');

let loaded = false;
/** Registers the loader once per process. Idempotent. */
function load() {
  if (loaded) return;
  loaded = true;
  require('ts-node').register({
    cwd: root, swc: true, transpileOnly: true, skipProject: true, ignore: [],
    compilerOptions: { target: 'es2022', module: 'commonjs', esModuleInterop: true },
  });
  const resolve = Module._resolveFilename;
  Module._resolveFilename = function (request, ...rest) {
    return resolve.call(this, request === 'konektor' ? door : request, ...rest);
  };
}
/** Ties `konektor` to another instance's door: the compiled command line in a clone must not load the sources beside it. */
function useInstance(otherDoor) { door = otherDoor; }
load();
module.exports = { useInstance };
