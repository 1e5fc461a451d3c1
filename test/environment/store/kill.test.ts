import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEnvironmentStore, type Retention } from '../../../scripts/environment';
import { start } from '../small-connector';
import type { ChildOrder } from './polling-child';
import { allEvents, day, type VirtualLoad } from './virtual-load';

const root = join(__dirname, '..', '..', '..');
const seed = Number(process.env['KONEKTOR_SEED'] ?? 20261129);
/** Given by `npm run soak`: then the load is long, and figures are printed. */
const asked = process.env['KONEKTOR_KILLS'];
const isSoak = asked !== undefined;
const kills = Number(asked ?? 4);
const load: VirtualLoad = isSoak ? { flows: 20, days: 30 } : { flows: 5, days: 1 };
const kept: Partial<Retention> = { polls: 1e7, runs: 1e7, runAge: 1_000 * day, messages: 1e7, bytes: 1e12 };

/** Mulberry32: the same numbers from the same seed. */
function randoms(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** When a child dies: so many real milliseconds after it began to open the store, or after it has passed a virtual instant; or not at all. */
type Death = { readonly after: 'opening' | number; readonly milliseconds: number } | undefined;
interface Life { readonly reached: number; readonly done: boolean; readonly memory: readonly (readonly number[])[] }

/** One child from start to end. Rejects where it ends by itself without being done. */
function live(order: ChildOrder, death: Death): Promise<Life> {
  const child = spawn(process.execPath, ['--expose-gc', '-r', join(root, 'scripts', 'loader.js'), join(__dirname, 'polling-child.ts'), JSON.stringify(order)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [reached, done, errors, dying]: [number, boolean, string, boolean] = [0, false, '', false];
  const memory: number[][] = [];
  const die = (): void => {
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), death?.milliseconds ?? 0);
  };
  createInterface(child.stdout).on('line', line => {
    if (line === 'done') done = true;
    if (line === 'opening' && death?.after === 'opening') die();
    if (line.startsWith('memory ')) memory.push(line.split(' ').slice(1).map(Number));
    if (line.startsWith('@')) reached = Number(line.slice(1));
    if (!dying && typeof death?.after === 'number' && reached >= death.after) die();
  });
  child.stderr.on('data', (data: Buffer) => { errors += data.toString('utf8'); });
  return new Promise((resolve, reject) => child.once('close', (code, signal) => {
    if (errors !== '' || (!done && signal !== 'SIGKILL')) reject(new Error(`The child ended with ${code ?? signal}: ${errors}`));
    else resolve({ reached, done, memory });
  }));
}

/** One in four dies while it opens the store and recovers, the others in the midst of their work. */
function deaths(random: () => number): readonly Exclude<Death, undefined>[] {
  const atWork = Array.from({ length: kills }, () => start + random() * load.days * day).sort((a, b) => a - b);
  return atWork.map(after => (random() < 0.25 ? { after: 'opening', milliseconds: random() * 60 } : { after, milliseconds: random() * 20 }));
}

describe('an environment that is killed', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-kill-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(`${kills} kills in ${load.days} virtual days of ${load.flows} flows: no run is lost and none doubled (seed ${seed})`, async function () {
    this.timeout(isSoak ? 3_600_000 : 240_000);
    const began = Date.now();
    const order: ChildOrder = { folder, load, retention: kept };
    let done = 0;
    for (const death of deaths(randoms(seed))) if ((await live(order, death)).done) done++;
    while (!(await live(order, undefined)).done) assert.fail('a child that nobody kills is done');

    const store = openEnvironmentStore({ folder, retention: kept });
    const runs = await store.runs.runs();
    assert.deepEqual(runs.map(({ payload }) => (payload as { event: string }).event).sort(), [...allEvents(load)].sort(), 'each event has started one run');
    assert.equal(new Set(runs.map(({ key }) => key)).size, runs.length);

    const summaries = store.runs.page({ limit: runs.length });
    const again = summaries.filter(({ attempts }) => attempts > 1);
    const ended = new Map(await Promise.all(runs.map(async ({ key }) => [key, await store.runs.historyOf(key)] as const)));
    const given = summaries.filter(({ attempts, status, key }) => attempts === 3 && status === 'Failed' && ended.get(key)?.error?.code === 'Interrupted');
    assert.deepEqual(summaries.filter(each => each.status !== 'Succeeded' && !given.includes(each)), [], 'each run has ended, and well');

    const messages = store.outbox.page({ limit: 1e6 }).map(({ message }) => message.html);
    const expected = runs.filter(({ key }) => !given.some(each => each.key === key)).map(({ payload }) => (payload as { event: string }).event);
    const surplus = messages.filter(event => !expected.includes(event));
    assert.deepEqual([messages.filter(event => expected.includes(event)).sort(), surplus.length <= given.length], [expected.sort(), true], 'each run has sent its message once');
    const polls = await store.runs.polls();
    assert.deepEqual(polls.filter(({ outcome }) => outcome === 'failed'), []);
    store.close();
    if (isSoak) console.log(`      ${kills} kills (${done} came after the end), ${polls.length} polls, ${runs.length} runs: 0 lost, 0 doubled; ${again.length} started again, ${given.length} given up after 3 starts; ${Math.round((Date.now() - began) / 1000)} s`);
    else assert.ok(again.length > 0, 'the kills have met runs');
  });

  it('memory and file stay flat over 30 virtual days in one process', async function () {
    if (!isSoak) this.skip();
    this.timeout(3_600_000);
    const began = Date.now();
    const { done, memory } = await live({ folder, load: { flows: 40, days: 30 }, retention: {} }, undefined);
    const [heaps, sizes] = [memory.map(([heap]) => heap!), memory.map(([, , size]) => size!)]; // three numbers each
    const [atDay10, last] = [heaps[9]!, heaps[29]!]; // one a day
    const megabytes = (bytes: number): string => (bytes / 1024 ** 2).toFixed(1);
    console.log(`      heap by days 1, 5, 10, 15, 20, 25, 30 in MB: ${[0, 4, 9, 14, 19, 24, 29].map(index => megabytes(heaps[index]!)).join(', ')}; database: ${[0, 4, 9, 14, 19, 24, 29].map(index => megabytes(sizes[index]!)).join(', ')}; ${30 * 24 * 12 * 40} polls in ${Math.round((Date.now() - began) / 1000)} s`);
    assert.ok(done);
    assert.ok(last < atDay10 * 1.15 + 2 * 1024 ** 2, `the heap grows: ${heaps.map(megabytes).join(', ')}`);
    assert.ok(sizes[29]! < sizes[19]! * 1.3, `the file grows: ${sizes.map(megabytes).join(', ')}`);
  });
});
