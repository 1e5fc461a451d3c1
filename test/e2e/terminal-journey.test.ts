import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { main } from '../../scripts/cli/main';
import { processPorts } from '../../scripts/cli/process-ports';
import { recordedPorts } from '../cli/recorded-ports';

const root = resolve(__dirname, '..', '..');

/** `konektor start` as a program of its own, with what it has printed. */
interface Started { readonly child: ChildProcess; readonly text: () => string; readonly ended: Promise<number | null> }

/** The maker's journey of the product documentation, by the commands of the README, with an end without a word in the middle. */
describe('the journey at the terminal', function () {
  this.timeout(600_000);
  const home = mkdtempSync(join(tmpdir(), 'konektor-journey-'));
  const store = join(home, '.konektor');
  const running: Started[] = [];
  after(() => {
    for (const { child } of running) child.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  /** Resolves once it has printed that, by default that it serves; rejects where it ends before. */
  async function start(words: readonly string[] = [], until = 'In another terminal:'): Promise<Started> {
    const child = spawn(process.execPath, ['scripts/konektor.js', 'start', '--port', '0', '--store', store, '--out', join(home, 'dist'), ...words], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    const ended = new Promise<number | null>(done => { child.on('exit', code => { done(code); }); });
    const started: Started = { child, text: () => text, ended };
    running.push(started);
    await new Promise<void>((serves, fails) => {
      const heard = (piece: Buffer): void => {
        text += piece.toString('utf8');
        if (text.includes(until)) serves();
      };
      child.stdout.on('data', heard);
      child.stderr.on('data', heard);
      void ended.then(code => { fails(new Error(`start has ended with ${code}:\n${text}`)); });
    });
    return started;
  }

  /** Runs a command in this process, as another terminal would. */
  async function konektor(...words: readonly string[]): Promise<string> {
    const { ports, printed } = recordedPorts();
    const real = processPorts();
    const code = await main([...words, '--store', store], { ...ports, files: real.files, http: real.http, directory: root });
    const { out, error } = printed();
    assert.equal(code, 0, `konektor ${words.join(' ')} ended with ${code}:\n${out}${error}`);
    return out;
  }

  /** What a person does in the browser: opens the page, chooses who to be, accepts, and is led back. */
  async function signIn(address: string): Promise<string> {
    const page = await (await fetch(address)).text();
    const ticket = /name="ticket" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const action = new URL(/<form method="post" action="([^"]+)"/.exec(page)?.[1] ?? '', address);
    const answer = await fetch(action, { method: 'POST', body: new URLSearchParams({ ticket, account: 'administrator@stand-in.example', decision: 'accept' }) });
    return answer.text();
  }

  it('leads from start to the message in Teams, and past a kill', async () => {
    const first = await start();
    assert.match(first.text(), /6 of 6 triggers fired exactly once .* 9 of 9 counter-examples stayed silent, 9 messages in the outbox/);

    const flows = (await konektor('flow', 'list')).trimEnd().split('\n');
    assert.deepEqual([flows.length, flows.slice(1).filter(line => / on +On\w+ /.test(line)).length], [9, 8]);

    const made = await konektor('connection', 'create', '--title', 'My connection', '--value', 'subscriptionKey=production-primary-key');
    assert.match(made, /^Connection my-connection \("My connection"\) is made\.\nOpen this page in a browser and sign in:\n {2}http:\/\/127\.0\.0\.1:\d+\/sign-in\//);
    assert.match(await signIn(/ (http:\S+)/.exec(made)![1]!), /is signed in as administrator@stand-in\.example/);
    assert.equal(await konektor('connection', 'test', 'my-connection'), 'It works: LookUpInstances answered 200.\n');
    assert.match(await konektor('invoke', 'LookUpInstances', '--connection', 'my-connection', '--trace'), /^stage +what +ms +result\nrequest +GET .+\ncredentials +header Authorization +\*\*\*\n/);
    assert.match(await konektor('flow', 'on', 'post data source', '--connection', 'customerinsights=my-connection', '--variable', 'CustomerInsightsTeam=Data team'), /^"Post to Teams when a data source refresh fails" is on[;.]/);
    await konektor('play', 'data-source-fails', 'Loyalty');

    first.child.kill('SIGKILL');
    await first.ended;
    const second = await start();
    assert.match(second.text(), /\n {2}resumed +2 connections · 8 flows, 8 on · 9 messages · it is 2026-03-03 /);
    assert.doesNotMatch(second.text(), /scenario/);

    const passed = await konektor('advance', '1h');
    assert.match(passed, /1 h later\. 1 run in that time:\n.*\n\w{8}\/\d+\/0 +Succeeded .* Post to Teams when a data source refresh fails +OnDataSourceRefreshFailed\n$/);
    const run = await konektor('runs', 'last');
    assert.match(run, /^Post to Teams when a data source refresh fails\nSucceeded in .*\n\ntrigger When a data source refresh fails\n {4}body:\n {6}summary: The refresh of data source Loyalty failed/);
    assert.match(run, /\n✓ Get a refresh {2}GetRefresh .*\n/);
    assert.match(run, /\n✓ Post message in a chat or channel {2}PostMessageToConversation .*\n/);
    assert.match(run, /\ntrigger state after \d+ polls\n/);
    assert.match(await konektor('outbox', 'last'), /^message 10 · .* · Post to Teams when a data source refresh fails · .*\n╭─ Teams · Data team › stand-in channel ─+╮\n│ The refresh of data source Loyalty failed: /);
    assert.match(second.text(), /\n\d\d:\d\d:\d\d {2}message {2}10 of "Post to Teams when a data source refresh fails"\n/);

    // Nothing was doubled and nothing was lost: a day later there is still the one run.
    assert.match(await konektor('runs', '--flow', 'post data source', '--limit', '3', '--format', 'json'), /"at": "2026-03-03T/);
    const all = JSON.parse(await konektor('runs', '--limit', '500', '--format', 'json')) as readonly { readonly key: string }[];
    assert.equal(new Set(all.map(({ key }) => key)).size, all.length);

    second.child.kill('SIGINT');
    assert.equal(await second.ended, 0);
    assert.equal(existsSync(join(store, 'environment.api.json')), false);
  });

  it('two starts on one store are refused in plain words, and --fresh starts over', async () => {
    const third = await start();
    assert.match(third.text(), /\n {2}resumed /);
    await assert.rejects(start(), /ended with 2:[^]*The environment in .* is in use by process \d+, since .*or give another folder with --store\.\n/);
    await assert.rejects(start(['--fresh']), /ended with 2:[^]*is in use by process/);
    third.child.kill('SIGINT');
    await third.ended;
    const fresh = await start(['--fresh'], '\n  scenario\n');
    assert.match(fresh.text(), /What was kept is in .*former-1 now\./);
    assert.deepEqual(readdirSync(join(store, 'former-1')).filter(name => !name.startsWith('environment.db-')).sort(), ['environment.db', 'environment.keys', 'scenario-played', 'service.jsonl']);
    // An end in the midst of the scenario ends it at once.
    fresh.child.kill('SIGINT');
    assert.equal(await fresh.ended, 130);
  });
});
