/** Whether somebody agreed to a plan. Whoever agrees, agrees to its digest: another plan has another one. */
import { sha256 } from '../package/packed';
import type { Journal } from './journal/journal';
import type { Change, Plan } from './plan';
import { sortedJson } from './release/digests';
import type { DeploymentRequest } from './request';

/** The same for the same packages, parts and settings, however far the deployment is. Of a secret it knows the reference only. */
export function intentOf({ environment, release, purpose, parts, connections }: DeploymentRequest): string {
  const { name, target, url, id, tenant, cloud, clientId, clientSecret, managed, environmentVariables } = environment;
  return sha256(sortedJson({ name, target, url, id, tenant, cloud, clientId, clientSecret, managed, environmentVariables, release: release.digest, purpose, parts, connections }));
}

/** Whether something of the target changes. */
const isChange = ({ change }: Change): boolean => change !== 'none';
const subjectOf = (change: Change): string => `${change.kind} ${change.kind === 'flow' ? change.id : change.kind === 'connector' ? '' : change.name}`;

/**
 * True for the plan's own digest; and for that of the plan of the same deployment that was agreed to, broke off, and goes on
 * now with no more than was agreed to.
 */
export function isApproved(given: string, plan: Plan, intent: string, { last }: Journal): boolean {
  if (given === plan.digest) return true;
  if (!last?.approved || last.approved.plan !== given || last.intent !== intent || last.state === 'done') return false;
  const agreed = new Set(last.approved.changes.filter(isChange).map(subjectOf));
  return plan.changes.filter(isChange).every(change => agreed.has(subjectOf(change)));
}
