const { availableParallelism } = require('node:os');

module.exports = {
  require: ['./scripts/loader.js', './test/support/shared-for-the-run.ts'],
  // Long enough for a machine that is busy with other things; what takes longer by itself says so.
  timeout: 60000,
  // For `mocha --parallel`. Tests wait for .NET and for processes, so that two files at once are faster even on one core.
  jobs: Math.min(4, Math.max(2, availableParallelism() - 1)),
};
