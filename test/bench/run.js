'use strict';
// Entry of `npm run bench`; the measured command line is the compiled one, whatever this file is loaded with.
require('../../scripts/loader.js');
require('./bench.ts').bench(process.argv.slice(2)).then(
  code => { process.exitCode = code; },
  error => {
    process.stderr.write(`bench: ${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 2;
  },
);
