/** The local environment: an action beside a plain proxy hop, polls a second, and a month of flows in virtual time. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEnvironmentStore } from '../../scripts/environment';
import { callLatencies, type Latencies } from './environment/call-latency';
import { loadedEngine, type EngineLoad } from './environment/engine-load';
import { answersAlone, gatewayAlone, transactionsAlone } from './environment/floors';
import { fastest, measurement, median, type Measurement, type Quantity } from './measurement';

const minute = 60_000;
const day = 1_440 * minute;
/** A month is long: its rounds are few. */
const monthRounds = 2;

export async function environment(rounds: number): Promise<readonly Measurement[]> {
  return [...await actions(rounds), ...await polls(rounds), ...await month(Math.min(rounds, monthRounds))];
}

async function actions(rounds: number): Promise<readonly Measurement[]> {
  const found = await callLatencies(rounds);
  const of = (which: keyof Latencies): Quantity => milliseconds(fastest(found.map(each => each[which])));
  const hop = { what: 'plain Node proxy hop', ...of('proxy') };
  return [
    measurement('action through the gateway', of('gateway'), hop, { of: 'ratio', atMost: 2.5 }),
    measurement('action through the gateway, custom code', of('withCode'), hop, { of: 'ratio', atMost: 4 }),
    measurement('action through the gateway', of('gateway'), { what: 'the same call directly', ...of('direct') }),
  ];
}

/** A thousand flows that all poll every minute. */
async function polls(rounds: number): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'konektor-bench-store-'));
  const span = 20 * minute;
  const inMemory: number[] = [];
  const answers: number[] = [];
  const stored: number[] = [];
  const transactions: number[] = [];
  try {
    // Round 0 warms up and is not counted.
    for (let round = 0; round <= rounds; round++) {
      const memory = await loadedEngine(1_000, 60, span);
      const store = openEnvironmentStore({ folder: join(folder, `round-${round}`) });
      const kept = await loadedEngine(1_000, 60, span, store.runs).finally(() => store.close());
      const floors = { answers: memory.polls / await answersAlone(memory.polls), transactions: kept.polls / await transactionsAlone(kept.polls, join(folder, `floor-${round}.db`)) };
      if (round === 0) continue;
      inMemory.push(perSecond(memory));
      stored.push(perSecond(kept));
      answers.push(floors.answers);
      transactions.push(floors.transactions);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return [
    measurement('polls, 1,000 flows, kept in memory', most(inMemory), { what: 'the answers read and nothing else', ...most(answers) }),
    measurement('polls, 1,000 flows, kept in the store', most(stored), { what: 'transactions of two rows alone', ...most(transactions) }, { of: 'ratio', atLeast: 0.2 }),
  ];
}

/** Beside the gateway alone, to which a month of polls comes down. */
async function month(rounds: number): Promise<readonly Measurement[]> {
  const flows: number[] = [];
  const gateway: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const load = await loadedEngine(200, 3_600, 30 * day);
    flows.push(load.seconds);
    gateway.push(await gatewayAlone(load.polls));
  }
  const what = 'as many calls of the gateway alone';
  return [
    measurement('30 days of 200 flows, polled hourly', fastest(flows), { what, ...fastest(gateway) }, { of: 'value', atMost: 15 }),
    measurement('30 days of 200 flows, beside the floor', fastest(flows), { what, ...fastest(gateway) }, { of: 'ratio', atMost: 3 }),
  ];
}

const perSecond = ({ polls, seconds }: EngineLoad): number => polls / seconds;
const most = (rates: readonly number[]): Quantity => ({ value: Math.max(...rates), unit: 'polls/s', median: median(rates) });
const milliseconds = ({ value, median }: Quantity): Quantity => ({ value: value * 1_000, unit: 'ms', ...(median === undefined ? {} : { median: median * 1_000 }) });
