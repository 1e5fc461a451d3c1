/** What was made to happen in a stand-in, so that another one can be brought to where it stood: it is made of its seed and time alone. */
import type { AdjustableClock } from './clock';
import type { Control } from './control/control';
import type { Core } from './core';

/** A control call, or a request of the API that writes. One that was refused counts too where it has used up a number. */
export type Change = { readonly at: number; readonly refused?: true } & ({ readonly control: string; readonly argument: object } | { readonly method: string; readonly path: string; readonly body: string });

/** Kept changes, oldest first, and where further ones go. */
export interface Journal {
  /** When the service was started first, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly changes: readonly Change[];
  readonly record: (change: Change) => void;
}

export type Fetch = (request: Request) => Promise<Response>;
type Record = Journal['record'];

/** Faults and the log are of one start only, tokens are granted anew, and time is not the service's own. */
const unrecorded: ReadonlySet<string> = new Set<keyof Control>(['advanceClock', 'setClock', 'addFault', 'clearFaults', 'listRequests', 'countRequests', 'clearRequests', 'listLeaks', 'addToken', 'removeToken', 'describe', 'readJob']);

/** The control with its calls recorded. */
export function recordedControl(control: Control, core: Core, record: Record): Control {
  const calls = Object.entries(control).map(([name, call]) => [name, unrecorded.has(name) ? call : (argument: object = {}): unknown => {
    const [at, made] = [core.clock.now(), core.state.made];
    try {
      const result = (call as (given: object) => unknown)(argument); // every call takes one plain object
      record({ at, control: name, argument });
      return result;
    } catch (error) {
      if (core.state.made !== made) record({ at, refused: true, control: name, argument });
      throw error;
    }
  }]);
  return Object.fromEntries(calls) as Control; // the same names, calls of the same types
}

/** The API with its writing requests recorded. */
export function recordedApi(answer: Fetch, core: Core, record: Record): Fetch {
  return async request => {
    if (request.method === 'GET' || request.method === 'HEAD') return answer(request);
    const body = await request.clone().text();
    const [at, made] = [core.clock.now(), core.state.made];
    const answered = await answer(request);
    const { pathname, search } = new URL(request.url);
    const isRefused = answered.status >= 400;
    if (!isRefused || core.state.made !== made) record({ at, ...(isRefused ? { refused: true } : {}), method: request.method, path: pathname + search, body });
    return answered;
  };
}

/** Who makes the recorded requests again: credentials are not recorded. */
const replayToken = { token: 'replay-token', role: 'Administrator', principalId: 'replay' } as const;

/** Makes the changes again, each at its instant of a standing clock. What can't be made any more is left out and reported. */
export async function replay(changes: readonly Change[], core: Core, control: Control, answer: Fetch, clock: AdjustableClock, report: (line: string) => void): Promise<void> {
  for (const change of changes) {
    if (change.at > clock.now()) clock.set(change.at);
    try {
      if ('control' in change) (control[change.control as keyof Control] as (given: object) => unknown)(change.argument); // recorded under this name
      else await requested(change, core, answer);
    } catch (error) {
      if (!change.refused) report(`${'control' in change ? change.control : `${change.method} ${change.path}`} can't be made again in the service stand-in: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  core.state.tokens = core.state.tokens.filter(({ token }) => token !== replayToken.token);
}

async function requested({ method, path, body }: Extract<Change, { readonly method: string }>, core: Core, answer: Fetch): Promise<void> {
  if (!core.state.tokens.some(({ token }) => token === replayToken.token)) core.state.tokens.push(replayToken);
  const instance = core.state.instances.find(({ instanceId }) => path.includes(instanceId)) ?? core.state.instances[0];
  const headers = { 'Ocp-Apim-Subscription-Key': instance?.subscriptionKeys[0] ?? '', Authorization: `Bearer ${replayToken.token}`, ...(body === '' ? {} : { 'Content-Type': 'application/json' }) };
  const { status } = await answer(new Request(`http://127.0.0.1${path}`, { method, headers, ...(body === '' ? {} : { body }) }));
  if (status >= 400) throw new Error(`the API answers ${status}.`);
}
