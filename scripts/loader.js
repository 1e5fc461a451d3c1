'use strict';
// Runs the toolchain from its TypeScript sources (types are checked by `tsc`, never here): swc makes JavaScript of each
// file once and keeps it. The specifier `konektor` stands for these sources, so that one process never holds a second
// copy of the model.
const Module = require('node:module');
const fs = require('node:fs');
const path = require('node:path');
const { fingerprint, publishTranspiler, resolveKonektorTo, transpile } = require('./model-loader');
const { keepingTranspiler } = require('./kept-javascript');
const { tellSourcePlaces } = require('./stack-places');

const root = path.resolve(__dirname, '..');
const kept = keepingTranspiler({ root, folder: path.join(root, 'node_modules', '.cache', 'konektor'), fingerprint, transpile });
for (const extension of ['.ts', '.cts']) {
  Module._extensions[extension] = (module, file) => module._compile(kept(fs.readFileSync(file, 'utf8'), file), file);
}
tellSourcePlaces(file => kept(fs.readFileSync(file, 'utf8'), file));
publishTranspiler(kept);
resolveKonektorTo(path.join(__dirname, 'index'));
