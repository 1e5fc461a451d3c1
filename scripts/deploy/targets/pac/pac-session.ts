/** pac, signed in with a profile of our own in a home of its own. */
import { DeployError } from '../../deploy-error';
import type { DeployPorts } from '../../ports';
import type { Credential, DeploymentRequest } from '../../request';
import type { EnvironmentSettings } from '../../settings/environment-settings';
import { requestVariables } from '../../secrets/workload-identity';
import { explainedFailure } from '../known-failures';
import { inPrivateFolder, variablesFor } from '../private-home';
import { foundPac } from './find-pac';
import { isPassing, saidIn, saysError, signInIsOver } from './pac-output';

export interface PacSession {
  /** Runs a command and resolves with what it printed. Throws DeployError where it failed. `what` says what it does, for messages. */
  readonly run: (words: readonly string[], what: string, timeoutMs: number) => Promise<string>;
  /** For files of this session. */
  readonly folder: string;
}

const shortMs = 5 * 60_000;
/** What pac may call a profile (pac auth create). */
const longestProfileName = 30;

type Result = { readonly succeeded: true; readonly output: string } | { readonly succeeded: false; readonly output: string; readonly timedOut: boolean };

/**
 * Signs in, does the work, and removes the profile that it made: that one alone, never all of them. A sign-in that ends in
 * the middle is made again once. A session lasts for one step of a deployment, for nothing of it may lie around.
 */
export async function signedIn<T>(ports: DeployPorts, { environment, credential }: DeploymentRequest, work: (session: PacSession) => Promise<T>): Promise<T> {
  if (!credential) throw new DeployError('credentials-missing', `Whoever signs in needs credentials: write environments.${environment.name}.credentials in konektor.yaml.`);
  const program = foundPac(ports);
  return inPrivateFolder(ports.files, async folder => {
    const variables = { ...variablesFor(folder, ports), ...variablesOf(credential, ports) };
    const profile = `konektor-${environment.name}`.slice(0, longestProfileName);
    const once = async (words: readonly string[], timeoutMs: number): Promise<Result> => {
      const { code, output, errors, timedOut } = await ports.processes.run({ program, words, variables, directory: folder, timeoutMs, onLine: line => { if (line.trim() !== '') ports.tell({ kind: 'detail', text: line.trim() }); } });
      const all = errors.trim() === '' ? output : `${output}\n${errors}`;
      return code === 0 && !saysError(all) ? { succeeded: true, output: all } : { succeeded: false, output: all, timedOut };
    };
    const signIn = async (): Promise<void> => {
      const result = await once(authWords(profile, environment, credential), shortMs);
      if (!result.succeeded) throw failure(result, 'pac could not sign in.', 'pac-sign-in');
    };
    await signIn();
    try {
      return await work({
        folder,
        run: async (words, what, timeoutMs) => {
          let result = await once(words, timeoutMs);
          if (!result.succeeded && !result.timedOut && signInIsOver(result.output)) {
            await once(['auth', 'delete', '--name', profile], shortMs);
            await signIn();
            result = await once(words, timeoutMs);
          }
          if (!result.succeeded) throw failure(result, `pac failed while ${what}.`, 'pac-failed');
          return result.output;
        },
      });
    } finally {
      // The folder goes in any case; this takes what pac may keep outside of it, as in a key ring.
      await once(['auth', 'delete', '--name', profile], shortMs).catch(() => undefined);
    }
  });
}

function failure(result: Extract<Result, { readonly succeeded: false }>, what: string, code: string): DeployError {
  if (result.timedOut) return new DeployError('pac-timeout', `${what} It took too long and was ended. What it began may still go on in the environment.`, { kind: 'later', afterMs: 30_000, lookFirst: true });
  return explainedFailure(saidIn(result.output), { code, what, ...(isPassing(result.output) ? { retry: { kind: 'later', afterMs: 15_000, lookFirst: true } } : {}) });
}

/** pac takes a client secret on its command line and in no other way; with a job's identity there is none. */
function authWords(profile: string, { url, cloud, name }: EnvironmentSettings, credential: Credential): readonly string[] {
  if (url === undefined) throw new DeployError('url-missing', `environments.${name}.url is missing in konektor.yaml.`);
  const { tenant, applicationId } = credential;
  return ['auth', 'create', '--name', profile, '--environment', url, '--cloud', cloud, '--tenant', tenant, '--applicationId', applicationId,
    ...(credential.kind === 'clientSecret' ? ['--clientSecret', credential.secret.reveal()] : ['--githubFederated'])];
}

/**
 * pac renews its sign-in with the secret in this variable (powerplatform-vscode 297, 456). With a job's identity it asks
 * the runner itself, for which it needs the runner's own variables.
 */
function variablesOf(credential: Credential, { variable }: DeployPorts): Readonly<Record<string, string>> {
  if (credential.kind === 'clientSecret') return { PAC_CLI_SPN_SECRET: credential.secret.reveal() };
  return Object.fromEntries(Object.values(requestVariables).flatMap(name => { const value = variable(name); return value === undefined ? [] : [[name, value]]; }));
}
