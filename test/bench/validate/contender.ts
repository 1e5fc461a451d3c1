/** One validator over all connectors, in a process of its own. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ConnectorFiles } from './corpus';

const build = resolve(__dirname, '..', '..', '..', 'build');
/** Spectral takes minutes for a thousand connectors. */
const patienceMs = 30 * 60_000;

export interface Job {
  /** The name of a file in `contenders`. */
  readonly contender: string;
  readonly connectors: readonly ConnectorFiles[];
  readonly rounds: number;
  /** The folder node_modules of the peers. */
  readonly modules: string;
}

export interface Race {
  /** Loading the tool and its rules; in no other figure. */
  readonly setUp: number;
  /** Seconds for all connectors, by round. */
  readonly seconds: readonly number[];
  /** The most memory that the process ever had, after each round. */
  readonly peakMegabytes: readonly number[];
  readonly findings: number;
  /** Connectors that it threw at instead of answering. */
  readonly refused: number;
}

/** Runs it. Throws with the process's own words where it fails, or answers no connector at all. */
export function raceOf(job: Job, scratch: string): Race {
  const file = join(scratch, `${job.contender}.json`);
  writeFileSync(file, JSON.stringify({ ...job, build }));
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [join(__dirname, 'contender-process.js'), file], { encoding: 'utf8', timeout: patienceMs });
  if (error) throw new Error(`${job.contender} did not start, or did not end within ${patienceMs / 60_000} minutes: ${error.message}`);
  if (status !== 0) throw new Error(`${job.contender} can't be measured:\n${stderr}`);
  const race = JSON.parse(stdout) as Race; // what contender-process.js prints
  if (race.refused === job.connectors.length) throw new Error(`${job.contender} threw at every connector, so that its time says nothing.`);
  return race;
}
