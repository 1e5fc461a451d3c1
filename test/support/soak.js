'use strict';
// The long proofs, with a seed of your choice: random stories through the generated code, mutated documents through the
// validator.
// npm run soak -- --seed 7 [--stories 1000] [--documents 100000]
const { spawnSync } = require('node:child_process');
const { randomInt } = require('node:crypto');
const { parseArgs } = require('node:util');

let values;
try {
  ({ values } = parseArgs({ options: { seed: { type: 'string' }, stories: { type: 'string', default: '1000' }, documents: { type: 'string', default: '100000' } } }));
} catch (error) {
  console.error(`soak: ${error.message}. Use: npm run soak -- --seed 7 [--stories 1000] [--documents 100000]`);
  process.exit(2);
}
const seed = values.seed ?? String(randomInt(2 ** 31));
if (![seed, values.stories, values.documents].every(text => /^\d+$/.test(text))) {
  console.error('soak: --seed, --stories and --documents are whole numbers.');
  process.exit(2);
}
/** Each proof with the number that leaves it out when it is 0. */
const proofs = [['test/connector/guarantee/guarantee.test.ts', values.stories], ['test/validate/fuzz.test.ts', values.documents]]
  .filter(([, count]) => Number(count) > 0).map(([file]) => file);
console.error(`soak: ${values.stories} stories, ${values.documents} documents, seed ${seed}`);
const mocha = require.resolve('mocha/bin/mocha.js');
const run = spawnSync(process.execPath, [mocha, ...proofs], {
  cwd: require('node:path').resolve(__dirname, '..', '..'), stdio: 'inherit',
  env: { ...process.env, KONEKTOR_SEED: seed, KONEKTOR_STORIES: values.stories, KONEKTOR_DOCUMENTS: values.documents },
});
process.exit(run.status ?? 1);
