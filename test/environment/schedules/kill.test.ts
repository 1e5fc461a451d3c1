import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { openEnvironmentStore } from '../../../scripts/environment';
import { start } from '../small-connector';
import { hour, minute } from './scheduled-flows';

const root = join(__dirname, '..', '..', '..');
const hours = 30;
/** When a child dies: real milliseconds after it has passed a virtual hour. */
const deaths = [{ after: 4, milliseconds: 3 }, { after: 11, milliseconds: 7 }, { after: 19, milliseconds: 1 }, undefined] as const;

/** One child from start to end; whether it was done. Rejects where it ends by itself without being done. */
function live(folder: string, death: (typeof deaths)[number]): Promise<boolean> {
  const child = spawn(process.execPath, ['-r', join(root, 'scripts', 'loader.js'), join(__dirname, 'schedule-child.ts'), folder, String(start + hours * hour)], { stdio: ['ignore', 'pipe', 'pipe'] });
  let [done, errors, dying] = [false, '', false];
  createInterface(child.stdout).on('line', line => {
    if (line === 'done') done = true;
    if (dying || death === undefined || !line.startsWith('@') || Number(line.slice(1)) < start + death.after * hour) return;
    dying = true;
    setTimeout(() => child.kill('SIGKILL'), death.milliseconds);
  });
  child.stderr.on('data', (data: Buffer) => { errors += data.toString('utf8'); });
  return new Promise((resolve, reject) => child.once('close', (code, signal) => {
    if (errors !== '' || (!done && signal !== 'SIGKILL')) reject(new Error(`The child ended with ${code ?? signal}: ${errors}`));
    else resolve(done);
  }));
}

describe('an environment with schedules that is killed', () => {
  let folder = '';
  beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'konektor-schedules-')); });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it(`${deaths.length - 1} kills in ${hours} virtual hours: each occurrence has one run, at its time`, async function () {
    this.timeout(120_000);
    let kills = 0;
    for (const death of deaths) if (!await live(folder, death)) kills++;
    assert.ok(kills > 0, 'kills have met the work');
    const store = openEnvironmentStore({ folder });
    const runs = await store.runs.runs();
    const timesOf = (flowId: string): readonly number[] => runs.filter(run => run.flowId === flowId).map(({ at }) => at - start);
    const every = (first: number, step: number): readonly number[] => Array.from({ length: Math.floor((hours * hour - first) / step) + 1 }, (_, index) => first + index * step);
    assert.deepEqual(timesOf('minutely'), every(0, minute));
    assert.deepEqual(timesOf('uneven'), every(10 * minute, 437_000));
    // From 7:00 on, and on the next day until 13:00.
    const times = [7, 8, 9, 12, 18, 23].flatMap(each => [0, 7, 31, 58].map(past => (each - 7) * hour + past * minute));
    assert.deepEqual(timesOf('timetable'), [...times, ...times.map(time => time + 24 * hour)].filter(time => time <= hours * hour));
    assert.equal(new Set(runs.map(({ key }) => key)).size, runs.length);
    assert.deepEqual(store.runs.page({ limit: runs.length }).filter(({ status }) => status !== 'Succeeded'), [], 'each run has ended, and well');
    store.close();
  });
});
