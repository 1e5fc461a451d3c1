'use strict';
// Runs the toolchain from its TypeScript sources (types are checked by `tsc`, never here): ts-node, through swc, makes
// JavaScript of each file once, and that is kept. The specifier `konektor` stands for these sources, so that one process
// never holds a second copy of the model.
const Module = require('node:module');
const fs = require('node:fs');
const path = require('node:path');
const { publishTranspiler, resolveKonektorTo, transpile } = require('./model-loader');
const { keepingTranspiler } = require('./kept-javascript');
const { tellSourcePlaces } = require('./stack-places');

const root = path.resolve(__dirname, '..');
const options = {
  cwd: root, swc: true, transpileOnly: true, skipProject: true, ignore: [],
  compilerOptions: { target: 'es2022', module: 'commonjs', esModuleInterop: true },
};
/** Changes whenever ts-node may give something else for the same file. */
const fingerprint = JSON.stringify([require('ts-node/package.json').version, require('@swc/core/package.json').version, options]);

let service;
/** ts-node brings the TypeScript compiler along, so it is loaded with the first source that is not kept. */
function make(code, file) {
  if (!service) {
    service = require('ts-node').create(options);
    tellPlaces(); // ts-node has put its own in place, which knows only what it made in this process
  }
  return service.compile(code, file);
}

// What lies outside of the clone, such as an author's model, is made as in an install.
const javascriptOf = keepingTranspiler({ root, folder: path.join(root, 'node_modules', '.cache', 'konektor'), fingerprint, transpile: make, outside: transpile });
const tellPlaces = () => tellSourcePlaces(file => javascriptOf(fs.readFileSync(file, 'utf8'), file));

for (const extension of ['.ts', '.cts']) {
  Module._extensions[extension] = (module, file) => module._compile(javascriptOf(fs.readFileSync(file, 'utf8'), file), file);
}
tellPlaces();
publishTranspiler(javascriptOf);
resolveKonektorTo(path.join(__dirname, 'index'));
