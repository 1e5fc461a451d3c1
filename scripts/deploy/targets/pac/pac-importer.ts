/** Solutions imported by the pac command. */
import { DeployError } from '../../deploy-error';
import { note, refused, type Finding } from '../../plan';
import type { DeployPorts } from '../../ports';
import type { DeploymentRequest } from '../../request';
import type { Identity } from '../dataverse/identity';
import { settingsFile } from '../import-settings';
import { inPrivateFolder, variablesFor, written } from '../private-home';
import type { ImportJob, SolutionImporter } from '../solution-importer';
import { foundPac, isOlder, oldestPac, unheededVariables, versionIn } from './find-pac';
import { whoIn } from './pac-output';
import { signedIn, type PacSession } from './pac-session';

const shortMs = 5 * 60_000;
/** pac's own patience with an import, in minutes; the process gets a little more. */
const importMinutes = 60;
const importMs = (importMinutes + 5) * 60_000;
/** With custom code the command comes back only when the code is bound to the connector. */
const connectorMs = 60 * 60_000;

export function pacImporter(ports: DeployPorts): SolutionImporter {
  return {
    check: request => pacFindings(request),
    access: async request => {
      try {
        await checkedVersion(ports);
        await identityByPac(ports, request);
        return unheededVariables(ports).map(name => note('pac-path-variable', `${name} names a pac and is not heeded: only the pac on the path is run, so that a variable can't have another program get the credentials.`));
      } catch (error) {
        if (error instanceof DeployError) return [refused(error.code, error.message)];
        throw error;
      }
    },
    identity: async request => {
      await checkedVersion(ports);
      return identityByPac(ports, request);
    },
    import: async (job, request) => {
      await signedIn(ports, request, session => importWith(session, ports, job, request));
      return { state: 'done', did: `Imported ${job.archive.name} with pac.`, changed: true };
    },
    updateConnector: (id, request) => signedIn(ports, request, async session => {
      const files = written(ports.files, session.folder, request.release.folder);
      await session.run(['connector', 'update', '--connector-id', id, ...connectorWords(files)], 'changing the connector', connectorMs);
    }),
  };
}

async function importWith({ folder, run }: PacSession, { files }: DeployPorts, { archive, answers, what }: ImportJob, { environment }: DeploymentRequest): Promise<void> {
  const hasAnswers = answers.references.length + answers.variables.length > 0;
  const paths = written(files, folder, new Map<string, string | Uint8Array>([[archive.name, archive.bytes], ...(hasAnswers ? [['settings.json', settingsFile(answers)] as const] : [])]));
  const settings = paths.get('settings.json');
  await run([
    'solution', 'import', '--path', paths.get(archive.name)!, '--force-overwrite', '--async', '--max-async-wait-time', String(importMinutes),
    ...(environment.managed ? [] : ['--publish-changes']), ...(settings === undefined ? [] : ['--settings-file', settings]),
  ], `importing ${what}`, importMs);
}

/** Options by file; what is not in the folder is not there. */
function connectorWords(files: ReadonlyMap<string, string>): readonly string[] {
  const options = [['--api-definition-file', 'apiDefinition.swagger.json'], ['--api-properties-file', 'apiProperties.json'], ['--icon-file', 'icon.png'], ['--script-file', 'script.csx']] as const;
  return options.flatMap(([option, name]) => { const file = files.get(name); return file === undefined ? [] : [option, file]; });
}

async function identityByPac(ports: DeployPorts, request: DeploymentRequest): Promise<Partial<Identity>> {
  const { who, environmentId, url } = whoIn(await signedIn(ports, request, ({ run }) => run(['org', 'who'], 'asking who we are', shortMs)));
  const { environment } = request;
  if (url !== undefined && environment.url !== undefined && url.toLowerCase() !== environment.url.toLowerCase()) throw new DeployError('wrong-environment', `pac is signed in to ${url}, and environments.${environment.name}.url says ${environment.url}.`);
  return { ...(who === undefined ? {} : { who }), ...(environmentId === undefined ? {} : { environmentId }) };
}

/** The version of pac. Throws DeployError for one that is too old. */
export async function checkedVersion(ports: DeployPorts): Promise<string | undefined> {
  const program = foundPac(ports);
  const { output, errors } = await inPrivateFolder(ports.files, folder => ports.processes.run({ program, words: ['help'], variables: variablesFor(folder, ports), directory: folder, timeoutMs: shortMs }));
  const version = versionIn(`${output}\n${errors}`);
  if (version === undefined) throw new DeployError('pac-version', `${program} does not say which version of pac it is. Is it the Power Platform CLI?`);
  if (isOlder(version, oldestPac)) throw new DeployError('pac-version', `pac is ${version}, and at least ${oldestPac} is needed. Update it: dotnet tool update --global Microsoft.PowerApps.CLI.Tool.`);
  return version;
}

/** Known without a process. */
export function pacFindings({ credential, environment }: DeploymentRequest): readonly Finding[] {
  const bySecret = credential ? credential.kind === 'clientSecret' : environment.credentials !== undefined && !('workloadIdentity' in environment.credentials);
  return bySecret ? [{
    code: 'pac-secret-on-command-line', severity: 'note',
    message: 'pac takes a client secret on its command line only, where other users of this machine can read it while pac signs in. It is kept out of everything that is printed. A workload identity, or target: dataverse, needs no such thing.',
  }] : [];
}
