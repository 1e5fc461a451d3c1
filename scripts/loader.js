'use strict';
// Runs the toolchain from its TypeScript sources: ts-node with swc (types are checked by `tsc`, never here), and the
// specifier `konektor` stands for these sources, so that one process never holds a second copy of the model.
const path = require('node:path');
const { resolveKonektorTo, publishTranspiler } = require('./model-loader');

const service = require('ts-node').register({
  cwd: path.resolve(__dirname, '..'), swc: true, transpileOnly: true, skipProject: true, ignore: [],
  compilerOptions: { target: 'es2022', module: 'commonjs', esModuleInterop: true },
});
publishTranspiler((code, file) => service.compile(code, file));
resolveKonektorTo(path.join(__dirname, 'index'));
