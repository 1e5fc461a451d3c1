/** A plan carried out and written down: the journal after each step, the packages of what went well beside it. */
import { applyPlan, type Applied, type DoneStep } from './apply/apply-plan';
import { intentOf } from './approval';
import type { Deployment } from './deployment';
import { DeployError } from './deploy-error';
import { forgetPackages, keepPackages } from './journal/kept-packages';
import { withGood, type GoodRelease, type Journal, type LastDeployment } from './journal/journal';
import { readJournal, writeJournal } from './journal/journal-file';
import type { Plan } from './plan';
import type { DeployPorts } from './ports';
import type { Redactor } from './secrets/redactor';

export interface Run {
  readonly deployment: Deployment;
  readonly plan: Plan;
  /** The folder whose packages are deployed. */
  readonly packages: string;
  /** The digest of the plan that somebody agreed to, where that was asked. */
  readonly approved?: string;
  /** The command that goes on after a person did something. */
  readonly resume: string;
}

export async function runDeployment({ deployment: { request, target }, plan, packages, approved, resume }: Run, ports: DeployPorts, redactor: Redactor): Promise<Applied> {
  const { directory, files, clock } = ports;
  const { name } = request.environment;
  const now = (): string => new Date(clock.now()).toISOString();
  let journal = readJournal(directory, name, files);
  const before = journal.last;
  const intent = intentOf(request);
  const kept = approved === undefined ? undefined : approved === plan.digest ? { plan: plan.digest, changes: plan.changes } : before?.approved;
  const started = now();
  const record = (part: Pick<LastDeployment, 'state' | 'steps'> & Partial<LastDeployment>): void => {
    journal = { ...journal, last: { purpose: plan.purpose, version: plan.version, release: plan.release, intent, plan: plan.digest, startedAt: started, ...(kept ? { approved: kept } : {}), ...part } };
    write(journal);
  };
  const write = (written: Journal): void => writeJournal(directory, redactor.redactAll(written), files);
  record({ state: 'running', steps: [] });
  const applied = await applyPlan({ request, target, ports, plan, resume, after: (steps: readonly DoneStep[]) => record({ state: 'running', steps: [...steps] }) });
  const { state, steps } = applied;
  if (state !== 'done') {
    record({ state, steps, endedAt: now(), ...(state === 'failed' ? { failure: { step: applied.step, code: applied.code, message: applied.message } } : {}) });
    return applied;
  }
  record({ state, steps, endedAt: now() });
  const good = await goodRelease({ request, target, findings: [] }, journal, now());
  const { journal: remembered, forgotten } = withGood(journal, good);
  keepPackages(packages, directory, name, good.version, files);
  write(remembered);
  for (const { version } of forgotten) forgetPackages(directory, name, version, files);
  return applied;
}

/** What is remembered of a release that is there and works. Where the target can't be asked once more, its bindings are not known. */
async function goodRelease({ request, target }: Deployment, { good }: Journal, at: string): Promise<GoodRelease> {
  const { release, parts } = request;
  const before = good.at(-1);
  const { references, variables } = await target.look(request).catch((error: unknown) => { if (error instanceof DeployError) return { references: request.connections, variables: request.environment.environmentVariables }; throw error; });
  return {
    version: release.version, digest: release.digest, at, parts, solutionVersion: release.solutionVersion,
    connector: parts === 'flows' && before ? before.connector : release.connector.digests,
    flows: parts === 'connector' ? before?.flows ?? [] : release.flows?.flows ?? [],
    references, variables,
  };
}
