'use strict';
// The floor: what everybody has to do. Byte-order marks are taken off, since JSON.parse alone refuses them.
const { readFileSync } = require('node:fs');

exports.prepare = () => ({ definition, properties }) => {
  let refused = 0;
  for (const file of properties === undefined ? [definition] : [definition, properties]) {
    const text = readFileSync(file, 'utf8');
    try { JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text); } catch { refused += 1; }
  }
  return refused;
};
