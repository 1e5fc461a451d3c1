'use strict';
// Redocly `recommended` through its library: no process to start, no report to print.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

process.env.REDOCLY_TELEMETRY = 'off';
process.env.REDOCLY_SUPPRESS_UPDATE_NOTICE = 'true';

exports.prepare = async ({ modules }) => {
  const { createConfig, lintFromString } = createRequire(join(modules, 'peers.js'))('@redocly/openapi-core');
  const config = await createConfig({ extends: ['recommended'] });
  return async ({ definition }) => (await lintFromString({ source: readFileSync(definition, 'utf8'), absoluteRef: definition, config })).length;
};
