/**
 * Environments with Dataverse: what is there is read by its Web API, whichever tool brings the solutions in. So the three
 * targets that deploy solutions see, verify and resume alike.
 */
import { DeployError } from '../deploy-error';
import { stepNames, type StepName } from '../plan';
import { connectorChange, flowChanges } from '../planning/differences';
import type { DeployPorts } from '../ports';
import type { DeploymentRequest } from '../request';
import type { EnvironmentSettings, TargetKind } from '../settings/environment-settings';
import type { AccessTokens, Seen, SeenConnector, StepOutcome, Target } from '../target';
import { connectStep } from './connect-step';
import { answersFor, bind } from './dataverse/bind';
import { awaitConnector } from './dataverse/await-connector';
import { columnsOf } from './dataverse/connector-row';
import { dataverseAccess, dataverseFindings } from './dataverse/findings';
import { identityIn, type Identity } from './dataverse/identity';
import { solutionImports } from './dataverse/import-solution';
import { lookInDataverse } from './dataverse/look';
import { turnOnFlows } from './dataverse/turn-on-flows';
import { webApi, type WebApi } from './dataverse/web-api';
import { explainedError, occupiedMs } from './known-failures';
import { noAnswers, type ImportJob, type SolutionImporter } from './solution-importer';

export interface DataverseContext { readonly api: WebApi; readonly imports: ReturnType<typeof solutionImports>; readonly ports: DeployPorts; readonly environment: EnvironmentSettings }

/** A running import that somebody else began is asked about this often. */
const otherImportMs = 15_000;

export function solutionTarget(kind: TargetKind, environment: EnvironmentSettings, ports: DeployPorts, tokens: AccessTokens, importer: (context: DataverseContext) => SolutionImporter): Target {
  const api = webApi(environment, ports, tokens);
  const imports = solutionImports(api, ports);
  const tool = importer({ api, imports, ports, environment });
  let known: Identity | undefined;
  const identity = async (): Promise<Identity> => (known ??= await identityIn(api));

  const bring = async (job: ImportJob, request: DeploymentRequest): Promise<StepOutcome> => {
    if (!imports.hasBegun(job.uniqueName) && await imports.runsAlready(job.uniqueName)) return { state: 'waiting', reason: `The environment still imports ${job.what}, as somebody or an earlier run began.`, askAgainInMs: otherImportMs };
    return tool.import(job, request);
  };

  const steps: Readonly<Record<StepName, (request: DeploymentRequest, seen: Seen) => Promise<StepOutcome>>> = {
    'who-am-i': async request => {
      const web = await identity();
      const own = await tool.identity?.(request) ?? {};
      for (const id of [web.environmentId, own.environmentId]) {
        if (environment.id !== undefined && id !== undefined && environment.id.toLowerCase() !== id.toLowerCase()) throw new DeployError('wrong-environment', `${environment.url ?? 'The address'} is the environment ${id}, and environments.${environment.name}.id in konektor.yaml says ${environment.id}. One of them is wrong.`);
      }
      return { state: 'done', did: `Signed in to ${environment.url ?? 'the environment'} as ${own.who ?? web.who}.`, changed: false };
    },
    'import-connector': async (request, { connector }) => {
      const { release } = request;
      if (connector && connectorChange(connector, release).change === 'none' && !imports.hasBegun(release.connectorSolution.uniqueName)) return { state: 'done', did: `${connector.title} is there as it was released.`, changed: false };
      if (connector && connector.id !== release.connector.id) return updateInPlace(connector, request, api, tool);
      return bring({ uniqueName: release.connectorSolution.uniqueName, archive: release.connectorSolution[environment.managed ? 'managed' : 'unmanaged'], answers: noAnswers, what: 'the connector' }, request);
    },
    'await-connector': (request, seen) => awaitConnector(api, request, seen),
    connect: (request, seen) => Promise.resolve(connectStep(request, seen)),
    'import-flows': async (request, seen) => {
      const { flows } = request.release;
      if (!flows) return { state: 'done', did: 'There are no flows.', changed: false };
      const { connector } = seen;
      if (!connector || connector.internalId === undefined) throw new DeployError('connector-missing', 'The connector must be in the environment, and have its internal id, before flows that use it are imported.', { kind: 'later', afterMs: 10_000, lookFirst: true });
      const answers = answersFor(request, connector);
      let outcome: StepOutcome = { state: 'done', did: 'The flows are there as they were released.', changed: false };
      const differ = flowChanges(seen, request.release).some(({ change }) => change === 'create' || change === 'update');
      if (differ || imports.hasBegun(flows.uniqueName)) outcome = await bring({ uniqueName: flows.uniqueName, archive: flows[environment.managed ? 'managed' : 'unmanaged'], answers, what: 'the flows' }, request);
      if (outcome.state !== 'done') return outcome;
      const set = await bind(api, request, answers);
      return set.length === 0 ? outcome : { state: 'done', did: `${outcome.did} Set ${set.join(', ')}.`, changed: true };
    },
    verify: () => Promise.resolve({ state: 'done', did: 'Read back by the Web API of Dataverse.', changed: false }),
    'turn-on-flows': (request, seen) => turnOnFlows(api, request, seen),
  };

  return {
    kind, can: new Set(stepNames),
    check: request => [...dataverseFindings(request), ...tool.check(request)],
    access: async request => [...await dataverseAccess(api, request, identity), ...await tool.access(request)],
    look: async request => lookInDataverse(api, request, await identity()),
    apply: async (step, request, seen) => {
      try {
        return await steps[step](request, seen);
      } catch (error) {
        const explained = explainedError(error);
        const waitMs = occupiedMs(explained);
        if (waitMs === undefined || !(explained instanceof Error)) throw explained;
        return { state: 'waiting', reason: explained.message, askAgainInMs: waitMs };
      }
    },
  };
}

/**
 * The permanent name is taken by a connector that did not come from our solution: made by hand, or by another tool. A second
 * one of that name can't be, so that one is changed.
 */
async function updateInPlace({ id, title }: SeenConnector, request: DeploymentRequest, api: WebApi, tool: SolutionImporter): Promise<StepOutcome> {
  const { release } = request;
  if (tool.updateConnector) await tool.updateConnector(id, request);
  else await api.patch(`connectors(${id})`, columnsOf(release.connector), 'changing the connector');
  return { state: 'done', did: `Changed ${title} in place: it did not come from the solution ${release.connectorSolution.uniqueName}, and its name is taken for good.`, changed: true };
}
