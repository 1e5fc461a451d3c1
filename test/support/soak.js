'use strict';
// The long proof: random stories through the generated code, with a seed of your choice.
// npm run soak -- --seed 7 [--stories 1000]
const { spawnSync } = require('node:child_process');
const { randomInt } = require('node:crypto');
const { parseArgs } = require('node:util');

let values;
try {
  ({ values } = parseArgs({ options: { seed: { type: 'string' }, stories: { type: 'string', default: '1000' } } }));
} catch (error) {
  console.error(`soak: ${error.message}. Use: npm run soak -- --seed 7 [--stories 1000]`);
  process.exit(2);
}
const seed = values.seed ?? String(randomInt(2 ** 31));
if (![seed, values.stories].every(text => /^\d+$/.test(text))) {
  console.error('soak: --seed and --stories are whole numbers.');
  process.exit(2);
}
console.error(`soak: ${values.stories} stories, seed ${seed}`);
const mocha = require.resolve('mocha/bin/mocha.js');
const run = spawnSync(process.execPath, [mocha, 'test/connector/guarantee/guarantee.test.ts'], {
  cwd: require('node:path').resolve(__dirname, '..', '..'), stdio: 'inherit',
  env: { ...process.env, KONEKTOR_SEED: seed, KONEKTOR_STORIES: values.stories },
});
process.exit(run.status ?? 1);
