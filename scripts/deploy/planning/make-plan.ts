import { sha256 } from '../../package/packed';
import { intentOf } from '../approval';
import { lackingCode, variablesWithoutValue } from '../checks/settings';
import { refused, type Finding, type Plan, type Step } from '../plan';
import { sortedJson } from '../release/digests';
import type { DeploymentRequest } from '../request';
import type { Seen, Target } from '../target';
import { connectorChange, flowChanges, referenceChanges, variableChanges } from './differences';
import { compareVersions } from './same-version';
import { stepsOf, stepState } from './step-states';

export interface PlanInput {
  readonly request: DeploymentRequest;
  readonly target: Pick<Target, 'kind' | 'can'>;
  /** Undefined where the target could not be looked at; `notSeen` then says why. */
  readonly seen: Seen | undefined;
  /** What was found before looking. */
  readonly findings: readonly Finding[];
  readonly notSeen: readonly string[];
}

/** Makes the plan. Pure: the same look at the same target gives the same plan and digest. */
export function makePlan({ request, target, seen, findings, notSeen }: PlanInput): Plan {
  const { environment, release, purpose, parts } = request;
  const steps = stepsOf(request).map((name): Step => {
    const { state, what } = stepState(name, request, seen);
    return { name, what, state: state === 'needed' && name !== 'verify' && !target.can.has(name) ? 'byHand' : state };
  });
  const ofFlows = parts === 'connector' || !release.flows ? [] : [
    ...flowChanges(seen ?? { flows: [] }, release), ...referenceChanges(seen?.references ?? {}, request), ...variableChanges(seen?.variables ?? {}, request),
  ];
  const plan = {
    environment: environment.name, target: target.kind, purpose, version: release.version, release: release.digest,
    changes: seen ? [...(parts === 'flows' ? [] : [connectorChange(seen.connector, release)]), ...ofFlows] : [],
    steps, findings: seen ? [...findings.filter(({ code }) => code !== lackingCode), ...findingsOf(request, seen)] : findings, notSeen: [...notSeen, ...(seen?.notSeen ?? [])],
  };
  return { ...plan, digest: sha256(sortedJson({ ...plan, intent: intentOf(request) })) };
}

/** What only a look can find. */
function findingsOf({ environment, release, purpose, parts }: DeploymentRequest, { identity, connector, variables, findings = [] }: Seen): readonly Finding[] {
  const { id, name } = environment;
  const there = connector?.version;
  const lacking = variablesWithoutValue({ environment, release, parts }).filter(schemaName => variables[schemaName] === undefined);
  return [
    ...(id !== undefined && identity?.environmentId !== undefined && id.toLowerCase() !== identity.environmentId.toLowerCase()
      ? [refused('wrong-environment', `The target is the environment ${identity.environmentId}, and environments.${name}.id in konektor.yaml says ${id}. One of them is wrong; nothing is changed.`)] : []),
    ...(purpose === 'deploy' && there !== undefined && compareVersions(there, release.solutionVersion) > 0
      ? [refused('version-lower', `The environment has version ${there}, and this is ${release.version}. To put an older one back, use "konektor rollback"; else raise the version.`)] : []),
    ...(parts === 'flows' && !connector ? [refused('connector-missing', 'Flows alone are to be deployed, and the connector is not there. It must be in the environment before anything that refers to it is imported: leave out --only.')] : []),
    ...(lacking.length > 0 ? [refused(lackingCode, `Flows need values that nobody has given: ${lacking.join(', ')}. Write them under environments.${name}.environmentVariables in konektor.yaml. Without them the import fails with "The given key was not present in the dictionary".`)] : []),
    ...findings,
  ];
}

export const isRefused = ({ findings }: Pick<Plan, 'findings'>): boolean => findings.some(({ severity }) => severity === 'refused');
/** Whether the plan changes anything. */
export const changesNothing = ({ changes, steps }: Pick<Plan, 'changes' | 'steps'>): boolean =>
  changes.length > 0 && changes.every(({ change }) => change === 'none') && steps.every(({ name, state }) => state === 'fine' || name === 'who-am-i' || name === 'verify');
