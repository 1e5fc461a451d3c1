import { messageOf } from '../error-message';
import { FlowState, StepScope } from './flow-state';
import { redacted, withoutSecrets } from '../connections/redaction';
import { runBranch } from './run-branch';
import type { FlowRunHistory, RunStatus, StepError, StepHistory } from './run-history';
import type { FlowRunPorts, RunnableFlow, RunTrigger } from './runnable-flow';
import { settlingClock } from './settling-clock';
import { StepFailure } from './step-runner';

/**
 * Runs a flow from its trigger's outputs to its end. All waiting is on the clock: with a virtual one, give the promise to
 * `runUntil`, or move the clock. Never rejects: what goes wrong is the history's. The run succeeds where each of its branches
 * does (see `statusOfBranches`), and as it says where a step terminates it.
 */
export async function runFlow(flow: RunnableFlow, trigger: RunTrigger, ports: FlowRunPorts): Promise<FlowRunHistory> {
  const { definition } = flow.document.properties;
  const state = new FlowState(flow, trigger, { ...ports, clock: settlingClock(ports.clock) });
  const startedAt = ports.clock.now();
  const end = await ended(state, definition.actions);
  const outputs = withoutSecrets({ headers: {}, ...trigger.outputs }, text => redacted(ports.gateway.redacted(text), flow.secrets ?? []));
  return { runKey: trigger.runKey, flow: flow.name, startedAt, endedAt: ports.clock.now(), trigger: { name: state.triggerName, outputs }, ...end };
}

type End = { readonly status: RunStatus; readonly error?: StepError; readonly steps: readonly StepHistory[] };

async function ended(state: FlowState, actions: Parameters<typeof runBranch>[0]): Promise<End> {
  try {
    const { steps, status } = await runBranch(actions, new StepScope(state));
    if (state.termination) return { ...state.termination, steps };
    return { status, steps, ...(status === 'Failed' ? { error: { code: 'ActionFailed', message: failedSentence(steps) } } : {}) };
  } catch (error) {
    const failure = error instanceof StepFailure ? error : new StepFailure('RunFailed', messageOf(error));
    return { status: 'Failed', error: { code: failure.code, message: failure.message }, steps: failure.kept.inner?.flatMap(branch => branch.steps) ?? [] };
  }
}

function failedSentence(steps: readonly StepHistory[]): string {
  const failed = steps.filter(({ status }) => status !== 'Succeeded' && status !== 'Skipped');
  return failed.length === 0 ? 'A step failed.' : failed.map(({ name, error }) => `"${name}": ${error?.message ?? 'failed.'}`).join(' ');
}

