/**
 * A module that does what Microsoft's wrapper does (src/actions, src/pac/auth/authenticate.ts, src/CommandRunner.ts): signs
 * pac in with the secret on its command line and in this process's variables, runs one verb with all variables of the process,
 * and has pac forget every profile in the end.
 */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { HostParameterEntry, RunnerParameters, WrapperCredentials, WrapperHost } from '../../../../scripts/deploy/targets/wrapper/wrapper-module';

/** As the package throws it. */
class RunnerError extends Error { constructor(readonly exitCode: number, message: string) { super(message); } }

type Given = Readonly<Record<string, unknown>>;

/** `onImport` is told about each import that went well. */
export function fakeWrapper(onImport: (zip: string, settings: string | undefined) => Promise<void>): unknown {
  const pac = ({ pacPath, workingDir, logger, agent }: RunnerParameters, ...words: readonly string[]): readonly string[] => {
    const { status, stdout, stderr } = spawnSync(pacPath, [...words], { cwd: workingDir, env: { PP_TOOLS_AUTOMATION_AGENT: agent, ...process.env }, encoding: 'utf8' });
    const lines = `${stdout}${stderr}`.split('\n');
    for (const line of lines) logger.log(line);
    if (status !== 0) throw new RunnerError(status ?? 1, lines.join('\n'));
    return lines;
  };
  const signIn = (credentials: WrapperCredentials, environmentUrl: string, runner: RunnerParameters): void => {
    if ('federationProvider' in credentials) { pac(runner, 'auth', 'create', '--environment', environmentUrl, '--applicationId', credentials.appId, '--tenant', credentials.tenantId, '--githubFederated', '--cloud', credentials.cloudInstance); return; }
    process.env['PAC_CLI_SPN_SECRET'] = credentials.clientSecret;
    pac(runner, 'auth', 'create', '--environment', environmentUrl, '--tenant', credentials.tenantId, '--applicationId', credentials.appId, '--clientSecret', credentials.clientSecret, '--cloud', credentials.cloudInstance);
  };
  const input = (host: WrapperHost, entry: unknown): string | undefined => {
    const { name, required, defaultValue } = entry as HostParameterEntry;
    const value = host.getInput(entry as HostParameterEntry) ?? defaultValue?.toString();
    if (value === undefined && required) throw new Error(`Required ${name} not set`);
    return value;
  };
  const push = (words: string[], host: WrapperHost, flag: string, entry: unknown, change: (value: string) => string = value => value): void => { const value = entry === undefined ? undefined : input(host, entry); if (value !== undefined) words.push(flag, change(value)); };

  const online = (verb: (parameters: Given, runner: RunnerParameters, host: WrapperHost) => Promise<unknown>) => async (parameters: Given, runner: RunnerParameters, host: WrapperHost): Promise<unknown> => {
    try {
      signIn(parameters['credentials'] as WrapperCredentials, String(parameters['environmentUrl']), runner);
      return await verb(parameters, runner, host);
    } catch (error) {
      runner.logger.error(`failed: ${error instanceof Error ? error.message : String(error)}`);
      throw error;
    } finally {
      delete process.env['PAC_CLI_SPN_SECRET'];
      pac(runner, 'auth', 'clear');
      await host.getArtifactStore().upload('PacLogs', [runner.workingDir]);
    }
  };
  return {
    RunnerError,
    actions: {
      whoAmI: online((_, runner) => {
        const line = pac(runner, 'org', 'who').find(each => each.includes('Environment ID:'));
        return Promise.resolve(line === undefined ? undefined : { environmentId: line.split(':')[1]!.trim() });
      }),
      importSolution: online(async (parameters, runner, host) => {
        const words = ['solution', 'import'];
        push(words, host, '--path', parameters['path'], value => resolve(runner.workingDir, value));
        for (const [flag, name] of [['--async', 'async'], ['--force-overwrite', 'forceOverwrite'], ['--publish-changes', 'publishChanges'], ['--skip-dependency-check', 'skipDependencyCheck'], ['--convert-to-managed', 'convertToManaged'], ['--max-async-wait-time', 'maxAsyncWaitTimeInMin'], ['--activate-plugins', 'activatePlugins'], ['--skip-lower-version', 'skipLowerVersion']] as const) push(words, host, flag, parameters[name]);
        if (input(host, parameters['importAsHolding']) === 'true') words.push('--import-as-holding', 'true');
        if (input(host, parameters['useDeploymentSettingsFile']) === 'true') push(words, host, '--settings-file', parameters['deploymentSettingsFile']);
        runner.logger.log(`Calling pac cli inputs: ${words.join(' ')}`);
        pac(runner, ...words);
        await onImport(words[words.indexOf('--path') + 1]!, words.includes('--settings-file') ? words[words.indexOf('--settings-file') + 1] : undefined);
      }),
      publishSolution: online((parameters, runner, host) => { const words = ['solution', 'publish']; push(words, host, '--async', parameters['async']); pac(runner, ...words); return Promise.resolve(); }),
      checkSolution: online((parameters, runner, host) => { const words = ['solution', 'check']; push(words, host, '--path', parameters['solutionPath']); push(words, host, '--geo', parameters['geoInstance']); pac(runner, ...words); return Promise.resolve(); }),
      packSolution: (parameters: Given, runner: RunnerParameters, host: WrapperHost): Promise<void> => { const words = ['solution', 'pack']; push(words, host, '--zipFile', parameters['solutionZipFile']); push(words, host, '--folder', parameters['sourceFolder']); push(words, host, '--packageType', parameters['solutionType']); pac(runner, ...words); return Promise.resolve(); },
    },
  };
}
