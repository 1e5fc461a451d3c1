/** Which pac is run: the one on this process's own path, and no other. */
import { isAbsolute, relative, sep } from 'node:path';
import { DeployError } from '../../deploy-error';
import type { DeployPorts } from '../../ports';

/** Other tools take a path from here. In a job anybody who can set a variable could then have a program run with our credentials. */
const pathVariables = ['POWERPLATFORMTOOLS_PACPATH', 'PAC_PATH', 'PAC_CLI_PATH'] as const;

/** The oldest version that has every option used here: Microsoft's own actions 1.7 pin it. */
export const oldestPac = '1.34.4';

const howToGet = 'Install it (dotnet tool install --global Microsoft.PowerApps.CLI.Tool) and have its folder on the path, or use target: dataverse, which needs no tool.';

/** Full path of pac. Throws DeployError where there is none, or where it lies in the project, whose files anybody may change who sends a pull request. */
export function foundPac({ processes, directory }: Pick<DeployPorts, 'processes' | 'directory'>): string {
  const program = processes.find('pac');
  if (program === undefined) throw new DeployError('pac-missing', `There is no pac on the path. ${howToGet}`);
  if (!isAbsolute(program)) throw new DeployError('pac-path', `The path leads to pac at ${program}, which depends on the folder of this process. Put a full path there.`);
  const inside = relative(directory, program);
  if (inside !== '' && !inside.startsWith(`..${sep}`) && inside !== '..' && !isAbsolute(inside)) throw new DeployError('pac-path', `The path leads to pac at ${program}, inside the project. It would get the credentials, and files of the project may come from anybody. ${howToGet}`);
  return program;
}

/** Variables that name a pac and are not heeded. */
export const unheededVariables = ({ variable }: Pick<DeployPorts, 'variable'>): readonly string[] => pathVariables.filter(name => variable(name) !== undefined);

/** The version in what `pac help` prints ("Version: 2.11.2+g47bc199"); undefined where it prints none. */
export const versionIn = (output: string): string | undefined => /^\s*version\s*:\s*(\d+(?:\.\d+)*)/im.exec(output)?.[1];

/** Number by number. */
export function isOlder(version: string, than: string): boolean {
  const [one, other] = [version.split('.').map(Number), than.split('.').map(Number)];
  for (let at = 0; at < Math.max(one.length, other.length); at++) {
    const [left = 0, right = 0] = [one[at], other[at]];
    if (left !== right) return left < right;
  }
  return false;
}
