import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { messageOf } from '../error-message';
import { EnvironmentError, type Finding } from '../finding';
import type { Flow } from '../flows/flow';
import { triggeredFlow } from '../flows/flow-of-document';
import { isWorkflowDocument, type SolutionContents, type SolutionFlow } from '../connectors/install-solution';
import type { ManualStart } from '../manual/manual-trigger';
import type { PollRecord, StartRecord } from '../flows/run-recorder';
import type { StoredFlow } from '../store/environment-store';
import type { WorkflowDocument } from '../../workflow-language/workflow-document';
import type { SubscriptionStatus } from '../polling/trigger-status';
import type { InstallOutcome } from './connectors';
import type { EnvironmentCore } from './environment-core';
import { bound, type GivenBindings, solutionDefaults } from './flow-bindings';
import { missingOf } from './flow-needs';
import { known, RequestError } from './request-error';
import { runNow } from './start-flow';

export interface FlowInstallation { readonly id: string; readonly name: string; readonly outcome: InstallOutcome; readonly missing: readonly string[] }

/** What the engine knows of a flow besides what is kept. */
export interface FlowAtWork { readonly nextPollAt?: number; readonly nextRunAt?: number; readonly subscription?: SubscriptionStatus; readonly findings: readonly Finding[]; readonly problem?: string }

/** The flows of an environment. One that is on is at work, unless a problem says why not. */
export class Flows {
  /** Why a flow that is on is not at work. */
  private readonly problems = new Map<string, string>();
  /** The last piece of work on each flow; the next one waits for it, so that no two see half of one another. */
  private readonly work = new Map<string, Promise<unknown>>();

  constructor(private readonly core: EnvironmentCore) {}

  list(): readonly StoredFlow[] {
    return this.core.store.flows.list();
  }

  /** Throws RequestError 'missing'. */
  get(id: string): StoredFlow {
    const found = this.core.store.flows.get(id);
    if (!found) throw new RequestError('missing', 'FlowNotFound', `There is no flow "${id}". ${known(this.list().map(each => each.id))}`);
    return found;
  }

  atWork(id: string): FlowAtWork {
    // Of one that is off only a problem is told: why it turned itself off, or what it could not unsubscribe.
    const status = this.core.engine.status().find(({ flow, isOn, subscription }) => flow.id === id && (isOn || subscription?.problem !== undefined));
    const problem = this.problems.get(id);
    return { findings: status?.findings ?? [], ...(status?.nextPollAt === undefined ? {} : { nextPollAt: status.nextPollAt }), ...(status?.nextRunAt === undefined ? {} : { nextRunAt: status.nextRunAt }), ...(status?.subscription ? { subscription: status.subscription } : {}), ...(problem === undefined ? {} : { problem }) };
  }

  missing(flow: StoredFlow): readonly string[] {
    return missingOf(flow, this.core.gateway, id => this.core.store.connections.get(id)?.status);
  }

  /**
   * Installs a flow of a solution, turned off. One that is there already gets the new document and keeps its bindings; one that
   * is on goes on with it, or says why it can't. The same one again changes nothing, so that its trigger is not asked anew.
   */
  install(flow: SolutionFlow, contents: Pick<SolutionContents, 'environmentVariables'> & { readonly solution?: string }): Promise<FlowInstallation> {
    return this.inTurn(flow.id, () => this.installed(flow, contents));
  }

  private async installed(flow: SolutionFlow, contents: Pick<SolutionContents, 'environmentVariables'> & { readonly solution?: string }): Promise<FlowInstallation> {
    const { store, clock } = this.core;
    const present = store.flows.get(flow.id);
    const stored: StoredFlow = {
      id: flow.id, name: flow.name, document: flow.document, isOn: present?.isOn ?? false, connections: present?.connections ?? {}, parameters: present?.parameters ?? {}, installedAt: clock.now(),
      ...(contents.solution === undefined ? {} : { solution: contents.solution }), ...(present?.secrets ? { secrets: present.secrets } : {}), ...(present?.lostParameters ? { lostParameters: present.lostParameters } : {}),
    };
    const defaults = solutionDefaults(stored, contents);
    const secrets = [...new Set([...stored.secrets ?? [], ...defaults.secrets])];
    const kept: StoredFlow = { ...stored, parameters: { ...defaults.parameters, ...stored.parameters }, ...(secrets.length > 0 ? { secrets } : {}) };
    if (present && isSame(present, kept) && !this.problems.has(kept.id)) return { id: kept.id, name: kept.name, outcome: 'unchanged', missing: this.missing(kept) };
    store.flows.put(kept);
    if (kept.isOn) await this.restarted(kept);
    else this.changed(kept.id);
    return { id: kept.id, name: kept.name, outcome: present ? 'updated' : 'installed', missing: this.missing(kept) };
  }

  /** Adds a flow of one's own, turned off. Throws RequestError, or EnvironmentError 'flow' for a document that is none. */
  create({ name, document, id = randomUUID() }: { readonly name: string; readonly document: unknown; readonly id?: string }): Promise<StoredFlow> {
    return this.inTurn(id, () => {
      if (this.core.store.flows.get(id)) throw new RequestError('conflict', 'FlowExists', `There is a flow "${id}" already. Choose another id, or change that one.`);
      return this.saved({ id, name, document: checkedDocument(name, document), isOn: false, connections: {}, parameters: {}, installedAt: this.core.clock.now() });
    });
  }

  /** Saves a changed document. A flow that is on goes on with it; where that can't be, nothing changes. Throws as `create` and `turnOn` do. */
  change(id: string, { name, document }: { readonly name?: string; readonly document: unknown }): Promise<StoredFlow> {
    return this.inTurn(id, () => {
      const present = this.get(id);
      return this.saved({ ...present, name: name ?? present.name, document: checkedDocument(name ?? present.name, document) });
    });
  }

  /** Throws RequestError 'missing', or EnvironmentError 'binding'; a flow that is on goes on with the new bindings. */
  bind(id: string, bindings: GivenBindings): Promise<StoredFlow> {
    return this.inTurn(id, () => this.saved(bound(this.get(id), bindings, this.core.gateway)));
  }

  /** Turns a flow on: from its trigger's kept address where it was on before. On already: nothing happens. One that turns itself off at once is off in the answer. Throws EnvironmentError with everything that is missing. */
  turnOn(id: string): Promise<StoredFlow> {
    return this.inTurn(id, async () => {
      const flow = this.get(id);
      if (flow.isOn && !this.problems.has(id)) return flow;
      await this.core.engine.turnOn(this.runnable(flow));
      this.problems.delete(id);
      const isOn = this.isAtWork(id);
      this.core.store.flows.setOn(id, isOn);
      this.changed(id);
      return { ...flow, isOn };
    });
  }

  /** Turns a flow off; its trigger's address is kept. Off already: nothing happens. */
  turnOff(id: string): Promise<StoredFlow> {
    return this.inTurn(id, () => this.turnedOff(id));
  }

  private async turnedOff(id: string): Promise<StoredFlow> {
    const flow = this.get(id);
    if (!flow.isOn) return flow;
    if (this.isAtWork(id)) await this.core.engine.turnOff(id);
    this.problems.delete(id);
    this.core.store.flows.setOn(id, false);
    this.changed(id);
    return { ...flow, isOn: false };
  }

  /** To be called when the engine has turned a flow off by itself. */
  turnedItselfOff(id: string): void {
    if (!this.core.store.flows.get(id)?.isOn) return;
    this.core.store.flows.setOn(id, false);
    this.changed(id);
  }

  /** Turns flows that are on, and not at work, on once more after their connection has changed. Does not reject. */
  async takeUp(connectionId: string): Promise<void> {
    if (this.problems.size === 0) return; // connections change with every renewed token
    for (const { id } of this.list().filter(flow => flow.isOn && this.problems.has(flow.id) && Object.values(flow.connections).includes(connectionId))) {
      await this.inTurn(id, async () => {
        const flow = this.core.store.flows.get(id);
        if (flow?.isOn && this.problems.has(id)) await this.restarted(flow);
      });
    }
  }

  /** Deletes a flow. Its runs stay, and its polls. */
  remove(id: string): Promise<void> {
    return this.inTurn(id, async () => {
      await this.turnedOff(id);
      this.core.engine.forget(id);
      this.core.store.flows.remove(id);
      this.changed(id);
    });
  }

  /** As `runNow` of start-flow.ts. Throws RequestError 'missing' too. */
  runNow(id: string, given: ManualStart = {}): Promise<PollRecord | StartRecord> {
    return runNow(this.core.engine, this.get(id), given);
  }

  /** Turns what was on when the environment ended on again. Flows that can't be stay on and say why. */
  async restore(): Promise<void> {
    const { store, clock, engine, events } = this.core;
    const { again } = store.runs.recover(clock.now());
    for (const flow of this.list().filter(({ isOn }) => isOn)) await this.startOr(flow);
    await engine.endLeaked();
    for (const run of again) {
      const flow = store.flows.get(run.flowId);
      try {
        if (flow) engine.runAgain(this.runnable(flow), run);
      } catch (error) {
        events.emit({ kind: 'problem', message: `The run ${run.key} was under way when the environment ended, and can't be started again: ${messageOf(error)}` });
      }
    }
  }

  /** Turns flows that are on off and on, so that what they were turned on with counts anew: assumptions, a connector that was updated. */
  async renew(concerned: (flow: StoredFlow) => boolean): Promise<void> {
    for (const { id } of this.list().filter(each => each.isOn && concerned(each))) {
      await this.inTurn(id, async () => {
        const flow = this.core.store.flows.get(id);
        if (flow?.isOn) await this.restarted(flow);
      });
    }
  }

  private async restarted(flow: StoredFlow): Promise<void> {
    if (this.isAtWork(flow.id)) await this.core.engine.turnOff(flow.id);
    await this.startOr(flow);
  }

  private async startOr(flow: StoredFlow): Promise<void> {
    try {
      await this.core.engine.turnOn(this.runnable(flow));
      this.problems.delete(flow.id);
    } catch (error) {
      const problem = messageOf(error);
      const isKnown = this.problems.get(flow.id) === problem;
      this.problems.set(flow.id, problem);
      if (!isKnown) this.core.events.emit({ kind: 'problem', message: `The flow "${flow.name}" is on and not at work: ${problem}` });
    }
    this.changed(flow.id);
  }

  private async inTurn<T>(id: string, work: () => T | Promise<T>): Promise<T> {
    const before = this.work.get(id);
    const turn = (async () => {
      await before;
      return work();
    })();
    const settled = turn.then(() => undefined, () => undefined);
    this.work.set(id, settled);
    try {
      return await turn;
    } finally {
      if (this.work.get(id) === settled) this.work.delete(id);
    }
  }

  private async saved(flow: StoredFlow): Promise<StoredFlow> {
    if (flow.isOn) {
      const runnable = this.runnable(flow);
      if (this.isAtWork(flow.id)) await this.core.engine.edit(runnable);
      else await this.core.engine.turnOn(runnable);
      this.problems.delete(flow.id);
    }
    const kept = flow.isOn && !this.isAtWork(flow.id) ? { ...flow, isOn: false } : flow;
    this.core.store.flows.put(kept);
    this.changed(kept.id);
    return kept;
  }

  private runnable(flow: StoredFlow): Flow {
    const missing = this.missing(flow);
    if (missing.length > 0) throw new EnvironmentError('binding', `The flow "${flow.name}" can't be turned on: ${missing.join(' ')}`);
    return triggeredFlow(flow, this.core.gateway);
  }

  private isAtWork(id: string): boolean {
    return this.core.engine.status().some(({ flow, isOn }) => flow.id === id && isOn);
  }

  private changed(flowId: string): void {
    this.core.events.emit({ kind: 'flowChanged', flowId });
  }
}

/** As JSON, because that is how flows are kept. */
function isSame({ installedAt: _one, ...one }: StoredFlow, { installedAt: _other, ...other }: StoredFlow): boolean {
  return isDeepStrictEqual(JSON.parse(JSON.stringify(one)), JSON.parse(JSON.stringify(other)));
}

function checkedDocument(name: string, document: unknown): WorkflowDocument {
  if (!isWorkflowDocument(document)) throw new EnvironmentError('flow', `The flow "${name}" is no workflow document: it must have properties.definition.triggers and properties.definition.actions, as in a solution.`);
  return document;
}
