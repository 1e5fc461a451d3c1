/**
 * What of @microsoft/powerplatform-cli-wrapper is used, in types of our own: the package is an optional peer that may be
 * absent, and its own types are not to be needed where ours are read. Looked at in its sources (src/index.ts, src/Parameters.ts,
 * src/host/IHostAbstractions.ts, src/actions).
 */
import { DeployError } from '../../deploy-error';

export const wrapperName = '@microsoft/powerplatform-cli-wrapper';

/** A parameter of an action: the host is asked for it by name, and what it does not know has the default. */
export interface HostParameterEntry { readonly name: string; readonly required: boolean; readonly defaultValue?: boolean | string }

export interface WrapperHost {
  readonly name: string;
  readonly getInput: (entry: HostParameterEntry) => string | undefined;
  readonly getArtifactStore: () => { readonly getTempFolder: () => string; readonly upload: (name: string, files: readonly string[]) => Promise<void> };
}

type Log = (...texts: string[]) => void;
export interface RunnerParameters {
  readonly workingDir: string;
  readonly runnersDir: string;
  readonly pacPath: string;
  readonly agent: string;
  readonly logger: { readonly log: Log; readonly debug: Log; readonly warn: Log; readonly error: Log };
}

export type WrapperCredentials =
  | { readonly appId: string; readonly clientSecret: string; readonly encodeSecret: boolean; readonly tenantId: string; readonly cloudInstance: string; readonly scheme: string }
  | { readonly appId: string; readonly tenantId: string; readonly cloudInstance: string; readonly scheme: string; readonly federationProvider: 'GitHub' };

interface Online { readonly credentials: WrapperCredentials; readonly environmentUrl: string; readonly logToConsole: boolean }
type Entries<Names extends string> = Readonly<Record<Names, HostParameterEntry>>;

/** The actions, as they are called. */
export interface WrapperActions {
  readonly whoAmI: (parameters: Online, runner: RunnerParameters, host: WrapperHost) => Promise<{ readonly environmentId?: string } | undefined>;
  readonly importSolution: (parameters: Online & Entries<'path' | 'useDeploymentSettingsFile' | 'deploymentSettingsFile' | 'async' | 'maxAsyncWaitTimeInMin' | 'importAsHolding' | 'stageAndUpgrade' | 'forceOverwrite' | 'publishChanges' | 'skipDependencyCheck' | 'convertToManaged' | 'activatePlugins' | 'skipLowerVersion'>, runner: RunnerParameters, host: WrapperHost) => Promise<void>;
  readonly publishSolution: (parameters: Online & Entries<'async' | 'maxAsyncWaitTimeInMin'>, runner: RunnerParameters, host: WrapperHost) => Promise<void>;
  readonly checkSolution: (parameters: Online & Entries<'fileLocation' | 'solutionPath' | 'solutionUrl' | 'geoInstance' | 'ruleSet' | 'ruleLevelOverride' | 'useDefaultPAEndpoint' | 'customPAEndpoint' | 'filesExcluded' | 'errorLevel' | 'errorThreshold' | 'failOnAnalysisError' | 'saveResults' | 'artifactStoreName'>, runner: RunnerParameters, host: WrapperHost) => Promise<void>;
  readonly packSolution: (parameters: { readonly logToConsole: boolean } & Entries<'solutionZipFile' | 'sourceFolder' | 'solutionType'>, runner: RunnerParameters, host: WrapperHost) => Promise<void>;
}
const actionNames = ['whoAmI', 'importSolution', 'publishSolution', 'checkSolution', 'packSolution'] as const satisfies readonly (keyof WrapperActions)[];

/** Loads the package, from wherever it is installed beside this one. */
export type LoadWrapper = () => Promise<unknown>;
// The name is no literal, so that nothing asks for the package before it is wanted.
export const loadInstalled: LoadWrapper = () => { const name: string = wrapperName; return import(name) as Promise<unknown>; };

const howToGet = `${wrapperName} is not installed. It is Microsoft's, and an optional peer of Konektor that is published to GitHub Packages: install it in the job that deploys, with the scope @microsoft set to GitHub Packages in that job's .npmrc and a token that may read packages. Or use target: pac or dataverse, which do not need it.`;

/** The actions. Throws DeployError with what to do where the package is absent, or is another one than is known. */
export async function wrapperActions(load: LoadWrapper): Promise<WrapperActions> {
  let loaded: unknown;
  try {
    loaded = await load();
  } catch (error) {
    if (isMissing(error)) throw new DeployError('wrapper-missing', howToGet, { kind: 'never' }, error);
    throw new DeployError('wrapper-broken', `${wrapperName} is installed and can't be loaded: ${error instanceof Error ? error.message : String(error)}`, { kind: 'never' }, error);
  }
  const actions = memberOf(loaded, 'actions') ?? memberOf(memberOf(loaded, 'default'), 'actions');
  const missing = actionNames.filter(name => typeof memberOf(actions, name) !== 'function');
  if (missing.length > 0) throw new DeployError('wrapper-unknown', `${wrapperName} has no ${missing.join(', ')}: it is another version than Konektor knows. Install 0.1.129 or a later 0.1.`);
  return actions as WrapperActions; // every action that is used was looked for; their parameters are the package's word
}

const memberOf = (value: unknown, name: string): unknown => (typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined); // an object with anything in it

/** Absent itself; something absent inside of it is another failure. */
function isMissing(error: unknown): boolean {
  const { code, message = '' } = error as { readonly code?: unknown; readonly message?: string }; // what a loader throws
  return (code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND') && message.includes(wrapperName);
}
