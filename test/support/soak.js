'use strict';
// The long proofs, with a seed of your choice: random stories through the generated code, mutated documents through the
// validator, an environment that is killed again and again in 30 days of virtual load, and deployments that are.
// npm run soak -- --seed 7 [--stories 1000] [--documents 100000] [--kills 100]
const { spawnSync } = require('node:child_process');
const { randomInt } = require('node:crypto');
const { parseArgs } = require('node:util');

let values;
try {
  ({ values } = parseArgs({ options: { seed: { type: 'string' }, stories: { type: 'string', default: '1000' }, documents: { type: 'string', default: '100000' }, kills: { type: 'string', default: '100' } } }));
} catch (error) {
  console.error(`soak: ${error.message}. Use: npm run soak -- --seed 7 [--stories 1000] [--documents 100000] [--kills 100]`);
  process.exit(2);
}
const seed = values.seed ?? String(randomInt(2 ** 31));
if (![seed, values.stories, values.documents, values.kills].every(text => /^\d+$/.test(text))) {
  console.error('soak: --seed, --stories, --documents and --kills are whole numbers.');
  process.exit(2);
}
/** Each proof with the number that leaves it out when it is 0. */
const proofs = [['test/connector/guarantee/guarantee.test.ts', values.stories], ['test/validate/fuzz.test.ts', values.documents], ['test/environment/store/kill.test.ts', values.kills], ['test/deploy/local-target-kills.test.ts', values.kills]]
  .filter(([, count]) => Number(count) > 0).map(([file]) => file);
console.error(`soak: ${values.stories} stories, ${values.documents} documents, ${values.kills} kills, seed ${seed}`);
const mocha = require.resolve('mocha/bin/mocha.js');
const run = spawnSync(process.execPath, [mocha, ...proofs], {
  cwd: require('node:path').resolve(__dirname, '..', '..'), stdio: 'inherit',
  env: { ...process.env, KONEKTOR_SEED: seed, KONEKTOR_STORIES: values.stories, KONEKTOR_DOCUMENTS: values.documents, KONEKTOR_KILLS: values.kills },
});
process.exit(run.status ?? 1);
