/** Commands of a deployment as they are given, in a project with real packages and a played environment. */
import { join } from 'node:path';
import { parseArguments } from '../../../scripts/cli/arguments';
import { deploy } from '../../../scripts/cli/commands/deploy';
import { doctor } from '../../../scripts/cli/commands/doctor';
import { drift } from '../../../scripts/cli/commands/drift';
import { rollback } from '../../../scripts/cli/commands/rollback';
import { deployFiles, type DeployWorld } from '../../../scripts/cli/deploying/deploy-world';
import type { Machine } from '../../../scripts/cli/doctor/machine';
import type { CommandName, Given } from '../../../scripts/cli/options';
import type { Ports } from '../../../scripts/cli/ports';
import { processPorts } from '../../../scripts/cli/process-ports';
import type { TargetKind } from '../../../scripts/deploy/settings/environment-settings';
import type { TargetMaker } from '../../../scripts/deploy/target';
import { emptyWorld, fakeTarget, type FakeOptions, type FakeWorld } from '../../deploy/fake-release';
import { sleepingClock } from '../../deploy/targets/test-ports';
import type { AuthorProject } from '../author-project';
import { shelterModel, shelterProject } from '../package-project';

/** Nothing in it is a placeholder, so that it may be deployed; the company is Microsoft's for examples. */
export const contosoYaml = `publisher:
  name: Contoso
  uniqueName: contoso
  prefix: cts
  contact:
    name: Contoso Support
    email: support@contoso.com
    url: https://contoso.com/support
  website: https://contoso.com
  privacyPolicy: https://contoso.com/privacy
environments:
  stage:
    target: dataverse
    url: https://contoso-stage.crm.dynamics.com
    tenant: contoso.onmicrosoft.com
    credentials: { applicationId: 1d9e8a52-0000-4000-8000-00000000f00d, env: STAGE_SECRET }
    environmentVariables: { cts_Place: Barn }
  guarded:
    target: dataverse
    url: https://contoso.crm.dynamics.com
    tenant: contoso.onmicrosoft.com
    credentials: { applicationId: 1d9e8a52-0000-4000-8000-00000000f00d, env: STAGE_SECRET }
    environmentVariables: { cts_Place: Barn }
    connectionReferences: { cts_exampleshelter: c1 }
    approvals: { required: true }
`;

/** The shelter with its packages in dist. */
export function packagedProject(version = '1.0.0'): AuthorProject {
  const project = shelterProject({ 'konektor.yaml': contosoYaml });
  packageVersion(project, version);
  return project;
}

export function packageVersion(project: AuthorProject, version: string, description = 'Gets one animal.'): void {
  project.write('connector/index.ts', shelterModel(version, { description }));
  const { code, error } = project.konektor('package');
  if (code !== 0) throw new Error(error);
}

export interface Outcome { readonly code: number; readonly out: string; readonly error: string }

export interface Playing extends Omit<FakeOptions, 'test'> {
  readonly environment?: Readonly<Record<string, string>>;
  /** What whoever sits at the terminal answers; without it nobody sits there. */
  readonly answer?: string;
  /** Leaves the digests as they are. */
  readonly shownDigests?: boolean;
  readonly targets?: DeployWorld['targets'];
  readonly http?: Ports['http'];
  readonly processes?: DeployWorld['processes'];
  readonly clock?: DeployWorld['clock'];
}

/** A machine in order, for doctor. */
const machineOf = ({ directory }: AuthorProject): Machine => ({
  nodeVersion: '22.0.0', dotnetVersion: () => Promise.resolve('8.0.100'), cacheDirectory: join(directory, '.cache'), gitVersion: () => Promise.resolve('git version 2.40.0'), hasProgram: () => false, hasPackage: () => false,
});

/**
 * Runs one command over the played environment. Digests read "<digest>" and the folder "<project>", times are
 * those of the played clock; errors that stop a command read as the program prints them.
 */
export async function play(project: AuthorProject, world: FakeWorld, words: readonly string[], playing: Playing = {}): Promise<Outcome & { readonly asked: readonly string[] }> {
  const { environment = { STAGE_SECRET: 'a long enough secret' }, answer, shownDigests = false, targets, http, processes, clock = sleepingClock(), ...options } = playing;
  let [out, error] = ['', ''];
  const asked: string[] = [];
  const ports: Ports = {
    ...processPorts(), directory: project.directory, environment, http: http ?? (() => Promise.reject(new Error('This test calls nobody.'))),
    console: { out: text => { out += text; }, error: text => { error += text; }, colours: false, resultColours: false, progress: () => undefined },
  };
  const made: TargetMaker = () => fakeTarget(world, options);
  const deployWorld: DeployWorld = {
    files: deployFiles(ports.files), clock, isWatched: false, whenEnded: () => () => undefined,
    processes: processes ?? { run: () => Promise.reject(new Error('This test runs nothing.')), find: () => undefined },
    targets: targets ?? { local: () => made, pac: () => made, wrapper: () => made, dataverse: () => made, paconn: () => made } satisfies Record<TargetKind, () => TargetMaker>,
    ...(answer === undefined ? {} : { ask: question => { asked.push(question); return Promise.resolve(answer); } }),
  };
  let code: number;
  try {
    code = await command(words, ports, deployWorld, machineOf(project));
  } catch (thrown) {
    if (!(thrown instanceof Error)) throw thrown;
    code = 2;
    error += `konektor: ${thrown.message}\n`;
  }
  const shown = (text: string): string => (shownDigests ? text : withoutDigests(text)).replaceAll(project.directory, '<project>');
  return { code, out: shown(out), error: shown(error), asked };
}

function command(words: readonly string[], ports: Ports, world: DeployWorld, machine: Machine): Promise<number> {
  const parsed = parseArguments(words);
  const given = <C extends CommandName>(): Given<C> => parsed as unknown as Given<C>; // parsed by the table that Given is derived from
  switch (parsed.command) {
    case 'deploy': return deploy(given<'deploy'>(), ports, world);
    case 'drift': return drift(given<'drift'>(), ports, world);
    case 'rollback': return rollback(given<'rollback'>(), ports, world);
    case 'doctor': return doctor(given<'doctor'>(), ports, machine, world);
    default: throw new Error(`This test has no ${parsed.command}.`);
  }
}

/** Digests are other ones with every change of what packages hold. */
export const withoutDigests = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, '<digest>');

export const journalOf = ({ directory }: AuthorProject, environment: string): string => join(directory, '.konektor', 'deploy', `${environment}.json`);

export { emptyWorld, type FakeWorld };
