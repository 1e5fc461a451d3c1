'use strict';
// @apidevtools/swagger-parser `validate`: references, schema and the rules of the specification. It throws at the first
// kind of fault, which counts as one finding.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

exports.prepare = ({ modules }) => {
  const loaded = createRequire(join(modules, 'peers.js'))('@apidevtools/swagger-parser');
  const SwaggerParser = loaded.default ?? loaded;
  return async ({ definition }) => {
    const value = JSON.parse(readFileSync(definition, 'utf8'));
    try { await SwaggerParser.validate(value, { resolve: { external: false } }); return 0; } catch { return 1; }
  };
};
