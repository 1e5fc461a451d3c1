/** The custom code of the Customer Insights connector, and a call of it that needs no backend. */
import assert from 'node:assert/strict';
import connector from '../../connector';
import { customCode } from '../../scripts/generate/custom-code';
import type { CallOutcome, LoadedScript, ScriptCall, ScriptHost } from '../../scripts/script-host';

/** A lookup whose instance is not chosen yet: it goes through the whole dispatch and answers an empty list itself. */
export const callWithoutBackend: ScriptCall = { operationId: 'LookUpSegments', method: 'GET', uri: 'https://api.ci.ai.microsoft.com/v1/lookup/instances/%20/segments' };

/** Loads the code into a host, from its cache where it was compiled before. */
export async function loadedScript(host: ScriptHost): Promise<LoadedScript> {
  const script = await host.load(customCode(connector) ?? '', { generated: true });
  assert.ok(script.kind === 'loaded', JSON.stringify(script.kind === 'rejected' && script.diagnostics, undefined, 2));
  return script;
}

/** Throws unless the call was answered as it must be: a fast failure would be no result. */
export function assertAnswered(outcome: CallOutcome): void {
  assert.ok(outcome.kind === 'response' && outcome.status === 200, `The call without a backend failed: ${JSON.stringify(outcome)}`);
  assert.deepEqual(JSON.parse(outcome.body.toString('utf8')), { value: [] });
  assert.deepEqual(outcome.sends, []);
}
