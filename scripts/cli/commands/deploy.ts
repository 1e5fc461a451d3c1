import { resolve } from 'node:path';
import { intentOf, isApproved } from '../../deploy/approval';
import type { Applied } from '../../deploy/apply/apply-plan';
import type { DeployEvent } from '../../deploy/deploy-event';
import { planOf } from '../../deploy/deployment';
import { releaseToPutBack } from '../../deploy/journal/journal';
import { readJournal } from '../../deploy/journal/journal-file';
import type { Plan } from '../../deploy/plan';
import { isRefused } from '../../deploy/planning/make-plan';
import { runDeployment } from '../../deploy/run-deployment';
import { commandAgain } from '../deploying/command-again';
import { thisWorld, type DeployWorld } from '../deploying/deploy-world';
import { connectionsGiven, openDeployment, openEnvironment, withoutSecrets, type DeploymentWords } from '../deploying/open-deployment';
import { planText } from '../deploying/plan-text';
import { progressOf } from '../deploying/progress';
import { resultText } from '../deploying/result-text';
import { howToCall } from '../how-to-call';
import type { Given } from '../options';
import type { Ports } from '../ports';
import { asJson, lookOf } from '../running/look';
import { UserError } from '../user-error';

/**
 * `konektor deploy`: brings the packages into an environment, and says what it will do and did. Ends with 1 where the plan is
 * refused or not agreed to, where a step fails, and where a person must do something first.
 */
export function deploy({ options }: Given<'deploy'>, ports: Ports, world: DeployWorld = thisWorld(ports)): Promise<number> {
  const { environment, only, connection, approve, packages, format, 'dry-run': dryRun } = options;
  if (only === 'connector' && connection.length > 0) throw new UserError('--connection is for flows, and --only connector brings none. Give one of them.');
  const again = commandAgain(howToCall(ports), 'deploy', { environment, only, packages: packages === 'dist' ? undefined : packages, connection });
  return carryOut({
    environment, format, dryRun, approve, again,
    words: () => ({ parts: only ?? 'all', purpose: 'deploy', packages, connections: connectionsGiven(connection), secrets: dryRun ? 'ifThere' : 'all' }),
  }, ports, world);
}

export interface ToCarryOut {
  readonly environment: string | undefined;
  readonly format: 'text' | 'json';
  readonly dryRun: boolean;
  readonly approve: string | undefined;
  /** The command itself, to be given again, with all that says what is deployed where. */
  readonly again: string;
  /** Asked when the environment is known. */
  readonly words: (environment: string) => DeploymentWords;
}

/** Plans, asks for agreement where it is wanted, applies, and tells. Also for rollback. */
export async function carryOut({ environment, format, dryRun, approve, again, words }: ToCarryOut, ports: Ports, world: DeployWorld): Promise<number> {
  if (dryRun && approve !== undefined) throw new UserError('--approve agrees to a plan that is carried out, and --dry-run carries out none. Give one of them.');
  const events: DeployEvent[] = [];
  const progress = progressOf(ports.console, world.isWatched, world.clock.now);
  const opened = openEnvironment(environment, ports, world, event => { events.push(event); if (format === 'text') progress.tell(event); });
  const { redactor, settings } = opened;
  const asked = words(settings.name);
  const print = (text: string): void => ports.console.out(redactor.redact(text));
  const say = (text: string): void => ports.console.error(`${redactor.redact(text)}\n`);
  try {
    return await withoutSecrets(redactor, async () => {
      const deployment = await openDeployment(opened, asked, world);
      const plan = redactor.redactAll(await planOf(deployment, dryRun ? 'ifThere' : 'must'));
      const show = (more: { readonly refused?: string; readonly result?: Applied } = {}): void => {
        if (format === 'json') print(asJson(redactor.redactAll({ plan, ...more, ...(more.result ? { events } : {}) })));
      };
      if (format === 'text') print(planText(plan, deployment.request.release.connector.title, lookOf(ports), dryRun));
      if (dryRun || isRefused(plan)) { show(); return isRefused(plan) ? 1 : 0; }
      const approval = await agreed(plan, approve, settings.approvalRequired, intentOf(deployment.request), again, opened.ports, world);
      if (approval.refused !== undefined) { show({ refused: approval.refused }); say(approval.refused); return 1; }
      if (format === 'text') say('');
      // Whoever goes on with the same need not agree again.
      const goOn = approval.by === undefined ? again : `${again} --approve ${approval.by}`;
      const forget = world.whenEnded(() => { progress.stop(); say(`Interrupted. What was done before stays. Go on with: ${goOn}`); });
      const applied = await runDeployment({ deployment, plan, packages: resolve(ports.directory, asked.packages), resume: `${again} --connection <id>`, ...(approval.by === undefined ? {} : { approved: approval.by }) }, opened.ports, redactor).finally(forget);
      progress.stop();
      if (format === 'text') print(resultText(applied, plan, { again: goOn, ...rollbackOf(plan, ports, world) })); else show({ result: applied });
      return applied.state === 'done' ? 0 : 1;
    });
  } finally {
    progress.stop();
  }
}

/** How to put the last good version back, where one was deployed from here. */
function rollbackOf({ environment, purpose }: Plan, ports: Ports, { files }: DeployWorld): { readonly rollback?: string } {
  const isThere = purpose === 'deploy' && releaseToPutBack(readJournal(ports.directory, environment, files), undefined) !== undefined;
  return isThere ? { rollback: commandAgain(howToCall(ports), 'rollback', { environment }) } : {};
}

/** The digest that was agreed to; or why the deployment stops here. */
async function agreed(plan: Plan, given: string | undefined, isRequired: boolean, intent: string, again: string, { directory, files }: Parameters<typeof runDeployment>[1], { ask }: DeployWorld): Promise<{ readonly by?: string; readonly refused?: string }> {
  const how = `${again} --approve ${plan.digest}`;
  if (given !== undefined) {
    if (isApproved(given, plan, intent, readJournal(directory, plan.environment, files))) return { by: given };
    return { refused: `This plan is another one than the one that was agreed to: the packages, the settings or the environment have changed. Nothing was changed. Whoever has looked at it agrees with: ${how}` };
  }
  if (!isRequired) return {};
  if (!ask) return { refused: `${plan.environment} wants somebody to agree to the plan (approvals.required in konektor.yaml). Nothing was changed. Whoever has looked at it agrees with: ${how}` };
  const answer = await ask(`${plan.environment} wants somebody to agree to this plan. Carry it out? (yes/no) `);
  return /^y(es)?$/i.test(answer) ? { by: plan.digest } : { refused: 'Not agreed to; nothing was changed.' };
}
