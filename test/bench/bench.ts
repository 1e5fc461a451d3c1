/** All measurements, one after the other, and the verdict. */
import { parseArgs } from 'node:util';
import { buildProcess } from './build-process';
import { emit } from './emit';
import { hostStart } from './host-start';
import { invocations } from './invocations';
import type { Measurement } from './measurement';
import { installedPeers } from './peers';
import { tableOf } from './table';

type Part = (rounds: number) => Promise<readonly Measurement[]>;

const parts: Readonly<Record<string, Part>> = {
  build: async rounds => buildProcess(installedPeers(reported), rounds),
  emit: async rounds => [emit(rounds)],
  start: async rounds => [await hostStart(rounds)],
  calls: rounds => invocations(rounds),
};

/**
 * `node test/bench/run.js [--json] [--rounds 7] [--only build,emit,start,calls]`: prints the table or JSON to stdout and
 * returns the exit code, 1 where an aim is missed.
 */
export async function bench(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({ args: [...words], options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, only: { type: 'string' } } });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds takes a whole number from 1, and not "${values.rounds}".`);
  const measurements: Measurement[] = [];
  for (const name of values.only?.split(',') ?? Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`There is no part "${name}": choose from ${Object.keys(parts).join(', ')}.`);
    reported(`measuring ${name}`);
    measurements.push(...await part(rounds));
  }
  process.stdout.write(values.json ? `${JSON.stringify(measurements, undefined, 2)}\n` : tableOf(measurements));
  return measurements.every(each => each.met) ? 0 : 1;
}

/** Progress goes to stderr, so that the result can be piped. */
function reported(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
