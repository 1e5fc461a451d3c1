/** What happens in a running environment, line by line: runs, messages and problems; polls where they are asked for, or went wrong. */
import { type EnvironmentClient, EnvironmentNotReached, type Wire } from '../../environment/api-client';
import { oneLine } from '../terminal/table';
import { spanInWords } from '../terminal/time-words';
import { pollInWords } from './poll-line';
import { shownRun } from './run-id';

export interface LiveLogOptions { readonly verbose: boolean; readonly print: (line: string) => void }

/** Follows the events of an environment and prints them. What a person should know about a flow's polls is said once. */
export class LiveLog {
  private readonly said = new Set<string>();
  private readonly names = new Map<string, string>();
  private readonly statuses = new Map<string, string>();

  constructor(private readonly client: Pick<EnvironmentClient, 'call' | 'events'>, private readonly options: LiveLogOptions) {}

  /** Follows what happens behind the event `after` until `signal` says so, or the environment ends. Rejects for nothing of these. */
  async follow(after: number, signal: AbortSignal): Promise<void> {
    try {
      for (const flow of (await this.client.call('listFlows')).value) this.names.set(flow.id, oneLine(flow.name));
      for await (const event of this.client.events({ after, signal })) for (const line of await this.linesOf(event)) this.options.print(line);
    } catch (error) {
      if (!signal.aborted && !(error instanceof EnvironmentNotReached)) this.options.print(`The log has ended: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  async linesOf(event: Wire<'Event'>): Promise<readonly string[]> {
    const at = event.at.slice(11, 19);
    const line = (kind: string, text: string): string => `${at}  ${kind.padEnd(8)} ${text}`;
    switch (event.kind) {
      case 'poll': return [...(this.options.verbose || event.poll.outcome === 'failed' ? [line('poll', `${this.nameOf(event.poll.flowId)}: ${pollInWords(event.poll)}`)] : []), ...this.newFindings(event.poll).map(text => line('note', text))];
      case 'delivery': return this.options.verbose || event.delivery.outcome === 'refused' ? [line('callback', `${this.nameOf(event.delivery.flowId)}: ${event.delivery.outcome}${event.delivery.problem === undefined ? '' : `, ${oneLine(event.delivery.problem)}`}`)] : [];
      case 'runStarted': return this.options.verbose ? [line('run', `${oneLine(event.run.flow)} started · ${shownRun(event.run.key)}`)] : [];
      case 'runEnded': return [line('run', `${event.run.status === 'Succeeded' ? '✓' : '✗'} ${oneLine(event.run.flow)} · ${event.run.status}${event.run.durationMs === undefined ? '' : ` in ${spanInWords(event.run.durationMs)}`} · ${shownRun(event.run.key)}`), ...await this.failuresOf(event.run)];
      case 'message': return [line('message', `${event.message.number} of "${oneLine(event.message.flow)}"`), ...event.message.view.split('\n').map(each => `          ${each}`)];
      case 'connectionChanged': return event.connection ? this.newStatus(event.connection).map(text => line('sign-in', text)) : [];
      case 'flowChanged': if (event.flow) this.names.set(event.flowId, oneLine(event.flow.name)); return [];
      case 'problem': return [line('problem', oneLine(event.message))];
      case 'connectorChanged': case 'clockChanged': return [];
    }
  }

  private nameOf(flowId: string): string {
    return this.names.get(flowId) ?? flowId;
  }

  /** Whether a connection can be used, where that has changed. */
  private newStatus({ id, title, status, account }: Wire<'Connection'>): readonly string[] {
    const text = `${oneLine(title)}: ${status.kind === 'connected' ? `connected${account === undefined ? '' : ` as ${account}`}` : oneLine(status.reason ?? status.kind)}`;
    if (this.statuses.get(id) === text) return [];
    this.statuses.set(id, text);
    return [text];
  }

  private newFindings({ flowId, findings }: Wire<'Poll'>): readonly string[] {
    return findings.flatMap(({ code, what, why, todo }) => {
      const key = `${flowId} ${code}`;
      if (this.said.has(key)) return [];
      this.said.add(key);
      return [`${this.nameOf(flowId)}: ${oneLine(`${what} ${why} ${todo}`)}`];
    });
  }

  /** The steps in which a run failed, the innermost ones. */
  private async failuresOf({ key, status }: Wire<'RunSummary'>): Promise<readonly string[]> {
    if (status !== 'Failed' && status !== 'TimedOut') return [];
    const { steps, error } = await this.client.call('getRun', { path: { run: key } });
    const failed = failedSteps(steps).map(step => `          ✗ ${oneLine(step.name.replaceAll('_', ' '))}: ${oneLine(step.error?.message ?? step.status)}`);
    return failed.length > 0 ? failed : error ? [`          ✗ ${oneLine(error.message)}`] : [];
  }
}

function failedSteps(steps: readonly Wire<'Step'>[]): readonly Wire<'Step'>[] {
  return steps.filter(({ status }) => status === 'Failed' || status === 'TimedOut').flatMap(step => {
    const inside = failedSteps((step.inner ?? []).flatMap(branch => branch.steps));
    return inside.length > 0 ? inside : [step];
  });
}
