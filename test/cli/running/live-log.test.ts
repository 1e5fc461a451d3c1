import assert from 'node:assert/strict';
import { EnvironmentNotReached, type Wire } from '../../../scripts/environment/api-client';
import { EnvironmentClient } from '../../../scripts/environment/api-client';
import { LiveLog } from '../../../scripts/cli/running/live-log';
import { fakeApi } from '../fake-api';
import { flow, guid, message, run } from '../running-environment';

const at = '2026-03-02T07:30:02.000Z';
const id = guid('aaaaaaaa');
const name = 'Post to Teams when a data source refresh fails';
const poll = (change: Partial<Wire<'Poll'>> = {}): Wire<'Event'> => ({ kind: 'poll', id: 1, at, poll: { flowId: id, pollNumber: 3, at, uri: 'x', status: 202, outcome: 'nothing', runs: 0, retry: 0, backendCalls: [], logs: [], findings: [], ...change } });
const never = { code: 'state-never-advances', what: 'Its state never advances.', why: 'It can never fire.', todo: 'Read the state first.' };
const connection: Wire<'Connection'> = { id: 'c', title: 'Mine', connector: 'ci', status: { kind: 'signInNeeded', reason: 'Nobody has signed in yet.' }, createdAt: at, signIn: true, filledIn: [], usedBy: [] };

/** What a log prints of these events, once it knows the flow. */
async function printed(events: readonly Wire<'Event'>[], verbose = false, failure?: Error): Promise<readonly string[]> {
  const api = fakeApi({
    listFlows: { value: [flow()] },
    getRun: { ...run({ status: 'Failed' }), trigger: { outputs: null }, messages: [], steps: [{ name: 'Do_all', type: 'Scope', status: 'Failed', inner: [{ title: 'actions', steps: [{ name: 'Post_it', type: 'OpenApiConnection', status: 'Failed', error: { code: 'BadRequest', message: 'No channel.' } }] }] }] },
  });
  const client = new EnvironmentClient({ address: 'http://127.0.0.1:4280', token: 'secret' }, api.http);
  const lines: string[] = [];
  const log = new LiveLog({ call: client.call.bind(client), events: async function* () { yield* events; await Promise.resolve(); if (failure) throw failure; } }, { verbose, print: line => lines.push(line) });
  await log.follow(0, new AbortController().signal);
  return lines;
}

describe('the live log', () => {
  it('tells of runs, messages, problems and sign-ins, and not of polls', async () => {
    assert.deepEqual(await printed([
      poll(), { kind: 'runStarted', id: 2, at, run: run({ status: 'Running' }) }, { kind: 'message', id: 3, at, message: message() }, { kind: 'runEnded', id: 4, at, run: run() },
      { kind: 'problem', id: 5, at, message: 'The connector "x" can\'t be run.' }, { kind: 'connectionChanged', id: 6, at, connectionId: 'c', connection }, { kind: 'connectionChanged', id: 7, at, connectionId: 'c', connection },
      { kind: 'connectionChanged', id: 8, at, connectionId: 'c', connection: { ...connection, status: { kind: 'connected' }, account: 'a@b.example' } }, { kind: 'connectionChanged', id: 9, at, connectionId: 'c' }, { kind: 'clockChanged', id: 10, at, clock: { now: at } }, { kind: 'connectorChanged', id: 11, at, connector: 'ci' },
    ]), [
      `07:30:02  message  4 of "${name}"`, '          ╭─ Teams · Data team › Alerts ─╮', '          │ Loyalty has failed.          │', '          ╰──────────────────────────────╯',
      `07:30:02  run      ✓ ${name} · Succeeded in 2.5 s · aaaaaaaa/3/0`,
      '07:30:02  problem  The connector "x" can\'t be run.',
      '07:30:02  sign-in  Mine: Nobody has signed in yet.',
      '07:30:02  sign-in  Mine: connected as a@b.example',
    ]);
  });

  it('shows polls where they are asked for', async () => {
    assert.deepEqual(await printed([poll(), { kind: 'runStarted', id: 2, at, run: run({ status: 'Running' }) }], true), [`07:30:02  poll     ${name}: answered 202, nothing new`, `07:30:02  run      ${name} started · aaaaaaaa/3/0`]);
  });

  it('shows a poll that failed in any case, and the step in which a run failed', async () => {
    assert.deepEqual(await printed([poll({ outcome: 'failed', status: 401, problem: 'The key is wrong.' }), { kind: 'runEnded', id: 4, at, run: run({ status: 'Failed' }) }]), [
      `07:30:02  poll     ${name}: answered 401, failed: The key is wrong.`, `07:30:02  run      ✗ ${name} · Failed in 2.5 s · aaaaaaaa/3/0`, '          ✗ Post it: No channel.']);
  });

  it('says once what a person should know of a trigger, as of one that can never fire', async () => {
    assert.deepEqual(await printed([poll({ findings: [never] }), poll({ findings: [never] }), poll({ flowId: 'other', findings: [never] })]), [
      `07:30:02  note     ${name}: Its state never advances. It can never fire. Read the state first.`, '07:30:02  note     other: Its state never advances. It can never fire. Read the state first.']);
  });

  it('ends quietly with the environment, and says so where it ends otherwise', async () => {
    assert.deepEqual(await printed([], false, new EnvironmentNotReached('gone')), []);
    assert.deepEqual(await printed([], false, new Error('The stream is broken.')), ['The log has ended: The stream is broken.']);
  });
});
