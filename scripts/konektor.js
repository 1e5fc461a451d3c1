#!/usr/bin/env node
'use strict';
// Starts the command line: the sources in a clone (they are there), the compiled toolchain in an installed package.
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const source = join(__dirname, 'cli', 'main.ts');
const compiled = join(__dirname, '..', 'build', 'scripts', 'cli', 'main.js');

if (existsSync(source)) {
  require('./loader.js');
  require(source).run();
} else if (existsSync(compiled)) {
  require(compiled).run();
} else {
  process.stderr.write(`konektor: the compiled toolchain is missing (${compiled}). Install the package again.\n`);
  process.exitCode = 2;
}
