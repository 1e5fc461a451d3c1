import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEnvironmentStore, StoreError, type StoreErrorCode, usualRetention } from '../../../scripts/environment';
import { Database } from '../../../scripts/environment/store/database';
import { keyFile } from '../../../scripts/environment/store/key-ring';
import { runStore } from '../../../scripts/environment/store/runs';
import { Sealing } from '../../../scripts/environment/store/sealing';
import { inDatabase, pollOf, runOf, smallConnectorRow, stateAfter, temporaryStores } from './temporary-store';

const root = join(__dirname, '..', '..', '..');
/** A process that opens the store in a folder, says how that went, and keeps it until it is killed. */
const holder = `
  require(${JSON.stringify(join(root, 'scripts', 'loader.js'))});
  const { openEnvironmentStore } = require(${JSON.stringify(join(root, 'scripts', 'environment', 'store', 'open-store'))});
  try {
    openEnvironmentStore({ folder: process.argv[1] });
    console.log('opened');
    setInterval(() => undefined, 1000);
  } catch (error) {
    console.log(error.code + ': ' + error.message);
  }`;

interface Holder { readonly pid: number; readonly said: string; kill(): Promise<void> }

function startHolder(folder: string): Promise<Holder> {
  const child = spawn(process.execPath, ['-e', holder, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return new Promise(resolve => child.stdout.once('data', (data: Buffer) => resolve({
    pid: child.pid!, // it speaks, so it runs
    said: data.toString('utf8').trim(),
    kill: () => { child.kill('SIGKILL'); return ended; },
  })));
}

describe('opening the store', () => {
  const { open, folder } = temporaryStores();
  const home = (): string => join(folder(), '.konektor');
  const database = (): string => join(home(), 'environment.db');
  const refusal = (code: StoreErrorCode, message: string | RegExp) => (error: unknown): boolean =>
    error instanceof StoreError && error.code === code && (typeof message === 'string' ? (assert.equal(error.message, message), true) : (assert.match(error.message, message), true));

  it('makes one file in a folder, both for their owner only, and nothing is beside it when it is closed', function () {
    const store = open();
    const modes = (names: readonly string[]) => names.map(name => `${name} ${(statSync(join(home(), name)).mode & 0o777).toString(8)}`);
    if (process.platform !== 'win32') assert.deepEqual(modes(['.', ...readdirSync(home()).sort()]), ['. 700', 'environment.db 600', 'environment.db-wal 600', 'environment.owner.json 600']);
    store.close();
    assert.deepEqual(readdirSync(home()), ['environment.db']);
  });

  it('takes the rights of others from files that have them', function () {
    if (process.platform === 'win32') this.skip();
    open().close();
    chmodSync(home(), 0o755);
    chmodSync(database(), 0o644);
    open();
    assert.deepEqual([home(), database(), `${database()}-wal`].map(path => statSync(path).mode & 0o777), [0o700, 0o600, 0o600]);
  });

  it('a second start in the same process is refused, and the first goes on', async () => {
    const store = open({ now: () => Date.UTC(2026, 0, 2, 3, 4, 5) });
    const message = `The environment in ${home()} is in use by process ${process.pid}, since 2026-01-02T03:04:05.000Z. Two can't use it at a time. Use the one that runs, or end it (process ${process.pid}), or give another folder.`;
    assert.throws(() => open(), refusal('in-use', message));
    assert.throws(() => open(), refusal('in-use', message));
    await store.runs.recordPoll(pollOf('f', 1), [], stateAfter(1));
    store.close();
    assert.deepEqual((await open().runs.polls()).map(({ pollNumber }) => pollNumber), [1]);
  });

  it('a second process is refused and told who has the store; when the first is killed, it is free', async function () {
    this.timeout(60_000);
    const first = await startHolder(home());
    assert.equal(first.said, 'opened');
    assert.throws(() => open(), refusal('in-use', new RegExp(`is in use by process ${first.pid}, since \\d{4}-\\d\\d-\\d\\dT.*Z\\. Two`)));
    const second = await startHolder(home());
    assert.match(second.said, new RegExp(`^in-use: .* is in use by process ${first.pid}, since `));
    await Promise.all([first.kill(), second.kill()]);
    assert.ok(existsSync(join(home(), 'environment.owner.json')), 'a killed process leaves its name');
    const store = open();
    assert.equal((JSON.parse(readFileSync(join(home(), 'environment.owner.json'), 'utf8')) as { pid: number }).pid, process.pid);
    store.close();
    assert.ok(!existsSync(join(home(), 'environment.owner.json')));
  });

  it('of six that start at once, one gets it', async function () {
    this.timeout(120_000);
    const holders = await Promise.all(Array.from({ length: 6 }, () => startHolder(home())));
    await Promise.all(holders.map(each => each.kill()));
    assert.deepEqual(holders.map(({ said }) => said.split(':')[0]).sort(), ['in-use', 'in-use', 'in-use', 'in-use', 'in-use', 'opened']);
  });

  it('what the file of the owner says is told, not believed', () => {
    open().close();
    writeFileSync(join(home(), 'environment.owner.json'), JSON.stringify({ pid: process.ppid, since: 0 }));
    const store = open();
    for (const nonsense of ['{"pid":"x"}', '{"pid":1,"since":1e300}', 'null']) {
      writeFileSync(join(home(), 'environment.owner.json'), nonsense);
      assert.throws(() => openEnvironmentStore({ folder: home() }), refusal('in-use', `The environment in ${home()} is in use by another process. Two can't use it at a time. Use the one that runs, or end it, or give another folder.`));
    }
    store.close();
  });

  /** A closed store with some pages of content. */
  async function filled(): Promise<void> {
    const store = open();
    store.connectors.put({ ...smallConnectorRow, definition: 'x'.repeat(20_000) });
    for (let number = 1; number <= 200; number++) await store.runs.recordPoll(pollOf('f', number), [runOf('f', number, 0)], stateAfter(number));
    store.close();
  }

  const damages: readonly (readonly [what: string, damage: (file: string) => void, code: StoreErrorCode])[] = [
    ['is text', file => writeFileSync(file, 'Not a database at all. '.repeat(100)), 'damaged'],
    ['is cut off', file => truncateSync(file, statSync(file).size >> 1), 'damaged'],
    ['has zeros in the middle', file => { const bytes = readFileSync(file); bytes.fill(0, 8_192, 8_192 + 12_288); writeFileSync(file, bytes); }, 'damaged'],
    ['has a torn header', file => { const bytes = readFileSync(file); bytes.fill(0xff, 0, 64); writeFileSync(file, bytes); }, 'damaged'],
    ['has a torn schema', file => { const bytes = readFileSync(file); bytes.fill(0x5a, 100, 4_000); writeFileSync(file, bytes); }, 'damaged'],
  ];
  for (const [what, damage, code] of damages) it(`a database that ${what} is refused with what to do, and left as it is`, async () => {
    await filled();
    damage(database());
    const before = readFileSync(database());
    for (let time = 0; time < 2; time++) {
      assert.throws(() => open(), refusal(code, /^The store .*environment\.db is damaged: .+\. Nothing was removed from it\. To go on with an empty environment, move this file away, together with .*environment\.db-wal if that is there\. To save what can still be read, keep the moved file and run: sqlite3 <moved file> \.recover$/));
      assert.deepEqual([readFileSync(database()).equals(before), readdirSync(home())], [true, ['environment.db']]);
    }
  });

  it('any damage to any page is refused, or changes nothing that is read', async function () {
    this.timeout(60_000);
    await filled();
    const sound = readFileSync(database());
    const whole = async (): Promise<unknown> => {
      const store = open();
      try {
        return [store.connectors.list(), await store.runs.runs(), await store.runs.polls(), await store.runs.stateOf('f')];
      } finally {
        store.close();
      }
    };
    const content = await whole();
    let refused = 0;
    for (let page = 0; page < sound.length / 4096; page++) {
      const bytes = Buffer.from(sound);
      bytes.fill(0xa5, page * 4096 + 2, page * 4096 + 30);
      writeFileSync(database(), bytes);
      try {
        assert.deepEqual(await whole(), content, `page ${page}`);
      } catch (error) {
        if (!(error instanceof StoreError) || error.code !== 'damaged') throw error;
        refused++;
      }
    }
    assert.ok(refused > 10, `${refused} refused`);
  });

  it('an empty file and an empty folder are a new store', () => {
    mkdirSync(home(), { mode: 0o700 });
    writeFileSync(database(), '');
    assert.deepEqual(open().flows.list(), []);
  });

  it('the database of another program is refused and left as it is', () => {
    mkdirSync(home(), { mode: 0o700 });
    inDatabase(folder(), other => other.exec('CREATE TABLE theirs (a)'));
    const before = readFileSync(database());
    assert.throws(() => open(), refusal('foreign', `${database()} is a database of another program. Nothing was changed. Move it away, or give another folder for the environment.`));
    assert.ok(readFileSync(database()).equals(before));
  });

  it('the store of a later konektor is refused and left as it is', () => {
    open().close();
    inDatabase(folder(), other => other.exec('PRAGMA user_version = 99'));
    const before = readFileSync(database());
    assert.throws(() => open(), refusal('newer', /^The store .*environment\.db was written by a later konektor \(its format is 99, this one knows \d+\)\. Nothing was changed\. Update konektor, or move the file away to start with an empty environment\.$/));
    assert.ok(readFileSync(database()).equals(before));
  });

  it('a folder that is a file, and a database that is a folder, are refused', () => {
    writeFileSync(join(folder(), 'file'), '');
    assert.throws(() => openEnvironmentStore({ folder: join(folder(), 'file') }), refusal('denied', /^The environment can't be kept in .*file: .+\. Give a folder that belongs to you and can be written\.$/));
    mkdirSync(database(), { recursive: true, mode: 0o700 });
    assert.throws(() => open(), refusal('denied', /^The store .*environment\.db can't be opened for writing \(unable to open the file\)\. Check that it is a file and that it and its folder belong to you\.$/));
  });

  it('a folder without rights is refused', function () {
    if (process.platform === 'win32' || process.getuid?.() === 0) this.skip();
    mkdirSync(home(), { mode: 0o500 });
    assert.throws(() => open(), refusal('denied', /Give a folder that belongs to you and can be written\.$/));
  });

  it('a full disk: the poll counts as not made, nothing is half written, and it goes on when there is room', async () => {
    open().close();
    const limited = new Database(database());
    try {
      const runs = runStore(limited, usualRetention, new Sealing(keyFile(join(folder(), 'other.keys')), 'other.keys'));
      await runs.recordPoll(pollOf('f', 1), [runOf('f', 1, 0)], stateAfter(1));
      limited.pragma(`max_page_count = ${Number(limited.pragma('page_count')) + 20}`);
      const large = (number: number) => runs.recordPoll(pollOf('f', number), [0, 1, 2].map(item => runOf('f', number, item, 'x'.repeat(5_000))), stateAfter(number));
      let number = 1;
      await assert.rejects(async () => { for (;;) await large(++number).catch((error: unknown) => { number--; throw error; }); },
        refusal('full', `There is no space left to write ${database()}. Nothing was changed. Make room on that disk; what could not be kept is tried again.`));
      assert.ok(number > 2);
      const seen = async (): Promise<unknown> => [(await runs.polls()).length, (await runs.runs()).length, (await runs.stateOf('f'))?.polls];
      assert.deepEqual(await seen(), [number, 1 + 3 * (number - 1), number]);
      await assert.rejects(large(number + 1), StoreError);
      limited.pragma('max_page_count = 100000');
      await large(number + 1);
      assert.deepEqual(await seen(), [number + 1, 1 + 3 * number, number + 1]);
      assert.equal(limited.pragma('integrity_check'), 'ok');
    } finally {
      limited.close();
    }
  });
});
