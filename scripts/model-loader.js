'use strict';
// Lets the compiled toolchain load an author's model in TypeScript, through swc. It does without ts-node,
// which brings the whole TypeScript compiler along: loading that takes longer than a build.
const Module = require('node:module');
const fs = require('node:fs');

let door;
/** From now on the specifier `konektor` is the module at `newDoor`: the running model, never a second copy of it. */
function resolveKonektorTo(newDoor) {
  if (door === undefined) {
    const resolve = Module._resolveFilename;
    Module._resolveFilename = function (request, ...rest) {
      return resolve.call(this, request === 'konektor' ? door : request, ...rest);
    };
  }
  door = newDoor;
}

/** diagnostics/source/source-place.ts transpiles a file once more to get at its source map. */
function publishTranspiler(transpile) {
  process[Symbol.for('konektor.transpile')] = transpile;
}

const options = {
  sourceMaps: 'inline', inlineSourcesContent: false, swcrc: false, configFile: false, module: { type: 'commonjs' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true }, keepClassNames: true },
};
/** JavaScript with its source map inline. swc is loaded with the first file that needs it. */
const transpile = (code, file) => require('@swc/core').transformSync(code, { ...options, filename: file }).code;

/** Loads .ts and .cts files from now on, with `konektor` at `door`. Stacks then name the lines of the author's files. */
function loadModelsWith(door) {
  process.setSourceMapsEnabled(true);
  for (const extension of ['.ts', '.cts']) {
    Module._extensions[extension] ??= (module, file) => module._compile(transpile(fs.readFileSync(file, 'utf8'), file), file);
  }
  publishTranspiler(transpile);
  resolveKonektorTo(door);
}

module.exports = { loadModelsWith, publishTranspiler, resolveKonektorTo, transpile };
