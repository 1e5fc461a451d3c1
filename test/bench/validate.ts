/** Our validation beside the floor of reading the same files, and beside what others make of them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fastest, measurement, type Aim, type Measurement, type Quantity } from './measurement';
import { secondsOf } from './timed-process';
import { raceOf, type Race } from './validate/contender';
import { corpusOf, nearestInSize, type Corpus } from './validate/corpus';

export interface ValidationSettings { readonly rounds: number; readonly peerRounds: number; readonly corpus: string | undefined }

const main = resolve(__dirname, '..', '..', 'build', 'scripts', 'cli', 'main.js');

/** What others are called in the table, and how much faster than they ours must be. */
const peers: readonly { readonly contender: string; readonly what: string; readonly timesFaster?: number }[] = [
  { contender: 'ajv-draft-04', what: 'ajv, Swagger schema alone' },
  { contender: 'swagger-parser', what: 'swagger-parser validate' },
  { contender: 'redocly', what: 'Redocly recommended', timesFaster: 5 },
  { contender: 'spectral', what: 'Spectral oas', timesFaster: 25 },
];

/** Measures all validators on the same files, one after the other, each in a process of its own. `modules` holds the peers. */
export function validation(modules: string, { rounds, peerRounds, corpus: folder }: ValidationSettings, report: (line: string) => void): readonly Measurement[] {
  const scratch = mkdtempSync(join(tmpdir(), 'konektor-bench-validate-'));
  try {
    const corpus = corpusOf(folder, join(scratch, 'corpus'));
    report(`${corpus.connectors.length} connectors, ${(corpus.bytes / 1e6).toFixed(1)} MB: ${corpus.what}`);
    const race = (contender: string, times: number): Race => {
      const result = raceOf({ contender, connectors: corpus.connectors, rounds: times, modules }, scratch);
      report(`${contender}: ${result.findings} findings, ${result.refused} connectors refused, peak ${Math.round(result.peakMegabytes.at(-1) ?? NaN)} MB, ready after ${result.setUp.toFixed(2)} s`);
      return result;
    };
    const floor = race('json-parse', rounds);
    const platform = race('konektor-platform', rounds);
    const certification = race('konektor-certification', rounds);
    const others = peers.map(peer => ({ ...peer, race: race(peer.contender, peerRounds) }));
    return [
      besideFloor('platform, counted', platform, floor, 5),
      besideFloor('certification, with places', certification, floor, 12),
      ...others.flatMap(({ what, timesFaster, race: theirs }) => [
        besidePeer('platform, counted, as many rounds', platform, what, theirs, timesFaster === undefined ? undefined : { of: 'ratio', atMost: 1 / timesFaster }),
        besidePeer('certification, with places, as many rounds', certification, what, theirs),
      ]),
      memory('platform', platform), memory('certification', certification),
      ...others.map(({ what, race: theirs }) => measurement('peak memory, certification', peakOf(certification), { what, ...peakOf(theirs) })),
      coldProcess(corpus, rounds),
    ];
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const besideFloor = (what: string, ours: Race, floor: Race, atMost: number): Measurement =>
  measurement(`validate: ${what}`, fastest(ours.seconds), { what: 'read and JSON.parse', ...fastest(floor.seconds) }, { of: 'ratio', atMost });

/** The fastest of equally many rounds: the others have few where they take a minute, and later rounds find compiled code. */
const besidePeer = (what: string, ours: Race, peer: string, theirs: Race, aim?: Aim): Measurement =>
  measurement(`validate: ${what}`, fastest(ours.seconds.slice(0, theirs.seconds.length)), { what: peer, ...fastest(theirs.seconds) }, aim);

/** The ratio says how much it grows after every connector has been seen once. */
const memory = (what: string, race: Race): Measurement =>
  measurement(`peak memory, ${what}`, peakOf(race), { what: 'after the first round', ...megabytes(race.peakMegabytes[0]) }, { of: 'value', atMost: 200 });

const peakOf = ({ peakMegabytes }: Race): Quantity => megabytes(peakMegabytes.at(-1));
const megabytes = (value = NaN): Quantity => ({ value, unit: 'MB' });

/** A connector of about 10 KB from the command line: what someone waits for who looks at one file. */
function coldProcess(corpus: Corpus, rounds: number): Measurement {
  const { definition } = nearestInSize(corpus, 10_240);
  const folder = dirname(definition);
  const ours = (): number => secondsOf(process.execPath, [main, 'validate', folder], folder, [0, 1]); // 1: it has findings
  const empty = (): number => secondsOf(process.execPath, ['-e', '0'], folder);
  ours();
  const times = Array.from({ length: rounds }, () => ({ ours: ours(), empty: empty() }));
  return measurement(
    'validate one connector of 10 KB, whole process', fastest(times.map(each => each.ours)),
    { what: 'node -e 0', ...fastest(times.map(each => each.empty)) }, { of: 'value', atMost: 0.25 },
  );
}
