'use strict';
// One contender in a process of its own, so that times and memory are nobody else's: `node contender-process.js job.json`.
// Plain JavaScript, because a loader would take part in the measurement. Prints one line of JSON.
const { readFileSync } = require('node:fs');
const net = require('node:net');
const { join } = require('node:path');

// Nothing here needs the network, and a tool that waits for it would be measured for that.
net.Socket.prototype.connect = () => { throw new Error('A validator tried to reach the network.'); };

/** job: { contender, connectors: [{ definition, properties? }], rounds, modules, build } — paths of files and folders. */
async function run({ contender, connectors, rounds, modules, build }) {
  const { prepare } = require(join(__dirname, 'contenders', `${contender}.js`));
  const start = performance.now();
  const work = await prepare({ modules, build });
  const setUp = (performance.now() - start) / 1_000;
  const seconds = [];
  const peaks = [];
  let results;
  for (let round = 0; round < rounds; round++) {
    const counted = { findings: 0, refused: 0 };
    const began = performance.now();
    for (const connector of connectors) {
      try {
        const found = work(connector);
        counted.findings += typeof found === 'number' ? found : await found;
      } catch {
        counted.refused += 1;
      }
    }
    seconds.push((performance.now() - began) / 1_000);
    peaks.push(process.resourceUsage().maxRSS / 1_024);
    results ??= counted;
  }
  return { setUp, seconds, peakMegabytes: peaks, ...results };
}

run(JSON.parse(readFileSync(process.argv[2], 'utf8'))).then(
  result => { process.stdout.write(`${JSON.stringify(result)}\n`); },
  error => { process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`); process.exitCode = 1; },
);
