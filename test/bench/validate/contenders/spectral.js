'use strict';
// Spectral `oas`, recommended rules, JSON parser, one instance for all documents as a script of one's own would have it.
const { readFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const { join } = require('node:path');

exports.prepare = ({ modules }) => {
  const load = createRequire(join(modules, 'peers.js'));
  const { Document, Spectral } = load('@stoplight/spectral-core');
  const parsers = load('@stoplight/spectral-parsers');
  const { oas } = load('@stoplight/spectral-rulesets');
  const spectral = new Spectral();
  spectral.setRuleset(oas);
  return async ({ definition }) => (await spectral.run(new Document(readFileSync(definition, 'utf8'), parsers.Json, definition))).length;
};
