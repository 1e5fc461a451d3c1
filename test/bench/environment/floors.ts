/** What polls can't do without: each floor does a part of the work, as often, and nothing else. */
import { Gateway, installedConnector } from '../../../scripts/environment';
import { Database } from '../../../scripts/environment/store/database';
import { backendOrigin, benchConnections, benchConnector } from './bench-connector';
import { answerOf } from './engine-load';

/** The gateway called by itself, from Location to Location. */
export async function gatewayAlone(calls: number): Promise<number> {
  let present = 0;
  const gateway = new Gateway({
    connectors: [{ connector: installedConnector(benchConnector('none')) }], connections: benchConnections, clock: { now: () => (present += 1_000) }, publicOrigin: 'https://gateway.test',
    backend: { send: request => Promise.resolve(answerOf(request)) }, tokens: { token: () => Promise.reject(new Error('Nobody signs in here.')) },
  });
  let uri = 'https://gateway.test/apim/bench/c0/changes?kind=any';
  return seconds(async () => {
    for (let call = 0; call < calls; call++) {
      const { headers } = await gateway.send({ method: 'GET', uri, headers: [] });
      uri = headers.find(([name]) => name === 'Location')?.[1] ?? uri;
    }
  });
}

/** The backend asked, its answers read as JSON, and their state followed. */
export async function answersAlone(calls: number): Promise<number> {
  let uri = `${backendOrigin}/v1/changes?kind=any`;
  return seconds(async () => {
    for (let call = 0; call < calls; call++) {
      const { headers, body } = await Promise.resolve(answerOf({ uri }));
      JSON.parse(Buffer.from(body).toString('utf8'));
      uri = headers[1]?.[1] ?? uri;
    }
  });
}

/** A transaction that writes two rows of the size of a poll and of its state, with their indexes, on the same kind of database. */
export async function transactionsAlone(calls: number, file: string): Promise<number> {
  const database = new Database(file);
  try {
    database.pragma('locking_mode = EXCLUSIVE');
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = NORMAL');
    database.exec('CREATE TABLE polls (number INTEGER PRIMARY KEY, flow TEXT NOT NULL, record TEXT NOT NULL); CREATE INDEX polls_of_flow ON polls (flow); CREATE TABLE states (flow TEXT PRIMARY KEY, uri TEXT NOT NULL)');
    const poll = database.prepare('INSERT INTO polls (flow, record) VALUES (?, ?)');
    const state = database.prepare('INSERT INTO states (flow, uri) VALUES (?, ?) ON CONFLICT (flow) DO UPDATE SET uri = excluded.uri');
    const record = 'p'.repeat(350);
    return await seconds(async () => {
      for (let call = 0; call < calls; call++) {
        database.transaction(() => {
          poll.run(`flow-${call % 1_000}`, record);
          state.run(`flow-${call % 1_000}`, record.slice(0, 120));
        });
      }
    });
  } finally {
    database.close();
  }
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}
