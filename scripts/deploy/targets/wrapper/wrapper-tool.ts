/** Pack, check, import, publish and who-am-i by the wrapper's actions. */
import { DeployError } from '../../deploy-error';
import type { DeployPorts } from '../../ports';
import type { Credential, DeploymentRequest } from '../../request';
import { requestVariables } from '../../secrets/workload-identity';
import { explainedFailure } from '../known-failures';
import { foundPac } from '../pac/find-pac';
import { isPassing, saidIn, signInIsOver } from '../pac/pac-output';
import { inPrivateFolder } from '../private-home';
import { contained, type ProcessVariables } from './contained';
import { wrapperActions, type HostParameterEntry, type LoadWrapper, type RunnerParameters, type WrapperActions, type WrapperCredentials, type WrapperHost } from './wrapper-module';

const importMinutes = '60';

export interface WrapperTool {
  readonly whoAmI: (request: DeploymentRequest) => Promise<{ readonly environmentId?: string }>;
  /** `zip` and `settings` are full paths: the action resolves one of them against its folder, and the other not. */
  readonly importSolution: (request: DeploymentRequest, zip: string, settings: string | undefined) => Promise<void>;
  readonly publish: (request: DeploymentRequest) => Promise<void>;
  /** Has a solution checked by Microsoft's service; `geo` as that names regions. Fails on critical and high findings. */
  readonly check: (request: DeploymentRequest, zip: string, geo: string) => Promise<void>;
  /** Packs an unpacked solution; needs no sign-in. */
  readonly pack: (folder: string, zip: string, type: 'Unmanaged' | 'Managed' | 'Both') => Promise<void>;
}

export function wrapperTool(ports: DeployPorts, load: LoadWrapper, process: ProcessVariables): WrapperTool {
  const act = async <T>(what: string, credential: Credential | undefined, action: (actions: WrapperActions, runner: RunnerParameters, host: WrapperHost) => Promise<T>): Promise<T> => {
    const actions = await wrapperActions(load);
    const pacPath = foundPac(ports);
    return inPrivateFolder(ports.files, async home => {
      const tell = (...texts: string[]): void => { ports.tell({ kind: 'detail', text: texts.join(' ') }); };
      const runner: RunnerParameters = { workingDir: home, runnersDir: home, pacPath, agent: 'konektor', logger: { log: tell, debug: () => undefined, warn: tell, error: tell } };
      const host: WrapperHost = { name: 'konektor', getInput: () => undefined, getArtifactStore: () => ({ getTempFolder: () => home, upload: () => Promise.resolve() }) };
      try {
        return await contained(process, home, credential?.kind === 'workloadIdentity' ? runnerVariables(ports) : {}, ports, () => action(actions, runner, host));
      } catch (error) {
        throw failure(error, what);
      }
    });
  };
  const online = (request: DeploymentRequest): { readonly credentials: WrapperCredentials; readonly environmentUrl: string; readonly logToConsole: boolean } => ({ credentials: credentialsOf(request), environmentUrl: urlOf(request), logToConsole: false });

  return {
    whoAmI: request => act('asking who we are', request.credential, async (actions, runner, host) => await actions.whoAmI(online(request), runner, host) ?? {}),
    importSolution: (request, zip, settings) => act('importing', request.credential, (actions, runner, host) => actions.importSolution({
      ...online(request), path: value('path', zip), useDeploymentSettingsFile: value('useDeploymentSettingsFile', settings !== undefined), deploymentSettingsFile: settings === undefined ? none('deploymentSettingsFile') : value('deploymentSettingsFile', settings),
      async: value('async', true), maxAsyncWaitTimeInMin: value('maxAsyncWaitTimeInMin', importMinutes), importAsHolding: value('importAsHolding', false), stageAndUpgrade: value('stageAndUpgrade', false), forceOverwrite: value('forceOverwrite', true),
      publishChanges: value('publishChanges', false), skipDependencyCheck: value('skipDependencyCheck', false), convertToManaged: value('convertToManaged', false), activatePlugins: value('activatePlugins', false), skipLowerVersion: value('skipLowerVersion', false),
    }, runner, host)),
    publish: request => act('publishing', request.credential, (actions, runner, host) => actions.publishSolution({ ...online(request), async: value('async', true), maxAsyncWaitTimeInMin: value('maxAsyncWaitTimeInMin', importMinutes) }, runner, host)),
    check: (request, zip, geo) => act('checking the solution', request.credential, (actions, runner, host) => actions.checkSolution({
      ...online(request), fileLocation: value('fileLocation', 'localFiles'), solutionPath: value('solutionPath', zip), solutionUrl: none('solutionUrl'), geoInstance: value('geoInstance', geo), ruleSet: value('ruleSet', 'Solution Checker'), ruleLevelOverride: none('ruleLevelOverride'),
      useDefaultPAEndpoint: value('useDefaultPAEndpoint', true), customPAEndpoint: none('customPAEndpoint'), filesExcluded: none('filesExcluded'), errorLevel: value('errorLevel', 'HighIssueCount'), errorThreshold: value('errorThreshold', '0'), failOnAnalysisError: value('failOnAnalysisError', true), saveResults: value('saveResults', false), artifactStoreName: value('artifactStoreName', 'solution-check'),
    }, runner, host)),
    pack: (folder, zip, type) => act('packing', undefined, (actions, runner, host) => actions.packSolution({ logToConsole: false, solutionZipFile: value('solutionZipFile', zip), sourceFolder: value('sourceFolder', folder), solutionType: value('solutionType', type) }, runner, host)),
  };
}

/** The host knows no input, so that the default is what is given. */
const value = (name: string, given: string | boolean): HostParameterEntry => ({ name, required: false, defaultValue: given });
const none = (name: string): HostParameterEntry => ({ name, required: false });

function credentialsOf({ credential, environment }: DeploymentRequest): WrapperCredentials {
  if (!credential) throw new DeployError('credentials-missing', `Whoever signs in needs credentials: write environments.${environment.name}.credentials in konektor.yaml.`);
  const common = { appId: credential.applicationId, tenantId: credential.tenant, cloudInstance: environment.cloud, scheme: '' };
  return credential.kind === 'clientSecret' ? { ...common, clientSecret: credential.secret.reveal(), encodeSecret: false } : { ...common, federationProvider: 'GitHub' };
}

function urlOf({ environment: { name, url } }: DeploymentRequest): string {
  if (url === undefined) throw new DeployError('url-missing', `environments.${name}.url is missing in konektor.yaml.`);
  return url;
}

const runnerVariables = ({ variable }: DeployPorts): Readonly<Record<string, string>> => Object.fromEntries(Object.values(requestVariables).flatMap(name => { const text = variable(name); return text === undefined ? [] : [[name, text]]; }));

/** A RunnerError has what pac printed as its message, and its exit code. */
function failure(error: unknown, what: string): unknown {
  if (error instanceof DeployError || !(error instanceof Error)) return error;
  const passing = isPassing(error.message) || signInIsOver(error.message);
  return explainedFailure(saidIn(error.message), { code: 'wrapper-failed', what: `The wrapper failed while ${what}.`, ...(passing ? { retry: { kind: 'later', afterMs: 15_000, lookFirst: true } } : {}) }, error);
}
