import type { Core } from '../core';
import { faultKinds, type Fault } from '../faults';
import { defaultSeed, defaultTokens, emptyState, seedState, type SeedOptions } from '../seed/seed';
import { defaultBehaviour, type Behaviour, type Token } from '../state';
import { instanceFor, requireKnown } from './find';

/** What a reset brings back. */
export interface ResetRequest {
  /** One instance with nothing in it. */
  readonly empty?: boolean;
  /** Otherwise: the retailer, with these sizes. */
  readonly seed?: Partial<SeedOptions>;
  /** Where the clock stands afterwards, milliseconds since the epoch; absent: where it stood. */
  readonly at?: number;
  readonly behaviour?: Partial<Behaviour>;
}

/** Controls of the service as a whole: clock, settings, faults, log, credentials, reset. */
export function serviceControls(core: Core) {
  return {
    /** Moves the clock forward. Returns the new instant. */
    advanceClock({ milliseconds }: { readonly milliseconds: number }): { now: number } {
      core.clock.advance(milliseconds);
      return { now: core.clock.now() };
    },
    /** Sets the clock to a later instant. */
    setClock({ instant }: { readonly instant: number }): { now: number } {
      core.clock.set(instant);
      return { now: core.clock.now() };
    },
    /** Changes settings; what isn't named stays. */
    behave(changes: Partial<Behaviour>): Behaviour {
      for (const name of Object.keys(changes)) requireKnown('setting', [...Object.keys(defaultBehaviour()), 'storageBase'], name);
      return Object.assign(core.state.behaviour, changes);
    },
    /** Forgets everything, faults, log and leaks included, and starts from a seed or from nothing. */
    reset(request: ResetRequest = {}): { instanceIds: string[] } {
      if (request.at !== undefined) core.clock.restart(request.at);
      const now = core.clock.now();
      const behaviour = { ...defaultBehaviour(), ...request.behaviour };
      core.state = request.empty === true
        ? emptyState(behaviour, now, defaultTokens(now))
        : seedState({ ...defaultSeed, ...request.seed }, behaviour, now, defaultTokens(now));
      core.faults.clear();
      core.log.clear();
      core.leaks.length = 0;
      return { instanceIds: core.state.instances.map((instance) => instance.instanceId) };
    },
    /** Adds a fault; it is taken before key and token are looked at. Returns its number. */
    addFault(fault: Fault): { number: number } {
      requireKnown('kind of fault', faultKinds, fault.kind);
      return { number: core.faults.add(fault) };
    },
    /** Removes one fault, or all. */
    clearFaults({ number }: { readonly number?: number } = {}): void {
      core.faults.clear(number);
    },
    /** The calls so far, oldest first; `path` is part of a path, `*` stands for any text. */
    listRequests({ path }: { readonly path?: string } = {}) {
      return core.log.list(path);
    },
    /** How many calls came to paths that contain `path`. */
    countRequests({ path }: { readonly path?: string } = {}): { count: number } {
      return { count: core.log.count(path) };
    },
    clearRequests(): void {
      core.log.clear();
    },
    /** Requests that carried an API credential to the storage account; there should never be one. */
    listLeaks() {
      return [...core.leaks];
    },
    /** Makes a token known, in place of one with the same text. */
    addToken(token: Token): void {
      core.state.tokens = [...core.state.tokens.filter((candidate) => candidate.token !== token.token), token];
    },
    removeToken({ token }: { readonly token: string }): void {
      core.state.tokens = core.state.tokens.filter((candidate) => candidate.token !== token);
    },
    /** Replaces the subscription keys of an instance, as regenerating them does. */
    setSubscriptionKeys({ instanceId, keys }: { readonly instanceId?: string; readonly keys: readonly string[] }): void {
      instanceFor(core, instanceId).subscriptionKeys = [...keys];
    },
    /** What there is: ids and names, for a story that runs in another process. */
    describe() {
      return {
        now: core.clock.now(), behaviour: core.state.behaviour, storageUrl: core.storageAddress,
        instances: core.state.instances.map((instance) => ({
          instanceId: instance.instanceId, name: instance.name,
          dataSources: instance.dataSources.map(({ dataSourceId, name, friendlyName }) => ({ dataSourceId, name, friendlyName })),
          segments: instance.segments.map((segment) => segment.name), measures: instance.measures.map((measure) => measure.name),
          tables: instance.tables.map((table) => table.name),
        })),
      };
    },
  };
}
