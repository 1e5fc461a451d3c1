/** Calls of custom code through frames, without a request to the backend. */
import { startScriptHost, type LoadedScript, type ScriptHost } from '../../scripts/script-host';
import { assertAnswered, callWithoutBackend, loadedScript } from './generated-script';
import { measurement, median, type Measurement } from './measurement';

const warmUp = 6_000;
const callsPerRound = 4_000;
const inFlight = 16;

/**
 * Measures calls a second with 16 under way, beside two references of the same run: one call at a time, and the frames
 * alone (a message that the host answers without running a script).
 */
export async function invocations(rounds: number): Promise<readonly Measurement[]> {
  const host = await startScriptHost();
  try {
    const script = await loadedScript(host);
    const call = async (): Promise<void> => assertAnswered(await host.invoke(script, callWithoutBackend));
    const frame = framesAlone(host, script);
    await perSecond(call, warmUp, inFlight);
    await perSecond(frame, warmUp, inFlight);
    const times: { readonly many: number; readonly single: number; readonly frames: number }[] = [];
    for (let round = 0; round < rounds; round++) {
      times.push({ many: await perSecond(call, callsPerRound, inFlight), single: await perSecond(call, callsPerRound / 4, 1), frames: await perSecond(frame, callsPerRound, inFlight) });
    }
    const many = { value: Math.max(...times.map(each => each.many)), unit: 'calls/s', median: median(times.map(each => each.many)) } as const;
    return [
      measurement('custom code, 16 in flight', many, { what: 'frames alone, 16 in flight', value: Math.max(...times.map(each => each.frames)), unit: 'calls/s' }, { of: 'value', atLeast: 2_000 }),
      measurement('custom code, 16 in flight', many, { what: 'one call at a time', value: Math.max(...times.map(each => each.single)), unit: 'calls/s' }),
    ];
  } finally {
    await host.close();
  }
}

/** The host answers an `unload` of what it does not hold at once: the cost of two frames and nothing else. */
function framesAlone(host: ScriptHost, script: LoadedScript): () => Promise<void> {
  const nothing: LoadedScript = { ...script, scriptId: 'none' };
  return () => host.unload(nothing);
}

/** Calls a second over `count` calls, with at most `width` under way at once. */
async function perSecond(call: () => Promise<void>, count: number, width: number): Promise<number> {
  let left = count;
  const one = async (): Promise<void> => {
    while (left-- > 0) await call();
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: width }, one));
  return count / ((performance.now() - start) / 1_000);
}
