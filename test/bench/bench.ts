/** All measurements, one after the other, and the verdict. */
import { parseArgs } from 'node:util';
import { buildProcess } from './build-process';
import { emit } from './emit';
import { environment } from './environment';
import { hostStart } from './host-start';
import { invocations } from './invocations';
import type { Measurement } from './measurement';
import { packaging } from './package';
import { installedPeers, installedValidators } from './peers';
import { tableOf } from './table';
import { validation } from './validate';

interface Settings {
  readonly rounds: number;
  /** Of the validators beside ours, of which some take a minute for a round. */
  readonly peerRounds: number;
  readonly corpus: string | undefined;
}
type Part = (settings: Settings) => Promise<readonly Measurement[]>;

const parts: Readonly<Record<string, Part>> = {
  build: async ({ rounds }) => buildProcess(installedPeers(reported), rounds),
  emit: async ({ rounds }) => [emit(rounds)],
  start: async ({ rounds }) => [await hostStart(rounds)],
  calls: ({ rounds }) => invocations(rounds),
  environment: ({ rounds }) => environment(rounds),
  package: ({ rounds }) => packaging(rounds),
  validate: async settings => validation(installedValidators(reported), settings, reported),
};

/**
 * `node test/bench/run.js [part…] [--json] [--rounds 7] [--peer-rounds 2] [--corpus folder]`: prints the table or JSON to
 * stdout and returns the exit code, 1 where an aim is missed. Parts can be given with `--only build,emit` as well.
 */
export async function bench(words: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...words], allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '7' }, 'peer-rounds': { type: 'string', default: '2' }, only: { type: 'string' }, corpus: { type: 'string' } },
  });
  const settings: Settings = { rounds: roundsOf('--rounds', values.rounds), peerRounds: roundsOf('--peer-rounds', values['peer-rounds']), corpus: values.corpus };
  const named = [...positionals, ...values.only?.split(',') ?? []];
  const measurements: Measurement[] = [];
  for (const name of named.length > 0 ? named : Object.keys(parts)) {
    const part = parts[name];
    if (!part) throw new Error(`There is no part "${name}": choose from ${Object.keys(parts).join(', ')}.`);
    reported(`measuring ${name}`);
    measurements.push(...await part(settings));
  }
  process.stdout.write(values.json ? `${JSON.stringify(measurements, undefined, 2)}\n` : tableOf(measurements));
  return measurements.every(each => each.met) ? 0 : 1;
}

function roundsOf(option: string, text: string): number {
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`${option} takes a whole number from 1, and not "${text}".`);
  return rounds;
}

/** Progress goes to stderr, so that the result can be piped. */
function reported(line: string): void {
  process.stderr.write(`bench: ${line}\n`);
}
