import assert from 'node:assert/strict';
import { type CallFailure, type CallResponse, type CallWatch, type CompileOptions, type LoadedScript, type ScriptCall, type ScriptHost, startScriptHost } from '../../scripts/script-host';
import { endsAfterAllTests } from './shared-for-the-run';

let starting: Promise<ScriptHost> | undefined;
const lines: string[] = [];

/** The one host that all suites of this process share; started by the first that asks. */
export function sharedHost(): Promise<ScriptHost> {
  if (!starting) {
    const host = starting = startScriptHost({ report: (line) => lines.push(line) });
    endsAfterAllTests(async () => { await (await host).close(); }); // it ends with this process, too
  }
  return starting;
}

/** What the shared host has written to stderr so far. */
export function reportedLines(): readonly string[] {
  return lines;
}

/** A foreign script whose ExecuteAsync has this body. */
export function scriptOf(body: string, members = ''): string {
  return `public class Script : ScriptBase\n{\n${members}\n    public override async Task<HttpResponseMessage> ExecuteAsync()\n    {\n${body}\n    }\n}\n`;
}

/** Loads a script that has to compile. */
export async function loaded(source: string, options: Partial<CompileOptions> = {}): Promise<LoadedScript> {
  const outcome = await (await sharedHost()).load(source, options);
  assert.ok(outcome.kind === 'loaded', JSON.stringify(outcome.diagnostics, null, 2));
  return outcome;
}

/** A call with the values that a test doesn't care about. */
export function callOf(call: Partial<ScriptCall> = {}): ScriptCall {
  return { operationId: 'GetThing', method: 'GET', uri: 'https://backend.example/things', timeLimitMs: 10_000, ...call };
}

/** Runs a call that has to give a response. */
export async function responseOf(script: LoadedScript, call: Partial<ScriptCall> = {}, watch: CallWatch = {}): Promise<CallResponse> {
  const outcome = await (await sharedHost()).invoke(script, callOf(call), watch);
  assert.ok(outcome.kind === 'response', JSON.stringify(outcome, null, 2));
  return outcome;
}

/** Runs a call that has to fail. */
export async function failureOf(script: LoadedScript, call: Partial<ScriptCall> = {}, watch: CallWatch = {}): Promise<CallFailure> {
  const outcome = await (await sharedHost()).invoke(script, callOf(call), watch);
  assert.ok(outcome.kind === 'failed', JSON.stringify(outcome, null, 2));
  return outcome;
}

/** Runs a script once and returns its response body as text: the shortest way to ask .NET something. */
export async function textOf(body: string, call: Partial<ScriptCall> = {}, watch: CallWatch = {}): Promise<string> {
  const script = await loaded(scriptOf(body));
  return (await responseOf(script, call, watch)).body.toString('utf8');
}
